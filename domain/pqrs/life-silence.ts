import { addBusinessDays } from '../calendar/business-days.ts';
import { addDays, compare, type LocalDate, startOfDay } from '../calendar/local-date.ts';
import type { PqrsLife, SilenceCause } from './life.ts';
import { isIn, type LifeMoment, type LifeRules, OWED } from './life-rule.ts';
import { isTermOver } from './life-term.ts';
import { CITATION_BUSINESS_DAYS } from './notice-days.ts';
import { termOf } from './peticion.ts';

/** In which the effects of positive silence are to be recognised (Decreto 2150 of 1995, art. 123). */
const RECOGNISE_MS = 72 * 60 * 60 * 1000;

/** Business days to hand over documents that are deemed granted (Ley 1437 of 2011, art. 14, no. 1). */
const HAND_OVER_BUSINESS_DAYS = 3;

/** What becomes of an expired term of Ley 142: a person decides, with a reason. */
export const RULES_OF_SILENCE: LifeRules<'recognise-silence' | 'dismiss-silence'> = {
  'recognise-silence': { from: ['SAP_PRESUNTO'], apply: (life) => ({ ...life, status: 'SAP_RECONOCIDO' }) },
  'dismiss-silence': {
    from: ['SAP_PRESUNTO'],
    apply: (life) => ({
      ...life,
      status: life.silence?.from ?? 'EN_TRAMITE',
      silence: null,
      dismissed: life.silence ? [...life.dismissed, life.silence.cause] : life.dismissed,
    }),
  },
};

/**
 * Positive silence that a person has to recognise or dismiss, presumed from a day on.
 *
 * Ley 142 of 1994, art. 158, and Decreto 2150 of 1995, art. 123: it is automatic, and its effects are recognised within
 * seventy-two hours, counted here from the first moment of the day after the term.
 */
export function presumed(life: PqrsLife, cause: SilenceCause, since: LocalDate): PqrsLife {
  const recogniseBy = new Date(startOfDay(since).getTime() + RECOGNISE_MS);
  return {
    ...life,
    status: 'SAP_PRESUNTO',
    silence: { cause, since, recogniseBy, handOverBy: null, from: life.status },
  };
}

/**
 * What time alone has done to it until a day: the same life when nothing.
 *
 * No schedule has to have run for it: every act begins here, so that what is late is late whoever looks first.
 */
export function advance(life: PqrsLife, moment: Pick<LifeMoment, 'today' | 'calendar'>): PqrsLife {
  return withSilence(withEndOfSuspension(life, moment), moment);
}

function withEndOfSuspension(life: PqrsLife, { today }: Pick<LifeMoment, 'today'>): PqrsLife {
  const { status, suspension } = life;
  const isOver = status === 'EN_PRUEBAS' && suspension !== null && compare(suspension.until, today) < 0;
  return isOver ? { ...life, status: suspension.from, suspension: null } : life;
}

function withSilence(life: PqrsLife, moment: Pick<LifeMoment, 'today' | 'calendar'>): PqrsLife {
  const { silence } = termOf(life.kind, life);
  if (life.isExOfficio) {
    return life;
  }
  if (silence === 'positive') {
    const found = findPresumption(life, moment);
    return found === null ? life : presumed(life, found.cause, found.since);
  }
  const isLate = isIn(life.status, OWED) && isTermOver(life, moment.today) && life.silence === null;
  if (!isLate || life.dueOn === null) {
    return life;
  }
  const handOverBy =
    silence === 'deemed-accepted'
      ? addBusinessDays(life.dueOn, HAND_OVER_BUSINESS_DAYS, moment.calendar)
      : null;
  const since = addDays(life.dueOn, 1);
  return {
    ...life,
    silence: { cause: 'sin-respuesta', since, recogniseBy: null, handOverBy, from: life.status },
  };
}

function findPresumption(
  life: PqrsLife,
  { today, calendar }: Pick<LifeMoment, 'today' | 'calendar'>,
): { readonly cause: SilenceCause; readonly since: LocalDate } | null {
  const { status, dueOn, answer, notice, dismissed } = life;
  if (
    isIn(status, OWED) &&
    dueOn !== null &&
    isTermOver(life, today) &&
    !dismissed.includes('sin-respuesta')
  ) {
    return { cause: 'sin-respuesta', since: addDays(dueOn, 1) };
  }
  const isUncited = status === 'RESPONDIDA' && notice.citedOn === null && !dismissed.includes('sin-citacion');
  if (!isUncited || answer?.sentOn == null) {
    return null;
  }
  const last = addBusinessDays(answer.sentOn, CITATION_BUSINESS_DAYS, calendar);
  return compare(last, today) < 0 ? { cause: 'sin-citacion', since: addDays(last, 1) } : null;
}
