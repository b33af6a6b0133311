import { describe, expect, test } from 'vitest';
import type { InboxLineView } from '../../../backoffice/contracts/handoff.ts';
import { waitOf } from '../../../backoffice/web/handoff/inbox-words.ts';
import { deliveryReason, refusalWords } from '../../../backoffice/web/handoff/line-words.ts';
import { type KnownLines, mergeEarlier, mergeLatest } from '../../../backoffice/web/handoff/merge-lines.ts';
import { createPacer } from '../../../backoffice/web/handoff/pacer.ts';
import { settleRows } from '../../../backoffice/web/handoff/settle-rows.ts';

/** Lines by their place; null is one that waits for its turn. */
const known = (seqs: readonly (number | null)[], earlierAfter: number | null = null): KnownLines => ({
  lines: seqs.map((seq) => ({ seq, id: String(seq) }) as InboxLineView),
  earlierAfter,
});
const seqsOf = ({ lines }: KnownLines) => lines.map(({ seq }) => seq);

describe('the lines that are known', () => {
  test.each([
    ['nothing was known', undefined, known([4, 5], 3), [4, 5], 3],
    ['earlier ones stay', known([1, 2, 3, 4]), known([3, 4, 5], 2), [1, 2, 3, 4, 5], null],
    ['one that waited has its place', known([1, 2, null]), known([2, 3], 1), [1, 2, 3], null],
    ['too much was missed', known([1, 2]), known([8, 9], 7), [8, 9], 7],
    ['nothing has its place yet', known([]), known([null]), [null], null],
  ])('after the latest part was read: %s', (_, before, latest, seqs, earlierAfter) => {
    const merged = mergeLatest(before, latest);

    expect(seqsOf(merged)).toEqual(seqs);
    expect(merged.earlierAfter).toBe(earlierAfter);
  });

  test('an earlier part goes before them, and what is in both stands there once', () => {
    const merged = mergeEarlier(known([5, 6], 4), known([3, 4, 5, null], 2));

    expect(seqsOf(merged)).toEqual([3, 4, 5, 6]);
    expect(merged.earlierAfter).toBe(2);
  });
});

describe('the rows of the list', () => {
  const rows = (ids: string) => [...ids].map((id) => ({ id }));
  const open = { id: 'b' };

  test.each([
    ['nothing is open', 'abc', 'cab', null, false, 'cab'],
    ['nobody writes', 'abc', 'cab', open, false, 'cab'],
    ['somebody writes in it', 'abc', 'bca', open, true, 'cba'],
    ['it left the view', 'abc', 'ca', open, false, 'cba'],
    ['it left a view that is shorter now', 'abc', '', open, true, 'b'],
    ['it was never in the view', 'ac', 'ca', open, true, 'ca'],
  ])('are in order, and the open one does not jump away: %s', (_, shown, fresh, opened, isTyping, order) => {
    const settled = settleRows(rows(shown), rows(fresh), { open: opened, isTyping });

    expect(settled.map(({ id }) => id).join('')).toBe(order);
  });
});

describe('the words', () => {
  const SINCE = '2026-11-20T15:00:00.000Z';

  test.each([
    [0, 'Espera hace menos de 1 min', false],
    [-3, 'Espera hace menos de 1 min', false],
    [4, 'Espera hace 4 min', false],
    [5, 'Espera hace 5 min: pasó la meta de 5 min', true],
    [65, 'Espera hace 1 h 5 min: pasó la meta de 5 min', true],
    [26 * 60, 'Espera hace 1 d 2 h: pasó la meta de 5 min', true],
  ])('of a wait of %i minutes', (minutes, words, isLate) => {
    const nowMs = Date.parse(SINCE) + minutes * 60_000;

    expect(waitOf({ waitingSince: SINCE, targetMinutes: 5 }, nowMs)).toEqual({ words, isLate });
  });

  test('of a wait are none where nobody waits', () => {
    expect(waitOf({ waitingSince: null, targetMinutes: 5 }, 0)).toBeNull();
  });

  test.each([
    ['failed', 'too-many-attempts', 'Se intentó varias veces y no salió.'],
    ['skipped', 'number-unknown', 'El número ya no está en WhatsApp.'],
    ['queued', 'quiet-hours', 'Espera el horario en que se puede escribir.'],
    ['failed', 'refused-999', 'Motivo: refused-999.'],
    ['queued', 'TimeoutError', null],
    ['sent', null, null],
  ])('of a message that is %s because of %s', (status, reason, words) => {
    expect(deliveryReason(status, reason)).toBe(words);
  });

  test.each([
    ['take', true, 'No se hizo: otra persona del equipo la tomó antes.'],
    ['answer', true, 'No se envió: la conversación ya era de otra persona del equipo.'],
    ['end', true, 'No se hizo: la conversación ya no era suya.'],
    ['take', false, null],
  ])('of an act %s, refused or not (%s)', (act, refused, words) => {
    expect(refusalWords({ act, refused } as InboxLineView)).toBe(words);
  });
});

test('however often it is asked for, work is done once at a time and once more at the end', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const ask = createPacer(async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    done += 1;
  }, 0);
  for (let times = 0; times < 50; times += 1) {
    ask();
  }
  await expect.poll(() => done).toBe(2);

  expect(most).toBe(1);
});
