import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createErasureJournal } from '../../../bot/backup/erasure-journal.ts';
import { HEADER_BYTES } from '../../../bot/backup/header.ts';
import { checkBackup } from '../../../bot/backup/make-backup.ts';
import { composeNightlyBackup } from '../../../bot/compose/nightly-backup.ts';
import { resumeRestored } from '../../../bot/compose/resume-restored.ts';
import type { Storage } from '../../../bot/compose/storage.ts';
import { createNewId } from '../../../bot/new-id.ts';
import { clockAt, systemClock } from '../../../domain/calendar/clock.ts';
import { TABLES_LEFT_OUT } from '../../../prisma/backup/kept-tables.ts';
import { applyMigrations } from '../../../prisma/migrate.ts';
import { verifyAudit } from '../../../prisma/repositories/audit-chain.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';
import { DirectLineClient } from '../../support/direct-line-client.ts';
import { silentLog } from '../../support/log.ts';
import { startTestVecino, type TestVecino } from '../../support/vecino.ts';
import { Citizen } from '../../torture/citizen.ts';
import { listFileViolations } from '../../torture/invariants.ts';
import { aPhoto } from '../../torture/kill-loop.ts';
import {
  aFolder,
  ask,
  backUp,
  configOf,
  hashTables,
  listBelow,
  PASSPHRASE,
  restore,
} from './installation.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../../prisma/migrations');
const WAITING = {
  event: '0b6f5d1e-7a0f-4a3e-9c52-000000000001',
  message: '0b6f5d1e-7a0f-4a3e-9c52-000000000002',
};

/** What a colleague sent to the person. */
const FROM_COLLEAGUE = '7d8a4a0e-5a43-4a57-9d0a-0c1a5f3d2b11';

let source: TestVecino;
let outside: Awaited<ReturnType<typeof aFolder>>;
let file: string;
let before: Readonly<Record<string, string>>;
let conversationId: string;
let contactId: string;
let address: string;
/** Where the backup was restored. */
let home: Awaited<ReturnType<typeof aPlace>>;
const databases: TestDatabase[] = [];

/** An empty place that is cleared away at the end. */
async function aPlace(more: Record<string, string> = {}) {
  const database = await createEmptyDatabase();
  databases.push(database);
  const dataDir = path.join(outside.path, randomUUID());
  return { url: database.url, dataDir, config: configOf(database.url, dataDir, more) };
}

beforeAll(async () => {
  outside = await aFolder();
  source = await startTestVecino();
  const citizen = new Citizen({
    origin: () => source.origin,
    by: 'polling',
    photo: await aPhoto(),
    inPieces: false,
    random: () => 0,
    thinkMs: 0,
  });
  await citizen.arrive();
  await citizen.file();
  ({ conversationId } = await citizen.leave());
  await source.vecino.stop();
  await leaveThingsUndone(source.databaseUrl);
  const [row] = await ask<{ contact_id: string; address: string }>(
    source.databaseUrl,
    'SELECT contact_id, address FROM conversation WHERE id = $1',
    [conversationId],
  );
  contactId = row?.contact_id ?? '';
  address = row?.address ?? '';
  before = await hashTables(source.databaseUrl);
  file = await backUp(configOf(source.databaseUrl, source.dataDir), path.join(outside.path, 'copias'));
  home = await aPlace();
  await restore(home.config, file);
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await source.stop();
  await outside.remove();
});

