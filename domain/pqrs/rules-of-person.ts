import { addBusinessDays, type BusinessCalendar } from '../calendar/business-days.ts';
import { addMonths, compare, type LocalDate, localDateOf } from '../calendar/local-date.ts';
import type { PqrsLife } from './life.ts';
import type { LifeRefusal } from './life-refusal.ts';
import { type LifeMoment, type LifeRules, OWED, WORKING } from './life-rule.ts';
import { retermed } from './life-term.ts';
import { type GivenTime, procedureOf } from './procedure.ts';
import { endedOn } from './rules-of-term.ts';

/** What is asked of the person who filed, what they complete or withdraw, and what leaves without an answer. */
export const RULES_OF_PERSON: LifeRules<
  | 'request-completion'
  | 'extend-completion'
  | 'complete'
  | 'declare-desistimiento'
  | 'archive'
  | 'withdraw'
  | 'continue-ex-officio'
  | 'transfer'
  | 'reject'
> = {
  /** Ley 1437 of 2011, arts. 17 (incomplete) and 19 (not understood). */
  'request-completion': {
    from: WORKING,
    obstacle: refuseRequirement,
    apply: applyRequirement,
  },
  /** Art. 17: the person may ask for as much time again, before it ends. */
  'extend-completion': {
    from: ['REQUERIDA_COMPLETAR'],
    obstacle: ({ requirement }, { today }) => {
      if (requirement?.isExtended) {
        return 'pqrs-once-only';
      }
      return requirement !== null && compare(requirement.answerBy, today) < 0 ? 'pqrs-term-is-over' : null;
    },
    apply: extendRequirement,
  },
  /** Also after the time given, as long as nobody has declared the desistimiento: who completes late completes. */
  complete: {
    from: ['REQUERIDA_COMPLETAR'],
    apply: (life, _act, { today, calendar }) =>
      retermed(
        {
          ...life,
          status: life.requirement?.from ?? 'EN_TRAMITE',
          pauses: procedureOf(life).requirementStops ? endedOn(life.pauses, today) : life.pauses,
        },
        calendar,
      ),
  },
  /** Art. 17: by a reasoned act, which is notified. */
  'declare-desistimiento': {
    from: ['REQUERIDA_COMPLETAR'],
    obstacle: (life, moment) =>
      life.requirement?.ground === 'incompleta'
        ? refuseWhileThereIsTime(life, moment)
        : 'pqrs-not-in-this-state',
    apply: (life) => ({ ...life, status: 'DESISTIDA' }),
  },
  /** Art. 19: what was not made clear in its time. */
  archive: {
    from: ['REQUERIDA_COMPLETAR'],
    obstacle: (life, moment) =>
      life.requirement?.ground === 'oscura' ? refuseWhileThereIsTime(life, moment) : 'pqrs-not-in-this-state',
    apply: (life) => ({ ...life, status: 'ARCHIVADA' }),
  },
  /** Art. 18: at any time while an answer is owed. */
  withdraw: {
    from: OWED,
    apply: (life) => ({ ...life, status: 'DESISTIDA', isWithdrawn: true, suspension: null, silence: null }),
  },
  /** Art. 18: for reasons of public interest, by a reasoned act. */
  'continue-ex-officio': {
    from: ['DESISTIDA'],
    obstacle: ({ isWithdrawn }) => (isWithdrawn ? null : 'pqrs-not-in-this-state'),
    apply: (life, _act, { calendar }) =>
      retermed({ ...life, status: 'EN_TRAMITE', isWithdrawn: false, isExOfficio: true }, calendar),
  },
  /** Art. 21: whoever is competent answers. Later than five days it is still done, and said to be late. */
  transfer: { from: WORKING, apply: (life) => ({ ...life, status: 'TRASLADADA' }) },
  /** Art. 19: what is said without respect, and nothing else. */
  reject: { from: WORKING, apply: (life) => ({ ...life, status: 'RECHAZADA' }) },
};

function refuseRequirement(life: PqrsLife, { today, calendar }: LifeMoment): LifeRefusal | null {
  if (life.requirement !== null) {
    return 'pqrs-once-only';
  }
  const last = addBusinessDays(localDateOf(life.receivedAt), procedureOf(life).requirementWithin, calendar);
  return compare(last, today) < 0 ? 'pqrs-term-is-over' : null;
}

function applyRequirement(
  life: PqrsLife,
  { ground }: { readonly ground: 'incompleta' | 'oscura' },
  { today, calendar }: LifeMoment,
): PqrsLife {
  const { timeToComplete, requirementStops } = procedureOf(life);
  const answerBy = after(today, timeToComplete[ground], calendar);
  const pause = { cause: 'requerimiento', from: today, until: answerBy } as const;
  return retermed(
    {
      ...life,
      status: 'REQUERIDA_COMPLETAR',
      requirement: { ground, askedOn: today, answerBy, isExtended: false, from: life.status },
      pauses: requirementStops ? [...life.pauses, pause] : life.pauses,
    },
    calendar,
  );
}

function extendRequirement(life: PqrsLife, _act: unknown, { calendar }: LifeMoment): PqrsLife {
  const { requirement, pauses } = life;
  if (requirement === null) {
    return life;
  }
  const { timeToComplete, requirementStops } = procedureOf(life);
  const answerBy = after(requirement.answerBy, timeToComplete[requirement.ground], calendar);
  const last = pauses.at(-1);
  return retermed(
    {
      ...life,
      requirement: { ...requirement, answerBy, isExtended: true },
      pauses: requirementStops && last ? [...pauses.slice(0, -1), { ...last, until: answerBy }] : pauses,
    },
    calendar,
  );
}

function refuseWhileThereIsTime({ requirement }: PqrsLife, { today }: LifeMoment): LifeRefusal | null {
  return requirement !== null && compare(today, requirement.answerBy) <= 0 ? 'pqrs-person-has-time' : null;
}

/** A term in months that ends on a day without work ends on the next one with it (Ley 4 of 1913, art. 62). */
function after(on: LocalDate, time: GivenTime, calendar: BusinessCalendar): LocalDate {
  if ('businessDays' in time) {
    return addBusinessDays(on, time.businessDays, calendar);
  }
  const last = addMonths(on, time.months);
  return calendar.isBusinessDay(last) ? last : addBusinessDays(last, 1, calendar);
}
