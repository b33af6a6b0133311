import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type {
  JournalEntry,
  SessionChange,
  WhatsAppSessionStore,
} from '../../domain/messages/whatsapp-session.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from './sealed-database.ts';

let db: SealedDatabase;
let store: WhatsAppSessionStore;
/** A number of its own for each test. */
let account: string;

beforeAll(async () => {
  db = await openSealedDatabase();
  store = createWhatsAppSessionStore({ database: db.database, sealer });
});
afterAll(() => db.drop());
beforeEach(async () => {
  account = randomUUID();
  await store.acquire({ account, owner: 'the program', ttlSeconds: 60 });
});

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

const write = (...journal: JournalEntry[]) => store.commit(aChange(1, { journal }));
const find = async (entry: JournalEntry, match: 'ciphertext' | 'message') => {
  const plaintext = await store.findPlaintext(account, entry, match);
  return plaintext && Buffer.from(plaintext).toString();
};

test('a ciphertext leads to its plaintext; another one of the same part only when asked by message', async () => {
  await write(anEntry('1'));
  const resent = anEntry('1', { ciphertextHash: Buffer.from('another') });
  expect(await find(anEntry('1'), 'ciphertext')).toBe('plaintext of 1');
  expect(await find(resent, 'ciphertext')).toBeNull();
  expect(await find(resent, 'message')).toBe('plaintext of 1');
  expect(await find(anEntry('1', { part: 1 }), 'message')).toBeNull();
});

test('the same step written twice is written once', async () => {
  await write(anEntry('1'));
  await write(anEntry('1', { plaintext: Buffer.from('something else') }));
  expect(await find(anEntry('1'), 'ciphertext')).toBe('plaintext of 1');
  expect(await store.listUnaccepted(account, 0)).toHaveLength(1);
});

test('what is not in the inbox is listed in the order of its arrival, part by part', async () => {
  await write(anEntry('9'));
  await write(anEntry('5', { part: 1, plaintext: Buffer.from('second') }));
  await write(anEntry('5', { part: 0, plaintext: Buffer.from('first') }));
  await write(anEntry('5', { part: 0, plaintext: Buffer.from('again'), ciphertextHash: Buffer.from('z') }));
  await write(anEntry('1', { participant: '573009998877@s.whatsapp.net', fromMe: true }));

  const unaccepted = await store.listUnaccepted(account, 0);
  expect(
    unaccepted.map(({ messageId, parts }) => [
      messageId,
      parts.map(({ plaintext }) => Buffer.from(plaintext).toString()),
    ]),
  ).toEqual([
    ['9', ['plaintext of 9']],
    ['5', ['first', 'second']],
    ['1', ['plaintext of 1']],
  ]);
  expect(unaccepted[2]).toMatchObject({ participant: '573009998877@s.whatsapp.net', fromMe: true });
});

test('an age leaves out what may still be on its way', async () => {
  await write(anEntry('1'), anEntry('2'));
  await db.query(
    `UPDATE whatsapp_journal SET at = now() - interval '5 seconds' WHERE account = $1 AND message_id = '1'`,
    [account],
  );
  expect(await store.listUnaccepted(account, 4_000)).toMatchObject([{ messageId: '1' }]);
  expect(await store.listUnaccepted(account, 6_000)).toEqual([]);
  const [oldest] = await store.listUnaccepted(account, 0);
  expect(Math.floor(oldest?.ageSeconds ?? 0)).toBe(5);
});

test('an accepted message still answers a redelivery, until it is pruned', async () => {
  await write(anEntry('1'), anEntry('2'));
  await store.markAccepted(account, anEntry('1'));
  expect(await store.listUnaccepted(account, 0)).toMatchObject([{ messageId: '2' }]);
  expect(await find(anEntry('1'), 'ciphertext')).toBe('plaintext of 1');

  await db.query(`UPDATE whatsapp_journal SET at = '2020-01-01' WHERE account = $1`, [account]);
  expect(await store.prune(new Date('2020-01-02T00:00:00Z'))).toBe(1);
  expect(await find(anEntry('1'), 'ciphertext')).toBeNull();
  expect(await find(anEntry('2'), 'ciphertext'), 'what nobody accepted stays').toBe('plaintext of 2');
});

test('a message set apart blocks nobody and stays for a person', async () => {
  await write(anEntry('1'), anEntry('2'));
  await store.quarantine(account, anEntry('1'), 'unreadable');
  expect(await store.listUnaccepted(account, 0)).toMatchObject([{ messageId: '2' }]);
  expect(
    await db.query('SELECT message_id FROM whatsapp_journal WHERE quarantined = $1', ['unreadable']),
  ).toEqual([{ message_id: '1' }]);
});

test('a step of the session walks indexes, however full the tables are', async () => {
  await db.query(
    `INSERT INTO whatsapp_key SELECT $1, 'session', n::text, 'x', 1 FROM generate_series(1, 20000) n`,
    [account],
  );
  await db.query('ANALYZE whatsapp_key');
  const before = await scans();
  for (let n = 0; n < 12; n += 1) {
    await store.commit(
      aChange(1, {
        keys: [
          { type: 'session', id: String(n), value: 'y' },
          { type: 'session', id: String(n + 100), value: null },
        ],
        journal: [anEntry(`m${n}`)],
      }),
    );
  }
  expect(await scans()).toEqual(before);
});

async function scans(): Promise<unknown> {
  await db.query('SELECT pg_stat_force_next_flush()');
  return db.query(
    `SELECT relname, seq_scan FROM pg_stat_user_tables
     WHERE relname IN ('whatsapp_key', 'whatsapp_journal') ORDER BY relname`,
  );
}
