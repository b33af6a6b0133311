const MIN_MS = 600;
const MAX_MS = 4000;
const MS_PER_CHARACTER = 18;
/** How far from the middle chance may take it, in both directions. */
const SPREAD = 0.25;

/** How many milliseconds we are seen typing a text before it is sent; `chance` lies between 0 and 1. */
export function typingMs(characters: number, chance: number): number {
  const middle = MIN_MS + characters * MS_PER_CHARACTER;
  const moved = middle * (1 + SPREAD * (2 * chance - 1));
  return Math.round(Math.min(MAX_MS, Math.max(MIN_MS, moved)));
}
