import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { incomingContent } from '../../../domain/messages/content.ts';
import type { OpenTurn, TurnStore } from '../../../domain/messages/turn-store.ts';
import type { WhatsAppPerson, WhatsAppPersonRepository } from '../../../domain/messages/whatsapp-person.ts';
import { createTurnStore } from '../../../prisma/message-store.ts';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createWhatsAppPersonRepository } from '../../../prisma/repositories/whatsapp-person.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../sealed-database.ts';

const NOW = new Date('2026-11-23T15:00:00Z');

let db: SealedDatabase;
let persons: WhatsAppPersonRepository;
let turns: TurnStore;
beforeAll(async () => {
  db = await openSealedDatabase();
  persons = createWhatsAppPersonRepository(db.database, randomUUID);
  turns = createTurnStore({ database: db.database, codec: createContentCodec(sealer), newId: randomUUID });
});
afterAll(() => db.drop());

let serial = 0;
let lid: string;
let phone: string;
beforeEach(() => {
  serial += 1;
  lid = `90${serial}1@lid`;
  phone = `5730${serial}1@s.whatsapp.net`;
});

/** A person with a conversation and its contact. */
type Known = { readonly person: WhatsAppPerson; readonly conversationId: string; readonly contactId: string };

async function meet(identity: { lid: string | null; phone: string | null }): Promise<Known> {
  const person = await persons.resolve(identity, identity.lid ?? identity.phone ?? '');
  const address = { channel: 'whatsapp', address: person.id } as const;
  const { id: conversationId } = await openConversation(db.database, address, randomUUID);
  return { person, conversationId, contactId: await contactOf(conversationId) };
}

async function contactOf(conversationId: string): Promise<string> {
  const text = 'SELECT contact_id FROM conversation WHERE id = $1';
  const [row] = await db.query<{ contact_id: string }>(text, [conversationId]);
  return row?.contact_id ?? '';
}

/** Somebody whose keys change, and whoever writes next from there. */
async function changeOfPhone(): Promise<{ before: Known; after: Known }> {
  const before = await meet({ lid, phone });
  await persons.forgetIdentity(lid);
  return { before, after: await meet({ lid, phone }) };
}

async function openTurn({ conversationId }: Pick<Known, 'conversationId'>): Promise<OpenTurn> {
  const content = incomingContent({ text: 'hola' });
  const event = {
    conversationId,
    messageId: randomUUID(),
    kind: 'message',
    content,
    receivedAt: NOW,
  } as const;
  await turns.receive('test', [event]);
  const turn = await turns.open(conversationId, 20);
  if (turn === null) {
    throw Object.assign(new Error('the conversation is held'), { code: '55P03' });
  }
  return turn;
}

function commit(turn: OpenTurn): Promise<void> {
  const { owner, sensitivity } = turn.conversation;
  const events = turn.events.map((event, index) => ({
    event,
    seq: turn.nextSeq + index,
    outcome: 'applied' as const,
    seal: false,
  }));
  const nextSeq = turn.nextSeq + events.length;
  const care = { owner, assigneeId: null, teamId: null, waitingSince: null };
  const outcome = { state: {}, nextSeq, care, topic: null, heard: null, sensitivity, events, messages: [] };
  return turn.commit({ ...outcome, now: NOW });
}

/** Proves something of a contact in a turn of a conversation. */
async function reconfirm(there: Pick<Known, 'conversationId'>, contactId: string): Promise<boolean> {
  const turn = await openTurn(there);
  try {
    const proved = { conversationId: there.conversationId, contactId, at: NOW };
    const isSame = await turn.repositories.reconfirmations.reconfirm(proved);
    await commit(turn);
    return isSame;
  } catch (error) {
    await turn.rollback().catch(() => undefined);
    throw error;
  }
}

const audits = (contactId: string) =>
  db.query('SELECT actor_kind, actor_id, action, before, after FROM audit WHERE subject = $1 ORDER BY id', [
    `contact/${contactId}`,
  ]);

