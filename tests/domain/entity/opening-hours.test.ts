import { expect, test } from 'vitest';
import { OpeningHours } from '../../../domain/entity/opening-hours.ts';
import { formatOpeningHours } from '../../../locales/opening-hours.ts';

const WEEK = [1, 2, 3, 4, 5];

test.each([
  ['no stretch at all', [], 'hours-none'],
  ['no day', [{ days: [], from: '08:00', to: '12:00' }], 'days-none'],
  ['a day twice', [{ days: [1, 1], from: '08:00', to: '12:00' }], 'days-twice'],
  ['an end before the beginning', [{ days: [1], from: '12:00', to: '08:00' }], 'hours-order'],
  ['an end at the beginning', [{ days: [1], from: '08:00', to: '08:00' }], 'hours-order'],
  ['an hour that is none', [{ days: [1], from: '8', to: '25:00' }], 'hour-form'],
  [
    'two stretches that cross',
    [
      { days: WEEK, from: '08:00', to: '12:00' },
      { days: [5, 6], from: '11:59', to: '13:00' },
    ],
    'hours-overlap',
  ],
])('%s is refused: %s', (_, hours, code) => {
  expect(OpeningHours.safeParse(hours).error?.issues.map(({ message }) => message)).toContain(code);
});

test.each([
  [[{ days: WEEK, from: '08:00', to: '17:00' }], 'lunes a viernes, 8:00 a. m. a 5:00 p. m.'],
  [
    [
      { days: WEEK, from: '14:00', to: '17:30' },
      { days: WEEK, from: '08:00', to: '12:00' },
    ],
    'lunes a viernes, 8:00 a. m. a 12:00 m. y 2:00 p. m. a 5:30 p. m.',
  ],
  [
    [
      { days: [6], from: '08:00', to: '12:00' },
      { days: [1, 3], from: '08:00', to: '16:00' },
    ],
    'lunes y miércoles, 8:00 a. m. a 4:00 p. m.; sábado, 8:00 a. m. a 12:00 m.',
  ],
  [[{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }], 'todos los días, a toda hora'],
  [[{ days: [6, 7], from: '12:30', to: '24:00' }], 'sábado y domingo, 12:30 p. m. a 12:00 a. m.'],
  [[{ days: [1, 2, 4], from: '07:00', to: '08:00' }], 'lunes, martes y jueves, 7:00 a. m. a 8:00 a. m.'],
])('a week is said in words: %#', (hours, words) => {
  expect(formatOpeningHours(OpeningHours.parse(hours), 'es-CO')).toBe(words);
});

test('in English too', () => {
  const hours = OpeningHours.parse([{ days: WEEK, from: '08:00', to: '12:00' }]);

  expect(formatOpeningHours(hours, 'en')).toBe('Monday to Friday, 8:00 am to 12:00 pm');
});
