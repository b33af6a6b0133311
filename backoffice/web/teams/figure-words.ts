import type { FigureRowView } from '../../contracts/teams.ts';
import { t } from '../words.ts';

const HOUR_MINUTES = 60;
const ONE_DECIMAL = new Intl.NumberFormat('es-CO', { maximumFractionDigits: 1 });

/** How long something took, to the minute; null when nothing did. */
export function secondsWords(seconds: number | null): string | null {
  if (seconds === null) {
    return null;
  }
  const minutes = Math.round(Math.max(0, seconds) / 60);
  return minutes < HOUR_MINUTES
    ? t('console.figures.minutes', { minutes })
    : t('console.figures.hours', {
        hours: Math.floor(minutes / HOUR_MINUTES),
        minutes: minutes % HOUR_MINUTES,
      });
}

/** How long ago it began by the server's clock; null when it did not. */
export function sinceWords(since: string | null, now: string): string | null {
  return since === null ? null : secondsWords((Date.parse(now) - Date.parse(since)) / 1_000);
}

/** The share that was answered within the target. */
export function onTimeWords({ onTime, waits }: Pick<FigureRowView, 'onTime' | 'waits'>): string | null {
  return onTime === null
    ? null
    : t('console.figures.percent', { percent: Math.round((100 * onTime) / waits) });
}

/** The average, with how many it is of. */
export function ratingWords({ rating, ratings }: Pick<FigureRowView, 'rating' | 'ratings'>): string | null {
  return rating === null
    ? null
    : t('console.figures.ratingOf', { rating: ONE_DECIMAL.format(rating), count: ratings });
}
