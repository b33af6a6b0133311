import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type {
  WhatsAppIdentity,
  WhatsAppPerson,
  WhatsAppPersonRepository,
} from '../../../domain/messages/whatsapp-person.ts';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createWhatsAppPersonRepository } from '../../../prisma/repositories/whatsapp-person.ts';
import { openSealedDatabase, type SealedDatabase } from '../sealed-database.ts';

let db: SealedDatabase;
let persons: WhatsAppPersonRepository;
beforeAll(async () => {
  db = await openSealedDatabase();
  persons = createWhatsAppPersonRepository(db.database, randomUUID);
});
afterAll(() => db.drop());

/** Fresh addresses for each test: `L` and `M` are LIDs, `P` and `Q` numbers. */
let address: Readonly<Record<'L' | 'M' | 'P' | 'Q', string>>;
let serial = 0;
beforeEach(() => {
  serial += 1;
  address = {
    L: `90${serial}1@lid`,
    M: `90${serial}2@lid`,
    P: `5730${serial}1@s.whatsapp.net`,
    Q: `5730${serial}2@s.whatsapp.net`,
  };
});

/** `LP` is a message that shows the LID L and the number P, written from its first address. */
type Shown = 'L' | 'M' | 'P' | 'Q' | 'LP' | 'LQ' | 'MP' | 'PL';

function identityOf(shown: Shown): WhatsAppIdentity {
  const letters = [...shown] as (keyof typeof address)[];
  const lid = letters.find((letter) => 'LM'.includes(letter));
  const phone = letters.find((letter) => 'PQ'.includes(letter));
  return { lid: lid ? address[lid] : null, phone: phone ? address[phone] : null };
}

function show(shown: Shown): Promise<WhatsAppPerson> {
  return persons.resolve(identityOf(shown), address[shown[0] as keyof typeof address]);
}

/** The persons of a sequence of messages, each named by the first message that was theirs. */
async function showAll(sequence: readonly Shown[]): Promise<string[]> {
  const seen: string[] = [];
  for (const shown of sequence) {
    seen.push((await show(shown)).id);
  }
  return seen.map((id) => String(seen.indexOf(id)));
}

test.each<{ name: string; sequence: Shown[]; persons: string }>([
  { name: 'a LID alone, again', sequence: ['L', 'L'], persons: '00' },
  { name: 'a number alone, again', sequence: ['P', 'P'], persons: '00' },
  { name: 'two LIDs are two persons', sequence: ['L', 'M', 'L'], persons: '010' },
  { name: 'a LID that then shows its number', sequence: ['L', 'LP', 'P', 'L'], persons: '0000' },
  { name: 'a number that becomes a LID', sequence: ['P', 'LP', 'L', 'P'], persons: '0000' },
  { name: 'both at once, then either', sequence: ['LP', 'L', 'P', 'PL'], persons: '0000' },
  { name: 'both on two rows: the older stays', sequence: ['L', 'P', 'LP', 'L', 'P'], persons: '01000' },
  { name: 'the same, the number being older', sequence: ['P', 'L', 'LP', 'P', 'L'], persons: '01000' },
  { name: 'a number that comes with another LID', sequence: ['LP', 'MP', 'P', 'L', 'M'], persons: '01101' },
  { name: 'a LID whose number changed', sequence: ['LP', 'LQ', 'Q', 'L', 'P'], persons: '00004' },
  { name: 'a LID takes a number of another LID', sequence: ['L', 'MP', 'LP', 'P', 'M'], persons: '01001' },
  { name: 'a LID takes a number seen alone', sequence: ['LP', 'Q', 'LQ', 'Q', 'P'], persons: '01004' },
])('$name', async ({ sequence, persons: expected }) => {
  expect((await showAll(sequence)).join('')).toBe(expected);
});

test('the address that wrote last is answered', async () => {
  const { id } = await show('LP');
  expect(await persons.findById(id)).toEqual({ id, ...identityOf('LP'), replyTo: address.L });
  await show('PL');
  expect(await persons.findById(id)).toMatchObject({ replyTo: address.P });
  await show('L');
  expect(await persons.findById(id)).toEqual({ id, ...identityOf('LP'), replyTo: address.L });
});

test('a message without any address is a bug', async () => {
  await expect(persons.resolve({ lid: null, phone: null }, 'nowhere')).rejects.toThrow('without an address');
});

test('what was never a person is nobody', async () => {
  expect(await persons.findById(randomUUID())).toBeNull();
  expect(await persons.findById('573001112233')).toBeNull();
});

test('messages at once make one person', async () => {
  const shown: Shown[] = ['LP', 'LP', 'L', 'PL', 'P', 'LP', 'L', 'P'];
  await Promise.all(shown.map(show));
  const ids = await Promise.all(['L', 'P', 'LP'].map((last) => show(last as Shown)));
  expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
  expect(
    await db.query('SELECT count(*)::int AS n FROM whatsapp_person WHERE lid = $1 OR phone = $2', [
      address.L,
      address.P,
    ]),
  ).toEqual([{ n: 1 }]);
});

test('two joins of one pair at once join once', async () => {
  const [older] = [await show('L'), await show('P')];
  const joined = await Promise.all([show('LP'), show('PL'), show('LP')]);
  expect(new Set(joined.map(({ id }) => id))).toEqual(new Set([older.id]));
});

test('a recycled number leads nobody to its old owner', async () => {
  const before = await show('PL');
  await show('MP');
  expect(await persons.findById(before.id)).toEqual({
    id: before.id,
    lid: address.L,
    phone: null,
    replyTo: address.L,
  });
});