/** What an installation has open at any instant. */
async function leaveThingsUndone(url: string): Promise<void> {
  const statements = [
    `INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at)
     VALUES ('${conversationId}', 'later', 'message', '{"text": "¿siguen ahí?"}', now())`,
    `INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, available_at, created_at)
     SELECT '${WAITING.message}', id, next_seq, channel, address, 'reply', '{"text": "ya casi"}', now(), now()
     FROM conversation WHERE id = '${conversationId}'`,
    `UPDATE conversation SET next_seq = next_seq + 1 WHERE id = '${conversationId}'`,
    `INSERT INTO question (id, conversation_id, kind, case_ref, created_at)
     VALUES (gen_random_uuid(), '${conversationId}', 'survey.filing', 'X', now())`,
    `INSERT INTO whatsapp_credentials VALUES ('principal', 'sealed', 3)`,
    `INSERT INTO whatsapp_lease (account, epoch, owner, expires_at) VALUES ('principal', 3, 'me', now() + interval '1 day')`,
    `INSERT INTO whatsapp_account (account, state, me, updated_at) VALUES ('principal', 'open', '573000000000', now())`,
    `INSERT INTO staff_user (id, name, email) VALUES ('s1', 'Ana', 'ana@example.com')`,
    `INSERT INTO pqrs_intake (id, digest, pqrs_id, opened_by_id, filed_at, document, phone, email, postal_address)
     SELECT gen_random_uuid(), 'x', id, 's1', now(), '1082', '573001112233', 'ana@example.com', 'Calle 22' FROM pqrs`,
    `INSERT INTO file (id, conversation_id, name, mime_type, bytes, sha256, status, original_key, prepared_key, created_at)
     SELECT '${FROM_COLLEAGUE}', '${conversationId}', 'paz y salvo de Rosa.pdf', mime_type, bytes, sha256, status,
       original_key, prepared_key, now()
     FROM file WHERE original_key IS NOT NULL LIMIT 1`,
    `INSERT INTO colleague_file (file_id, staff_id, kept_at, sent_at) VALUES ('${FROM_COLLEAGUE}', 's1', now(), now())`,
    `INSERT INTO staff_session (id, expires_at, token, user_id) VALUES ('t1', now() + interval '1 day', 'token', 's1')`,
    `INSERT INTO stream_ticket VALUES (gen_random_uuid(), now())`,
    `INSERT INTO audit (at, actor_kind, action, subject) VALUES (now(), 'system', 'staff.created', 'staff/s1')`,
  ];
  for (const statement of statements) {
    await ask(url, statement);
  }
}

test('a restored installation has every row that it should, and none of what ended', async () => {
  const after = await hashTables(home.url);
  // What holding the installation back changed, and what opening it wrote.
  const touched = new Set([
    ...['outbox', 'event', 'conversation', 'question', 'installation', 'sender', 'live_event'],
    ...['audit', 'audit_link', 'audit_head', '_prisma_migrations', 'backup_run'],
  ]);
  const rest = Object.keys(before).filter((name) => !touched.has(name) && !TABLES_LEFT_OUT.has(name));

  expect(rest.length).toBeGreaterThan(15);
  expect(rest.map((name) => [name, after[name]])).toEqual(rest.map((name) => [name, before[name]]));
  for (const name of ['outbox', 'event', 'conversation', 'question']) {
    expect(`${name} ${after[name]?.split(' ')[0]}`).toBe(`${name} ${before[name]?.split(' ')[0]}`);
  }
  for (const name of [
    'staff_session',
    'stream_ticket',
    'whatsapp_credentials',
    'whatsapp_lease',
    'whatsapp_account',
  ]) {
    expect(`${name} ${before[name]?.split(' ')[0]}`).toBe(`${name} 1`);
    expect(`${name} ${after[name]?.split(' ')[0]}`).toBe(`${name} 0`);
  }
});

test('a restored installation has the bytes of every file, the same secret and a folder that is its own', async () => {
  const client = new pg.Client({ connectionString: home.url });
  await client.connect();
  expect(await listFileViolations(client, path.join(home.dataDir, 'files'))).toEqual([]);
  await client.end();

  const secretOf = (dataDir: string) => readFile(path.join(dataDir, 'app-secret'), 'utf8');
  const markOf = (dataDir: string) => readFile(path.join(dataDir, 'files/vecino-files'), 'utf8');
  expect(await secretOf(home.dataDir)).toBe(await secretOf(source.dataDir));
  expect(await markOf(home.dataDir)).not.toBe(await markOf(source.dataDir));
});

test('a restored installation holds what waited, hands over what nobody had answered, and asks nothing', async () => {
  expect(await ask(home.url, 'SELECT status, reason FROM outbox WHERE id = $1', [WAITING.message])).toEqual([
    { status: 'skipped', reason: 'restored' },
  ]);
  expect(
    await ask(
      home.url,
      `SELECT e.outcome, e.seq = c.next_seq - 1 AS last, c.owner FROM event e JOIN conversation c ON c.id = e.conversation_id
       WHERE e.channel_message_id = 'later'`,
    ),
  ).toEqual([{ outcome: 'handed-to-human', last: true, owner: 'waiting' }]);
  expect(await ask(home.url, 'SELECT DISTINCT status FROM question')).toEqual([{ status: 'cancelled' }]);
  expect(await ask(home.url, 'SELECT stopped_scope AS scope, stopped_reason AS reason FROM sender')).toEqual([
    { scope: 'all', reason: 'restored' },
  ]);
});

