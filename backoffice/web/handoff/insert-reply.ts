import type { FilledReply } from '../../contracts/replies.ts';

/** Where one writes in a field, or what is marked there. */
export type Selection = { readonly from: number; readonly to: number };

/**
 * Puts a reply where one writes, in the place of what is marked there, apart from the words around it.
 *
 * What is marked afterwards is the first gap, so that whoever types fills it; without any one goes on behind the reply.
 */
export function insertReply(
  draft: string,
  { from, to }: Selection,
  { text, gaps }: Pick<FilledReply, 'text' | 'gaps'>,
): { readonly text: string; readonly selection: Selection } {
  const [before, after] = [draft.slice(0, from), draft.slice(to)];
  const start = /\S$/.test(before) ? `${before} ` : before;
  const whole = start + text + (/^\S/.test(after) ? ' ' : '') + after;
  const gap = gaps[0] === undefined ? -1 : text.indexOf(gaps[0]);
  const end = start.length + text.length;
  return {
    text: whole,
    selection:
      gap === -1
        ? { from: end, to: end }
        : { from: start.length + gap, to: start.length + gap + (gaps[0] ?? '').length },
  };
}
