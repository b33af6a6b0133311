import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { incomingContent, plainText } from '../../../domain/messages/content.ts';
import type { OpenTurn, TurnStore } from '../../../domain/messages/turn-store.ts';
import type { WhatsAppPersonRepository } from '../../../domain/messages/whatsapp-person.ts';
import type { ContinuationTarget, WebContinuations } from '../../../domain/people/continuation.ts';
import { createTurnStore } from '../../../prisma/message-store.ts';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createWebContinuations } from '../../../prisma/repositories/continuation.ts';
import { storeFileNotice } from '../../../prisma/repositories/file-notice.ts';
import { createWhatsAppPersonRepository } from '../../../prisma/repositories/whatsapp-person.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../sealed-database.ts';

const NOW = new Date('2026-11-23T15:00:00Z');
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let db: SealedDatabase;
let persons: WhatsAppPersonRepository;
let turns: TurnStore;
let web: WebContinuations;
beforeAll(async () => {
  db = await openSealedDatabase();
  persons = createWhatsAppPersonRepository(db.database, randomUUID);
  turns = createTurnStore({ database: db.database, codec: createContentCodec(sealer), newId: randomUUID });
  web = createWebContinuations(db.database);
});
afterAll(() => db.drop());

type Known = { readonly id: string; readonly contactId: string };

async function aWebChat(): Promise<Known> {
  return known(
    (await openConversation(db.database, { channel: 'web', address: randomUUID() }, randomUUID)).id,
  );
}

let serial = 0;
type WhatsApp = Known & { readonly lid: string };

async function aWhatsApp(): Promise<WhatsApp> {
  serial += 1;
  const lid = `77${serial}1@lid`;
  return { ...(await meet(lid)), lid };
}

async function meet(lid: string): Promise<Known> {
  const person = await persons.resolve({ lid, phone: null }, lid);
  const address = { channel: 'whatsapp', address: person.id } as const;
  return known((await openConversation(db.database, address, randomUUID)).id);
}

async function known(id: string): Promise<Known> {
  return { id, contactId: await contactOf(id) };
}

async function contactOf(id: string): Promise<string> {
  const [row] = await db.query<{ contact_id: string }>('SELECT contact_id FROM conversation WHERE id = $1', [
    id,
  ]);
  return row?.contact_id ?? '';
}

/** A code of a conversation; gives its hash. */
async function aCode(
  { id: conversationId }: Known,
  target: ContinuationTarget = 'whatsapp',
  madeAt = NOW,
): Promise<string> {
  const codeHash = randomUUID();
  const expiresAt = new Date(madeAt.getTime() + 15 * 60_000);
  await web.issue({ id: randomUUID(), conversationId, target, codeHash, madeAt, expiresAt });
  return codeHash;
}

/** Redeems a code for the web. */
function redeem(codeHash: string, at = NOW) {
  return web.redeem({ codeHash, address: randomUUID(), conversationId: randomUUID(), at });
}

async function openTurn({ id: conversationId }: Pick<Known, 'id'>): Promise<OpenTurn> {
  const content = incomingContent({ text: 'hola' });
  await turns.receive('test', [
    { conversationId, messageId: randomUUID(), kind: 'message', content, receivedAt: NOW },
  ]);
  const turn = await turns.open(conversationId, 20);
  if (turn === null) {
    throw Object.assign(new Error('the conversation is held'), { code: '55P03' });
  }
  return turn;
}

async function commit(turn: OpenTurn, state: unknown = {}): Promise<void> {
  const { owner, sensitivity } = turn.conversation;
  const events = turn.events.map((event, index) => ({
    event,
    seq: turn.nextSeq + index,
    outcome: 'applied' as const,
    seal: false,
  }));
  await turn.commit({
    state,
    nextSeq: turn.nextSeq + events.length,
    care: { owner, assigneeId: null, teamId: null, waitingSince: null },
    topic: null,
    heard: null,
    sensitivity,
    events,
    messages: [],
    now: NOW,
  });
}

/** Does something in a turn of a conversation. */
async function inTurn<T>(
  where: Pick<Known, 'id'>,
  work: (continuations: OpenTurn['repositories']['continuations']) => Promise<T>,
): Promise<T> {
  const turn = await openTurn(where);
  try {
    const result = await work(turn.repositories.continuations);
    await commit(turn);
    return result;
  } catch (error) {
    await turn.rollback().catch(() => undefined);
    throw error;
  }
}

function show(where: Known, codeHash: string, at = NOW) {
  return inTurn(where, (continuations) => continuations.show({ codeHash, conversationId: where.id, at }));
}

