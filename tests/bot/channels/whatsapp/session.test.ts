import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeWAMessage, type WAMessage, type WASocket } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LossReason } from '../../../../bot/channels/whatsapp/generation.ts';
import {
  createSession,
  type Session,
  type SessionOptions,
} from '../../../../bot/channels/whatsapp/session.ts';
import { createLog } from '../../../../bot/log.ts';
import { noProbe } from '../../../../bot/probe.ts';
import {
  Fenced,
  type JournalEntry,
  type WhatsAppSessionStore,
} from '../../../../domain/messages/whatsapp-session.ts';
import { createWhatsAppSessionStore } from '../../../../prisma/whatsapp-session.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../../../prisma/sealed-database.ts';

let db: SealedDatabase;
let store: WhatsAppSessionStore;
let account: string;
let accepted: WAMessage[];
let losses: LossReason[];
let identityChanges: string[];

beforeAll(async () => {
  db = await openSealedDatabase();
  store = createWhatsAppSessionStore({ database: db.database, sealer });
});
afterAll(() => db.drop());
beforeEach(() => {
  account = randomUUID();
  accepted = [];
  losses = [];
  identityChanges = [];
});

const ME = '576051234567:3@s.whatsapp.net';

async function aSession(options: Partial<SessionOptions> = {}): Promise<Session> {
  const epoch = (await store.acquire({ account, owner: 'test', ttlSeconds: 60 })) ?? 0;
  const session = createSession({
    store,
    account,
    epoch,
    credentials: await store.readCredentials(account),
    probe: noProbe,
    log: createLog('silent'),
    accept: async (message) => {
      accepted.push(message);
    },
    onLost: (reason) => losses.push(reason),
    onIdentityChanged: async (address) => {
      identityChanges.push(address);
    },
    sent: { findById: async () => null },
    ...options,
  });
  session.auth.creds.me ??= { id: ME };
  return session;
}

async function isPending(work: unknown): Promise<boolean> {
  const waiting = Symbol();
  return (await Promise.race([work, sleep(100, waiting)])) === waiting;
}

const A_PLACE = { 'lid-mapping': { '57300': '90300' } };

test('gets some, and has the same ones next time', async () => {
  const first = await aSession();
  await first.saveCredentials();
  const second = await aSession();
  expect(second.auth.creds).toEqual(first.auth.creds);
  expect(second.auth.creds.noiseKey.private).toBeInstanceOf(Buffer);
});

test('come back as the library gave them, also after another process wrote none', async () => {
  const first = await aSession();
  await first.auth.keys.set({
    session: { 'a.0': Buffer.from([1, 2, 3]), 'b.0': Buffer.from([4]) },
    'device-list': { '57300': ['0', '3'] },
    'pre-key': { '7': { public: Buffer.from('p'), private: Buffer.from('q') } },
  });
  await first.auth.keys.set({ session: { 'b.0': null } });
  for (const session of [first, await aSession()]) {
    expect(await session.auth.keys.get('session', ['a.0', 'b.0', 'c.0'])).toEqual({
      'a.0': Buffer.from([1, 2, 3]),
    });
    expect(await session.auth.keys.get('device-list', ['57300'])).toEqual({ '57300': ['0', '3'] });
    expect(await session.auth.keys.get('pre-key', ['7'])).toEqual({
      '7': { public: Buffer.from('p'), private: Buffer.from('q') },
    });
  }
});

test('that were changed by the one who got them are not changed in the memory', async () => {
  const session = await aSession();
  await session.auth.keys.set({ 'device-list': { x: ['0'] } });
  const { x } = await session.auth.keys.get('device-list', ['x']);
  x?.push('9');
  expect(await session.auth.keys.get('device-list', ['x'])).toEqual({ x: ['0'] });
});

test('that could not be stored are not in the memory either', async () => {
  let isAway = false;
  const session = await aSession({
    store: {
      ...store,
      commit: (change) =>
        isAway ? Promise.reject(Object.assign(new Error(), { code: '57P01' })) : store.commit(change),
    },
  });
  await session.auth.keys.set({ 'lid-mapping': { a: 'old' } });
  isAway = true;
  const writing = session.auth.keys.set({ 'lid-mapping': { a: 'new' } });
  expect(await isPending(writing)).toBe(true);
  expect(await session.auth.keys.get('lid-mapping', ['a'])).toEqual({ a: 'old' });
  isAway = false;
  await writing;
  expect(await session.auth.keys.get('lid-mapping', ['a'])).toEqual({ a: 'new' });
  expect(losses).toEqual([]);
});

