import { z } from 'zod';

/** Why a person stops what a number sends by itself. Each has its words in `locales`. */
export const StopCause = z.enum(['maintenance', 'content-review', 'whatsapp-request', 'other']);
export type StopCause = z.infer<typeof StopCause>;

/** Enough for a sentence or two about what none of the causes says. */
export const MAX_STOP_NOTE = 300;

/** The cause that a person gave for a stop; their own words only where the cause is `other`. */
export type PersonalStop = { readonly cause: StopCause; readonly note: string | null };
