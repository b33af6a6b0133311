import { addBusinessDays, businessDaysBetween } from '../calendar/business-days.ts';
import { compare, type LocalDate, localDateOf } from '../calendar/local-date.ts';
import type { PqrsLife } from './life.ts';
import { isIn, type LifeMoment, OWED } from './life-rule.ts';
import { advance } from './life-silence.ts';
import { CITATION_BUSINESS_DAYS } from './notice-days.ts';

/** What somebody has to know of, each from a day on. */
export const LIFE_ALERTS = [
  'term-half',
  'term-five',
  'term-three',
  'term-internal',
  'term-today',
  'term-over',
  'silence-to-recognise',
  'documents-to-hand-over',
  'citation-to-send',
  'aviso-to-deliver',
  'completion-over',
  'suspension-ends',
] as const;
export type LifeAlert = (typeof LIFE_ALERTS)[number];

/** An alert with the last day to do what it asks for: a term that was moved alerts anew. */
export type DueAlert = { readonly alert: LifeAlert; readonly until: LocalDate };

/** Business days before the end of the term, from the farthest. The internal date is one before. */
const BEFORE_THE_TERM: readonly (readonly [LifeAlert, number])[] = [
  ['term-five', 5],
  ['term-three', 3],
  ['term-internal', 1],
  ['term-today', 0],
];

/** The states in which the term may stand still. */
const WAITING = ['REQUERIDA_COMPLETAR', 'EN_PRUEBAS'] as const;

/**
 * Everything that is to be told of a PQRS on a day, in the order of `LIFE_ALERTS`.
 *
 * What began to be true on a day on which nobody looked is there on the next: nothing depends on a schedule having run.
 * A term is told of while an answer is owed and its days are running; that of silence until a person has decided.
 */
export function alertsOf(
  life: PqrsLife,
  moment: Pick<LifeMoment, 'today' | 'calendar'>,
): readonly DueAlert[] {
  const now = advance(life, moment);
  return [
    ...alertsOfTerm(now, moment),
    ...alertsOfSilence(now),
    ...alertsOfNotice(now, moment),
    ...alertsOfWait(now, moment),
  ];
}

function alertsOfTerm(
  { status, dueOn, businessDays, extraBusinessDays, pauses, silence }: PqrsLife,
  { today, calendar }: Pick<LifeMoment, 'today' | 'calendar'>,
): readonly DueAlert[] {
  const isPaused = pauses.some(({ from, until }) => compare(from, today) <= 0 && compare(today, until) <= 0);
  if (dueOn === null || !isIn(status, OWED) || (isPaused && isIn(status, WAITING))) {
    return [];
  }
  if (silence !== null) {
    return [{ alert: 'term-over', until: dueOn }];
  }
  const left = businessDaysBetween(today, dueOn, calendar);
  const whole = (businessDays ?? 0) + (extraBusinessDays ?? 0);
  const reached = BEFORE_THE_TERM.filter(([, days]) => left <= days).map(([alert]) => alert);
  const half: readonly LifeAlert[] = left <= Math.floor(whole / 2) ? ['term-half'] : [];
  return [...half, ...reached].map((alert) => ({ alert, until: dueOn }));
}

function alertsOfSilence({ status, silence }: PqrsLife): readonly DueAlert[] {
  if (silence === null) {
    return [];
  }
  if (status === 'SAP_PRESUNTO' && silence.recogniseBy !== null) {
    return [{ alert: 'silence-to-recognise', until: localDateOf(silence.recogniseBy) }];
  }
  const owes = silence.handOverBy !== null && isIn(status, OWED);
  return owes ? [{ alert: 'documents-to-hand-over', until: silence.handOverBy }] : [];
}

/** From the day on which the answer left, since five days pass quickly. */
function alertsOfNotice(
  { status, answer, notice }: PqrsLife,
  { today, calendar }: Pick<LifeMoment, 'today' | 'calendar'>,
): readonly DueAlert[] {
  if (status !== 'RESPONDIDA' || answer?.sentOn == null) {
    return [];
  }
  if (notice.citedOn === null) {
    return [
      { alert: 'citation-to-send', until: addBusinessDays(answer.sentOn, CITATION_BUSINESS_DAYS, calendar) },
    ];
  }
  const waitedUntil = addBusinessDays(notice.citedOn, CITATION_BUSINESS_DAYS, calendar);
  const until = addBusinessDays(waitedUntil, CITATION_BUSINESS_DAYS, calendar);
  return compare(waitedUntil, today) < 0 ? [{ alert: 'aviso-to-deliver', until }] : [];
}

function alertsOfWait(
  { status, requirement, suspension }: PqrsLife,
  { today, calendar }: Pick<LifeMoment, 'today' | 'calendar'>,
): readonly DueAlert[] {
  if (status === 'REQUERIDA_COMPLETAR' && requirement !== null && compare(requirement.answerBy, today) < 0) {
    return [{ alert: 'completion-over', until: requirement.answerBy }];
  }
  const isEnding =
    status === 'EN_PRUEBAS' &&
    suspension !== null &&
    businessDaysBetween(today, suspension.until, calendar) <= 1;
  return isEnding ? [{ alert: 'suspension-ends', until: suspension.until }] : [];
}