test('are stored in the order in which they were set', async () => {
  const session = await aSession();
  await Promise.all(
    Array.from({ length: 30 }, (_, n) => session.auth.keys.set({ 'lid-mapping': { a: String(n) } })),
  );
  expect(await store.readKeys(account, 'lid-mapping', ['a'])).toEqual(new Map([['a', '"29"']]));
});

test.each<{ name: string; failure: Error; reason: LossReason }>([
  { name: 'another owner', failure: new Fenced(), reason: 'fenced' },
  { name: 'a failure that no wait mends', failure: new Error('bug'), reason: 'failed' },
])('$name: it is said once, and whoever waits for the store waits', async ({ failure, reason }) => {
  const session = await aSession({ store: { ...store, commit: () => Promise.reject(failure) } });
  const asked = [session.auth.keys.set(A_PLACE), session.saveCredentials(), session.auth.keys.set(A_PLACE)];
  expect(await Promise.all(asked.map(isPending))).toEqual([true, true, true]);
  expect(await isPending(session.auth.keys.get('lid-mapping', ['57300']))).toBe(true);
  expect(session.isLost()).toBe(true);
  expect(losses).toEqual([reason]);
  session.close();
  expect(losses).toEqual([reason]);
});

test('closed by us, it stores nothing more and its drain ends', async () => {
  const session = await aSession();
  session.close();
  expect(await isPending(session.auth.keys.set(A_PLACE))).toBe(true);
  expect(await isPending(session.getMessage({ id: 'x' }))).toBe(true);
  await session.drain(0);
  expect(losses).toEqual(['closed']);
  expect(await store.readKeys(account, 'lid-mapping', ['57300'])).toEqual(new Map());
});

const key = (letter: string) => Buffer.from(letter.repeat(33));

test.each<{ name: string; writes: Record<string, string>[]; changes: string[] }>([
  { name: 'the first key is no change', writes: [{ '57300.0': 'a' }], changes: [] },
  { name: 'the same key is no change', writes: [{ '57300.0': 'a' }, { '57300.0': 'a' }], changes: [] },
  {
    name: 'another key of a number',
    writes: [{ '57300.0': 'a' }, { '57300.0': 'b' }],
    changes: ['57300@s.whatsapp.net'],
  },
  {
    name: 'another key of a companion device',
    writes: [{ '57300.3': 'a' }, { '57300.0': 'b' }, { '57300.3': 'c' }],
    changes: ['57300@s.whatsapp.net'],
  },
  {
    name: 'another key of a LID whose number is known',
    writes: [{ '90300_1.0': 'a' }, { '90300_1.0': 'b' }],
    changes: ['90300@lid', '57300@s.whatsapp.net'],
  },
  {
    name: 'another key of a LID whose number is not known',
    writes: [{ '90999_1.0': 'a' }, { '90999_1.0': 'b' }],
    changes: ['90999@lid'],
  },
  {
    name: 'the first key of a LID, another than that of its number',
    writes: [{ '57300.0': 'a' }, { '90300_1.0': 'b' }],
    changes: ['90300@lid', '57300@s.whatsapp.net'],
  },
  {
    name: 'the first key of a LID, the same as that of its number',
    writes: [{ '57300.0': 'a' }, { '90300_1.0': 'a' }],
    changes: [],
  },
])('$name', async ({ writes, changes }) => {
  const session = await aSession();
  await session.auth.keys.set({ 'lid-mapping': { '57300': '90300', '90300_reverse': '57300' } });
  for (const write of writes) {
    const keys = Object.entries(write).map(([id, letter]) => [id, key(letter)]);
    await session.auth.keys.set({ 'identity-key': Object.fromEntries(keys) });
  }
  expect(identityChanges).toEqual(changes);
});

