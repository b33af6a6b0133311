import { type DemoCare, HANDOFF, planCares, QUESTION, tellCare } from './cares.ts';
import type { DemoPart, DemoPerson, DemoPqrs, DemoWorld } from './demo-part.ts';
import { OPEN_TALKS } from './open-talks.ts';
import { GREETINGS, THANKS } from './stories.ts';
import { DemoTalk } from './talk.ts';
import { tellOpenTalk } from './tell-open-talk.ts';

const CONVERSATION = {
  ...{ id: 'uuid', channel: 'text', address: 'text', contact_id: 'uuid', next_seq: 'int', version: 'int' },
  ...{ state: 'jsonb', created_at: 'timestamptz', updated_at: 'timestamptz' },
  ...{ heard_seq: 'int', heard_at: 'timestamptz', seen_seq: 'int', topic: 'text' },
  ...{ owner: 'text', assignee_id: 'text', team_id: 'uuid', waiting_since: 'timestamptz' },
};
const EVENT = {
  ...{ conversation_id: 'uuid', channel_message_id: 'text', kind: 'text', content: 'jsonb' },
  ...{
    received_at: 'timestamptz',
    seq: 'int',
    attempts: 'int',
    processed_at: 'timestamptz',
    outcome: 'text',
  },
};
const OUTBOX = {
  ...{ id: 'uuid', conversation_id: 'uuid', seq: 'int', channel: 'text', recipient: 'text', class: 'text' },
  ...{
    content: 'jsonb',
    status: 'text',
    reason: 'text',
    available_at: 'timestamptz',
    created_at: 'timestamptz',
  },
  ...{ sent_at: 'timestamptz', delivered_at: 'timestamptz', read_at: 'timestamptz', attempts: 'int' },
};

const LINE_MS = 40_000;

type Row = Readonly<Record<string, unknown>>;

/** What was said before and after each filing and with colleagues, and what is open at this moment. */
export const demoConversations: DemoPart = {
  name: 'conversations',
  fill: async (world, insert) => {
    const filed = groupBy(
      world.pqrs.filter(({ filed }) => filed.conversationId !== null),
      ({ person }) => person?.conversationId ?? '',
    );
    const open = choosePeople(world, filed);
    const rest = world.people.filter((person) => !open.includes(person));
    const cares = groupBy(planCares(world, rest), ({ person }) => person.conversationId);
    const handoffs: Row[] = [];
    const questions: Row[] = [];
    const talks = world.people.map((person) => {
      const talk = new DemoTalk(world, person);
      const told = { filed: filed.get(person.conversationId), cares: cares.get(person.conversationId) };
      for (const { row, question } of tellPast(talk, world, told)) {
        handoffs.push(row);
        questions.push(...(question === null ? [] : [question]));
      }
      return { person, talk };
    });
    const photo = await keepPhoto(world, open);
    for (const [index, person] of open.entries()) {
      const talk = talks.find((one) => one.person === person)?.talk;
      const openTalk = OPEN_TALKS[index];
      handoffs.push(...(talk && openTalk ? [tellOpenTalk({ talk, open: openTalk, world, photo })] : []));
    }
    const all = talks.map(({ talk }) => talk);
    await insert(
      'conversation',
      CONVERSATION,
      all.map(({ conversation }) => conversation),
    );
    await insert(
      'event',
      EVENT,
      all.flatMap(({ events }) => events),
    );
    await insert(
      'outbox',
      OUTBOX,
      all.flatMap(({ replies }) => replies),
    );
    await insert('handoff', HANDOFF, handoffs);
    await insert('question', QUESTION, questions);
  },
  // A message knows which event it answers by a number that the database gives.
  tie: `UPDATE outbox o SET in_reply_to = e.id FROM event e
    WHERE e.conversation_id = o.conversation_id AND e.seq = o.seq - 1 AND e.kind = 'colleague'
      AND e.content #>> '{act,act}' = 'answer' AND o.in_reply_to IS NULL`,
};

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return groups;
}

/** Who is talking at this moment: people on WhatsApp who filed before, and two visitors of the web. */
function choosePeople(
  { people }: DemoWorld,
  filed: ReadonlyMap<string, readonly DemoPqrs[]>,
): readonly DemoPerson[] {
  const countOf = ({ conversationId }: DemoPerson) => filed.get(conversationId)?.length ?? 0;
  const known = people.filter((person) => person.channel === 'whatsapp' && countOf(person) > 1);
  const visitors = people.filter((person) => person.channel === 'web' && countOf(person) === 0);
  const [first, ...others] = [...known.slice(0, OPEN_TALKS.length - 2), ...visitors.slice(0, 2)];
  return first === undefined ? [] : [first, ...others].slice(0, OPEN_TALKS.length);
}

type Past = {
  readonly filed: readonly DemoPqrs[] | undefined;
  readonly cares: readonly DemoCare[] | undefined;
};

/** Each filing and each talk with a colleague, in the order in which they came. */
function tellPast(talk: DemoTalk, world: DemoWorld, { filed = [], cares = [] }: Past) {
  const ended: ReturnType<typeof tellCare>[] = [];
  const chapters = [
    ...filed.map((one) => ({ at: one.filed.receivedAt, tell: () => tellFiling(talk, world, one) })),
    ...cares.map((one) => ({ at: one.at, tell: () => void ended.push(tellCare(talk, one, world)) })),
  ];
  for (const { tell } of chapters.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    tell();
  }
  return ended;
}

function tellFiling(
  talk: DemoTalk,
  { chance, profile }: DemoWorld,
  { filed: { radicado, description, receivedAt } }: DemoPqrs,
): void {
  const at = (place: number) => new Date(receivedAt.getTime() + place * LINE_MS);
  talk.hear(chance.pick(GREETINGS), at(-4));
  talk.say(`¡Hola! Soy ${profile.assistantName}. ¿En qué te ayudo?`, at(-3));
  talk.hear(description, at(-2));
  talk.say('Entiendo. Voy a radicar tu solicitud. ¿Está bien así?', at(-1));
  talk.hear('sí', at(0));
  talk.say(`Quedó radicada con el número ${radicado}. Guárdalo para preguntar cómo va.`, at(1));
  talk.hear(chance.pick(THANKS), at(2));
}

/** A photo that somebody sends to a colleague. Its row stands after the conversation, with the annexes. */
async function keepPhoto(world: DemoWorld, open: readonly DemoPerson[]) {
  const { chance, files, now } = world;
  const index = OPEN_TALKS.findIndex(({ steps }) => steps.some(({ hasPhoto }) => hasPhoto));
  const conversationId = open[index]?.conversationId;
  const [id, key] = [chance.id(), chance.id()];
  const path = `${key.slice(0, 2)}/${key}`;
  const [name, mimeType] = ['foto.jpg', 'image/jpeg'] as const;
  const kept =
    conversationId === undefined ? { bytes: 0, sha256: '' } : await world.keepFile(path, mimeType, chance);
  if (conversationId !== undefined) {
    files.push({
      ...{ id, conversation_id: conversationId, name, mime_type: mimeType, status: 'ready', ...kept },
      ...{ original_key: path, prepared_key: path, created_at: now },
    });
  }
  return { fileId: id, name, mimeType, bytes: kept.bytes, pending: false };
}
