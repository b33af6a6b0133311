import { describe, expect, test } from 'vitest';
import { insertReply } from '../../../backoffice/web/handoff/insert-reply.ts';
import { listChanges } from '../../../backoffice/web/replies/list-changes.ts';

const SIGNS = { same: ['', ''], removed: ['[-', '-]'], added: ['[+', '+]'] } as const;

/** '[-removed-]' and '[+added+]' within what stayed. */
const marked = (before: string, after: string) =>
  listChanges(before, after)
    .map(({ kind, text }) => SIGNS[kind].join(text))
    .join('');

describe('what changed between two versions', () => {
  test.each([
    ['Hola, Rosa', 'Hola, Rosa', 'Hola, Rosa'],
    ['', 'Hola', '[+Hola+]'],
    ['Hola', '', '[-Hola-]'],
    ['Paga hasta el lunes.', 'Paga hasta el martes.', 'Paga hasta el[- lunes.-][+ martes.+]'],
    ['uno dos tres', 'uno tres', 'uno[- dos-] tres'],
    ['uno tres', 'uno dos tres', 'uno[+ dos+] tres'],
    ['uno dos', 'uno\ndos', 'uno[- dos-][+\ndos+]'],
    ['a a a', 'a a', 'a a[- a-]'],
    ['<b>hola</b>', '<i>hola</i>', '[-<b>hola</b>-][+<i>hola</i>+]'],
  ])('from %j to %j', (before, after, expected) => {
    expect(marked(before, after)).toBe(expected);
  });

  test.each([
    ['x y '.repeat(1_000), 'y z '.repeat(1_000)],
    ['', ' \n '],
    [' hola ', 'hola'],
  ])('the parts are the two texts', (before, after) => {
    const changes = listChanges(before, after);
    const without = (kind: string) =>
      changes
        .filter((change) => change.kind !== kind)
        .map(({ text }) => text)
        .join('');

    expect([without('added'), without('removed')]).toEqual([before, after]);
  });
});

describe('a reply that is put into a draft', () => {
  const filled = { text: 'Hola, [nombre].', gaps: ['[nombre]'] };
  const whole = { text: 'Con gusto.', gaps: [] };

  test.each([
    ['into nothing', '', 0, 0, whole, 'Con gusto.|'],
    ['at the end, apart from what is there', 'Buenas.', 7, 7, whole, 'Buenas. Con gusto.|'],
    ['in the middle', 'Buenas.\nAdiós', 8, 8, whole, 'Buenas.\nCon gusto.| Adiós'],
    ['in the place of what is marked', 'Buenas XXX noches', 7, 10, whole, 'Buenas Con gusto.| noches'],
    ['with a gap, which is marked', 'Buenas.', 7, 7, filled, 'Buenas. Hola, |[nombre]|.'],
  ])('%s', (_, draft, from, to, reply, expected) => {
    const { text, selection } = insertReply(draft, { from, to }, reply);
    const places = [...new Set([selection.to, selection.from])];

    expect(places.reduce((said, at) => `${said.slice(0, at)}|${said.slice(at)}`, text)).toBe(expected);
  });
});