test('is told before its new key is stored, and again when telling was cut short', async () => {
  let cut = 1;
  const stored: unknown[] = [];
  const session = await aSession({
    onIdentityChanged: async (address) => {
      stored.push(await store.readKeys(account, 'identity-key', ['57300.0']));
      cut -= 1;
      if (cut >= 0) {
        throw Object.assign(new Error(), { code: '57P01' });
      }
      identityChanges.push(address);
    },
  });
  await session.auth.keys.set({ 'identity-key': { '57300.0': key('a') } });
  const before = await store.readKeys(account, 'identity-key', ['57300.0']);
  await session.auth.keys.set({ 'identity-key': { '57300.0': key('b') } });
  expect(stored).toEqual([before, before]);
  expect(identityChanges).toEqual(['57300@s.whatsapp.net']);
  expect(await store.readKeys(account, 'identity-key', ['57300.0'])).not.toEqual(before);
});

/** A message of text as libsignal leaves it. */
const plaintext = (text: string) => encodeWAMessage({ conversation: text });

function anEntry(messageId: string, attrs: Record<string, string> = {}, parts = 1): JournalEntry {
  const from = '573001112233@s.whatsapp.net';
  return {
    chat: from,
    participant: '',
    fromMe: false,
    messageId,
    part: 0,
    ciphertextHash: Buffer.from(messageId),
    stanza: JSON.stringify({
      attrs: { id: messageId, from, t: '1795000000', ...attrs },
      enc: Array.from({ length: parts }, () => ({ type: 'msg' })),
      author: from,
    }),
    plaintext: plaintext(messageId),
  };
}

async function left(...journal: JournalEntry[]): Promise<void> {
  const epoch = (await store.acquire({ account, owner: 'test', ttlSeconds: 60 })) ?? 0;
  await store.commit({ account, epoch, keys: [], journal, credentials: null });
}

const ids = () => accepted.map(({ key }) => key.id);

test('is worked off in order, and once', async () => {
  await left(anEntry('b'));
  await left(anEntry('a'), anEntry('c'));
  const session = await aSession();
  await Promise.all([session.drain(0), session.drain(1_000), session.drain(0)]);
  expect(ids()).toEqual(['b', 'a', 'c']);
  expect(accepted[0]?.message?.conversation).toBe('b');
});

test('keeps a message that is not whole, for a day', async () => {
  await left(anEntry('half', {}, 2));
  const session = await aSession();
  await session.drain(0);
  expect(ids()).toEqual([]);
  await db.query(`UPDATE whatsapp_journal SET at = at - interval '25 hours' WHERE account = $1`, [account]);
  await session.drain(0);
  expect(ids()).toEqual(['half']);
});

test('sets apart what nobody can read, and goes on', async () => {
  await left({ ...anEntry('broken'), stanza: '{}' });
  await left({ ...anEntry('noise'), plaintext: Buffer.from([9, 9, 9]) });
  await left(anEntry('fine'));
  const session = await aSession();
  await session.drain(0);
  expect(ids()).toEqual(['fine']);
  expect(await store.listUnaccepted(account, 0)).toEqual([]);
  expect(
    await db.query(
      `SELECT message_id FROM whatsapp_journal WHERE account = $1 AND quarantined = 'unreadable' ORDER BY 1`,
      [account],
    ),
  ).toEqual([{ message_id: 'broken' }, { message_id: 'noise' }]);
});

test('gives the library back what its phone says to it, as soon as there is a socket', async () => {
  const own = '576051234567@s.whatsapp.net';
  await left({ ...anEntry('peer', { category: 'peer', from: own }), chat: own, fromMe: true });
  await left(anEntry('person'));
  const session = await aSession();
  await session.drain(0);
  expect(ids()).toEqual(['person']);

  const givenBack: unknown[] = [];
  const listeners = { on: () => undefined } as unknown as WASocket['ws'];
  const events = { emit: () => true, flush: () => true } as unknown as WASocket['ev'];
  session.attach({
    ws: listeners,
    ev: events,
    upsertMessage: async ({ key }, type) => {
      givenBack.push([key.id, type]);
    },
    assertSessions: async () => false,
  });
  await session.drain(0);
  expect(givenBack).toEqual([['peer', 'append']]);
  expect(ids()).toEqual(['person', 'peer']);
});
