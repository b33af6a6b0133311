import { z } from 'zod';

/** Bogotá is five hours behind UTC all year: Colombia has had no summer time since 1993. */
const BOGOTA_OFFSET_MS = 5 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const ISO_INSTANT_LENGTH = '2026-07-13T00:00:00.000Z'.length;

/** A day of the calendar of Bogotá, 'YYYY-MM-DD'. Days that do not exist (30 February) are refused. */
export const LocalDate = z.iso.date().brand<'LocalDate'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** A day of the week as JavaScript counts it: 0 is Sunday, 6 is Saturday. */
export type DayOfWeek = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The day that a clock on a wall in Bogotá shows at that instant. */
export function localDateOf(instant: Date): LocalDate {
  return toLocalDate(instant.getTime() - BOGOTA_OFFSET_MS);
}

/** The day that comes `days` calendar days later; earlier when negative. */
export function addDays(on: LocalDate, days: number): LocalDate {
  return toLocalDate(utcMidnightOf(on) + days * DAY_MS);
}

/** The same day of a later month, or the last of that month when it is shorter (Ley 4 of 1913, art. 59). */
export function addMonths(on: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toLocalDate(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** The day of the week of a day. */
export function dayOfWeek(on: LocalDate): DayOfWeek {
  return new Date(utcMidnightOf(on)).getUTCDay() as DayOfWeek;
}

/** Orders days from earlier to later, as `Array.sort` expects: negative when `a` comes first. */
export function compare(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** The year of a day. */
export function yearOf(on: LocalDate): number {
  return Number(on.slice(0, 4));
}

/** The instant at which the day begins in Bogotá: 05:00 UTC. */
export function startOfDay(on: LocalDate): Date {
  return new Date(utcMidnightOf(on) + BOGOTA_OFFSET_MS);
}

/** The year in Bogotá at that instant: the one that numbers a radicado on the night of 31 December. */
export function bogotaYearOf(instant: Date): number {
  return yearOf(localDateOf(instant));
}

/** The hour (0-23) and minute that a clock on a wall in Bogotá shows at that instant. */
export function bogotaTimeOf(instant: Date): { readonly hour: number; readonly minute: number } {
  const shifted = new Date(instant.getTime() - BOGOTA_OFFSET_MS);
  return { hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes() };
}

function utcMidnightOf(on: LocalDate): number {
  return Date.parse(`${on}T00:00:00Z`);
}

/** Outside the years 0 to 9999 the text would not be 'YYYY-MM-DD', so it throws instead. */
function toLocalDate(utcMs: number): LocalDate {
  const iso = new Date(utcMs).toISOString();
  if (iso.length !== ISO_INSTANT_LENGTH) {
    throw new RangeError(`No local date outside the years 0 to 9999: ${iso}`);
  }
  return iso.slice(0, 10) as LocalDate;
}
