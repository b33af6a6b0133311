import { expect, test } from 'vitest';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';

test.each([
  ['2026-12-15', 'es-CO', 'martes, 15 de diciembre de 2026'],
  ['2026-01-01', 'es-CO', 'jueves, 1 de enero de 2026'],
  ['2028-02-29', 'es-CO', 'martes, 29 de febrero de 2028'],
  ['2026-09-05', 'es-CO', 'sábado, 5 de septiembre de 2026'],
  ['2026-12-15', 'en', 'Tuesday, 15 December 2026'],
] as const)('%s in %s is %s', (on, locale, words) => {
  expect(formatDay(LocalDate.parse(on), locale)).toBe(words);
});

test.each([
  ['2026-11-20T20:04:00Z', '3:04 p. m.'],
  ['2026-11-20T05:00:00Z', '12:00 a. m.'],
  ['2026-11-20T17:00:59Z', '12:00 p. m.'],
  ['2026-11-21T04:59:00Z', '11:59 p. m.'],
])('the clock of Bogotá shows %s as %s', (instant, words) => {
  expect(formatTime(new Date(instant), 'es-CO')).toBe(words);
});
