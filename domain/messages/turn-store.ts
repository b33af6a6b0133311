import type { Care } from '../handoff/care.ts';
import type { HandoffRepository } from '../handoff/handoff.ts';
import type { ConsentPurpose, ConsentRepository } from '../people/consent.ts';
import type { ContinuationRepository } from '../people/continuation.ts';
import type { IntakeRepository } from '../pqrs/intake.ts';
import type { PqrsRepository } from '../pqrs/pqrs.ts';
import type { QuestionRepository } from '../questions/question.ts';
import type { CareTopic } from '../teams/care-topic.ts';
import type { Address } from './address.ts';
import type { IncomingContent, OutgoingContent } from './content.ts';
import type { Conversation } from './conversation.ts';
import type { SendClass } from './delivery.ts';
import type { EventKind, EventOutcome, InboxEvent } from './event.ts';
import type { Sensitivity } from './sensitivity.ts';
import type { ReconfirmationRepository } from './whatsapp-person.ts';

/** What a turn may read and change; everything is bound to the turn's transaction. */
export type TurnRepositories = {
  readonly pqrs: PqrsRepository;
  readonly consents: ConsentRepository;
  readonly questions: QuestionRepository;
  readonly reconfirmations: ReconfirmationRepository;
  readonly continuations: ContinuationRepository;
  readonly handoffs: HandoffRepository;
  readonly intakes: IntakeRepository;
};

/** An event on its way in, before it has a row. */
export type ArrivingEvent = {
  readonly conversationId: string;
  readonly messageId: string;
  readonly kind: EventKind;
  readonly content: IncomingContent;
  readonly receivedAt: Date;
};

export type StoredEvent = { readonly eventId: bigint; readonly duplicate: boolean };

/** An event that waits in its conversation, with what the engine must know to try it. */
export type WaitingEvent = InboxEvent & { readonly claimedBy: string | null };

/** How an event ended; `seal` rewrites it as ciphertext because it proved to hold health data. */
export type ClosedEvent = {
  readonly event: InboxEvent;
  readonly seq: number;
  readonly outcome: EventOutcome;
  readonly seal: boolean;
};

/** A message to be sent once the turn commits. */
export type QueuedMessage = {
  readonly id: string;
  readonly seq: number;
  readonly class: SendClass;
  /** What a proactive message is for: it leaves only with a consent for it. Null for the others. */
  readonly purpose: ConsentPurpose | null;
  readonly content: OutgoingContent;
  readonly sensitivity: Sensitivity;
  readonly expiresAt: Date | null;
  readonly inReplyTo: bigint | null;
};

export type TurnOutcome = {
  readonly state: unknown;
  readonly nextSeq: number;
  readonly care: Care;
  /** What the conversation is about from here on; null when it is about what it was. */
  readonly topic: CareTopic | null;
  /** The last message of the person in this turn; null when nobody but us said anything. */
  readonly heard: { readonly seq: number; readonly at: Date } | null;
  readonly sensitivity: Sensitivity;
  readonly events: readonly ClosedEvent[];
  readonly messages: readonly QueuedMessage[];
  readonly now: Date;
};

/** A conversation under lock, in an open transaction that ends with exactly one of `commit` and `rollback`. */
export type OpenTurn = {
  readonly conversation: Conversation;
  readonly state: unknown;
  readonly nextSeq: number;
  readonly events: readonly WaitingEvent[];
  readonly waitingQuestionId: string | null;
  readonly repositories: TurnRepositories;
  /** Locks the counter's row until the end: only the last work of a turn may ask. */
  readonly nextNumber: (series: string, year: number) => Promise<number>;
  /** Throws, with everything undone, if another turn of the conversation came between. */
  readonly commit: (outcome: TurnOutcome) => Promise<void>;
  readonly rollback: () => Promise<void>;
};

/** Where events wait and turns are taken. `worker` names this process for as long as it lives. */
export type TurnStore = {
  readonly openConversation: (
    address: Address,
  ) => Promise<{ readonly id: string; readonly created: boolean }>;
  /** Stores all, in order, in one commit; a message id that is already there is not stored again. */
  readonly receive: (worker: string, events: readonly ArrivingEvent[]) => Promise<readonly StoredEvent[]>;
  /** Null when another process holds the conversation, or when there is none. */
  readonly open: (conversationId: string, limit: number) => Promise<OpenTurn | null>;
  /** Counts one attempt of everything that waits in a conversation, in a commit of its own. */
  readonly countAttempt: (worker: string, conversationId: string) => Promise<void>;
  /** Counts a turn that threw, in a commit of its own, and lets the next attempt be counted. */
  readonly countError: (eventId: bigint) => Promise<void>;
  /** Conversations where something has waited since before `since`: what a crash or a lost wake-up left. */
  readonly listStranded: (since: Date, limit: number) => Promise<readonly string[]>;
  /** Says whether an error is the database's momentary trouble: try the same turn again without counting it. */
  readonly isTransient: (error: unknown) => boolean;
};
