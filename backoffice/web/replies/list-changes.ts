/** A part of a text against another one. */
export type Change = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/**
 * What changed from one text to another, word by word: together the same and the removed parts are the first text, the
 * same and the added ones the second.
 */
export function listChanges(before: string, after: string): readonly Change[] {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  const start = countSame(from, to);
  const end = countSame(from.slice(start).toReversed(), to.slice(start).toReversed());
  const same = (words: readonly string[]): Change[] => words.map((text) => ({ kind: 'same', text }));
  return joined([
    ...same(to.slice(0, start)),
    ...compare(from.slice(start, from.length - end), to.slice(start, to.length - end)),
    ...same(to.slice(to.length - end)),
  ]);
}

/** Each word with the spaces before it. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function countSame(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((word, index) => word !== other[index]);
  return at === -1 ? one.length : at;
}

/** The longest common row of words, from a table of how long it is from each pair of places on. */
function compare(from: readonly string[], to: readonly string[]): readonly Change[] {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        from[row] === to[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  return walk(from, to, lengthAt);
}

function walk(
  from: readonly string[],
  to: readonly string[],
  lengthAt: (row: number, column: number) => number,
): readonly Change[] {
  const changes: Change[] = [];
  let [row, column] = [0, 0];
  while (row < from.length || column < to.length) {
    const [removed, added] = [from[row], to[column]];
    if (removed !== undefined && removed === added) {
      changes.push({ kind: 'same', text: removed });
      row += 1;
      column += 1;
    } else if (removed !== undefined && lengthAt(row + 1, column) >= lengthAt(row, column + 1)) {
      changes.push({ kind: 'removed', text: removed });
      row += 1;
    } else {
      changes.push({ kind: 'added', text: added ?? '' });
      column += 1;
    }
  }
  return changes;
}

/** Neighbours of one kind are one part. */
function joined(changes: readonly Change[]): readonly Change[] {
  const parts: Change[] = [];
  for (const { kind, text } of changes) {
    const last = parts.at(-1);
    if (last?.kind === kind) {
      parts.splice(-1, 1, { kind, text: last.text + text });
    } else {
      parts.push({ kind, text });
    }
  }
  return parts;
}
