import type { OpeningHours } from '../domain/entity/opening-hours.ts';
import type { Locale } from './translate.ts';

const DAYS: Readonly<Record<Locale, readonly string[]>> = {
  'es-CO': ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const WORDS = {
  'es-CO': { every: 'todos los días', to: 'a', and: 'y', always: 'a toda hora' },
  en: { every: 'every day', to: 'to', and: 'and', always: 'at any hour' },
} as const;

/** A week in words: 'lunes a viernes, 8:00 a. m. a 12:00 m. y 2:00 p. m. a 5:00 p. m.; sábado, 8:00 a. m. a 12:00 m.' */
export function formatOpeningHours(hours: OpeningHours, locale: Locale): string {
  const byDays = new Map<string, string[]>();
  for (const { days, from, to } of hours.toSorted((one, other) => one.from.localeCompare(other.from))) {
    const key = formatDays(days, locale);
    byDays.set(key, [...(byDays.get(key) ?? []), formatStretch({ from, to }, locale)]);
  }
  const { and } = WORDS[locale];
  const first = (days: string): number =>
    Math.min(...hours.filter((span) => formatDays(span.days, locale) === days).flatMap((span) => span.days));
  return [...byDays]
    .toSorted(([one], [other]) => first(one) - first(other))
    .map(([days, stretches]) => `${days}, ${stretches.join(` ${and} `)}`)
    .join('; ');
}

function formatDays(days: readonly number[], locale: Locale): string {
  const { every, to, and } = WORDS[locale];
  const sorted = days.toSorted((one, other) => one - other);
  const names = sorted.map((day) => DAYS[locale][day - 1] ?? '');
  const isRun = sorted.every((day, index) => day === (sorted[0] ?? 0) + index);
  if (sorted.length === 7) {
    return every;
  }
  if (isRun && names.length > 2) {
    return `${names[0]} ${to} ${names.at(-1)}`;
  }
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}` : String(names[0]);
}

function formatStretch({ from, to }: { readonly from: string; readonly to: string }, locale: Locale): string {
  const words = WORDS[locale];
  return from === '00:00' && to === '24:00'
    ? words.always
    : `${formatHour(from, locale)} ${words.to} ${formatHour(to, locale)}`;
}

/** Noon is '12:00 m.' in Colombia, midnight '12:00 a. m.'. */
function formatHour(text: string, locale: Locale): string {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  const clock = `${hour % 12 || 12}:${String(minute).padStart(2, '0')}`;
  const isMorning = hour < 12 || hour === 24;
  if (locale === 'en') {
    return `${clock} ${isMorning ? 'am' : 'pm'}`;
  }
  if (hour === 12 && minute === 0) {
    return '12:00 m.';
  }
  return `${clock} ${isMorning ? 'a. m.' : 'p. m.'}`;
}
