import { z } from 'zod';
import type { LiveKind as Kind } from '../../domain/live/live-event.ts';

/** What changes while one looks at it; the first word of the keys under which a client keeps answers. */
export type LiveKind = Kind;

/** `after`: where another tab of the same browser has read to. A browser that reconnects says it in `Last-Event-ID`. */
export const LiveQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,20}\.\d{1,11}$/)
    .optional(),
});

/** One change of the event `changes`: what it is and its id or radicado, never what it says. */
export type LiveChange = { readonly id: string; readonly kind: LiveKind; readonly subject: string };