test('a restored installation goes on with the numbers and the chain of the audit where they were', async () => {
  const sequences = `SELECT sequencename AS name, last_value::int AS value FROM pg_sequences
    WHERE schemaname = 'public' AND sequencename = 'event_id_seq'`;
  expect(await ask(home.url, sequences)).toEqual(await ask(source.databaseUrl, sequences));
  expect(await ask(home.url, 'SELECT action FROM audit ORDER BY id DESC LIMIT 1')).toEqual([
    { action: 'installation.restored' },
  ]);
  const always = `SELECT count(*)::int AS n FROM pg_trigger WHERE tgenabled = 'A'`;
  expect(await ask(home.url, always)).toEqual(await ask(source.databaseUrl, always));
  const references = `SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'f' AND convalidated`;
  expect(await ask(home.url, references)).toEqual(await ask(source.databaseUrl, references));
});

test('a restored installation sends nothing by itself, answers who writes once a person lets it, and files the next number', async () => {
  const sent = async () =>
    (await ask<{ n: number }>(home.url, 'SELECT count(*)::int AS n FROM outbox WHERE sent_at IS NOT NULL'))[0]
      ?.n ?? -1;
  const count = await sent();
  const app = await startTestVecino({ databaseUrl: home.url, dataDir: home.dataDir });
  const client = new DirectLineClient(app.origin);
  await client.open();
  await client.post('hola', 'h1');
  await app.vecino.messaging.idle();
  expect(
    await ask(home.url, `SELECT DISTINCT status FROM outbox WHERE conversation_id = $1`, [
      client.conversationId,
    ]),
  ).toEqual([{ status: 'queued' }]);
  expect(await sent()).toBe(count);
  expect(await (await fetch(`${app.origin}/salud`)).json()).toMatchObject({
    status: 'degraded',
    sending: 'paused',
  });
  expect(await (await fetch(`${app.origin}/metrics`)).text()).toContain('vecino_sending_paused 1');

  expect(await resumeRestored(home.config, systemClock)).toBe(true);
  expect(await resumeRestored(home.config, systemClock)).toBe(false);
  await client.post('menú', 'h2');
  await app.vecino.messaging.idle();
  await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThan(count);
  expect(await ask(home.url, 'SELECT status FROM outbox WHERE id = $1', [WAITING.message])).toEqual([
    { status: 'skipped' },
  ]);
  const citizen = new Citizen({
    origin: () => app.origin,
    by: 'polling',
    photo: null,
    inPieces: false,
    random: () => 0,
    thinkMs: 0,
  });
  await citizen.arrive();
  expect(await citizen.file()).toMatch(/-000002$/);
  expect(await verifyAudit(app.vecino.storage.database.prisma)).toMatchObject({ kind: 'whole' });
  await app.stop();
});

test('a place that holds anything is refused, and what it holds stays', async () => {
  const place = await aPlace();
  await mkdir(place.dataDir);
  await writeFile(path.join(place.dataDir, 'nota.txt'), 'mío');
  await expect(restore(place.config, file)).rejects.toMatchObject({
    refusal: 'place-not-empty',
    detail: place.dataDir,
  });
  expect(await listBelow(place.dataDir)).toEqual(['nota.txt']);

  const other = await aPlace({ FILES_DIR: place.dataDir });
  await expect(restore(other.config, file)).rejects.toMatchObject({ refusal: 'place-not-empty' });

  const held = await aPlace();
  await ask(held.url, 'CREATE TABLE mine (id int)');
  await expect(restore(held.config, file)).rejects.toMatchObject({
    refusal: 'place-not-empty',
    detail: 'DATABASE_URL',
  });
  expect(await listBelow(held.dataDir)).toBeNull();
});

test.each<readonly [string, (whole: Buffer) => Buffer, string]>([
  ['cut in the middle', (whole) => whole.subarray(0, whole.byteLength >> 1), 'truncated'],
  ['without its end', (whole) => whole.subarray(0, -20), 'truncated'],
  ['with one altered byte', (whole) => flip(whole, HEADER_BYTES + 900), 'altered'],
  ['with an altered end', (whole) => flip(whole, whole.byteLength - 40), 'altered'],
])('a file %s is refused, and nothing is left behind', async (name, alter, refusal) => {
  const place = await aPlace();
  const damaged = path.join(outside.path, name.replaceAll(' ', '-'));
  await writeFile(damaged, alter(await readFile(file)));

  await expect(restore(place.config, damaged)).rejects.toMatchObject({ refusal });
  await expectNothing(place);
});