async function joinBy(where: Known, codeHash: string, at = NOW) {
  const shown = await show(where, codeHash);
  return inTurn(where, (continuations) =>
    continuations.join({ id: shown?.id ?? randomUUID(), conversationId: where.id, at }),
  );
}

let radicados = 0;
async function file({ id, contactId }: Known, anonymous = false): Promise<string> {
  radicados += 1;
  const radicado = `ESSMAR-2026-${String(radicados).padStart(6, '0')}`;
  await db.query(
    `INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, contact_id, conversation_id, petitioner_name,
       channel, status, received_at, rule_version, verification_hash)
     VALUES ($1, $2, 'reclamo', 'ley142', true, 'x', $3, $4, 'Ana', 'web', 'RADICADA', now(), 'r', 'h')`,
    [randomUUID(), radicado, anonymous ? null : contactId, id],
  );
  return radicado;
}

async function filedBy(contactId: string): Promise<string[]> {
  const text = 'SELECT radicado FROM pqrs WHERE contact_id = $1 ORDER BY radicado';
  return (await db.query<{ radicado: string }>(text, [contactId])).map(({ radicado }) => radicado);
}

async function consent(
  { id, contactId }: Known,
  purpose: string,
  granted: boolean,
  givenAt = NOW,
): Promise<void> {
  const [event] = await db.query<{ id: string }>(
    `INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at, processed_at)
     VALUES ($1, $2, 'message', '{}', $3, $3) RETURNING id`,
    [id, randomUUID(), givenAt],
  );
  await db.query(
    `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, event_id, given_at)
     VALUES (gen_random_uuid(), $1, $2, $3, '1', '', 'web', $4, $5)`,
    [contactId, purpose, granted, event?.id, givenAt],
  );
}

async function consentsOf(contactId: string) {
  const text = `SELECT DISTINCT ON (purpose) purpose, granted FROM consent WHERE contact_id = $1
    ORDER BY purpose, given_at DESC`;
  return db.query(text, [contactId]);
}

const audits = (contactId: string) =>
  db.query<{ action: string; before: unknown; after: unknown }>(
    'SELECT action, before, after FROM audit WHERE subject = $1 ORDER BY id',
    [`contact/${contactId}`],
  );

test('a yes gives the web chat the contact of WhatsApp, with all that was its own, and writes it down', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const radicado = await file(chat);
  await file(chat, true);
  await consent(chat, 'tramite', true);
  await consent(phone, 'avisos', true, minutesLater(-5));
  await consent(chat, 'avisos', false);

  const there = await joinBy(phone, await aCode(chat));

  expect(there).toEqual({ id: chat.id, owner: 'assistant', state: {} });
  expect(await contactOf(chat.id)).toBe(phone.contactId);
  expect(await contactOf(phone.id)).toBe(phone.contactId);
  expect(await filedBy(phone.contactId)).toEqual([radicado]);
  expect(await filedBy(chat.contactId)).toEqual([]);
  expect(await consentsOf(phone.contactId)).toEqual([
    { purpose: 'avisos', granted: false },
    { purpose: 'tramite', granted: true },
  ]);
  expect(await audits(phone.contactId)).toEqual([
    {
      action: 'continuation.joined',
      before: { contactId: chat.contactId, conversationId: chat.id },
      after: { contactId: phone.contactId, conversationId: phone.id },
    },
  ]);
});

test('a second chat of the same person is joined too, and again one that is joined already', async () => {
  const [first, second, phone] = [await aWebChat(), await aWebChat(), await aWhatsApp()];

  await joinBy(phone, await aCode(first));
  await joinBy(phone, await aCode(second));
  expect(await joinBy(phone, await aCode(second))).not.toBeNull();

  expect(await contactOf(first.id)).toBe(phone.contactId);
  expect(await contactOf(second.id)).toBe(phone.contactId);
});

test('a chat that is joined with another WhatsApp changes hands alone: nobody gets the history of the other', async () => {
  const [chat, maria, rosa] = [await aWebChat(), await aWhatsApp(), await aWhatsApp()];
  await joinBy(maria, await aCode(chat));
  const hers = await file(maria);

  await joinBy(rosa, await aCode(chat));

  expect(await contactOf(chat.id)).toBe(rosa.contactId);
  expect(await contactOf(maria.id)).toBe(maria.contactId);
  expect(await filedBy(maria.contactId)).toEqual([hers]);
  expect(await filedBy(rosa.contactId)).toEqual([]);
});

