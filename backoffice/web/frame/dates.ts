import { DAYS, MONTHS } from '../../../locales/es-co/calendar-words.ts';

/** Colombia keeps one hour all year. */
const BOGOTA_OFFSET_MS = -5 * 60 * 60 * 1000;

/** The day in Bogotá of an instant: '2026-11-20'. */
export function dayOf(instant: string): string {
  return inBogota(instant).slice(0, 10);
}

/** A day in a column: '20/11/2026'. */
export function formatShortDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** A day in a sentence: 'viernes, 20 de noviembre de 2026'. */
export function formatLongDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return `${DAYS[weekday]}, ${date} de ${MONTHS[Number(month) - 1]} de ${year}`;
}

/** The hour in Bogotá on a clock of twelve: '10:00 a. m.'. */
export function formatTime(instant: string): string {
  const [hour = 0, minute = 0] = inBogota(instant).slice(11, 16).split(':').map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'a' : 'p'}. m.`;
}

function inBogota(instant: string): string {
  return new Date(new Date(instant).getTime() + BOGOTA_OFFSET_MS).toISOString();
}
