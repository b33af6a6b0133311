import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  businessDaysBetween,
  createBusinessCalendar,
  LocalNonBusinessDay,
  nextBusinessDay,
  previousBusinessDay,
} from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';

const calendar = createBusinessCalendar();
const day = (text: string) => LocalDate.parse(text);

describe('a day of the calendar', () => {
  test.each([
    ['Fri 2026-07-10', { kind: 'business' }],
    ['Sat 2026-07-11', { kind: 'weekend' }],
    ['Sun 2026-07-12', { kind: 'weekend' }],
    ['Mon 2026-07-13', { kind: 'festivo', name: 'virgen-de-chiquinquira' }],
    ['Wed 2026-04-01', { kind: 'business' }], // Holy Wednesday
    ['Thu 2026-04-02', { kind: 'festivo', name: 'jueves-santo' }],
    ['Sat 2027-05-01', { kind: 'festivo', name: 'dia-del-trabajo' }],
  ])('%s is %o', (on, expected) => {
    expect(calendar.classify(day(on.slice(4)))).toEqual(expected);
    expect(calendar.isBusinessDay(day(on.slice(4)))).toBe(expected.kind === 'business');
  });

  test('a local day without work does not count, and names its act', () => {
    const local = createBusinessCalendar({
      localNonBusinessDays: [{ on: day('2026-07-29'), act: 'Decreto 123 de 2026' }],
    });

    expect(local.classify(day('2026-07-29'))).toEqual({ kind: 'local', act: 'Decreto 123 de 2026' });
    expect(addBusinessDays(day('2026-07-28'), 1, local)).toBe('2026-07-30');
    expect(addBusinessDays(day('2026-07-28'), 1, calendar)).toBe('2026-07-29');
  });

  test.each(['', '   '])('a local day without an act (%j) is refused', (act) => {
    expect(LocalNonBusinessDay.safeParse({ on: '2026-07-29', act }).success).toBe(false);
  });
});

describe('adding business days', () => {
  test.each([
    // Day 1 is the next business day.
    ['Fri 2026-07-10', 1, 'Tue 2026-07-14'],
    ['Sat 2026-07-11', 1, 'Tue 2026-07-14'],
    ['Mon 2026-07-13', 1, 'Tue 2026-07-14'],
    ['Wed 2026-04-01', 1, 'Mon 2026-04-06'],
    ['Thu 2026-12-31', 1, 'Mon 2027-01-04'],
  ])('%s and %i is %s', (from, days, to) => {
    expect(addBusinessDays(day(from.slice(4)), days, calendar)).toBe(to.slice(4));
  });

  test.each([0, -1, 1.5, Number.NaN])('a term of %d days is a mistake of the caller', (days) => {
    expect(() => addBusinessDays(day('2026-07-10'), days, calendar)).toThrow(RangeError);
  });
});

test.each([
  ['Fri 2026-07-10', 'Fri 2026-07-10', 0],
  ['Fri 2026-07-10', 'Mon 2026-07-13', 0],
  ['Fri 2026-07-10', 'Tue 2026-07-14', 1],
  ['Sat 2026-07-11', 'Tue 2026-07-14', 1],
  ['Tue 2026-07-14', 'Fri 2026-07-10', -1],
  ['Sun 2026-07-12', 'Fri 2026-07-10', 0],
  ['Fri 2026-06-26', 'Wed 2026-07-22', 15],
])('from %s to %s there are %i business days', (from, to, count) => {
  expect(businessDaysBetween(day(from.slice(4)), day(to.slice(4)), calendar)).toBe(count);
});

test.each([
  // day            previous          next
  ['Tue 2026-07-14', 'Fri 2026-07-10', 'Wed 2026-07-15'],
  ['Mon 2026-07-13', 'Fri 2026-07-10', 'Tue 2026-07-14'],
  ['Sat 2026-04-04', 'Wed 2026-04-01', 'Mon 2026-04-06'],
  ['Fri 2027-01-01', 'Thu 2026-12-31', 'Mon 2027-01-04'],
])('around %s the business days are %s and %s', (on, previous, next) => {
  expect(previousBusinessDay(day(on.slice(4)), calendar)).toBe(previous.slice(4));
  expect(nextBusinessDay(day(on.slice(4)), calendar)).toBe(next.slice(4));
});
