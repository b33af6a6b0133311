import type { TermPause } from '../calendar/legal-term.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { PqrsKind, PqrsRegime } from './peticion.ts';
import type { PqrsStatus } from './pqrs.ts';

/** What an answer decides. The names are those of the monthly report to the SUI; it has a number for each. */
export const ANSWER_OUTCOMES = [
  'accede',
  'accede-en-parte',
  'no-accede',
  'confirma',
  'modifica',
  'revoca',
  'rechaza',
] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

/** How a person was told what was decided. */
export const NOTICE_KINDS = [
  'personal',
  'electronica',
  'aviso',
  'conducta-concluyente',
  'comunicacion',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Why silence is presumed: nothing came in time, what came did not answer, or nobody was called to be notified. */
export type SilenceCause = 'sin-respuesta' | 'sin-fondo' | 'sin-citacion';

/** Why something was asked of the person: something is missing, or it is not understood. */
export type RequirementGround = 'incompleta' | 'oscura';

/** What was asked of the person who filed, who has until the end of `answerBy`. */
export type Requirement = {
  readonly ground: RequirementGround;
  readonly askedOn: LocalDate;
  readonly answerBy: LocalDate;
  readonly isExtended: boolean;
  /** Where it goes on once it is complete. */
  readonly from: PqrsStatus;
};

/** A term that stands still while proof is taken, or for as long as the user keeps it waiting. */
export type Suspension = { readonly until: LocalDate; readonly from: PqrsStatus };

/** An answer on its way to the person. Its text is no matter of these rules. */
export type AnswerProgress = {
  readonly outcome: AnswerOutcome;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
  readonly sentOn: LocalDate | null;
};

/** What was done so that the person knows. */
export type NoticeProgress = {
  readonly citedOn: LocalDate | null;
  readonly kind: NoticeKind | null;
  /** From here the person's own terms count. */
  readonly effectiveOn: LocalDate | null;
};

/** Nothing was done yet. */
export const NO_NOTICE: NoticeProgress = { citedOn: null, kind: null, effectiveOn: null };

/** An expired term and what became of it. */
export type SilenceProgress = {
  readonly cause: SilenceCause;
  readonly since: LocalDate;
  /** Positive silence: until when its effects are to be recognised. Null where silence grants nothing. */
  readonly recogniseBy: Date | null;
  /** Documents that are deemed granted are handed over until the end of this day. */
  readonly handOverBy: LocalDate | null;
  /** Where it goes on when a person dismisses it. */
  readonly from: PqrsStatus;
};

/** What a recurso is about. */
export type AppealProgress = {
  /** With the apelación in the same writing (Ley 142 of 1994, art. 154). */
  readonly isSubsidiary: boolean;
  readonly sentToSuperOn: LocalDate | null;
};

/** What has happened to a PQRS, as far as the law asks. Days are days of Bogotá. */
export type PqrsLife = {
  readonly kind: PqrsKind;
  readonly aboutService: boolean;
  readonly regime: PqrsRegime;
  readonly status: PqrsStatus;
  readonly receivedAt: Date;
  readonly businessDays: number | null;
  /** Business days that a prórroga adds; null without one. */
  readonly extraBusinessDays: number | null;
  readonly pauses: readonly TermPause[];
  readonly dueOn: LocalDate | null;
  readonly internalDueOn: LocalDate | null;
  readonly isClassified: boolean;
  readonly acceptsElectronic: boolean;
  readonly requirement: Requirement | null;
  readonly suspension: Suspension | null;
  readonly answer: AnswerProgress | null;
  readonly notice: NoticeProgress;
  readonly silence: SilenceProgress | null;
  /** What a person has dismissed with a reason is not presumed again. */
  readonly dismissed: readonly SilenceCause[];
  readonly appeal: AppealProgress | null;
  /** Withdrawn by the person, and not by an act of ours. */
  readonly isWithdrawn: boolean;
  /** Withdrawn, and gone on with for reasons of public interest: nobody waits for its term any more. */
  readonly isExOfficio: boolean;
};

/** How the life of a PQRS begins, from what its filing fixed. */
export function bornLife(
  filed: Pick<
    PqrsLife,
    'kind' | 'aboutService' | 'regime' | 'receivedAt' | 'businessDays' | 'dueOn' | 'internalDueOn'
  > & { readonly acceptsElectronic?: boolean; readonly appeal?: AppealProgress | null },
): PqrsLife {
  return {
    acceptsElectronic: false,
    appeal: null,
    ...filed,
    status: 'RADICADA',
    extraBusinessDays: null,
    pauses: [],
    isClassified: false,
    requirement: null,
    suspension: null,
    answer: null,
    notice: NO_NOTICE,
    silence: null,
    dismissed: [],
    isWithdrawn: false,
    isExOfficio: false,
  };
}