test('another passphrase, another secret or another entity is refused, and nothing is left behind', async () => {
  const place = await aPlace();
  await expect(restore(place.config, file, { passphrase: 'otra frase bien larga' })).rejects.toMatchObject({
    refusal: 'wrong-passphrase',
  });
  await expectNothing(place);
  const secret = await aPlace({ APP_SECRET: 'x'.repeat(40) });
  await expect(restore(secret.config, file)).rejects.toMatchObject({ refusal: 'other-secret' });
  const entity = await aPlace({ ENTITY: 'emdupar' });
  await expect(restore(entity.config, file)).rejects.toMatchObject({
    refusal: 'other-entity',
    detail: 'essmar',
  });
  await expectNothing(entity);
});

test.each([
  ['newer-schema', '99999999999999_to_come'],
  ['other-schema', '00000000000001_elsewhere'],
])('a schema that is %s is refused', async (refusal, migration) => {
  const record = `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('x', 'x', now(), $1)`;
  await ask(source.databaseUrl, record, [migration]);
  const made = await backUp(configOf(source.databaseUrl, source.dataDir), path.join(outside.path, refusal));
  await ask(source.databaseUrl, `DELETE FROM _prisma_migrations WHERE id = 'x'`);
  const place = await aPlace();

  await expect(restore(place.config, made)).rejects.toMatchObject({ refusal });
  await expectNothing(place);
});

test('a list of erasures that cannot be read is refused', async () => {
  const folder = path.join(outside.path, 'con-lista');
  await mkdir(folder);
  await cp(file, path.join(folder, path.basename(file)));
  await writeFile(path.join(folder, 'vecino-essmar.borrados'), 'Ana Pérez\n');
  const place = await aPlace();

  await expect(restore(place.config, path.join(folder, path.basename(file)))).rejects.toMatchObject({
    refusal: 'erasures-not-readable',
  });
  await expectNothing(place);
});

function flip(bytes: Buffer, at: number): Buffer {
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
  return altered;
}

async function expectNothing({ url, dataDir }: Awaited<ReturnType<typeof aPlace>>): Promise<void> {
  expect(await listBelow(dataDir)).toBeNull();
  expect(
    await ask(
      url,
      `SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    ),
  ).toEqual([]);
}

test('whoever was erased after the backup is erased again', async () => {
  const folder = path.join(outside.path, 'borrados');
  await mkdir(folder);
  await cp(file, path.join(folder, path.basename(file)));
  const journal = createErasureJournal(folder, 'essmar');
  await journal.append({ contactId, erasedAt: new Date() });
  await writeFile(path.join(folder, 'vecino-essmar.borrados'), '2026-11-22T1', { flag: 'a' });
  await journal.append({ contactId: randomUUID(), erasedAt: new Date() });
  expect(await journal.list()).toHaveLength(2);
  const place = await aPlace();

  expect(await restore(place.config, path.join(folder, path.basename(file)))).toMatchObject({ erased: 1 });
  expect(await ask(place.url, 'SELECT FROM contact_address WHERE contact_id = $1', [contactId])).toEqual([]);
  expect(await ask(place.url, 'SELECT FROM conversation WHERE address = $1', [address])).toEqual([]);
  expect(
    await ask(place.url, `SELECT DISTINCT content->>'text' AS text FROM event WHERE conversation_id = $1`, [
      conversationId,
    ]),
  ).toEqual([{ text: '' }]);
  expect(await ask(place.url, 'SELECT petitioner_name AS name, contact_id AS contact FROM pqrs')).toEqual([
    { name: null, contact: null },
  ]);
  expect(await ask(place.url, 'SELECT document, phone, email, postal_address FROM pqrs_intake')).toEqual([
    { document: null, phone: null, email: null, postal_address: null },
  ]);
  expect(await ask(place.url, 'SELECT name, status FROM file WHERE id = $1', [FROM_COLLEAGUE])).toEqual([
    { name: 'borrado', status: 'rejected' },
  ]);
});

test('a backup of an older version becomes one of this version', async () => {
  const old = path.join(outside.path, 'migrations');
  for (const name of (await readdir(MIGRATIONS)).filter((each) => each < '00000000000010')) {
    await cp(path.join(MIGRATIONS, name), path.join(old, name), { recursive: true });
  }
  const place = await aPlace();
  await applyMigrations({ database: { connectionString: place.url }, migrationsDir: old, log: silentLog });
  const before = await aPlace();
  await mkdir(path.join(before.dataDir, 'files'), { recursive: true });
  for (const name of ['app-secret', 'files/vecino-files']) {
    await cp(path.join(source.dataDir, name), path.join(before.dataDir, name));
  }
  const facts = await ask<{ name: string; value: string }>(
    source.databaseUrl,
    'SELECT name, value FROM installation',
  );
  for (const { name, value } of facts) {
    await ask(place.url, 'INSERT INTO installation VALUES ($1, $2)', [name, value]);
  }
  await ask(
    place.url,
    `INSERT INTO audit (at, actor_kind, action, subject) VALUES (now(), 'system', 'old.line', 'x/1'), (now(), 'system', 'old.line', 'x/2')`,
  );
  await ask(place.url, `INSERT INTO staff_user (id, name, email) VALUES ('s1', 'Ana', 'ana@example.com')`);
  const made = await backUp(configOf(place.url, before.dataDir), path.join(outside.path, 'antigua'));

  const target = await aPlace();
  await restore(target.config, made);

  const all = (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name)).toSorted();
  expect(await ask(target.url, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')).toEqual(
    all.map((name) => ({ name })),
  );
  expect(await ask(target.url, `SELECT subject FROM audit WHERE action = 'old.line' ORDER BY id`)).toEqual([
    { subject: 'x/1' },
    { subject: 'x/2' },
  ]);
  const app = await startTestVecino({ databaseUrl: target.url, dataDir: target.dataDir });
  expect(await verifyAudit(app.vecino.storage.database.prisma)).toMatchObject({ kind: 'whole' });
  await app.stop();
});

test('a kept table never refers to one that is left out', async () => {
  const references = await ask<{ from: string; to: string }>(
    source.databaseUrl,
    `SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );

  expect(references.length).toBeGreaterThan(10);
  expect(references.filter(({ from, to }) => !TABLES_LEFT_OUT.has(from) && TABLES_LEFT_OUT.has(to))).toEqual(
    [],
  );
});

