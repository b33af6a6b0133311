import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  businessDaysBetween,
  createBusinessCalendar,
} from '../../../domain/calendar/business-days.ts';
import { computeTerm, TERM_RULE_VERSION } from '../../../domain/calendar/legal-term.ts';
import { addDays, dayOfWeek, LocalDate, startOfDay } from '../../../domain/calendar/local-date.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const calendar = createBusinessCalendar();

const day = (text: string) => LocalDate.parse(text);
const withWeekday = (on: LocalDate) => `${WEEKDAYS[dayOfWeek(on)]} ${on}`;

/** Any hour of the day gives the same term; noon in Bogotá stands for all of them. */
function termFrom(on: LocalDate, businessDays: number) {
  const noon = new Date(startOfDay(on).getTime() + 12 * 60 * 60 * 1000);
  return computeTerm({ receivedAt: noon, businessDays, calendar });
}

test.each([
  // received          term  internal          last legal day
  ['Fri 2026-03-20', 15, 'Tue 2026-04-14', 'Wed 2026-04-15'],
  ['Fri 2026-03-27', 15, 'Mon 2026-04-20', 'Tue 2026-04-21'],
  ['Fri 2026-06-26', 15, 'Tue 2026-07-21', 'Wed 2026-07-22'],
  ['Thu 2026-07-09', 15, 'Fri 2026-07-31', 'Mon 2026-08-03'],
  ['Fri 2026-11-20', 15, 'Fri 2026-12-11', 'Mon 2026-12-14'],
  ['Sat 2026-11-21', 15, 'Fri 2026-12-11', 'Mon 2026-12-14'],
  ['Fri 2026-12-04', 15, 'Mon 2026-12-28', 'Tue 2026-12-29'],
  ['Fri 2026-12-18', 15, 'Tue 2027-01-12', 'Wed 2027-01-13'],
  ['Fri 2027-03-19', 15, 'Tue 2027-04-13', 'Wed 2027-04-14'],
  ['Fri 2026-07-10', 10, 'Mon 2026-07-27', 'Tue 2026-07-28'],
  ['Fri 2026-11-20', 5, 'Thu 2026-11-26', 'Fri 2026-11-27'],
  ['Fri 2026-11-20', 10, 'Thu 2026-12-03', 'Fri 2026-12-04'],
  ['Fri 2026-11-20', 30, 'Tue 2027-01-05', 'Wed 2027-01-06'],
  ['Thu 2026-12-24', 30, 'Mon 2027-02-08', 'Tue 2027-02-09'],
])(
  'received on %s, a term of %i business days is due inside on %s and by law on %s',
  (received, days, internal, due) => {
    const { dueOn, internalDueOn } = termFrom(day(received.slice(4)), days);

    expect(withWeekday(day(received.slice(4)))).toBe(received);
    expect(withWeekday(dueOn)).toBe(due);
    expect(withWeekday(internalDueOn)).toBe(internal);
  },
);

test.each([
  // received (Bogotá)             received (UTC)              due on
  ['Thu 2026-07-09 00:00:00', '2026-07-09T05:00:00.000Z', '2026-08-03'],
  ['Thu 2026-07-09 18:59:59', '2026-07-09T23:59:59.999Z', '2026-08-03'],
  ['Thu 2026-07-09 19:00:00', '2026-07-10T00:00:00.000Z', '2026-08-03'],
  ['Thu 2026-07-09 23:59:59', '2026-07-10T04:59:59.999Z', '2026-08-03'],
  ['Fri 2026-07-10 00:00:00', '2026-07-10T05:00:00.000Z', '2026-08-04'],
  ['Sat 2026-07-11 12:00:00', '2026-07-11T17:00:00.000Z', '2026-08-04'],
  ['Mon 2026-07-13 23:59:59', '2026-07-14T04:59:59.999Z', '2026-08-04'],
  ['Tue 2026-07-14 00:00:00', '2026-07-14T05:00:00.000Z', '2026-08-05'],
])('received at %s in Bogotá, 15 days: the hour never moves the term', (_, receivedAt, dueOn) => {
  expect(computeTerm({ receivedAt: new Date(receivedAt), businessDays: 15, calendar }).dueOn).toBe(dueOn);
});

