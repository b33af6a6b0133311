import { compare } from '../calendar/local-date.ts';
import type { AnswerOutcome, PqrsLife } from './life.ts';
import type { LifeRefusal } from './life-refusal.ts';
import { type LifeRules, WORKING } from './life-rule.ts';
import { retermed } from './life-term.ts';
import { type PqrsKind, termOf } from './peticion.ts';

/** What a recurso can decide; every other kind is answered with the rest (SUI, tipo de respuesta). */
const OF_RECURSO: readonly AnswerOutcome[] = ['confirma', 'modifica', 'revoca', 'rechaza'];
const OF_OTHERS: readonly AnswerOutcome[] = ['accede', 'accede-en-parte', 'no-accede', 'rechaza'];

/** From the desk to the answer that leaves: who classifies, who writes, who approves. */
export const RULES_OF_WORK: LifeRules<
  | 'classify'
  | 'assign'
  | 'start'
  | 'change-kind'
  | 'draft-answer'
  | 'return-draft'
  | 'approve-answer'
  | 'send-answer'
> = {
  classify: {
    from: WORKING,
    apply: (life) => ({
      ...life,
      isClassified: true,
      status: life.status === 'RADICADA' ? 'CLASIFICADA' : life.status,
    }),
  },
  assign: {
    from: [...WORKING, 'REQUERIDA_COMPLETAR', 'EN_PRUEBAS', 'RESPONDIDA', 'SAP_PRESUNTO', 'SAP_RECONOCIDO'],
    apply: (life) => ({
      ...life,
      status: life.status === 'RADICADA' || life.status === 'CLASIFICADA' ? 'ASIGNADA' : life.status,
    }),
  },
  start: { from: ['ASIGNADA'], apply: (life) => ({ ...life, status: 'EN_TRAMITE' }) },
  'change-kind': {
    from: WORKING,
    obstacle: ({ extraBusinessDays }) => (extraBusinessDays === null ? null : 'pqrs-once-only'),
    refuse: (life, act, { today, calendar }) => {
      const { dueOn } = retermed({ ...life, ...termFor(act) }, calendar);
      return dueOn !== null && compare(dueOn, today) < 0 ? 'pqrs-term-is-over' : null;
    },
    apply: (life, act, { calendar }) => retermed({ ...life, ...termFor(act) }, calendar),
  },
  'draft-answer': {
    from: ['ASIGNADA', 'EN_TRAMITE', 'PROYECTADA'],
    refuse: ({ kind }, { outcome }) => refuseOutcome(kind, outcome),
    apply: (life, { outcome }, { by }) => ({
      ...life,
      status: 'PROYECTADA',
      answer: { outcome, draftedBy: by ?? '', approvedBy: null, sentOn: null },
    }),
  },
  'return-draft': {
    from: ['PROYECTADA', 'APROBADA'],
    apply: (life) => ({ ...life, status: 'EN_TRAMITE', answer: null }),
  },
  /** Whoever wrote it does not approve it: four eyes see what two have missed. */
  'approve-answer': {
    from: ['PROYECTADA'],
    obstacle: refuseApproval,
    apply: (life, _act, { by }) => ({
      ...life,
      status: 'APROBADA',
      answer: life.answer && { ...life.answer, approvedBy: by },
    }),
  },
  'send-answer': {
    from: ['APROBADA'],
    apply: (life, _act, { today }) => ({
      ...life,
      status: 'RESPONDIDA',
      answer: life.answer && { ...life.answer, sentOn: today },
    }),
  },
};

function refuseApproval(
  { isClassified, answer }: PqrsLife,
  { by }: { readonly by: string | null },
): LifeRefusal | null {
  if (!isClassified) {
    return 'pqrs-not-classified';
  }
  return answer?.draftedBy === by ? 'pqrs-own-answer' : null;
}

function refuseOutcome(kind: PqrsKind, outcome: AnswerOutcome): LifeRefusal | null {
  const possible = kind === 'recurso' ? OF_RECURSO : OF_OTHERS;
  return possible.includes(outcome) ? null : 'pqrs-outcome-not-for-kind';
}

function termFor({ kind, aboutService }: { readonly kind: PqrsKind; readonly aboutService: boolean }) {
  const { regime, businessDays } = termOf(kind, { aboutService });
  return { kind, aboutService, regime, businessDays };
}
