import type { Scope } from './scope.ts';
import { sourcesOf } from './sources.ts';
import type { Place } from './state.ts';

/** After this long a place is another matter. */
const PLACE_MEMORY_MS = 24 * 60 * 60 * 1000;

/** The place in the message being answered, or null. Words that came with it are its name, unless a photo came too. */
export function findPlace(scope: Scope): Place | null {
  const { input, turn } = scope;
  return (
    input.location && {
      ...input.location,
      words: input.attachments.length === 0 ? input.text : '',
      sources: [...sourcesOf(scope)],
      at: turn.event.receivedAt.toISOString(),
    }
  );
}

/** Takes the place that was kept a short while ago; it is then kept no more. */
export function takeKeptPlace({ state, turn }: Scope): Place | null {
  const { place } = state;
  state.place = null;
  const isRecent = place !== null && turn.event.receivedAt.getTime() - Date.parse(place.at) < PLACE_MEMORY_MS;
  return isRecent ? place : null;
}
