import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../domain/calendar/clock.ts';
import { festivosOf, findFestivo, isFestivo } from '../../../domain/calendar/festivos.ts';
import { addDays, bogotaYearOf, dayOfWeek, LocalDate } from '../../../domain/calendar/local-date.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const YEARS = Array.from({ length: 12 }, (_, index) => 2024 + index);

const day = (text: string) => LocalDate.parse(text);
const withWeekday = (on: LocalDate) => `${WEEKDAYS[dayOfWeek(on)]} ${on}`;
const datesOf = (year: number) => festivosOf(year).map(({ on }) => on as string);

test('the festivos of 2026 are the eighteen of Ley 51 and the first of Ley 2578', () => {
  expect(festivosOf(2026).map(({ on, name }) => `${withWeekday(on)} ${name}`)).toEqual([
    'Thu 2026-01-01 ano-nuevo',
    'Mon 2026-01-12 reyes-magos',
    'Mon 2026-03-23 san-jose',
    'Thu 2026-04-02 jueves-santo',
    'Fri 2026-04-03 viernes-santo',
    'Fri 2026-05-01 dia-del-trabajo',
    'Mon 2026-05-18 ascension',
    'Mon 2026-06-08 corpus-christi',
    'Mon 2026-06-15 sagrado-corazon',
    'Mon 2026-06-29 san-pedro-y-san-pablo',
    'Mon 2026-07-13 virgen-de-chiquinquira',
    'Mon 2026-07-20 independencia',
    'Fri 2026-08-07 batalla-de-boyaca',
    'Mon 2026-08-17 asuncion',
    'Mon 2026-10-12 dia-de-la-raza',
    'Mon 2026-11-02 todos-los-santos',
    'Mon 2026-11-16 independencia-de-cartagena',
    'Tue 2026-12-08 inmaculada-concepcion',
    'Fri 2026-12-25 navidad',
  ]);
});

test('the festivos of 2027 keep the ones that fall on a Saturday', () => {
  expect(festivosOf(2027).map(({ on, name }) => `${withWeekday(on)} ${name}`)).toEqual([
    'Fri 2027-01-01 ano-nuevo',
    'Mon 2027-01-11 reyes-magos',
    'Mon 2027-03-22 san-jose',
    'Thu 2027-03-25 jueves-santo',
    'Fri 2027-03-26 viernes-santo',
    'Sat 2027-05-01 dia-del-trabajo',
    'Mon 2027-05-10 ascension',
    'Mon 2027-05-31 corpus-christi',
    'Mon 2027-06-07 sagrado-corazon',
    'Mon 2027-07-05 san-pedro-y-san-pablo',
    'Mon 2027-07-12 virgen-de-chiquinquira',
    'Tue 2027-07-20 independencia',
    'Sat 2027-08-07 batalla-de-boyaca',
    'Mon 2027-08-16 asuncion',
    'Mon 2027-10-18 dia-de-la-raza',
    'Mon 2027-11-01 todos-los-santos',
    'Mon 2027-11-15 independencia-de-cartagena',
    'Wed 2027-12-08 inmaculada-concepcion',
    'Sat 2027-12-25 navidad',
  ]);
});

describe('Virgen de Chiquinquirá (Ley 2578 of 2026)', () => {
  test.each([
    [2024, null],
    [2025, null],
    [2026, '2026-07-13'],
    [2027, '2027-07-12'],
    [2028, '2028-07-10'],
  ])('in %i it falls on %s', (year, on) => {
    const found = festivosOf(year).find(({ name }) => name === 'virgen-de-chiquinquira');

    expect(found?.on ?? null).toBe(on);
  });

  test('stays on 9 July when that is a Monday', () => {
    expect(findFestivo(day('2029-07-09'))?.name).toBe('virgen-de-chiquinquira');
  });
});

test.each([
  // Two festivos meet, so the year has one date less than festivos.
  [2025, '2025-06-30', 17],
  [2030, '2030-07-01', 18],
])('in %i the two festivos of %s are one date of %i', (year, on, count) => {
  expect(datesOf(year).filter((date) => date === on)).toEqual([on]);
  expect(festivosOf(year)).toHaveLength(count);
});

test.each([
  ['2026-04-05', 'Easter Sunday'],
  ['2026-03-30', 'Monday of Holy Week'],
  ['2026-03-31', 'Tuesday of Holy Week'],
  ['2026-04-01', 'Wednesday of Holy Week'],
  ['2026-01-06', 'the day from which Reyes Magos moved'],
  ['2026-07-09', 'the day from which Chiquinquirá moved'],
  ['2025-07-14', 'the Monday that Chiquinquirá had not taken yet'],
  ['2026-07-12', 'a plain Sunday'],
])('%s, %s, is not a festivo', (on) => {
  expect(isFestivo(day(on))).toBe(false);
});

/** The library also lists Easter Sunday, which no law makes a festivo, and lists twice a date with two festivos. */
function libraryDatesOf(year: number): string[] {
  const dates = new Holidays('CO')
    .getHolidays(year)
    .filter(({ type, rule }) => type === 'public' && rule !== 'easter')
    .map(({ date }) => date.slice(0, 10));
  return [...new Set(dates)].sort();
}

test.each(YEARS)('every day of %i is a festivo here exactly when date-holidays says so', (year) => {
  const theirs = libraryDatesOf(year);
  const ours: string[] = [];
  for (let on = day(`${year}-01-01`); on < `${year + 1}-01-01`; on = addDays(on, 1)) {
    if (isFestivo(on)) {
      ours.push(on);
    }
  }

  expect(ours).toEqual(theirs);
  expect(theirs.length).toBeGreaterThanOrEqual(17);
});

test('the festivos of next year are already known, whatever year it is', () => {
  const nextYear = bogotaYearOf(systemClock.now()) + 1;

  expect(isFestivo(day(`${nextYear}-01-01`))).toBe(true);
  expect(festivosOf(nextYear).length).toBeGreaterThanOrEqual(18);
});
