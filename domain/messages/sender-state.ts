import type { LocalDate } from '../calendar/local-date.ts';
import type { ConsentPurpose } from '../people/consent.ts';
import type { SendClass } from './delivery.ts';
import type { PersonalStop } from './personal-stop.ts';
import type { NumberCheck, SendingFacts } from './sending-rules.ts';
import type { Refusal, SendingLimits, StopScope } from './sending-rules-pace.ts';
import type { RefusalCode, StopReason } from './sending-rules-stop.ts';

export type SendReservation = {
  readonly account: string;
  readonly recipient: string;
  readonly class: SendClass;
  /** Leaves although the proactive messages are stopped. */
  readonly spared: boolean;
  readonly now: Date;
  readonly today: LocalDate;
  readonly limits: SendingLimits;
  /** Before this instant the person gets nothing more, when the message is let through. */
  readonly personFreeAt: Date;
};

/** A number as its staff see it. */
export type SenderStatus = {
  readonly scope: StopScope;
  readonly reason: StopReason | null;
  readonly since: Date | null;
  readonly stoppedBy: string | null;
  /** What the person who stopped it said. */
  readonly cause: PersonalStop['cause'] | null;
  readonly note: string | null;
  readonly resumedBy: string | null;
  readonly resumedAt: Date | null;
  readonly tokens: number;
  readonly refilledAt: Date | null;
  readonly proactiveOn: LocalDate | null;
  readonly proactiveSent: number;
  readonly refusedInARow: number;
};

/** The state of each sending number, shared by all processes. */
export type SenderState = {
  /** Takes one message from the pace, in one statement; null when it may leave. Nothing gives it back. */
  readonly reserve: (reservation: SendReservation) => Promise<Refusal | null>;
  readonly read: (account: string) => Promise<SenderStatus>;
  /** Stops what the refusal stops, and counts a refused reply. A stop only grows. */
  readonly refuse: (refusal: {
    readonly account: string;
    readonly code: RefusalCode;
    readonly class: SendClass | null;
    readonly now: Date;
  }) => Promise<void>;
  /** A reply was taken: refusals are no longer in a row. */
  readonly acceptReply: (account: string) => Promise<void>;
  readonly stop: (stop: {
    readonly account: string;
    readonly scope: Exclude<StopScope, 'none'>;
    readonly reason: StopReason;
    readonly by: string;
    readonly now: Date;
    readonly why?: PersonalStop;
  }) => Promise<void>;
  /** Lets everything go on. The only way out of a stop. */
  readonly resume: (account: string, by: string, now: Date) => Promise<void>;
  readonly readCheck: (account: string, recipient: string) => Promise<NumberCheck>;
  readonly writeCheck: (check: {
    readonly account: string;
    readonly recipient: string;
    readonly registered: boolean;
    readonly now: Date;
  }) => Promise<void>;
  /** Forgets persons to whom nothing was sent, and who were not asked about, since then; gives how many. */
  readonly forgetRecipients: (before: Date) => Promise<number>;
};

/** What the rules must know of the person behind a conversation. */
export type SendingFactsReader = (
  conversationId: string,
  purpose: ConsentPurpose | null,
) => Promise<SendingFacts>;