/** The night's backup of the source into a folder, at an instant, with other settings than usual. */
function nightOf(storage: Storage, folder: string) {
  return (at: string, more: Record<string, string> = {}) => {
    const settings = { BACKUP_DIR: folder, BACKUP_PASSPHRASE: PASSPHRASE, BACKUP_KEEP: '1,0', ...more };
    const config = configOf(source.databaseUrl, source.dataDir, settings);
    const clock = clockAt(at);
    const [job] = composeNightlyBackup({ storage, config, clock, newId: createNewId(clock) });
    return job?.run() ?? Promise.reject(new Error('no job'));
  };
}

test('the night makes one backup, whoever asks, keeps as many as it should, and says when it fails', async () => {
  const folder = path.join(outside.path, 'noche');
  await mkdir(folder);
  const [old, theirs, strange] = ['essmar', 'emdupar', 'ajeno'].map(
    (name) => `vecino-${name}-20200101T073000Z.respaldo`,
  );
  const names = [old ?? '', theirs ?? '', `${strange}.txt`];
  await Promise.all(names.map((name) => writeFile(path.join(folder, name), 'viejo')));
  await ask(source.databaseUrl, 'DELETE FROM backup_run');
  const app = await startTestVecino({
    databaseUrl: source.databaseUrl,
    dataDir: source.dataDir,
    settings: { BACKUP_DIR: folder, BACKUP_PASSPHRASE: PASSPHRASE, ROLES: 'web' },
  });
  const night = nightOf(app.vecino.storage, folder);
  const made = 'vecino-essmar-20261122T073000Z.respaldo';

  const both = await Promise.all([night('2026-11-22T07:30:00Z'), night('2026-11-22T07:30:00Z')]);
  expect(both.map(({ made: count }) => count).toSorted()).toEqual([0, 1]);
  expect(await night('2026-11-22T08:30:00Z')).toEqual({ made: 0, removed: 0 });
  expect(await listBelow(folder)).toEqual([made, ...names.slice(1)].toSorted());
  expect(await checkBackup(path.join(folder, made), PASSPHRASE)).toMatchObject({ missingFiles: 0 });

  const short = { BACKUP_PASSPHRASE: 'corta' };
  await expect(night('2026-11-23T07:30:00Z', short)).rejects.toMatchObject({ refusal: 'passphrase-short' });
  const nowhere = { BACKUP_DIR: path.join(folder, 'no-hay') };
  await expect(night('2026-11-23T08:30:00Z', nowhere)).rejects.toMatchObject({
    refusal: 'target-not-usable',
  });
  expect(await ask(source.databaseUrl, 'SELECT outcome, reason FROM backup_run ORDER BY started_at')).toEqual(
    [
      { outcome: 'made', reason: null },
      { outcome: 'failed', reason: 'passphrase-short' },
      { outcome: 'failed', reason: 'target-not-usable' },
    ],
  );
  expect(await (await fetch(`${app.origin}/salud`)).json()).toMatchObject({ backup: { last: 'failed' } });
  expect(await (await fetch(`${app.origin}/metrics`)).text()).toContain('vecino_backup_failed 1');
  await app.vecino.stop();
});
