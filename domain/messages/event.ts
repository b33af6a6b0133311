import { z } from 'zod';
import type { IncomingContent } from './content.ts';
import type { Sensitivity } from './sensitivity.ts';

/** Why a conversation has something to do: whatever changes it is an event, run as a turn. */
export const EventKind = z.enum(['message', 'joined', 'question', 'edit', 'delete', 'reaction']);
export type EventKind = z.infer<typeof EventKind>;

/** How an event ended: applied, joined to the next one, waiting for its moment, or kept for a person. */
export type EventOutcome = 'applied' | 'merged' | 'deferred' | 'handed-to-human';

/** A stored event, as a turn sees it. */
export type InboxEvent = {
  readonly id: bigint;
  readonly kind: EventKind;
  readonly content: IncomingContent;
  readonly sensitivity: Sensitivity;
  /** When it was stored (or sent, if we were down): the instant that the law counts from. */
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly errors: number;
};
