import { expect, test } from 'vitest';
import { checkDigitOf, Nit } from '../../../domain/entity/nit.ts';

test.each([
  ['899999001', 7],
  ['800181106', 1],
  ['892300548', 8],
  ['860002964', 4],
  ['890903938', 8],
  ['800197268', 4],
])('the check digit of %s is %i', (digits, digit) => {
  expect(checkDigitOf(digits)).toBe(digit);
});

test.each([
  ['800181106-1', '800181106-1'],
  ['800.181.106-1', '800181106-1'],
  [' 800 181 106-1 ', '800181106-1'],
])('%s is read as %s', (written, nit) => {
  expect(Nit.parse(written)).toBe(nit);
});

test.each([
  ['800181106', 'nit-form'],
  ['8001811061', 'nit-form'],
  ['800181106-2', 'nit-digit'],
  ['', 'nit-form'],
])('%s is refused: %s', (written, code) => {
  expect(Nit.safeParse(written).error?.issues[0]?.message).toBe(code);
});
