import {
  addBusinessDays,
  type BusinessCalendar,
  type DayClass,
  previousBusinessDay,
} from './business-days.ts';
import { addDays, compare, type LocalDate, localDateOf } from './local-date.ts';

/**
 * The way of counting that is written beside every stored term, so that a date promised under one rule can be
 * told from one computed under another. Change it whenever the count or the list of festivos changes.
 */
export const TERM_RULE_VERSION = 'dia-siguiente/ley-2578-2026';

/** Why a day of the trace counts or not. The day of arrival never counts, at whatever hour it arrived. */
export type TermDayReason = { readonly kind: 'arrival' } | DayClass;

export type TermDay = {
  readonly on: LocalDate;
  readonly counted: boolean;
  readonly reason: TermDayReason;
};

export type LegalTerm = {
  /** The last day on which the law admits the answer. */
  readonly dueOn: LocalDate;
  /** The last day that the utility allows itself. */
  readonly internalDueOn: LocalDate;
  readonly ruleVersion: string;
  /** Every calendar day from the arrival to `dueOn`, both included. */
  readonly days: readonly TermDay[];
};

/**
 * The last day to answer, with the count written out day by day.
 *
 * Ley 142 of 1994, art. 158 counts business days "a partir de la fecha de su presentación"; the regulator
 * (CRA) reads it from the day after reception, and so does this count. Some count the day of filing as the
 * first: `internalDueOn` is one business day earlier, and so is in time under both readings.
 *
 * @example
 * computeTerm({ receivedAt: new Date('2026-06-26T15:00:00Z'), businessDays: 15, calendar }).dueOn // '2026-07-22'
 */
export function computeTerm({
  receivedAt,
  businessDays,
  calendar,
}: {
  readonly receivedAt: Date;
  readonly businessDays: number;
  readonly calendar: BusinessCalendar;
}): LegalTerm {
  const arrivedOn = localDateOf(receivedAt);
  const dueOn = addBusinessDays(arrivedOn, businessDays, calendar);
  return {
    dueOn,
    internalDueOn: previousBusinessDay(dueOn, calendar),
    ruleVersion: TERM_RULE_VERSION,
    days: traceOf(arrivedOn, dueOn, calendar),
  };
}

function traceOf(arrivedOn: LocalDate, dueOn: LocalDate, calendar: BusinessCalendar): readonly TermDay[] {
  const days: TermDay[] = [{ on: arrivedOn, counted: false, reason: { kind: 'arrival' } }];
  for (let on = addDays(arrivedOn, 1); compare(on, dueOn) <= 0; on = addDays(on, 1)) {
    const reason = calendar.classify(on);
    days.push({ on, counted: reason.kind === 'business', reason });
  }
  return days;
}
