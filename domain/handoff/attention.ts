import type { BusinessCalendar } from '../calendar/business-days.ts';
import {
  addDays,
  bogotaTimeOf,
  dayOfWeek,
  type LocalDate,
  localDateOf,
  startOfDay,
} from '../calendar/local-date.ts';
import type { OpeningHours } from '../entity/opening-hours.ts';

/** Closed for so long, nobody knows when it opens. */
const DAYS_AHEAD = 31;
const MINUTE_MS = 60_000;
const SUNDAY = 7;

/**
 * Whether somebody attends at an instant: since when they do, or when they will; both null when no hour is known.
 */
export type Attention = { readonly openSince: Date | null; readonly nextAt: Date | null };

type Stretch = { readonly from: number; readonly to: number };

/**
 * Says whether colleagues attend at this instant, by the ordinary week of the office.
 *
 * Festivos and days without service by decree are closed whatever the week says; a Saturday that has hours is open.
 */
export function attentionAt(now: Date, week: OpeningHours, calendar: BusinessCalendar): Attention {
  const today = localDateOf(now);
  const { hour, minute } = bogotaTimeOf(now);
  const minutes = hour * 60 + minute;
  const open = stretchesOf(today, week, calendar).find(({ from, to }) => from <= minutes && minutes < to);
  if (open) {
    return { openSince: instantAt(today, open.from), nextAt: null };
  }
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const on = addDays(today, ahead);
    const next = stretchesOf(on, week, calendar).find(({ from }) => ahead > 0 || from > minutes);
    if (next) {
      return { openSince: null, nextAt: instantAt(on, next.from) };
    }
  }
  return { openSince: null, nextAt: null };
}

/** The hours of a day in minutes of that day, the earliest first. */
function stretchesOf(on: LocalDate, week: OpeningHours, calendar: BusinessCalendar): readonly Stretch[] {
  const { kind } = calendar.classify(on);
  if (kind === 'festivo' || kind === 'local') {
    return [];
  }
  const day = dayOfWeek(on) || SUNDAY;
  return week
    .filter(({ days }) => days.includes(day))
    .map(({ from, to }) => ({ from: toMinutes(from), to: toMinutes(to) }))
    .toSorted((a, b) => a.from - b.from);
}

function instantAt(on: LocalDate, minutes: number): Date {
  return new Date(startOfDay(on).getTime() + minutes * MINUTE_MS);
}

function toMinutes(hour: string): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return hours * 60 + minutes;
}
