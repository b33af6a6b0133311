import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mayGuess } from '../../../domain/people/continuation.ts';
import {
  ContinuationCode,
  findContinuationCodeIn,
  maskContinuationCodes,
  newContinuationCode,
  toGroupedContinuationCode,
  toWebLink,
  toWhatsAppLink,
} from '../../../domain/people/continuation-code.ts';

const CODE = ContinuationCode.parse('WUP7PQMNP6');

describe('the code', () => {
  test('is ten characters that nobody confuses, with a letter and a digit, and is never the same', () => {
    const codes = Array.from({ length: 500 }, () => newContinuationCode(randomBytes));

    expect(new Set(codes).size).toBe(500);
    for (const code of codes) {
      expect(code).toMatch(/^(?=.*\d)(?=.*[A-Z])[2-9A-HJKMNP-Z]{10}$/);
      expect(findContinuationCodeIn(toGroupedContinuationCode(code).toLowerCase())).toBe(code);
    }
  });

  test.each([
    ['one character is wrong', 'WUP7PQMNP7'],
    ['two characters changed places', 'WPU7PQMNP6'],
    ['a character is missing', 'WUP7PQMNP'],
    ['a character is too many', 'WUP7PQMNP66'],
    ['a zero stands for an O', 'W0P7PQMNP6'],
  ])('is none when %s', (_, written) => {
    expect(ContinuationCode.safeParse(written).success).toBe(false);
    expect(findContinuationCodeIn(written)).toBeNull();
  });

  test('cannot be drawn from bytes that are all alike', () => {
    expect(() => newContinuationCode((count) => new Uint8Array(count))).toThrow('no code could be drawn');
  });
});

test.each([
  'WUP7P-QMNP6',
  'wup7pqmnp6',
  'Hola, quiero seguir por aquí. Mi código es WUP7P-QMNP6',
  'mi codigo: wup7p qmnp6 gracias',
  'wup 7pq mnp6',
  'w u p 7 p q m n p 6',
  'código *WUP7P–QMNP6*.',
  '“wup7p-qmnp6”',
  'ＷＵＰ７Ｐ－ＱＭＮＰ６',
  'buenas tardes,\nWUP7P\nQMNP6',
  'https://vecino.example/#seguir=WUP7PQMNP6',
])('the code is found in %j', (text) => {
  expect(findContinuationCodeIn(text)).toBe(CODE);
});

test.each([
  '',
  'hola, no llega el agua desde ayer',
  'mi cuenta es 2345678923',
  'casa verde 2345',
  'ESSMAR-2026-000123',
  '2345-6789-ABCD',
  'AB34-CD56-EF78',
  'xWUP7P-QMNP6',
  'WUP7P, QMNP6',
  `${'agua '.repeat(200)}WUP7P-QMNP6`,
])('there is no code in %j', (text) => {
  expect(findContinuationCodeIn(text)).toBeNull();
});

test.each([
  ['abre https://v.example/#seguir=WUP7PQMNP6', 'abre https://v.example/#seguir=•••••-•••••'],
  ['mi código es wup7p-qmnp6.', 'mi código es •••••-•••••.'],
  ['no hay agua en la 22345 67899', 'no hay agua en la 22345 67899'],
])('whoever reads %j over a shoulder reads %j', (text, shown) => {
  expect(maskContinuationCodes(text)).toBe(shown);
});

describe('guesses', () => {
  const minutesAfter = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 15, minutes));
  const lastFailureAt = minutesAfter(0);

  test.each([
    // failures, minutes since the last, may
    [0, 0, true],
    [4, 0, true],
    [5, 0.9, false],
    [5, 1, true],
    [6, 1, false],
    [6, 2, true],
    [10, 31, false],
    [10, 32, true],
    [1000, 1439, false],
    [1000, 1440, true],
  ])('after %i failures and %d minutes one more: %s', (failures, minutes, may) => {
    const at = new Date(lastFailureAt.getTime() + minutes * 60_000);

    expect(mayGuess({ failures, lastFailureAt }, at)).toBe(may);
  });

  test('nobody who never failed waits', () => {
    expect(mayGuess({ failures: 0, lastFailureAt: null }, lastFailureAt)).toBe(true);
  });
});

test('links carry the words ready to be sent, and the code where no server reads it', () => {
  expect(toWhatsAppLink('576054209676', 'Hola & código WUP7P-QMNP6')).toBe(
    'https://wa.me/576054209676?text=Hola%20%26%20c%C3%B3digo%20WUP7P-QMNP6',
  );
  expect(toWebLink('https://vecino.example/', CODE)).toBe('https://vecino.example/#seguir=WUP7PQMNP6');
});