test('a number seen alone that goes to a LID with another one leaves its old owner unreachable', async () => {
  const before = await show('Q');
  await show('LP');
  await show('LQ');
  expect(await persons.findById(before.id)).toEqual({
    id: before.id,
    lid: null,
    phone: null,
    replyTo: null,
  });
});

test.each<Shown>(['L', 'P'])('after the keys of %s change, everybody there is new', async (changed) => {
  const before = await show('LP');
  await persons.forgetIdentity(address[changed as 'L' | 'P']);
  expect(await persons.findById(before.id)).toMatchObject({ lid: null, phone: null, replyTo: null });
  const after = await show('LP');
  expect(after.id).not.toBe(before.id);
  expect((await show('P')).id).toBe(after.id);
});

test('a change of keys of an address that nobody has changes nothing', async () => {
  const { id } = await show('L');
  await persons.forgetIdentity(address.M);
  expect((await show('L')).id).toBe(id);
});

const open = ({ id }: WhatsAppPerson) =>
  openConversation(db.database, { channel: 'whatsapp', address: id }, randomUUID);

async function contactOf(conversationId: string): Promise<string> {
  const [row] = await db.query<{ contact_id: string }>('SELECT contact_id FROM conversation WHERE id = $1', [
    conversationId,
  ]);
  return row?.contact_id ?? '';
}

async function consent(contactId: string, purpose: string, granted: boolean, on: string): Promise<void> {
  await db.query(
    `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, given_at)
     VALUES ($1, $2, $3, $4, 'v1', 'hash', 'whatsapp', $5)`,
    [randomUUID(), contactId, purpose, granted, on],
  );
}

async function filePqrs(contactId: string, conversationId: string): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, contact_id, conversation_id,
       channel, status, received_at, rule_version, verification_hash)
     VALUES ($1, $2, 'queja', 'spd', true, 'x', $3, $4, 'whatsapp', 'open', now(), 'v1', 'hash')`,
    [id, id, contactId, conversationId],
  );
  return id;
}

test('conversations and pqrs of both belong to the older, and both addresses lead to it', async () => {
  const [older, newer] = [await show('P'), await show('L')];
  const [olderTalk, newerTalk] = [await open(older), await open(newer)];
  const [kept, gone] = [await contactOf(olderTalk.id), await contactOf(newerTalk.id)];
  const pqrs = await filePqrs(gone, newerTalk.id);
  const versions = () =>
    db.query<{ version: number }>('SELECT version FROM conversation WHERE id = $1', [newerTalk.id]);
  const [before] = await versions();

  const joined = await show('LP');

  expect(joined.id).toBe(older.id);
  expect(await persons.findById(newer.id)).toEqual(await persons.findById(older.id));
  expect(await contactOf(newerTalk.id)).toBe(kept);
  expect(await db.query('SELECT contact_id FROM pqrs WHERE id = $1', [pqrs])).toEqual([{ contact_id: kept }]);
  expect((await versions())[0]?.version, 'a turn that began before is refused').toBe(
    (before?.version ?? 0) + 1,
  );
  expect((await open(newer)).id).toBe(newerTalk.id);
});

test('of each purpose the newest choice holds', async () => {
  const [older, newer] = [await show('P'), await show('L')];
  const kept = await contactOf((await open(older)).id);
  const gone = await contactOf((await open(newer)).id);
  await consent(kept, 'tramite', true, '2026-01-01');
  await consent(gone, 'tramite', true, '2026-01-02');
  await consent(gone, 'tramite', false, '2026-01-03');
  await consent(kept, 'avisos', false, '2026-02-02');
  await consent(gone, 'avisos', true, '2026-02-01');
  await consent(gone, 'encuestas', true, '2026-03-01');

  await show('LP');

  const rows = await db.query<{ purpose: string; granted: boolean }>(
    `SELECT DISTINCT ON (purpose) purpose, granted FROM consent WHERE contact_id = $1
     ORDER BY purpose, given_at DESC`,
    [kept],
  );
  expect(rows).toEqual([
    { purpose: 'avisos', granted: false },
    { purpose: 'encuestas', granted: true },
    { purpose: 'tramite', granted: false },
  ]);
  expect(await db.query('SELECT count(*)::int AS n FROM consent WHERE contact_id = $1', [gone])).toEqual([
    { n: 4 },
  ]);
});

test.each([
  ['the older', 0],
  ['the newer', 1],
])('when only %s has talked, both have its contact', async (_, talker) => {
  const both = [await show('P'), await show('L')] as const;
  const contact = await contactOf((await open(both[talker as 0 | 1])).id);
  await show('LP');
  for (const person of both) {
    expect(await contactOf((await open(person)).id)).toBe(contact);
  }
});

test('a person joined twice over leads to the last', async () => {
  const first = await show('Q');
  const second = await show('L');
  const third = await show('P');
  await show('LP');
  await persons.resolve({ lid: address.M, phone: address.Q }, address.Q);
  expect(await persons.findById(third.id)).toMatchObject({ id: second.id });
  expect(await persons.findById(first.id)).toMatchObject({ id: first.id, ...{ lid: address.M } });
  await db.query('UPDATE whatsapp_person SET phone = NULL WHERE id = $1', [second.id]);
  await db.query('UPDATE whatsapp_person SET lid = NULL WHERE id = $1', [first.id]);
  await persons.resolve({ lid: address.L, phone: address.Q }, address.Q);
  expect(await persons.findById(third.id)).toMatchObject({ id: first.id });
  expect(await persons.findById(second.id)).toMatchObject({ id: first.id });
});
