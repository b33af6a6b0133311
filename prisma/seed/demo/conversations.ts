import { incomingContent, plainText } from '../../../domain/messages/content.ts';
import type { DemoPart, DemoPerson, DemoPqrs, DemoWorld } from './demo-part.ts';
import { ASKS, GREETINGS, THANKS } from './stories.ts';

const CONVERSATION = {
  ...{ id: 'uuid', channel: 'text', address: 'text', contact_id: 'uuid', next_seq: 'int', version: 'int' },
  ...{ state: 'jsonb', created_at: 'timestamptz', updated_at: 'timestamptz' },
  ...{ heard_seq: 'int', heard_at: 'timestamptz', seen_seq: 'int' },
  ...{ owner: 'text', waiting_since: 'timestamptz' },
};
const EVENT = {
  ...{
    conversation_id: 'uuid',
    channel_message_id: 'text',
    kind: 'text',
    content: 'jsonb',
    received_at: 'timestamptz',
  },
  ...{ seq: 'int', attempts: 'int', processed_at: 'timestamptz', outcome: 'text' },
};
const OUTBOX = {
  ...{ id: 'uuid', conversation_id: 'uuid', seq: 'int', channel: 'text', recipient: 'text', class: 'text' },
  ...{ content: 'jsonb', status: 'text', available_at: 'timestamptz', created_at: 'timestamptz' },
  ...{ sent_at: 'timestamptz', delivered_at: 'timestamptz', read_at: 'timestamptz', attempts: 'int' },
};

const HANDOFF = { id: 'uuid', conversation_id: 'uuid', reason: 'text', asked_at: 'timestamptz' };

/** So many wait for a colleague at this moment, the first for the longest. */
const WAITING = 6;
const MINUTE_MS = 60_000;

type Line = { readonly side: 'in' | 'out'; readonly text: string };
type Row = Readonly<Record<string, unknown>>;

/** What was said before and after each filing: enough to read how a PQRS came about. */
export const demoConversations: DemoPart = {
  name: 'conversations',
  fill: async (world, insert) => {
    const filed = new Map<string, DemoPqrs[]>();
    for (const pqrs of world.pqrs.filter(({ person }) => person !== null)) {
      const id = pqrs.person?.conversationId ?? '';
      filed.set(id, [...(filed.get(id) ?? []), pqrs]);
    }
    const told = world.people.map((person) => tell(world, person, filed.get(person.conversationId) ?? []));
    const waiting = told.slice(0, WAITING).map((one, index) => waitForColleague(world, one, index));
    told.splice(0, waiting.length, ...waiting);
    await insert(
      'conversation',
      CONVERSATION,
      told.map(({ conversation }) => conversation),
    );
    await insert(
      'event',
      EVENT,
      told.flatMap(({ events }) => events),
    );
    await insert(
      'outbox',
      OUTBOX,
      told.flatMap(({ replies }) => replies),
    );
    await insert(
      'handoff',
      HANDOFF,
      waiting.map(({ conversation: { id, waiting_since } }) => ({
        ...{ id: world.chance.id(), conversation_id: id, reason: 'asked', asked_at: waiting_since },
      })),
    );
  },
};

type Told = { readonly conversation: Row; readonly events: readonly Row[]; readonly replies: readonly Row[] };

/** The same conversation with somebody who asked for a person a moment ago. */
function waitForColleague({ now, chance }: DemoWorld, told: Told, place: number): Told {
  const { id, next_seq: seq } = told.conversation;
  const at = new Date(now.getTime() - (WAITING - place) * 2 * MINUTE_MS);
  const asked = { conversation_id: id, seq, ...toEvent(chance.pick(ASKS), { seq: Number(seq), at }) };
  return {
    ...told,
    conversation: {
      ...told.conversation,
      ...{ next_seq: Number(seq) + 1, heard_seq: seq, heard_at: at, updated_at: at },
      ...{ owner: 'waiting', waiting_since: at },
    },
    events: [...told.events, asked],
  };
}

function tell(world: DemoWorld, person: DemoPerson, filed: readonly DemoPqrs[]): Told {
  const { conversationId, channel, address, contactId, since } = person;
  const events: Row[] = [];
  const replies: Row[] = [];
  let seq = 1;
  let last = since;
  for (const pqrs of filed) {
    for (const [index, line] of listLines(world, pqrs).entries()) {
      last = new Date(pqrs.filed.receivedAt.getTime() + (index - 4) * 40_000);
      const place = { conversation_id: conversationId, seq };
      if (line.side === 'in') {
        events.push({ ...place, ...toEvent(line.text, { seq, at: last }) });
      } else {
        replies.push({ ...place, channel, recipient: address, ...toReply(world, line.text, last) });
      }
      seq += 1;
    }
  }
  const conversation = {
    ...{
      id: conversationId,
      channel,
      address,
      contact_id: contactId,
      next_seq: seq,
      version: seq,
      state: {},
    },
    ...{ created_at: since, updated_at: last, owner: 'assistant', waiting_since: null },
    ...{ heard_seq: seq - 1, heard_at: seq > 1 ? last : null, seen_seq: seq - 1 },
  };
  return { conversation, events, replies };
}

function listLines(
  { chance, profile }: DemoWorld,
  { filed: { radicado, description } }: DemoPqrs,
): readonly Line[] {
  return [
    { side: 'in', text: chance.pick(GREETINGS) },
    { side: 'out', text: `¡Hola! Soy ${profile.assistantName}. ¿En qué te ayudo?` },
    { side: 'in', text: description },
    { side: 'out', text: 'Entiendo. Voy a radicar tu solicitud. ¿Está bien así?' },
    { side: 'in', text: 'sí' },
    { side: 'out', text: `Quedó radicada con el número ${radicado}. Guárdalo para preguntar cómo va.` },
    { side: 'in', text: chance.pick(THANKS) },
  ];
}

function toEvent(text: string, { seq, at }: { readonly seq: number; readonly at: Date }): Row {
  return {
    ...{
      channel_message_id: `demo-${seq}`,
      kind: 'message',
      content: incomingContent({ text }),
      attempts: 1,
    },
    ...{ received_at: at, processed_at: at, outcome: 'applied' },
  };
}

/** Everything was said long ago: nothing of the demo waits to be sent. */
function toReply({ chance }: DemoWorld, text: string, at: Date): Row {
  const isRead = chance.happens(0.8);
  return {
    ...{
      id: chance.id(),
      class: 'reply',
      content: plainText(text),
      status: isRead ? 'read' : 'delivered',
      attempts: 1,
    },
    ...{ available_at: at, created_at: at, sent_at: at, delivered_at: at, read_at: isRead ? at : null },
  };
}