test('a code is good for one conversation, once', async () => {
  const [chat, maria, rosa] = [await aWebChat(), await aWhatsApp(), await aWhatsApp()];
  const code = await aCode(chat);
  const shown = await show(maria, code);

  expect(await show(maria, code)).toEqual(shown);
  expect(await show(rosa, code)).toBeNull();
  expect(await show(chat, code)).toBeNull();
  expect(
    await inTurn(rosa, (continuations) =>
      continuations.join({ id: shown?.id ?? '', conversationId: rosa.id, at: NOW }),
    ),
  ).toBeNull();

  const answer = { id: shown?.id ?? '', conversationId: maria.id, at: NOW };
  expect(await inTurn(maria, ({ join }) => join(answer))).not.toBeNull();
  expect(await inTurn(maria, ({ join }) => join(answer))).toBeNull();
  expect(await show(maria, code)).toBeNull();
});

test('two people who send the same code at the same time: one is asked', async () => {
  const chat = await aWebChat();
  const phones = [await aWhatsApp(), await aWhatsApp(), await aWhatsApp()];
  const code = await aCode(chat);

  const shown = await Promise.all(phones.map((phone) => show(phone, code)));

  expect(shown.filter((each) => each !== null)).toHaveLength(1);
});

test.each([
  ['unknown', async () => randomUUID()],
  ['expired', async (chat: Known) => aCode(chat, 'whatsapp', minutesLater(-15))],
  ['for the web', async (chat: Known) => aCode(chat, 'web')],
])('a code that is %s shows nothing', async (_, codeOf) => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];

  expect(await show(phone, await codeOf(chat))).toBeNull();
});

test('the question waits as long as the code would have', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const code = await aCode(chat);

  expect(await joinBy(phone, code, minutesLater(15))).toBeNull();
  expect(await contactOf(chat.id)).toBe(chat.contactId);
});

test('a no spends the code, and gives the chat that must be told', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const code = await aCode(chat);
  const shown = await show(phone, code);
  const answer = { id: shown?.id ?? '', conversationId: phone.id, at: NOW };

  expect(await inTurn(phone, ({ refuse }) => refuse(answer))).toBe(chat.id);
  expect(await inTurn(phone, ({ refuse }) => refuse(answer))).toBeNull();
  expect(await inTurn(phone, ({ join }) => join(answer))).toBeNull();
  expect(await show(phone, code)).toBeNull();
  expect(await contactOf(chat.id)).toBe(chat.contactId);
});

test('three codes of a chat are open at the same time, and a fourth ends the oldest', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const codes: string[] = [];
  for (const minutes of [0, 1, 2, 3]) {
    codes.push(await aCode(chat, 'whatsapp', minutesLater(minutes)));
  }

  expect(await show(phone, codes[0] ?? '', minutesLater(4))).toBeNull();
  expect(await show(phone, codes[1] ?? '', minutesLater(4))).not.toBeNull();
});

test('many codes asked for at once leave three', async () => {
  const chat = await aWebChat();
  await Promise.all(Array.from({ length: 12 }, () => aCode(chat)));

  const text = `SELECT count(*)::int AS open FROM continuation WHERE conversation_id = $1 AND status = 'open'`;
  expect(await db.query(text, [chat.id])).toEqual([{ open: 3 }]);
});

test('a turn that is undone joins nothing, and the code is still good', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const code = await aCode(chat);
  const shown = await show(phone, code);
  const turn = await openTurn(phone);
  await turn.repositories.continuations.join({ id: shown?.id ?? '', conversationId: phone.id, at: NOW });
  await turn.rollback();

  expect(await contactOf(chat.id)).toBe(chat.contactId);
  expect(await audits(phone.contactId)).toEqual([]);
  expect(await joinBy(phone, code)).not.toBeNull();
});

test('while the web chat is in a turn of its own nobody waits: the turn is taken again', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const code = await aCode(chat);
  const busy = await openTurn(chat);

  const refused = await joinBy(phone, code).catch((error: unknown) => error);
  expect(turns.isTransient(refused)).toBe(true);
  await commit(busy);

  expect(await joinBy(phone, code)).not.toBeNull();
});

test('a turn of the web chat that began before is refused, and finds the contact when it is taken again', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  await joinBy(phone, await aCode(chat));

  const turn = await openTurn(chat);
  expect(turn.conversation.contactId).toBe(phone.contactId);
  await commit(turn);
});