test('the trace shows every day, from the arrival to the last, and why it counts or not', () => {
  const withCivicDay = createBusinessCalendar({
    localNonBusinessDays: [{ on: day('2026-07-16'), act: 'Decreto 123 de 2026' }],
  });
  const { days, ruleVersion, dueOn } = computeTerm({
    receivedAt: new Date('2026-07-10T15:00:00Z'),
    businessDays: 3,
    calendar: withCivicDay,
  });

  expect(days).toEqual([
    { on: '2026-07-10', counted: false, reason: { kind: 'arrival' } },
    { on: '2026-07-11', counted: false, reason: { kind: 'weekend' } },
    { on: '2026-07-12', counted: false, reason: { kind: 'weekend' } },
    { on: '2026-07-13', counted: false, reason: { kind: 'festivo', name: 'virgen-de-chiquinquira' } },
    { on: '2026-07-14', counted: true, reason: { kind: 'business' } },
    { on: '2026-07-15', counted: true, reason: { kind: 'business' } },
    { on: '2026-07-16', counted: false, reason: { kind: 'local', act: 'Decreto 123 de 2026' } },
    { on: '2026-07-17', counted: true, reason: { kind: 'business' } },
  ]);
  expect(dueOn).toBe('2026-07-17');
  expect(ruleVersion).toBe(TERM_RULE_VERSION);
});

describe('on every day from 2024 to 2035', () => {
  const FIRST = day('2024-01-01');
  const LAST = day('2035-12-31');
  const everyDay: LocalDate[] = [];
  for (let on = FIRST; on <= LAST; on = addDays(on, 1)) {
    everyDay.push(on);
  }

  /** Business days by the library alone: an independent second opinion on our calendar. */
  const businessDays = libraryBusinessDays(2024, 2036);
  const businessDaySet = new Set(businessDays);

  test('the same days are business days as by date-holidays', () => {
    const ours = everyDay.filter((on) => calendar.isBusinessDay(on));

    expect(ours).toEqual(businessDays.filter((on) => on <= LAST));
    expect(everyDay).toHaveLength(4383);
  });

  test.each([5, 10, 15, 30])('a term of %i is due on the business day that the library gives', (term) => {
    const wrong = everyDay.filter((on) => addBusinessDays(on, term, calendar) !== libraryDue(on, term));

    expect(wrong).toEqual([]);
  });

  test('a term of 15 has exactly 15 business days, ends on one, and the day before it is the internal one', () => {
    const wrong = everyDay.filter((on) => {
      const { dueOn, internalDueOn, days } = termFrom(on, 15);
      const counted = days.filter((entry) => entry.counted).map((entry) => entry.on);
      return !(
        counted.length === 15 &&
        counted.every((countedOn) => businessDaySet.has(countedOn)) &&
        counted.at(-1) === dueOn &&
        counted.at(-2) === internalDueOn &&
        businessDaysBetween(on, dueOn, calendar) === 15
      );
    });

    expect(wrong).toEqual([]);
  });

  test('whoever files later is never due earlier', () => {
    const dues = everyDay.map((on) => addBusinessDays(on, 15, calendar));

    expect(dues).toEqual([...dues].sort());
  });

  function libraryDue(from: LocalDate, term: number): string | undefined {
    const firstAfter = businessDays.findIndex((on) => on > from);
    return businessDays[firstAfter + term - 1];
  }
});

/**
 * Compared as local date strings: at UTC midnight the library is still in the day before. Easter Sunday, which
 * it lists without any law, falls out with the weekends.
 */
function libraryBusinessDays(firstYear: number, lastYear: number): string[] {
  const library = new Holidays('CO');
  const festivos = new Set<string>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const { date, type } of library.getHolidays(year)) {
      if (type === 'public') {
        festivos.add(date.slice(0, 10));
      }
    }
  }
  const days: string[] = [];
  const cursor = new Date(`${firstYear}-01-01T12:00:00Z`);
  while (cursor.getUTCFullYear() <= lastYear) {
    const on = cursor.toISOString().slice(0, 10);
    const weekday = cursor.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !festivos.has(on)) {
      days.push(on);
    }
    cursor.setUTCDate(cursor.getUTCDate() + 1);
  }
  return days;
}
