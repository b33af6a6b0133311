import type { Care } from '../../../domain/handoff/care.ts';
import type { ColleagueAct } from '../../../domain/handoff/colleague-act.ts';
import { type IncomingContent, incomingContent, outgoingContent } from '../../../domain/messages/content.ts';
import type { EventKind } from '../../../domain/messages/event.ts';
import type { CareTopic } from '../../../domain/teams/care-topic.ts';
import type { DemoPerson, DemoWorld } from './demo-part.ts';

type Row = Readonly<Record<string, unknown>>;

type Said = { readonly options?: readonly string[]; readonly failure?: string | null };

const ASSISTANT: Care = { owner: 'assistant', assigneeId: null, teamId: null, waitingSince: null };
const SECOND_MS = 1000;
const READ_SHARE = 0.8;

/** What was said in one conversation of the demo, in the order in which it is told. */
export class DemoTalk {
  readonly events: Row[] = [];
  readonly replies: Row[] = [];
  readonly #world: DemoWorld;
  readonly #person: DemoPerson;
  #seq = 1;
  #last: Date;
  #heard = { seq: 0, at: null as Date | null };
  #seen: number | null = null;
  #care = ASSISTANT;
  #topic: CareTopic = 'general';
  #state: object = {};

  constructor(world: DemoWorld, person: DemoPerson) {
    this.#world = world;
    this.#person = person;
    this.#last = person.since;
  }

  get conversationId(): string {
    return this.#person.conversationId;
  }

  /** A message of the person. */
  hear(text: string, at: Date, more: Pick<Partial<IncomingContent>, 'attachments'> = {}): void {
    this.#heard = { seq: this.#seq, at: this.#pass(at) };
    this.#add('message', incomingContent({ text, ...more }));
  }

  /** The person changes their last message. */
  correct(text: string, at: Date): void {
    this.#pass(at);
    this.#add('edit', incomingContent({ text, targetId: toMessageId(this.#heard.seq) }));
  }

  /** What a colleague did, or the clock in nobody's name. */
  act(act: ColleagueAct, at: Date, text = ''): void {
    this.#pass(at);
    this.#add('colleague', incomingContent({ text, act }));
  }

  /** A message of ours; gives its id. Of what did not arrive `failure` says why. */
  say(text: string, at: Date, { options = [], failure = null }: Said = {}): string {
    const { conversationId, channel, address: recipient } = this.#person;
    const { chance } = this.#world;
    const moment = this.#pass(at);
    const isRead = channel === 'whatsapp' && chance.happens(READ_SHARE);
    const id = chance.id();
    const arrived = {
      ...{ status: isRead ? 'read' : 'delivered', attempts: 1, reason: null },
      ...{ sent_at: moment, delivered_at: moment, read_at: isRead ? moment : null },
    };
    const failed = { status: 'failed', attempts: 6, reason: failure };
    this.replies.push({
      ...{ id, conversation_id: conversationId, seq: this.#seq, channel, recipient, class: 'reply' },
      content: outgoingContent({
        text,
        options: options.map((title, index) => ({ value: String(index + 1), title })),
      }),
      ...{ available_at: moment, created_at: moment, ...(failure === null ? arrived : failed) },
    });
    this.#seq += 1;
    return id;
  }

  /** How the conversation stands from here on. */
  rest(care: Care, topic: CareTopic): void {
    this.#care = care;
    this.#topic = topic;
  }

  /** No colleague has read what the person said last. */
  leaveUnread(): void {
    this.#seen = this.#heard.seq - 1;
  }

  /** What the assistant remembers of it. */
  remember(state: object): void {
    this.#state = state;
  }

  get conversation(): Row {
    const { conversationId: id, channel, address, contactId, since } = this.#person;
    const { owner, assigneeId, teamId, waitingSince } = this.#care;
    return {
      ...{ id, channel, address, contact_id: contactId, created_at: since, updated_at: this.#last },
      ...{ next_seq: this.#seq, version: this.#seq, state: this.#state, topic: this.#topic },
      ...{ owner, assignee_id: assigneeId, team_id: teamId, waiting_since: waitingSince },
      ...{ heard_seq: this.#heard.seq, heard_at: this.#heard.at, seen_seq: this.#seen ?? this.#heard.seq },
    };
  }

  /** Time never runs backwards in a conversation. */
  #pass(at: Date): Date {
    this.#last = new Date(Math.max(at.getTime(), this.#last.getTime() + SECOND_MS));
    return this.#last;
  }

  #add(kind: EventKind, content: IncomingContent): void {
    this.events.push({
      ...{ conversation_id: this.conversationId, seq: this.#seq, kind, content, attempts: 1 },
      ...{ channel_message_id: toMessageId(this.#seq), outcome: 'applied' },
      ...{ received_at: this.#last, processed_at: this.#last },
    });
    this.#seq += 1;
  }
}

function toMessageId(seq: number): string {
  return `demo-${seq}`;
}
