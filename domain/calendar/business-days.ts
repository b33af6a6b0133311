import { z } from 'zod';
import { type FestivoName, findFestivo } from './festivos.ts';
import { addDays, compare, dayOfWeek, LocalDate } from './local-date.ts';

/**
 * A day without work decreed for this place or company (día cívico).
 *
 * `act` names the decree or resolution: without one, closing the office does not lengthen a legal term.
 */
export const LocalNonBusinessDay = z.object({
  on: LocalDate,
  act: z.string().trim().min(1).max(200),
  /** Who decreed it, e.g. the Alcaldía. */
  issuer: z.string().trim().min(1).max(120).optional(),
});
export type LocalNonBusinessDay = Readonly<z.infer<typeof LocalNonBusinessDay>>;

/** What a day is for a legal term, with the proof when it does not count. */
export type DayClass =
  | { readonly kind: 'business' }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'festivo'; readonly name: FestivoName }
  | { readonly kind: 'local'; readonly act: string };

/** Says which days are hábiles. Injected, so that every rule can be tested against any calendar. */
export type BusinessCalendar = {
  readonly isBusinessDay: (on: LocalDate) => boolean;
  readonly classify: (on: LocalDate) => DayClass;
};

/**
 * The calendar of días hábiles: Monday to Friday, without festivos and without the local days given.
 *
 * Terms in days leave out the days without public work (Ley 4 of 1913, art. 62); Saturday is one of them. A day
 * with two reasons not to count reports the festivo first, then the local act, then the weekend.
 */
export function createBusinessCalendar({
  localNonBusinessDays = [],
}: {
  readonly localNonBusinessDays?: readonly LocalNonBusinessDay[];
} = {}): BusinessCalendar {
  const actByDay = new Map(localNonBusinessDays.map(({ on, act }) => [on, act]));

  function classify(on: LocalDate): DayClass {
    const festivo = findFestivo(on);
    if (festivo) {
      return { kind: 'festivo', name: festivo.name };
    }
    const act = actByDay.get(on);
    if (act !== undefined) {
      return { kind: 'local', act };
    }
    return { kind: isWeekend(on) ? 'weekend' : 'business' };
  }

  return { classify, isBusinessDay: (on) => classify(on).kind === 'business' };
}

/** The `days`-th business day after `from`, which is never counted itself: day 1 is the next business day. */
export function addBusinessDays(from: LocalDate, days: number, calendar: BusinessCalendar): LocalDate {
  if (!Number.isInteger(days) || days < 1) {
    throw new RangeError(`A term has one business day or more, not ${days}`);
  }
  let on = from;
  for (let counted = 0; counted < days; counted += 1) {
    on = nextBusinessDay(on, calendar);
  }
  return on;
}

/**
 * How many business days there are after `from` up to and including `to`; negative when `to` is earlier.
 *
 * It undoes `addBusinessDays`. From today to the due date it gives the days that remain: 0 on the due date and
 * over the weekend that may follow it, -1 on the next business day.
 */
export function businessDaysBetween(from: LocalDate, to: LocalDate, calendar: BusinessCalendar): number {
  if (compare(from, to) > 0) {
    // Subtracted, because the unary minus would turn an empty count into a negative zero.
    return 0 - businessDaysBetween(to, from, calendar);
  }
  let count = 0;
  for (let on = from; compare(on, to) < 0; ) {
    on = addDays(on, 1);
    count += calendar.isBusinessDay(on) ? 1 : 0;
  }
  return count;
}

/** The last business day strictly before a day. */
export function previousBusinessDay(on: LocalDate, calendar: BusinessCalendar): LocalDate {
  return stepUntilBusinessDay(on, -1, calendar);
}

/** The first business day strictly after a day. */
export function nextBusinessDay(on: LocalDate, calendar: BusinessCalendar): LocalDate {
  return stepUntilBusinessDay(on, 1, calendar);
}

function stepUntilBusinessDay(from: LocalDate, step: 1 | -1, calendar: BusinessCalendar): LocalDate {
  let on = addDays(from, step);
  while (!calendar.isBusinessDay(on)) {
    on = addDays(on, step);
  }
  return on;
}

function isWeekend(on: LocalDate): boolean {
  const day = dayOfWeek(on);
  return day === 0 || day === 6;
}