test('guesses are counted for each, and forgotten after a day', async () => {
  const phone = await aWhatsApp();
  const guessers = [`contact/${phone.contactId}`, `conversation/${phone.id}`];
  const guess = (at: Date) => inTurn(phone, ({ recordFailedGuess }) => recordFailedGuess(guessers, at));
  const count = () => inTurn(phone, ({ lockGuesses }) => lockGuesses(guessers));

  expect(await count()).toEqual([
    { failures: 0, lastFailureAt: null },
    { failures: 0, lastFailureAt: null },
  ]);
  await guess(NOW);
  await guess(minutesLater(1));
  expect(await count()).toEqual([
    { failures: 2, lastFailureAt: minutesLater(1) },
    { failures: 2, lastFailureAt: minutesLater(1) },
  ]);
  await guess(minutesLater(2 + 24 * 60));
  expect((await count()).map(({ failures }) => failures)).toEqual([1, 1]);
});

test('what is left behind is said there once, in its order, with the memory that stays', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  await commit(await openTurn(chat), { assistant: { open: 'form' }, idle: false, expectsFreeText: true });
  const left = {
    conversationId: chat.id,
    messageId: randomUUID(),
    words: plainText('Sigue por allá'),
    at: NOW,
    moved: { state: { open: 'nothing' }, idle: true, fileIds: [], to: phone.id },
  };
  await inTurn(phone, ({ leave }) => leave(left));

  const rows = await db.query(
    `SELECT o.seq, o.channel, o.class, o.status, o.content->>'text' AS text, c.state, c.next_seq
     FROM outbox o JOIN conversation c ON c.id = o.conversation_id WHERE c.id = $1`,
    [chat.id],
  );
  expect(rows).toEqual([
    {
      seq: 2,
      channel: 'web',
      class: 'reply',
      status: 'queued',
      text: 'Sigue por allá',
      state: { assistant: { open: 'nothing' }, idle: true, expectsFreeText: false },
      next_seq: 3,
    },
  ]);
});

test('a file of a form that went on is reported lost where the form is', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const fileId = randomUUID();
  await db.query(
    `INSERT INTO file (id, conversation_id, name, mime_type, bytes, status, rejection, created_at)
     VALUES ($1, $2, 'fuga.jpg', 'image/jpeg', 10, 'rejected', 'file-broken', now())`,
    [fileId, chat.id],
  );
  const moved = { state: {}, idle: true, fileIds: [fileId, randomUUID()], to: phone.id };
  const words = plainText('Sigue por allá');
  await inTurn(phone, ({ leave }) =>
    leave({ conversationId: chat.id, messageId: randomUUID(), words, at: NOW, moved }),
  );
  await db.database.transaction((tx) => storeFileNotice(tx, fileId));

  const text = `SELECT conversation_id FROM event WHERE kind = 'notice' AND channel_message_id = $1`;
  expect(await db.query(text, [`notice-${fileId}`])).toEqual([{ conversation_id: phone.id }]);
});

test('the link of a web chat gives the same chat, once', async () => {
  const chat = await aWebChat();
  const code = await aCode(chat, 'web');

  expect(await redeem(code)).toEqual({ conversationId: chat.id, opened: false });
  expect(await redeem(code)).toBeNull();
});

test('a link of WhatsApp opens one web chat of the same contact, however often it is opened at once', async () => {
  const phone = await aWhatsApp();
  const code = await aCode(phone, 'web');

  const redeemed = await Promise.all(Array.from({ length: 6 }, () => redeem(code)));
  const [opened, ...more] = redeemed.filter((each) => each !== null);

  expect(more).toEqual([]);
  expect(opened?.opened).toBe(true);
  expect(await contactOf(opened?.conversationId ?? '')).toBe(phone.contactId);
  expect((await audits(phone.contactId)).map(({ action }) => action)).toEqual(['continuation.redeemed']);
});

test.each([
  ['unknown', async () => randomUUID()],
  ['expired', async (phone: Known) => aCode(phone, 'web', minutesLater(-15))],
  ['for WhatsApp', async (phone: Known) => aCode(phone, 'whatsapp')],
])('a link with a code that is %s opens nothing', async (_, codeOf) => {
  expect(await redeem(await codeOf(await aWhatsApp()))).toBeNull();
});

test('the chat that a link opened goes on with the conversation of the link, once', async () => {
  const phone = await aWhatsApp();
  const opened = { id: (await redeem(await aCode(phone, 'web')))?.conversationId ?? '' };

  const first = await inTurn(opened, ({ takeUp }) => takeUp(opened.id, NOW));
  expect(first.map(({ id }) => id)).toEqual([phone.id]);
  expect(await inTurn(opened, ({ takeUp }) => takeUp(opened.id, NOW))).toEqual([]);
  expect(await inTurn(phone, ({ takeUp }) => takeUp(phone.id, NOW))).toEqual([]);
});

