import type { InboxDetail, InboxLineView } from '../../contracts/handoff.ts';

/** The lines that are known of a conversation, and where what is before them begins; null when nothing is. */
export type KnownLines = Pick<InboxDetail, 'lines' | 'earlierAfter'>;

/**
 * What is known after the latest part was read anew.
 *
 * Earlier lines that were fetched stay, also those that the latest part has moved away from. Where so much was missed
 * that lines between would be unknown, only the latest part stays.
 */
export function mergeLatest(known: KnownLines | undefined, latest: KnownLines): KnownLines {
  const from = latest.lines.find(({ seq }) => seq !== null)?.seq ?? null;
  if (known === undefined || from === null) {
    return latest;
  }
  const earlier = known.lines.filter((line) => isBefore(line, from));
  const overlaps = known.lines.some(({ seq }) => seq !== null && seq >= from);
  return overlaps && earlier.length > 0
    ? { lines: [...earlier, ...latest.lines], earlierAfter: known.earlierAfter }
    : latest;
}

/** What is known after a part before all of it was read. */
export function mergeEarlier(known: KnownLines, part: KnownLines): KnownLines {
  const from = known.lines.find(({ seq }) => seq !== null)?.seq ?? Number.POSITIVE_INFINITY;
  const earlier = part.lines.filter((line) => isBefore(line, from));
  return { lines: [...earlier, ...known.lines], earlierAfter: part.earlierAfter };
}

function isBefore({ seq }: InboxLineView, from: number): boolean {
  return seq !== null && seq < from;
}
