import type { TurnResult } from '../dialogs/turn.ts';
import type { Care } from '../domain/handoff/care.ts';
import type { OutgoingContent } from '../domain/messages/content.ts';
import type { EventOutcome, InboxEvent } from '../domain/messages/event.ts';
import { purposeOfQuestion } from '../domain/messages/sending-rules.ts';
import type { Sensitivity } from '../domain/messages/sensitivity.ts';
import type { ClosedEvent, OpenTurn, QueuedMessage, TurnOutcome } from '../domain/messages/turn-store.ts';
import type { Question } from '../domain/questions/question.ts';
import type { CareTopic } from '../domain/teams/care-topic.ts';
import { readMemory, toStoredMemory } from './turn-memory.ts';
import type { ReplySlot, TurnWork } from './turn-work.ts';

/** How a message is sent: in which lane, for what, until when. */
type Way = Pick<QueuedMessage, 'class' | 'purpose' | 'expiresAt'>;

type Line =
  | { readonly event: InboxEvent; readonly outcome: EventOutcome; readonly seal: boolean }
  | {
      readonly slot: ReplySlot;
      readonly inReplyTo: bigint | null;
      readonly sensitivity: Sensitivity;
      readonly way: Way;
    };

const REPLY: Way = { class: 'reply', purpose: null, expiresAt: null };

/** An event that was answered, with the pieces that were read as its beginning. */
type Answered = { readonly event: InboxEvent; readonly merged: readonly InboxEvent[] };

/** What a transaction has done so far, in the order in which both sides will see it. */
export class TurnProgress {
  readonly #open: OpenTurn;
  readonly #now: Date;
  readonly #newId: () => string;
  readonly #lines: Line[] = [];
  #memory: TurnResult;
  #care: Care;
  #topic: CareTopic | null = null;
  #sensitivity: Sensitivity;
  /** Set when later events must see what this transaction writes: it ends here. */
  mustCommit = false;

  constructor(open: OpenTurn, now: Date, newId: () => string) {
    this.#open = open;
    this.#now = now;
    this.#newId = newId;
    this.#memory = readMemory(open.state);
    const { owner, assigneeId, teamId, waitingSince } = open.conversation;
    this.#care = { owner, assigneeId, teamId, waitingSince };
    this.#sensitivity = open.conversation.sensitivity;
  }

  get memory(): TurnResult {
    return this.#memory;
  }

  close(event: InboxEvent, outcome: EventOutcome): void {
    this.#lines.push({
      event,
      outcome,
      seal: this.#sensitivity === 'health' && event.sensitivity === 'normal',
    });
  }

  say(content: OutgoingContent, answered: InboxEvent): void {
    const slot = { id: this.#newId(), content };
    this.#lines.push({ slot, inReplyTo: answered.id, sensitivity: this.#sensitivity, way: REPLY });
  }

  /** Who cares for the conversation by now: later events of the turn must see it. */
  get care(): Care {
    return this.#care;
  }

  handOff(): void {
    if (this.#care.owner === 'assistant') {
      this.#care = { owner: 'waiting', assigneeId: null, teamId: null, waitingSince: this.#now };
    }
  }

  /** Takes over what the assistant did with an event and its pieces; null for a question that the system asked. */
  absorb(answered: Answered | null, work: TurnWork, result: TurnResult): void {
    this.#takeOver(answered, work);
    // What the system wants to ask waits while a colleague attends.
    this.#memory = { ...result, idle: result.idle && this.#care.owner !== 'human' };
    const sensitivity: Sensitivity =
      work.sensitive === true || this.#sensitivity === 'health' ? 'health' : 'normal';
    this.#sensitivity = sensitivity;
    if (answered !== null) {
      for (const piece of answered.merged) {
        this.close(piece, 'merged');
      }
      this.close(answered.event, work.decision?.kind === 'refused' ? 'refused' : 'applied');
    }
    const inReplyTo = answered?.event.id ?? null;
    const way = wayOf(work.turn.question);
    this.#lines.push(...work.slots.map((slot) => ({ slot, inReplyTo, sensitivity, way })));
    this.#sensitivity = nextSensitivity(sensitivity, work.sensitive);
  }

  /** Runs the work left for the end, which takes the numbers, and gives what the commit writes. */
  async toOutcome(): Promise<TurnOutcome> {
    const events: ClosedEvent[] = [];
    const messages: QueuedMessage[] = [];
    let seq = this.#open.nextSeq;
    for (const line of this.#lines) {
      if ('event' in line) {
        events.push({ ...line, seq });
        seq += 1;
        continue;
      }
      for (const { id, content } of await this.#wordsOf(line.slot)) {
        const { inReplyTo, sensitivity, way } = line;
        messages.push({ id, seq, content, sensitivity, inReplyTo, ...way });
        seq += 1;
      }
    }
    return {
      state: toStoredMemory(this.#memory),
      nextSeq: seq,
      care: this.#care,
      topic: this.#topic,
      heard: lastHeard(events),
      sensitivity: this.#sensitivity,
      events,
      messages,
      now: this.#now,
    };
  }

  /** Who cares for the conversation, and about what, after an event. */
  #takeOver(answered: Answered | null, work: TurnWork): void {
    if (work.handoff !== null) {
      this.handOff();
    }
    this.#care = this.#careAfter(answered, work);
    this.#topic = work.topic ?? this.#topic;
  }

  /** Whoever writes to a colleague waits for a word from then on, until the colleague says one. */
  #careAfter(answered: Answered | null, { decision }: TurnWork): Care {
    if (decision !== null) {
      return decision.kind === 'done' ? decision.care : this.#care;
    }
    const waits = answered?.event.kind === 'message' && this.#care.owner === 'human';
    return waits
      ? { ...this.#care, waitingSince: this.#care.waitingSince ?? answered.event.receivedAt }
      : this.#care;
  }

  async #wordsOf(slot: ReplySlot): Promise<readonly { id: string; content: OutgoingContent }[]> {
    if ('content' in slot) {
      return [slot];
    }
    const contents = await slot.work(this.#open.nextNumber);
    return contents.map((content) => ({ id: this.#newId(), content }));
  }
}

/** The last message of the person among what was answered: the console shows what nobody has read. */
function lastHeard(events: readonly ClosedEvent[]): TurnOutcome['heard'] {
  const last = events.findLast(({ event }) => event.kind === 'message');
  return last ? { seq: last.seq, at: last.event.receivedAt } : null;
}

/** A question of the system that belongs to no conversation under way is proactive, and of no use once it is over. */
function wayOf(question: Question | null): Way {
  const purpose = question && purposeOfQuestion(question.kind);
  return question && purpose ? { class: 'proactive', purpose, expiresAt: question.expiresAt } : REPLY;
}

function nextSensitivity(current: Sensitivity, change: boolean | null): Sensitivity {
  if (change === null) {
    return current;
  }
  return change ? 'health' : 'normal';
}
