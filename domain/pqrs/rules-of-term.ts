import { addBusinessDays, businessDaysBetween } from '../calendar/business-days.ts';
import type { TermPause } from '../calendar/legal-term.ts';
import { compare, type LocalDate, localDateOf } from '../calendar/local-date.ts';
import type { PqrsLife } from './life.ts';
import type { ActOf } from './life-act.ts';
import type { LifeRefusal } from './life-refusal.ts';
import { type LifeMoment, type LifeRules, WORKING } from './life-rule.ts';
import { isTermOver, retermed } from './life-term.ts';
import { procedureOf } from './procedure.ts';

/** Proof has a period, and no law knows one without end: that of the recursos (Ley 1437 of 2011, art. 79). */
const MAX_SUSPENSION_BUSINESS_DAYS = 30;

/** What makes a term longer. All of it is done, and told to the person, before the term ends. */
export const RULES_OF_TERM: LifeRules<'extend' | 'suspend' | 'resume'> = {
  /** Ley 1437 of 2011, art. 14, parágrafo; Ley 1581 of 2012, arts. 14 and 15. Ley 142 knows no prórroga. */
  extend: {
    from: WORKING,
    obstacle: (life, { today }) => {
      if (procedureOf(life).extension === null) {
        return 'pqrs-not-in-this-regime';
      }
      return life.extraBusinessDays === null ? refuseWhenOver(life, today) : 'pqrs-once-only';
    },
    refuse: refuseExtension,
    apply: (life, { until }, { calendar }) =>
      retermed({ ...life, extraBusinessDays: extraDays(life, until, calendar) }, calendar),
  },
  /** Ley 142 of 1994, art. 158: proof, or a delay of the user's own making. */
  suspend: {
    from: WORKING,
    obstacle: (life, { today }) =>
      procedureOf(life).hasSuspension ? refuseWhenOver(life, today) : 'pqrs-not-in-this-regime',
    refuse: refuseSuspension,
    apply: (life, { cause, until }, { today, calendar }) =>
      retermed(
        {
          ...life,
          status: 'EN_PRUEBAS',
          suspension: { until, from: life.status },
          pauses: [...life.pauses, { cause, from: today, until }],
        },
        calendar,
      ),
  },
  resume: {
    from: ['EN_PRUEBAS'],
    apply: (life, _act, { today, calendar }) =>
      retermed(
        {
          ...life,
          status: life.suspension?.from ?? 'EN_TRAMITE',
          suspension: null,
          pauses: endedOn(life.pauses, today),
        },
        calendar,
      ),
  },
};

/** The last pause ends on a day, if it had not ended before. */
export function endedOn(pauses: readonly TermPause[], on: LocalDate): readonly TermPause[] {
  const last = pauses.at(-1);
  if (last === undefined || compare(last.until, on) <= 0) {
    return pauses;
  }
  return [...pauses.slice(0, -1), { ...last, until: on }];
}

function refuseWhenOver(life: PqrsLife, today: LocalDate): LifeRefusal | null {
  return isTermOver(life, today) ? 'pqrs-term-is-over' : null;
}

function refuseExtension(
  life: PqrsLife,
  { until, toldOn }: ActOf<'extend'>,
  { today, calendar }: LifeMoment,
): LifeRefusal | null {
  const added = extraDays(life, until, calendar);
  if (!isToldInTime(life, toldOn, today) || added < 1) {
    return 'pqrs-date-not-possible';
  }
  const most = procedureOf(life).extension?.(life.businessDays ?? 0) ?? 0;
  return added > most ? 'pqrs-too-long' : null;
}

function refuseSuspension(
  life: PqrsLife,
  { cause, until, toldOn }: ActOf<'suspend'>,
  { today, calendar }: LifeMoment,
): LifeRefusal | null {
  if (life.pauses.some((pause) => pause.cause === cause)) {
    return 'pqrs-once-only';
  }
  if (!isToldInTime(life, toldOn, today) || compare(until, today) <= 0) {
    return 'pqrs-date-not-possible';
  }
  const last = addBusinessDays(today, MAX_SUSPENSION_BUSINESS_DAYS, calendar);
  return compare(until, last) > 0 ? 'pqrs-too-long' : null;
}

/** Told between the arrival and today, and not after the term. */
function isToldInTime({ receivedAt, dueOn }: PqrsLife, toldOn: LocalDate, today: LocalDate): boolean {
  const isBetween = compare(localDateOf(receivedAt), toldOn) <= 0 && compare(toldOn, today) <= 0;
  return isBetween && (dueOn === null || compare(toldOn, dueOn) <= 0);
}

function extraDays({ dueOn }: PqrsLife, until: LocalDate, calendar: LifeMoment['calendar']): number {
  return dueOn === null ? 0 : businessDaysBetween(dueOn, until, calendar);
}
