import type { BusinessCalendar } from '../calendar/business-days.ts';
import { computeTerm } from '../calendar/legal-term.ts';
import { compare, type LocalDate } from '../calendar/local-date.ts';
import type { PqrsLife } from './life.ts';

/** The same life with its dates counted again, from its arrival, its term, its prórroga and its pauses. */
export function retermed(life: PqrsLife, calendar: BusinessCalendar): PqrsLife {
  const { receivedAt, businessDays, extraBusinessDays, pauses, isExOfficio } = life;
  if (businessDays === null || isExOfficio) {
    return { ...life, dueOn: null, internalDueOn: null };
  }
  const days = businessDays + (extraBusinessDays ?? 0);
  const { dueOn, internalDueOn } = computeTerm({ receivedAt, businessDays: days, pauses, calendar });
  return { ...life, dueOn, internalDueOn };
}

/** Whether the last day of the term has gone by. The day itself is in time until midnight. */
export function isTermOver({ dueOn }: Pick<PqrsLife, 'dueOn'>, today: LocalDate): boolean {
  return dueOn !== null && compare(dueOn, today) < 0;
}
