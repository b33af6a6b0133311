import { type LocalDate, localDateOf } from '../../domain/calendar/local-date.ts';
import type { GeoPoint } from '../../domain/pqrs/pqrs.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';
import type { Locale } from '../../locales/translate.ts';
import { type Html, html } from './html.ts';

const KILOBYTE = 1024;
const POINT_DECIMALS = 5;

/** A day in a column: '22/07/2026'. */
export function renderShortDay(on: LocalDate): Html {
  return html`<time datetime="${on}">${on.split('-').reverse().join('/')}</time>`;
}

/** A day in a sentence: 'miércoles, 22 de julio de 2026'. */
export function renderDay(on: LocalDate, locale: Locale): Html {
  return html`<time datetime="${on}">${formatDay(on, locale)}</time>`;
}

/** An instant of Bogotá in a sentence: 'miércoles, 22 de julio de 2026, 3:04 p. m.'. */
export function renderInstant(iso: string, locale: Locale): Html {
  const at = new Date(iso);
  return html`<time datetime="${iso}">${formatDay(localDateOf(at), locale)}, ${formatTime(at, locale)}</time>`;
}

/** An instant of Bogotá in a line of a conversation: '22/07/2026, 3:04 p. m.'. */
export function renderShortInstant(iso: string, locale: Locale): Html {
  const at = new Date(iso);
  const day = localDateOf(at).split('-').reverse().join('/');
  return html`<time datetime="${iso}">${day}, ${formatTime(at, locale)}</time>`;
}

/** A size for people: '340 kB', '1.2 MB'. */
export function formatBytes(bytes: number, locale: Locale): string {
  const kilobytes = bytes / KILOBYTE;
  if (kilobytes < KILOBYTE) {
    return `${Math.max(1, Math.round(kilobytes))} kB`;
  }
  const megabytes = (kilobytes / KILOBYTE).toFixed(1);
  return `${locale === 'en' ? megabytes : megabytes.replace('.', ',')} MB`;
}

/** A point of the map to about a metre, as maps understand it when it is pasted: '4.6097, -74.0817'. */
export function formatPoint({ latitude, longitude }: GeoPoint): string {
  return [latitude, longitude].map((degrees) => String(Number(degrees.toFixed(POINT_DECIMALS)))).join(', ');
}
