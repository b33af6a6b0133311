import type { InboxEvent } from './event.ts';

/** People press send between phrases: this long after the last one, a thought is taken as finished. */
export const FRAGMENT_WINDOW_MS = 2000;

/** A text longer than this is a whole thought already and waits for nothing. */
export const FRAGMENT_MAX_CHARACTERS = 160;

/**
 * Milliseconds still to wait before these events are read as one input, or 0 when they may be read.
 *
 * Only short texts are pieces of something longer; a file, a place or a long text ends the wait.
 */
export function fragmentWaitMs(events: readonly InboxEvent[], now: Date, windowMs: number): number {
  const last = events.at(-1);
  if (!last || !events.every(isFragment)) {
    return 0;
  }
  return Math.max(0, last.receivedAt.getTime() + windowMs - now.getTime());
}

/** Says whether an event could be a piece of a longer thought. */
export function isFragment({ kind, content }: InboxEvent): boolean {
  return (
    kind === 'message' &&
    content.text.length > 0 &&
    content.text.length <= FRAGMENT_MAX_CHARACTERS &&
    content.attachments.length === 0 &&
    content.location === null &&
    content.quotedId === null
  );
}
