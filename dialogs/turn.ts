import type { Barrio, EntityProfile } from '../domain/entity/profile.ts';
import type { ActDecision } from '../domain/handoff/care.ts';
import type { OutgoingContent } from '../domain/messages/content.ts';
import type { Conversation, HandoffReason } from '../domain/messages/conversation.ts';
import type { InboxEvent } from '../domain/messages/event.ts';
import type { TurnRepositories } from '../domain/messages/turn-store.ts';
import type { Question } from '../domain/questions/question.ts';
import type { CareTopic } from '../domain/teams/care-topic.ts';

/**
 * Gives the next number of a series (e.g. `pqrs`) in a Bogotá year.
 *
 * Only work handed to `atEnd` receives it: the counter's row stays locked from the call to the commit, so
 * nothing slow may follow, and a turn that rolls back burns no number.
 */
export type NextNumber = (series: string, year: number) => Promise<number>;

/** One event being answered. Dialogs reach the world through it alone. */
export type Turn = {
  readonly now: Date;
  readonly conversation: Conversation;
  readonly event: InboxEvent;
  readonly repositories: TurnRepositories;
  /** Says something; messages leave in this order, after the commit. Returns the id that the message will have. */
  readonly reply: (content: OutgoingContent) => string;
  /**
   * Runs as the last work of the transaction, after every dialog of the turn; what it returns is said in the
   * place where `atEnd` was called.
   */
  readonly atEnd: (work: (next: NextNumber) => Promise<readonly OutgoingContent[]>) => void;
  /** Asks for a colleague; the assistant goes on answering until one takes the conversation. */
  readonly handOff: (reason: HandoffReason) => void;
  /** What the conversation is about from here on: it says which team cares for it. */
  readonly isAbout: (topic: CareTopic) => void;
  /** What the act of a colleague came to: who cares for the conversation from here on, or that nothing changes. */
  readonly decide: (decision: ActDecision) => void;
  /** From this event on the conversation holds health data: stored as ciphertext. */
  readonly markSensitive: () => void;
  /** The conversation no longer holds an open health dialog: later events are ordinary again. */
  readonly clearSensitive: () => void;
  /** A person's question of the system, when this event carries one to ask. */
  readonly question: Question | null;
};

/** What the assistant remembers between turns: plain JSON with a version. */
export type AssistantState = Readonly<Record<string, unknown>>;

/** What the next turn of the engine must know of how this one ended. */
export type TurnResult = {
  readonly state: AssistantState;
  /** False while a form, a menu with consequences or a question is open: system questions wait. */
  readonly idle: boolean;
  /** True when the prompt that is open takes free text, so that fragments are joined. */
  readonly expectsFreeText: boolean;
};

/** The assistant as the engine sees it: state and event in, state and replies out. No clock, no database of its own. */
export type Assistant = {
  readonly run: (turn: Turn, state: AssistantState) => Promise<TurnResult>;
};

/** What the assistant needs once, at start. */
export type AssistantDependencies = {
  readonly entity: () => EntityProfile;
  readonly barrios: () => readonly Barrio[];
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Keyed hash, hex, under the installation's secret. */
  readonly hmac: (data: string) => string;
  readonly sha256: (data: string) => string;
  /** The address under which people reach our pages. */
  readonly publicUrl: () => string;
};
