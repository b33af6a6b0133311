import { bogotaTimeOf, dayOfWeek, type LocalDate } from '../domain/calendar/local-date.ts';
import { DAYS, MONTHS } from './es-co/calendar-words.ts';
import type { Locale } from './translate.ts';

type Words = { readonly days: readonly string[]; readonly months: readonly string[] };

const WORDS: Readonly<Record<Locale, Words>> = {
  'es-CO': { days: DAYS, months: MONTHS },
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
  },
};

/** A day in words: 'martes, 15 de diciembre de 2026'. The same on every machine, unlike `Intl`. */
export function formatDay(on: LocalDate, locale: Locale): string {
  const { days, months } = WORDS[locale];
  const [year, month, day] = on.split('-').map(Number);
  const monthName = months[Number(month) - 1];
  const dayName = days[dayOfWeek(on)];
  return locale === 'en'
    ? `${dayName}, ${day} ${monthName} ${year}`
    : `${dayName}, ${day} de ${monthName} de ${year}`;
}

/** The hour of Bogotá on a clock of twelve: '3:04 p. m.'. */
export function formatTime(instant: Date, locale: Locale): string {
  const { hour, minute } = bogotaTimeOf(instant);
  const half = hour < 12 ? 'a' : 'p';
  const suffix = locale === 'en' ? `${half}m` : `${half}. m.`;
  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${suffix}`;
}
