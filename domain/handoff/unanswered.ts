import type { BusinessCalendar } from '../calendar/business-days.ts';
import type { OpeningHours } from '../entity/opening-hours.ts';
import { attentionAt } from './attention.ts';

const MINUTE_MS = 60_000;

type Hours = {
  /** Null where no hours are known: then somebody is always expected. */
  readonly week: OpeningHours | null;
  readonly calendar: BusinessCalendar;
  readonly unansweredMinutes: number;
};

/**
 * Whoever has waited since this instant, or longer, has waited too long; null while nobody attends.
 *
 * Only minutes in which somebody attends count, those of the stretch under way: at eight in the morning nobody is told
 * that the night went by without an answer.
 */
export function unansweredSince(now: Date, { week, calendar, unansweredMinutes }: Hours): Date | null {
  const due = new Date(now.getTime() - unansweredMinutes * MINUTE_MS);
  if (week === null) {
    return due;
  }
  const { openSince } = attentionAt(now, week, calendar);
  return openSince !== null && openSince <= due ? due : null;
}

/** What has waited for a colleague. */
export type WaitingConversation = { readonly conversationId: string; readonly since: Date };

/** Finds who waits. */
export type WaitingReader = {
  /** The longest waits since this instant or longer of which the person was not told yet. */
  readonly listUnanswered: (since: Date, limit: number) => Promise<readonly WaitingConversation[]>;
};