test('a chat in which nobody wrote, because the answer to its link was lost, is gone on with by the next link', async () => {
  const phone = await aWhatsApp();
  const lost = (await redeem(await aCode(phone, 'web')))?.conversationId ?? '';
  const turn = await turns.open(lost, 20);
  await turn?.repositories.continuations.takeUp(lost, NOW);
  await commit(turn as OpenTurn);
  const written = { id: (await redeem(await aCode(phone, 'web')))?.conversationId ?? '' };
  await inTurn(written, ({ takeUp }) => takeUp(written.id, NOW));
  const next = { id: (await redeem(await aCode(phone, 'web')))?.conversationId ?? '' };

  const sources = await inTurn(next, ({ takeUp }) => takeUp(next.id, NOW));

  expect(sources.map(({ id }) => id)).toEqual([phone.id, lost]);
});

test('a change of identity parts what was joined: each chat keeps what was filed and allowed in it, and no more', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const inChat = await file(chat);
  await consent(chat, 'tramite', true);
  await joinBy(phone, await aCode(chat));
  const opened = await known((await redeem(await aCode(phone, 'web')))?.conversationId ?? '');
  const inPhone = await file(phone);
  const inOpened = await file(opened);
  await consent(phone, 'avisos', true);

  await persons.forgetIdentity(phone.lid);

  const [own, ownOpened] = [await contactOf(chat.id), await contactOf(opened.id)];
  expect(new Set([own, ownOpened, phone.contactId, chat.contactId]).size).toBe(4);
  expect(await filedBy(own)).toEqual([inChat]);
  expect(await filedBy(ownOpened)).toEqual([inOpened]);
  expect(await filedBy(phone.contactId)).toEqual([inPhone]);
  expect(await consentsOf(own)).toEqual([{ purpose: 'tramite', granted: true }]);
  expect(await consentsOf(ownOpened)).toEqual([]);
  expect(await audits(own)).toEqual([
    {
      action: 'continuation.parted',
      before: { contactId: phone.contactId },
      after: { contactId: own, conversationId: chat.id },
    },
  ]);
});

test('after a change of identity nothing that was under way leads to the history', async () => {
  const [chat, other, phone] = [await aWebChat(), await aWebChat(), await aWhatsApp()];
  const link = await aCode(phone, 'web');
  const unvisited = { id: (await redeem(await aCode(phone, 'web')))?.conversationId ?? '' };
  const shown = await show(phone, await aCode(chat));
  const unshown = await aCode(other);
  await persons.forgetIdentity(phone.lid);

  expect(await redeem(link)).toBeNull();
  expect(await inTurn(unvisited, ({ takeUp }) => takeUp(unvisited.id, NOW))).toEqual([]);
  const answer = { id: shown?.id ?? '', conversationId: phone.id, at: NOW };
  expect(await inTurn(phone, ({ join }) => join(answer))).toBeNull();
  expect(await joinBy(phone, unshown)).toBeNull();
  expect(await redeem(await aCode(phone, 'web'))).toBeNull();

  const next = await meet(phone.lid);
  await joinBy(next, await aCode(other));
  expect(await contactOf(other.id)).toBe(next.contactId);
});

test('a change of identity waits for a yes that is being written down, and undoes it', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  const shown = await show(phone, await aCode(chat));
  const turn = await openTurn(phone);
  await turn.repositories.continuations.join({ id: shown?.id ?? '', conversationId: phone.id, at: NOW });
  const forgotten = persons.forgetIdentity(phone.lid);
  await expect
    .poll(() =>
      db.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      ),
    )
    .toHaveLength(1);
  await commit(turn);
  await forgotten;

  const own = await contactOf(chat.id);
  expect([phone.contactId, chat.contactId]).not.toContain(own);
});

test('a history that is given back to a new phone comes without the chats that were parted from it', async () => {
  const [chat, phone] = [await aWebChat(), await aWhatsApp()];
  await joinBy(phone, await aCode(chat));
  const inPhone = await file(phone);
  await persons.forgetIdentity(phone.lid);
  const after = await meet(phone.lid);
  const turn = await openTurn(after);
  await turn.repositories.reconfirmations.reconfirm({
    conversationId: after.id,
    contactId: phone.contactId,
    at: NOW,
  });
  await commit(turn);

  expect(await filedBy(await contactOf(after.id))).toEqual([inPhone]);
  expect(await filedBy(await contactOf(chat.id))).toEqual([]);
  await joinBy(await known(after.id), await aCode(chat));
  expect(await contactOf(chat.id)).toBe(phone.contactId);
});
