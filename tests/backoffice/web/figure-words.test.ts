import { expect, test } from 'vitest';
import {
  onTimeWords,
  ratingWords,
  secondsWords,
  sinceWords,
} from '../../../backoffice/web/teams/figure-words.ts';

test.each([
  [null, null],
  [0, '0 min'],
  [89, '1 min'],
  [90, '2 min'],
  [3_569, '59 min'],
  [3_571, '1 h 0 min'],
  [9_000, '2 h 30 min'],
] as const)('%s seconds are said as %s', (seconds, words) => {
  expect(secondsWords(seconds)).toBe(words);
});

test.each([
  [null, null],
  ['2026-11-20T14:45:00.000Z', '15 min'],
  // The clock of whoever wrote it was a little ahead.
  ['2026-11-20T15:00:30.000Z', '0 min'],
] as const)('what began at %s is said as %s ago', (since, words) => {
  expect(sinceWords(since, '2026-11-20T15:00:00.000Z')).toBe(words);
});

test.each([
  [null, 0, null],
  [0, 4, '0 %'],
  [2, 3, '67 %'],
] as const)('%s of %s within the target are said as %s', (onTime, waits, words) => {
  expect(onTimeWords({ onTime, waits })).toBe(words);
});

test('an average says of how many it is', () => {
  expect(ratingWords({ rating: 4.25, ratings: 8 })).toBe('4,3 de 5 (8)');
  expect(ratingWords({ rating: null, ratings: 0 })).toBeNull();
});
