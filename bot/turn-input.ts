import { MAX_TEXT_CHARACTERS } from '../domain/messages/content.ts';
import type { InboxEvent } from '../domain/messages/event.ts';
import { FRAGMENT_MAX_CHARACTERS, fragmentWaitMs, isFragment } from '../domain/messages/fragments.ts';
import type { WaitingEvent } from '../domain/messages/turn-store.ts';

/** What is read next: an event (with the pieces joined to it), or the time to wait for more pieces. */
export type Input =
  | { readonly kind: 'wait'; readonly afterMs: number }
  | {
      readonly kind: 'read';
      readonly event: InboxEvent;
      readonly merged: readonly InboxEvent[];
      readonly rest: readonly WaitingEvent[];
    };

type Circumstances = {
  readonly memory: { readonly expectsFreeText: boolean };
  readonly now: Date;
  readonly windowMs: number;
};

/**
 * Takes the next input from what waits, which must not be empty.
 *
 * Pieces of one thought are joined only before a free text; a numbered answer is never joined to anything.
 */
export function nextInput(waiting: readonly WaitingEvent[], circumstances: Circumstances): Input {
  const { memory, now, windowMs } = circumstances;
  const first = waiting[0];
  if (first === undefined) {
    throw new Error('there is no event to read');
  }
  const pieces = memory.expectsFreeText && windowMs > 0 ? leadingFragments(waiting) : [];
  const afterMs = pieces.length === waiting.length ? fragmentWaitMs(pieces, now, windowMs) : 0;
  if (pieces.length > 0 && afterMs > 0) {
    return { kind: 'wait', afterMs };
  }
  if (pieces.length < 2) {
    return { kind: 'read', event: first, merged: [], rest: waiting.slice(1) };
  }
  return {
    kind: 'read',
    event: joined(pieces),
    merged: pieces.slice(0, -1),
    rest: waiting.slice(pieces.length),
  };
}

function leadingFragments(waiting: readonly WaitingEvent[]): readonly WaitingEvent[] {
  const end = waiting.findIndex((event) => !isFragment(event) || event.errors > 0);
  const pieces = end === -1 ? waiting : waiting.slice(0, end);
  return pieces.slice(0, Math.floor(MAX_TEXT_CHARACTERS / (FRAGMENT_MAX_CHARACTERS + 1)));
}

/** One event with all the words; its instant and id are those of the last piece. */
function joined(pieces: readonly WaitingEvent[]): InboxEvent {
  const last = pieces.at(-1);
  if (last === undefined) {
    throw new Error('there is nothing to join');
  }
  return {
    ...last,
    content: { ...last.content, text: pieces.map(({ content }) => content.text).join('\n') },
    pieces: pieces.map(({ messageId = '', content }) => ({ messageId, text: content.text })),
  };
}