test('a forgotten person leaves behind what the network called them, and when', async () => {
  const { before, after } = await changeOfPhone();
  const text = `SELECT former_lid, former_phone, forgotten_at IS NOT NULL AS known FROM whatsapp_person WHERE id = $1`;

  expect(await db.query(text, [before.person.id])).toEqual([
    { former_lid: lid, former_phone: phone, known: true },
  ]);
  expect(await db.query(text, [after.person.id])).toEqual([
    { former_lid: null, former_phone: null, known: false },
  ]);
});

test.each([
  ['the number and the LID', () => ({ lid, phone })],
  ['the number', () => ({ lid: null, phone })],
  ['the LID', () => ({ lid, phone: null })],
  ['the number with another LID', () => ({ lid: `8${lid}`, phone })],
])('who has %s of then and proved the rest has the history back', async (_, identity) => {
  const before = await meet({ lid, phone });
  await persons.forgetIdentity(phone);
  const after = await meet(identity());

  expect(await reconfirm(after, before.contactId)).toBe(true);

  expect(await contactOf(after.conversationId)).toBe(before.contactId);
  const { replyTo } = after.person;
  expect(await persons.findById(before.person.id)).toEqual({ id: before.person.id, ...identity(), replyTo });
  expect(await persons.findById(after.person.id)).toMatchObject({ id: before.person.id });
  expect((await meet(identity())).conversationId).toBe(before.conversationId);
  expect(await audits(before.contactId)).toEqual([
    {
      actor_kind: 'contact',
      actor_id: before.contactId,
      action: 'whatsapp-person.reconfirmed',
      before: { contactId: after.contactId, personId: after.person.id },
      after: { contactId: before.contactId, personId: before.person.id },
    },
  ]);
});

test('what was filed with the new phone goes along', async () => {
  const { before, after } = await changeOfPhone();
  await db.query(
    `INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, contact_id, conversation_id,
       channel, status, received_at, rule_version, verification_hash)
     VALUES ($1, $2, 'reclamo', 'ley142', true, 'x', $3, $4, 'whatsapp', 'RADICADA', now(), 'r', 'h')`,
    [randomUUID(), 'ESSMAR-2026-000009', after.contactId, after.conversationId],
  );
  await reconfirm(after, before.contactId);

  expect(await db.query('SELECT contact_id FROM pqrs')).toEqual([{ contact_id: before.contactId }]);
});

test('a turn that gave the history back is followed by others, in this conversation and in the earlier one', async () => {
  const { before, after } = await changeOfPhone();
  await reconfirm(after, before.contactId);

  for (const known of [after, before]) {
    const turn = await openTurn(known);
    expect(turn.conversation.contactId).toBe(before.contactId);
    await commit(turn);
  }
  expect(await reconfirm(after, before.contactId)).toBe(false);
  expect(await audits(before.contactId)).toHaveLength(1);
});

test('a turn that rolls back gives nothing back', async () => {
  const { before, after } = await changeOfPhone();
  const turn = await openTurn(after);
  const proved = { conversationId: after.conversationId, contactId: before.contactId, at: NOW };
  expect(await turn.repositories.reconfirmations.reconfirm(proved)).toBe(true);
  await turn.rollback();

  expect(await contactOf(after.conversationId)).toBe(after.contactId);
  expect(await persons.findById(after.person.id)).toEqual(after.person);
  expect(await audits(before.contactId)).toEqual([]);
});

test('whoever changes phones twice has both histories back, one after the other', async () => {
  const { before, after } = await changeOfPhone();
  await persons.forgetIdentity(lid);
  const third = await meet({ lid, phone });

  expect(await reconfirm(third, before.contactId)).toBe(true);
  const back = await meet({ lid, phone });
  expect(back.conversationId).toBe(before.conversationId);

  expect(await reconfirm(back, after.contactId)).toBe(true);
  expect(await contactOf(after.conversationId)).toBe(before.contactId);
  expect(await persons.findById(after.person.id)).toMatchObject({ id: before.person.id, lid, phone });
});

