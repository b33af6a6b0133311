import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  Fenced,
  type JournalEntry,
  type SessionChange,
  type WhatsAppSessionStore,
} from '../../domain/messages/whatsapp-session.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from './sealed-database.ts';

const OWNER = 'first process';
const OTHER = 'second process';
const TTL = { ttlSeconds: 60 };

let db: SealedDatabase;
let store: WhatsAppSessionStore;
/** A number of its own for each test. */
let account: string;

beforeAll(async () => {
  db = await openSealedDatabase();
  store = createWhatsAppSessionStore({ database: db.database, sealer });
});
afterAll(() => db.drop());
beforeEach(() => {
  account = randomUUID();
});

const acquire = (owner: string, ttlSeconds = 60) => store.acquire({ account, owner, ttlSeconds });
const expire = () =>
  db.query(`UPDATE whatsapp_lease SET expires_at = now() - interval '1 second' WHERE account = $1`, [
    account,
  ]);

function aChange(epoch: number, change: Partial<SessionChange> = {}): SessionChange {
  return { account, epoch, keys: [], journal: [], credentials: null, ...change };
}

function anEntry(messageId: string, entry: Partial<JournalEntry> = {}): JournalEntry {
  return {
    chat: '573001112233@s.whatsapp.net',
    participant: '',
    fromMe: false,
    messageId,
    part: 0,
    ciphertextHash: Buffer.from(`ciphertext of ${messageId}`),
    stanza: '{"attrs":{}}',
    plaintext: Buffer.from(`plaintext of ${messageId}`),
    ...entry,
  };
}

test('the first owner gets epoch 1, and everybody else nothing while it runs', async () => {
  expect(await acquire(OWNER)).toBe(1);
  expect(await acquire(OTHER)).toBeNull();
  expect(await store.renew({ account, epoch: 1, ...TTL })).toBe(true);
});

test('the same owner takes it again with the next epoch', async () => {
  await acquire(OWNER);
  expect(await acquire(OWNER)).toBe(2);
  expect(await store.renew({ account, epoch: 1, ...TTL })).toBe(false);
});

test('after its time another takes it, and the old owner learns at its renewal', async () => {
  await acquire(OWNER);
  await expire();
  expect(await acquire(OTHER)).toBe(2);
  expect(await store.renew({ account, epoch: 1, ...TTL })).toBe(false);
  expect(await store.renew({ account, epoch: 2, ...TTL })).toBe(true);
});

test('a renewal gives it its whole time again', async () => {
  await acquire(OWNER);
  await expire();
  await store.renew({ account, epoch: 1, ...TTL });
  expect(await acquire(OTHER)).toBeNull();
});

test('a released lease is free at once; who has lost it releases nothing', async () => {
  await acquire(OWNER);
  await store.release(account, 1);
  expect(await acquire(OTHER)).toBe(2);
  await store.release(account, 1);
  expect(await acquire(OWNER)).toBeNull();
});

test('of many who ask at once one gets it', async () => {
  const epochs = await Promise.all(Array.from({ length: 12 }, (_, n) => acquire(`process ${n}`)));
  expect(epochs.filter((epoch) => epoch !== null)).toEqual([1]);
});

test('keys and credentials come back as they were written, and a null deletes', async () => {
  await acquire(OWNER);
  await store.commit(
    aChange(1, {
      keys: [
        { type: 'session', id: 'a.0', value: '{"a":1}' },
        { type: 'session', id: 'b.0', value: '{"b":1}' },
        { type: 'pre-key', id: 'a.0', value: '"another type"' },
      ],
      credentials: '{"me":"é\\u0000"}',
    }),
  );
  await store.commit(
    aChange(1, {
      keys: [
        { type: 'session', id: 'a.0', value: '{"a":2}' },
        { type: 'session', id: 'b.0', value: null },
        { type: 'session', id: 'never', value: null },
      ],
    }),
  );

  expect(await store.readKeys(account, 'session', ['a.0', 'b.0', 'c.0'])).toEqual(
    new Map([['a.0', '{"a":2}']]),
  );
  expect(await store.readCredentials(account)).toBe('{"me":"é\\u0000"}');
  expect(await store.readCredentials('another')).toBeNull();
});

test('nothing is stored in the clear', async () => {
  await acquire(OWNER);
  await store.commit(
    aChange(1, {
      keys: [{ type: 'session', id: 'a.0', value: 'SECRETSECRET' }],
      journal: [anEntry('1', { plaintext: Buffer.from('SECRETSECRET'), stanza: '"SECRETSECRET"' })],
      credentials: 'SECRETSECRET',
    }),
  );
  const rows = await db.query(
    `SELECT sealed FROM whatsapp_key WHERE account = $1 UNION ALL SELECT sealed FROM whatsapp_journal
     WHERE account = $1 UNION ALL SELECT sealed FROM whatsapp_credentials WHERE account = $1`,
    [account],
  );
  expect(rows).toHaveLength(3);
  const stored = JSON.stringify(rows);
  expect(stored).not.toContain('SECRET');
  expect(stored).not.toContain(Buffer.from('SECRETSECRET').toString('base64').slice(0, 12));
});

test('an older epoch writes nothing of a step, not even in part', async () => {
  await acquire(OWNER);
  await store.commit(aChange(1, { keys: [{ type: 'session', id: 'a.0', value: 'old' }] }));
  await acquire(OWNER);
  const late = aChange(1, {
    keys: [{ type: 'session', id: 'a.0', value: 'late' }],
    journal: [anEntry('late')],
    credentials: 'late',
  });

  await expect(store.commit(late)).rejects.toBeInstanceOf(Fenced);
  await expect(store.wipe(account, 1)).rejects.toBeInstanceOf(Fenced);

  expect(await store.readKeys(account, 'session', ['a.0'])).toEqual(new Map([['a.0', 'old']]));
  expect(await store.readCredentials(account)).toBeNull();
  expect(await store.listUnaccepted(account, 0)).toEqual([]);
  expect(store.isTransient(new Fenced())).toBe(false);
});

test('a number that was unlinked keeps what it received', async () => {
  await acquire(OWNER);
  await store.commit(
    aChange(1, {
      keys: [{ type: 'session', id: 'a.0', value: 'x' }],
      journal: [anEntry('1')],
      credentials: 'x',
    }),
  );
  await store.wipe(account, 1);
  expect(await store.readKeys(account, 'session', ['a.0'])).toEqual(new Map());
  expect(await store.readCredentials(account)).toBeNull();
  expect(await store.listUnaccepted(account, 0)).toHaveLength(1);
});
