import { addBusinessDays } from '../calendar/business-days.ts';
import { addDays, compare, type LocalDate } from '../calendar/local-date.ts';
import { NO_NOTICE, type PqrsLife } from './life.ts';
import type { ActOf } from './life-act.ts';
import type { LifeRefusal } from './life-refusal.ts';
import type { LifeMoment, LifeRules } from './life-rule.ts';
import { presumed } from './life-silence.ts';
import { isTermOver } from './life-term.ts';
import { CITATION_BUSINESS_DAYS } from './notice-days.ts';
import { procedureOf } from './procedure.ts';

/** From the answer that left to the file that is closed: how the person is told, and what they may still do. */
export const RULES_OF_NOTICE: LifeRules<
  'object-answer' | 'cite' | 'notify' | 'close' | 'appeal' | 'settle-appeal' | 'send-to-superservicios'
> = {
  /** An answer that does not answer is none (Ley 142 of 1994, art. 158): it is written again, or silence is presumed. */
  'object-answer': {
    from: ['RESPONDIDA', 'NOTIFICADA'],
    obstacle: ({ dismissed }) => (dismissed.includes('sin-fondo') ? 'pqrs-once-only' : null),
    apply: (life, _act, { today }) =>
      life.regime === 'ley142' && isTermOver(life, today)
        ? presumed(life, 'sin-fondo', today)
        : { ...life, status: 'EN_TRAMITE', answer: null, notice: NO_NOTICE },
  },
  cite: {
    from: ['RESPONDIDA'],
    obstacle: ({ notice }) => (notice.citedOn === null ? null : 'pqrs-once-only'),
    refuse: (life, { on }, { today }) => refuseDay(life, on, today),
    apply: (life, { on }) => ({ ...life, notice: { ...life.notice, citedOn: on } }),
  },
  notify: {
    from: ['RESPONDIDA'],
    refuse: refuseNotice,
    apply: (life, { kind, on }) => ({
      ...life,
      status: 'NOTIFICADA',
      // Art. 69: the aviso notifies at the end of the day after the one on which it was delivered.
      notice: { ...life.notice, kind, effectiveOn: kind === 'aviso' ? addDays(on, 1) : on },
    }),
  },
  close: {
    from: ['NOTIFICADA', 'SAP_RECONOCIDO'],
    obstacle: refuseClosing,
    apply: (life) => ({ ...life, status: 'CERRADA' }),
  },
  /** A recurso within its term opens the decision again. A late one has its own radicado, and changes nothing here. */
  appeal: {
    from: ['NOTIFICADA'],
    obstacle: (life, { today, calendar }) => {
      const last = lastDayToAppeal(life, calendar);
      return last === null || compare(last, today) < 0 ? 'pqrs-appeal-too-late' : null;
    },
    apply: (life) => ({ ...life, status: 'EN_RECURSO' }),
  },
  'settle-appeal': { from: ['EN_RECURSO'], apply: (life) => ({ ...life, status: 'CERRADA' }) },
  /** Ley 142 of 1994, art. 154: the whole file goes to the Superintendencia for the apelación. */
  'send-to-superservicios': {
    from: ['NOTIFICADA'],
    obstacle: ({ appeal }) => {
      if (!appeal?.isSubsidiary) {
        return 'pqrs-not-in-this-state';
      }
      return appeal.sentToSuperOn === null ? null : 'pqrs-once-only';
    },
    refuse: (life, { on }, { today }) => refuseDay(life, on, today),
    apply: (life, { on }) => ({ ...life, appeal: life.appeal && { ...life.appeal, sentToSuperOn: on } }),
  },
};

/**
 * The last day to file a recurso; null where the answer grants everything, or the law knows none.
 *
 * Five business days from the day after the notification (Ley 142 of 1994, art. 154), ten outside the contract (Ley 1437
 * of 2011, art. 76). The whole day counts (Ley 4 of 1913, art. 59). Against what decides a recurso there is none.
 */
export function lastDayToAppeal(life: PqrsLife, calendar: LifeMoment['calendar']): LocalDate | null {
  const { appealWithin } = procedureOf(life);
  const { effectiveOn } = life.notice;
  const grantsAll = life.answer?.outcome === 'accede';
  if (appealWithin === null || effectiveOn === null || grantsAll || life.kind === 'recurso') {
    return null;
  }
  return addBusinessDays(effectiveOn, appealWithin, calendar);
}

function refuseNotice(life: PqrsLife, act: ActOf<'notify'>, moment: LifeMoment): LifeRefusal | null {
  const { kind, on } = act;
  if (kind === 'electronica' && !life.acceptsElectronic) {
    return 'pqrs-electronic-not-accepted';
  }
  // What decides over a contract is notified; for the rest it is enough that it is told.
  if (kind === 'comunicacion' && life.regime === 'ley142') {
    return 'pqrs-notice-not-for-regime';
  }
  return (kind === 'aviso' ? refuseAviso(life, on, moment) : null) ?? refuseDay(life, on, moment.today);
}

/** Art. 69: only once whoever was cited has not come in five days. */
function refuseAviso({ notice }: PqrsLife, on: LocalDate, { calendar }: LifeMoment): LifeRefusal | null {
  if (notice.citedOn === null) {
    return 'pqrs-not-cited';
  }
  const waitedUntil = addBusinessDays(notice.citedOn, CITATION_BUSINESS_DAYS, calendar);
  return compare(on, waitedUntil) <= 0 ? 'pqrs-person-has-time' : null;
}

function refuseDay({ answer }: PqrsLife, on: LocalDate, today: LocalDate): LifeRefusal | null {
  const isBefore = answer?.sentOn != null && compare(on, answer.sentOn) < 0;
  return isBefore || compare(today, on) < 0 ? 'pqrs-date-not-possible' : null;
}

function refuseClosing(life: PqrsLife, { today, calendar }: LifeMoment): LifeRefusal | null {
  const { appeal, answer, status } = life;
  if (status === 'SAP_RECONOCIDO') {
    return null;
  }
  if (appeal?.isSubsidiary && answer?.outcome !== 'revoca' && appeal.sentToSuperOn === null) {
    return 'pqrs-file-not-sent';
  }
  const last = lastDayToAppeal(life, calendar);
  return last !== null && compare(today, last) <= 0 ? 'pqrs-appeal-possible' : null;
}