test('another number, somebody who was never forgotten and oneself give nothing', async () => {
  const { before, after } = await changeOfPhone();
  const stranger = await meet({ lid: `7${lid}`, phone: `7${phone}` });

  expect(await reconfirm(stranger, before.contactId)).toBe(false);
  expect(await reconfirm(after, stranger.contactId)).toBe(false);
  expect(await reconfirm(after, after.contactId)).toBe(false);
  expect(await reconfirm(after, randomUUID())).toBe(false);

  expect(await contactOf(after.conversationId)).toBe(after.contactId);
  expect(await contactOf(stranger.conversationId)).toBe(stranger.contactId);
  expect(await audits(before.contactId)).toEqual([]);
});

test.each(['web', 'terminal'] as const)('the channel %s never gives a history back', async (channel) => {
  const { before, after } = await changeOfPhone();
  const address = { channel, address: after.person.id };
  const { id: conversationId } = await openConversation(db.database, address, randomUUID);

  expect(await reconfirm({ conversationId }, before.contactId)).toBe(false);
});

/** Two conversations of one new person: a number and a LID that turned out to be one. */
async function twoConversations(): Promise<{ before: Known; both: readonly [Known, Known] }> {
  const before = await meet({ lid, phone });
  await persons.forgetIdentity(lid);
  const both = [await meet({ lid: null, phone }), await meet({ lid, phone: null })] as const;
  await persons.resolve({ lid, phone }, lid);
  return { before, both };
}

async function untilDone(attempt: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!turns.isTransient(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test('two turns at once: one waits for nobody, is taken again and finds it done', async () => {
  const { before, both } = await twoConversations();
  const [one, other] = [await openTurn(both[0]), await openTurn(both[1])];
  const proved = { contactId: before.contactId, at: NOW };
  const refused = await one.repositories.reconfirmations
    .reconfirm({ ...proved, conversationId: both[0].conversationId })
    .catch((error: unknown) => error);

  expect(turns.isTransient(refused)).toBe(true);
  await one.rollback();
  const isSame = await other.repositories.reconfirmations.reconfirm({
    ...proved,
    conversationId: both[1].conversationId,
  });
  await commit(other);

  expect(isSame).toBe(true);
  expect(await reconfirm(both[0], before.contactId)).toBe(false);
});

test('two turns at once, as they come, give the history back once', async () => {
  const { before, both } = await twoConversations();
  const done = await Promise.all(both.map((known) => untilDone(() => reconfirm(known, before.contactId))));

  expect(done.filter((isSame) => isSame)).toHaveLength(1);
  expect(await audits(before.contactId)).toHaveLength(1);
  for (const { conversationId } of both) {
    expect(await contactOf(conversationId)).toBe(before.contactId);
  }
});

test('a join that waits for the turn is not waited for: neither hangs, and both are done', async () => {
  const before = await meet({ lid, phone });
  await persons.forgetIdentity(lid);
  const older = await meet({ lid: null, phone });
  const newer = await meet({ lid, phone: null });
  const turn = await openTurn(newer);
  const join = persons.resolve({ lid, phone }, lid);
  await expect
    .poll(() =>
      db.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      ),
    )
    .toHaveLength(1);

  const proved = { conversationId: newer.conversationId, contactId: before.contactId, at: NOW };
  const refused = await turn.repositories.reconfirmations.reconfirm(proved).catch((error: unknown) => error);
  expect(turns.isTransient(refused)).toBe(true);
  await turn.rollback();
  expect((await join).id).toBe(older.person.id);

  expect(await untilDone(() => reconfirm(newer, before.contactId))).toBe(true);
  expect((await meet({ lid, phone })).conversationId).toBe(before.conversationId);
});

test('messages that arrive meanwhile find one person, before or after', async () => {
  const { before, after } = await changeOfPhone();
  const arrive = () => persons.resolve({ lid, phone }, phone);
  const [isSame, ...met] = await Promise.all([
    untilDone(() => reconfirm(after, before.contactId)),
    ...Array.from({ length: 12 }, arrive),
  ]);

  expect(isSame).toBe(true);
  const known = [before.person.id, after.person.id];
  expect(met.filter(({ id }) => !known.includes(id))).toEqual([]);
  expect((await arrive()).id).toBe(before.person.id);
});
