import { z } from 'zod';
import type { IncomingContent } from './content.ts';
import type { Sensitivity } from './sensitivity.ts';

/**
 * Why a conversation has something to do: whatever changes it is an event, run as a turn.
 *
 * A `notice` is the system's own: a file of the person that was on its way will never open. A `colleague` acts from
 * the console: nothing of that event is the person's, nor is it shown to them.
 */
export const EventKind = z.enum([
  'message',
  'joined',
  'question',
  'edit',
  'delete',
  'reaction',
  'notice',
  'colleague',
]);
export type EventKind = z.infer<typeof EventKind>;

/**
 * How an event ended: applied, joined to the next one, waiting for its moment, kept for a person, or refused because
 * what a colleague wanted was no longer theirs to do.
 */
export type EventOutcome = 'applied' | 'merged' | 'deferred' | 'handed-to-human' | 'refused';

/** The words of one message of the channel, under the channel's own id. */
export type EventPiece = { readonly messageId: string; readonly text: string };

/** A stored event, as a turn sees it. */
export type InboxEvent = {
  readonly id: bigint;
  /** The channel's own id of the message, by which a later edit or deletion names it; none for a question of the system. */
  readonly messageId?: string;
  /** The messages that were joined into this one, in order; left out when it is one message. */
  readonly pieces?: readonly EventPiece[];
  readonly kind: EventKind;
  readonly content: IncomingContent;
  readonly sensitivity: Sensitivity;
  /** When it was stored (or sent, if we were down): the instant that the law counts from. */
  readonly receivedAt: Date;
  readonly attempts: number;
  readonly errors: number;
};
