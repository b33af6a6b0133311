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

/** Why a term stands still: something was asked of the person, proof is taken, or the user causes the delay. */
export type PauseCause = 'requerimiento' | 'pruebas' | 'demora-del-usuario';

/**
 * Days that do not count: those after `from`, up to and including `until`.
 *
 * The day on which something was asked had begun, and counts, unless it is the last one; the term goes on the day after
 * the one on which it was completed (Ley 1437 of 2011, art. 17).
 */
export type TermPause = { readonly cause: PauseCause; readonly from: LocalDate; readonly until: LocalDate };

/** Why a day of the trace counts or not. The day of arrival never counts, at whatever hour it arrived. */
export type TermDayReason =
  | { readonly kind: 'arrival' }
  | { readonly kind: 'paused'; readonly cause: PauseCause }
  | DayClass;

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
 * The last day to answer, with the count written out day by day, pauses left out.
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
  pauses = [],
  calendar,
}: {
  readonly receivedAt: Date;
  readonly businessDays: number;
  readonly pauses?: readonly TermPause[];
  readonly calendar: BusinessCalendar;
}): LegalTerm {
  const arrivedOn = localDateOf(receivedAt);
  const lastDay = (stops: readonly TermPause[]) =>
    addBusinessDays(arrivedOn, businessDays, runningCalendar(calendar, stops));
  const stops = stoppedBefore(pauses, lastDay);
  const dueOn = lastDay(stops);
  return {
    dueOn,
    internalDueOn: previousBusinessDay(dueOn, runningCalendar(calendar, stops)),
    ruleVersion: TERM_RULE_VERSION,
    days: [
      { on: arrivedOn, counted: false, reason: { kind: 'arrival' } },
      ...daysAfter(arrivedOn, dueOn).map((on) => {
        const reason = reasonOn(on, stops, calendar);
        return { on, counted: reason.kind === 'business', reason };
      }),
    ],
  };
}

/** What stops a term on its last day stops that day too: else it would be over before it goes on. */
function stoppedBefore(
  pauses: readonly TermPause[],
  lastDay: (pauses: readonly TermPause[]) => LocalDate,
): readonly TermPause[] {
  const last = lastDay(pauses);
  const stopsLast = ({ from, until }: TermPause) => from === last && compare(from, until) < 0;
  return pauses.some(stopsLast)
    ? stoppedBefore(
        pauses.map((pause) => (stopsLast(pause) ? { ...pause, from: addDays(pause.from, -1) } : pause)),
        lastDay,
      )
    : pauses;
}

function runningCalendar(calendar: BusinessCalendar, pauses: readonly TermPause[]): BusinessCalendar {
  return { ...calendar, isBusinessDay: (on) => reasonOn(on, pauses, calendar).kind === 'business' };
}

/** A pause is named before a festivo: it is what somebody did. */
function reasonOn(on: LocalDate, pauses: readonly TermPause[], calendar: BusinessCalendar) {
  const pause = pauses.find(({ from, until }) => compare(from, on) < 0 && compare(on, until) <= 0);
  return pause === undefined ? calendar.classify(on) : ({ kind: 'paused', cause: pause.cause } as const);
}

function daysAfter(from: LocalDate, until: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let on = addDays(from, 1); compare(on, until) <= 0; on = addDays(on, 1)) {
    days.push(on);
  }
  return days;
}
