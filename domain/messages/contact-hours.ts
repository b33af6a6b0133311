import type { BusinessCalendar } from '../calendar/business-days.ts';
import {
  addDays,
  bogotaTimeOf,
  dayOfWeek,
  type LocalDate,
  localDateOf,
  startOfDay,
} from '../calendar/local-date.ts';

const SUNDAY = 0;
const SATURDAY = 6;
const HOUR_MS = 60 * 60 * 1000;

type Hours = { readonly from: number; readonly until: number };
const WEEKDAY_HOURS: Hours = { from: 7, until: 19 };
const SATURDAY_HOURS: Hours = { from: 8, until: 15 };

/**
 * Says whether a message that the person did not ask for may leave at an instant (Ley 2300 of 2023, art. 3).
 *
 * Monday to Friday 7:00 to 19:00, Saturday 8:00 to 15:00, never on Sundays and festivos, in Bogotá's time.
 * What a person asked for, answers to a PQRS and warnings of a failure are not bound by it.
 */
export function mayContactAt(instant: Date, calendar: BusinessCalendar): boolean {
  const hours = contactHoursOn(localDateOf(instant), calendar);
  const { hour } = bogotaTimeOf(instant);
  return hours !== null && hour >= hours.from && hour < hours.until;
}

/** The first instant, this one included, at which `mayContactAt` allows a message. */
export function nextContactAt(instant: Date, calendar: BusinessCalendar): Date {
  if (mayContactAt(instant, calendar)) {
    return instant;
  }
  for (let on = localDateOf(instant); ; on = addDays(on, 1)) {
    const hours = contactHoursOn(on, calendar);
    const opensAt = hours && new Date(startOfDay(on).getTime() + hours.from * HOUR_MS);
    if (opensAt !== null && opensAt > instant) {
      return opensAt;
    }
  }
}

function contactHoursOn(on: LocalDate, calendar: BusinessCalendar): Hours | null {
  const day = dayOfWeek(on);
  if (day === SUNDAY || calendar.classify(on).kind === 'festivo') {
    return null;
  }
  return day === SATURDAY ? SATURDAY_HOURS : WEEKDAY_HOURS;
}
