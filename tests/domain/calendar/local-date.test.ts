import { describe, expect, test } from 'vitest';
import {
  addDays,
  bogotaTimeOf,
  bogotaYearOf,
  compare,
  dayOfWeek,
  LocalDate,
  localDateOf,
  startOfDay,
  yearOf,
} from '../../../domain/calendar/local-date.ts';

const day = (text: string) => LocalDate.parse(text);

describe('LocalDate', () => {
  test.each(['2026-07-13', '2024-02-29', '1999-12-31'])('%s is a day', (text) => {
    expect(LocalDate.safeParse(text).success).toBe(true);
  });

  test.each([
    '2026-02-29', // not a leap year
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-7-13',
    '13-07-2026',
    '2026-07-13T00:00:00Z',
    ' 2026-07-13',
    '2026-07-13\n',
    '',
  ])('%j is not a day', (text) => {
    expect(LocalDate.safeParse(text).success).toBe(false);
  });
});

describe('around the midnight of Bogotá, which is 05:00 in UTC', () => {
  test.each([
    // UTC                     day of Bogotá  hour  minute
    ['2026-03-03T04:59:59.999Z', '2026-03-02', 23, 59],
    ['2026-03-03T05:00:00.000Z', '2026-03-03', 0, 0],
    ['2026-03-03T05:00:00.001Z', '2026-03-03', 0, 0],
    ['2026-03-03T00:00:00.000Z', '2026-03-02', 19, 0],
    ['2026-03-03T23:59:59.999Z', '2026-03-03', 18, 59],
    ['2027-01-01T04:59:59.999Z', '2026-12-31', 23, 59],
    ['2028-03-01T04:30:00.000Z', '2028-02-29', 23, 30],
    ['1969-12-31T23:00:00.000Z', '1969-12-31', 18, 0],
  ])('%s is %s at %i:%i', (instant, on, hour, minute) => {
    expect(localDateOf(new Date(instant))).toBe(on);
    expect(bogotaTimeOf(new Date(instant))).toEqual({ hour, minute });
  });

  test.each([
    ['2027-01-01T04:59:59.999Z', 2026],
    ['2027-01-01T05:00:00.000Z', 2027],
  ])('the year of %s is %i', (instant, year) => {
    expect(bogotaYearOf(new Date(instant))).toBe(year);
  });

  test('a day starts at its own midnight and not one millisecond before', () => {
    const start = startOfDay(day('2026-07-13'));

    expect(start.toISOString()).toBe('2026-07-13T05:00:00.000Z');
    expect(localDateOf(start)).toBe('2026-07-13');
    expect(localDateOf(new Date(start.getTime() - 1))).toBe('2026-07-12');
  });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-07-13', 0, '2026-07-13'],
  ['2026-01-01', 365, '2027-01-01'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(day(from), days)).toBe(to);
});

test.each([
  ['2026-07-12', 0],
  ['2026-07-13', 1],
  ['2026-07-18', 6],
  ['2024-02-29', 4],
])('%s is day %i of the week, Sunday being 0', (on, expected) => {
  expect(dayOfWeek(day(on))).toBe(expected);
});

test('days sort from earlier to later', () => {
  const days = ['2027-01-01', '2026-12-31', '2026-02-10', '2026-12-31'].map(day);

  expect(days.sort(compare)).toEqual(['2026-02-10', '2026-12-31', '2026-12-31', '2027-01-01']);
});

test('the year of a day is its first four figures', () => {
  expect(yearOf(day('2026-12-31'))).toBe(2026);
});

test('arithmetic beyond the year 9999 throws instead of giving a malformed day', () => {
  expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
  expect(() => localDateOf(new Date(Number.NaN))).toThrow(RangeError);
});
