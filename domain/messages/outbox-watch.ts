import type { AuditEntry } from '../people/audit.ts';
import type { ConsentPurpose } from '../people/consent.ts';
import type { Channel } from './address.ts';
import type { SendClass } from './delivery.ts';
import type { EventKind } from './event.ts';
import type { DeadMessage, GivenUpEvent, LedgerStatus } from './retry.ts';
import type { Sensitivity } from './sensitivity.ts';

/** What of one kind of message waits on a channel, and how many did not leave since an instant. */
export type QueueCount = {
  readonly channel: Channel;
  readonly class: SendClass;
  readonly waiting: number;
  readonly sending: number;
  /** Tried before, and to be tried again. */
  readonly retrying: number;
  /** When the oldest message was made that has not left. */
  readonly oldestAt: Date | null;
  readonly failed: number;
  readonly skipped: number;
  readonly expired: number;
};

/** The person at the other end, as the row knows them; who shows the number masks it. */
type WithPerson = {
  readonly channel: Channel;
  readonly contactId: string;
  readonly phone: string | null;
  readonly sensitivity: Sensitivity;
};

/** A message that has left, or never will, without its content. */
export type LedgerEntry = WithPerson &
  DeadMessage & {
    readonly id: string;
    readonly class: SendClass;
    readonly purpose: ConsentPurpose | null;
    readonly status: LedgerStatus;
    readonly attempts: number;
    readonly createdAt: Date;
    readonly sentAt: Date | null;
  };

/** What came from a person and could not be answered, without its content. */
export type GivenUpEntry = WithPerson &
  GivenUpEvent & {
    readonly id: string;
    readonly kind: EventKind;
    readonly receivedAt: Date;
  };

/** A message of WhatsApp that never reached a conversation: nobody could read it, or our own code refused it. */
export type SetApartEntry = {
  readonly id: string;
  readonly reason: string;
  readonly phone: string | null;
  readonly receivedAt: Date;
};

export type LedgerQuery = {
  readonly channels: readonly Channel[];
  readonly statuses: readonly LedgerStatus[];
  /** The id of the last row of the page before; null for the newest. */
  readonly before: string | null;
  readonly limit: number;
};

/** What stands of a row that somebody wants to be tried again. */
export type MessageState = DeadMessage & { readonly id: string; readonly status: string };
export type EventState = GivenUpEvent & { readonly id: string; readonly outcome: string | null };

/** The rows that somebody wants to be tried again, by their ids. */
export type RetryIds = {
  readonly messages: readonly string[];
  readonly events: readonly string[];
  readonly setApart: readonly string[];
};

/** The same rows as they stand; of what is set apart, those that still are, with their reason. */
export type RetryStates = {
  readonly messages: readonly MessageState[];
  readonly events: readonly EventState[];
  readonly setApart: readonly Pick<SetApartEntry, 'id' | 'reason'>[];
};

/** Which of the asked rows are tried again, each with its line in the audit. */
export type RetryDecision = RetryIds & { readonly audits: readonly AuditEntry[] };

export type RetryOrder = {
  readonly ids: RetryIds;
  readonly at: Date;
  /** Called with the rows under lock, so that nobody retries one twice. */
  readonly decide: (states: RetryStates) => RetryDecision;
};

/** What colleagues see of the sending, and the one thing that they do to it. */
export type OutboxWatch = {
  readonly countQueue: (since: Date) => Promise<readonly QueueCount[]>;
  /** Newest first. Never repeats nor skips a row that stays as it is. */
  readonly listLedger: (query: LedgerQuery) => Promise<readonly LedgerEntry[]>;
  /** Newest first, before an id. */
  readonly listGivenUp: (query: {
    readonly before: string | null;
    readonly limit: number;
  }) => Promise<readonly GivenUpEntry[]>;
  /** Oldest first, at most so many. There are never many: each is a fault to mend. */
  readonly listSetApart: (limit: number) => Promise<readonly SetApartEntry[]>;
  /**
   * Puts messages back at their place in their lane and events back into their conversation, with fresh attempts, in one
   * commit with the audit. What sends and answers finds them within seconds.
   */
  readonly retry: (order: RetryOrder) => Promise<void>;
};
