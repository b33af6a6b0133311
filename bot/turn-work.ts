import type { NextNumber, Turn } from '../dialogs/turn.ts';
import type { ActDecision, Care } from '../domain/handoff/care.ts';
import type { OutgoingContent } from '../domain/messages/content.ts';
import type { HandoffReason } from '../domain/messages/conversation.ts';
import type { InboxEvent } from '../domain/messages/event.ts';
import type { OpenTurn } from '../domain/messages/turn-store.ts';
import type { Question } from '../domain/questions/question.ts';
import type { CareTopic } from '../domain/teams/care-topic.ts';

/** A reply in its place: words, or the work that will find them at the end of the transaction. */
export type ReplySlot =
  | { readonly id: string; readonly content: OutgoingContent }
  | { readonly work: (next: NextNumber) => Promise<readonly OutgoingContent[]> };

/** What one event left behind: replies in order, and what must change in the conversation. */
export type TurnWork = {
  readonly turn: Turn;
  readonly slots: ReplySlot[];
  handoff: HandoffReason | null;
  decision: ActDecision | null;
  topic: CareTopic | null;
  sensitive: boolean | null;
};

type Dependencies = {
  readonly open: OpenTurn;
  /** Who cares for the conversation when the event's turn comes. */
  readonly care: Care;
  readonly event: InboxEvent;
  readonly question: Question | null;
  readonly now: Date;
  readonly newId: () => string;
};

/** Gives the dialogs their turn, and collects what they do with it. Nothing leaves before the commit. */
export function createTurnWork({ open, care, event, question, now, newId }: Dependencies): TurnWork {
  const slots: ReplySlot[] = [];
  const turn: Turn = {
    now,
    event,
    question,
    conversation: { ...open.conversation, ...care },
    repositories: open.repositories,
    reply(content) {
      const id = newId();
      slots.push({ id, content });
      return id;
    },
    atEnd(work) {
      slots.push({ work });
    },
    handOff(reason) {
      result.handoff = reason;
    },
    isAbout(topic) {
      result.topic = topic;
    },
    decide(decision) {
      result.decision = decision;
    },
    markSensitive() {
      result.sensitive = true;
    },
    clearSensitive() {
      result.sensitive = false;
    },
  };
  const result: TurnWork = {
    turn,
    slots,
    handoff: null,
    decision: null,
    topic: null,
    sensitive: null,
  };
  return result;
}

/** True when something waits for the end of the transaction: later events must see what it writes. */
export function hasEndWork({ slots }: TurnWork): boolean {
  return slots.some((slot) => 'work' in slot);
}
