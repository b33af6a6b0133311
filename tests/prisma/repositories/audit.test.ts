import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKeys } from '../../../bot/secret.ts';
import type { AuditEntry } from '../../../domain/people/audit.ts';
import type { AuditReader, AuditVerdict } from '../../../domain/people/audit-reader.ts';
import { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../../prisma/database.ts';
import { poolSettings } from '../../../prisma/pool.ts';
import { createAuditLog, eraseAuditValuesOf, toAuditRow } from '../../../prisma/repositories/audit.ts';
import { createAuditReader } from '../../../prisma/repositories/audit-reader.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const ANA = '0b6f0000-0000-4000-8000-000000000001';
const { sealer } = createKeys('a secret for this suite and no other');

let rows: TestDatabase;
let database: Database;
let reader: AuditReader;

async function open(): Promise<void> {
  rows = await createTestDatabase();
  database = createDatabase(new AdoptingPool(poolSettings(rows.url, { max: 20, applicationName: 'test' })));
  reader = createAuditReader(database.prisma, sealer);
}

async function close(): Promise<void> {
  await database.close();
  await rows.drop();
}

const anEntry = (entry: Partial<AuditEntry> = {}): AuditEntry => ({
  at: NOW,
  actor: { kind: 'staff', id: ANA },
  action: 'barrio.changed',
  subject: 'barrio/essmar-1-0001',
  before: { name: 'Pescaito' },
  after: { name: 'Pescaíto' },
  ...entry,
});

const append = (entry?: Partial<AuditEntry>) =>
  createAuditLog(database.prisma, sealer).append(anEntry(entry));
const read = (mayReadHealth = false) => reader.list({ filter: {}, after: null, limit: 100, mayReadHealth });
const sql = (statement: string, values: unknown[] = []) => database.pool.query(statement, values);

let links = 0;
const countLinks = async (): Promise<number> => {
  const verdict = await reader.verify();
  return verdict.kind === 'whole' ? verdict.links : Number.NaN;
};
const linksSinceStart = async (): Promise<number> => (await countLinks()) - links;

/** Does what no role of ours may, looks, and takes it back. */
async function tamper(statements: readonly string[], values: readonly unknown[] = []): Promise<AuditVerdict> {
  const client = await database.pool.connect();
  await client.query('BEGIN');
  for (const table of ['audit', 'audit_link', 'audit_value', 'audit_head']) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  }
  await client.query('ALTER TABLE audit_link DROP CONSTRAINT audit_link_audit_id_fkey');
  for (const statement of statements) {
    await client.query(statement, statement.includes('$1') ? [...values] : []);
  }
  const verdict = await database.within(client)((db) => createAuditReader(db, sealer).verify());
  await client.query('ROLLBACK');
  client.release();
  return verdict;
}

beforeAll(open);
afterAll(close);
beforeEach(async () => {
  links = await countLinks();
});

test.each([
  ['UPDATE', "UPDATE audit SET action = 'nothing.happened'"],
  ['UPDATE of no row', "UPDATE audit SET action = 'x' WHERE false"],
  ['DELETE', 'DELETE FROM audit'],
  ['TRUNCATE', 'TRUNCATE audit CASCADE'],
  ['DELETE of links', 'DELETE FROM audit_link'],
  ['UPDATE of links', "UPDATE audit_link SET hash = ''"],
  ['DELETE of the head', 'DELETE FROM audit_head'],
  ['DELETE of a personal value outside of an erasure', 'DELETE FROM audit_value'],
  ['UPDATE of a personal value', "UPDATE audit_value SET value = '1'"],
  ['TRUNCATE of personal values', 'TRUNCATE audit_value'],
])('the owner of the tables is refused: %s', async (_, statement) => {
  await append({ personal: { contactId: randomUUID(), after: { phone: '300 111 0000' } } });
  const [line] = await read();
  await expect(sql(statement)).rejects.toThrow('the audit is append-only');

  expect(await linksSinceStart()).toBe(1);
  expect(await read()).toContainEqual(line);
});

test('every refusal is also on in a session that replays changes', async () => {
  const { rows: triggers } = await sql(
    `SELECT DISTINCT tgname AS name, tgenabled AS enabled FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid
     WHERE proname IN ('refuse_audit_change', 'guard_audit_value') ORDER BY name`,
  );

  expect(triggers.map(({ name }) => name)).toEqual([
    'audit_head_stays',
    'audit_is_append_only',
    'audit_link_is_append_only',
    'audit_value_is_guarded',
    'audit_value_is_not_emptied',
  ]);
  expect(triggers.filter(({ enabled }) => enabled !== 'A')).toEqual([]);
});
test('200 lines written at once, some of them taken back, give one unbroken chain', async () => {
  const insert =
    "INSERT INTO audit (at, actor_kind, action, subject) VALUES ('2026-01-01', 'system', 'a.b', $1)";
  const write = async (index: number): Promise<void> => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query(insert, [`c/${index}`]);
    await client.query(index % 10 === 0 ? 'ROLLBACK' : 'COMMIT');
    client.release();
  };
  await Promise.all(Array.from({ length: 200 }, (_, index) => write(index)));

  expect(await linksSinceStart()).toBe(180);
  expect(await reader.verify()).toMatchObject({
    kind: 'whole',
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { rows: forks } = await sql(
    'SELECT previous_hash FROM audit_link GROUP BY previous_hash HAVING count(*) > 1',
  );
  expect(forks).toEqual([]);
});

test('a transaction that saw an older chain is refused and forks nothing', async () => {
  const client = await database.pool.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await client.query('SELECT * FROM audit_head');
  await append();
  await client.query(
    "INSERT INTO audit (at, actor_kind, action, subject) VALUES ('2026-01-01', 'system', 'a.b', 'c/d')",
  );
  await expect(client.query('COMMIT')).rejects.toMatchObject({ code: '40001' });
  client.release();

  expect(await reader.verify()).toMatchObject({ kind: 'whole', links: links + 1 });
});

test.each([
  ['a changed line', "UPDATE audit SET action = 'other.thing' WHERE id = $1", 'changed'],
  ['a changed value', `UPDATE audit SET after = '{"name":"Otro"}' WHERE id = $1`, 'changed'],
  ['a changed actor', 'UPDATE audit SET actor_id = NULL WHERE id = $1', 'changed'],
  ['a changed hour', "UPDATE audit SET at = at + interval '1 second' WHERE id = $1", 'changed'],
  [
    'a removed line',
    'WITH l AS (DELETE FROM audit_link WHERE audit_id = $1) DELETE FROM audit WHERE id = $1',
    'missing',
  ],
  ['a forged link', "UPDATE audit_link SET previous_hash = repeat('1', 64) WHERE audit_id = $1", 'forked'],
])('verify names %s', async (_, statement, reason) => {
  await append();
  const [{ id } = { id: '' }] = await read();
  await append();

  expect(await tamper([statement], [id])).toMatchObject({ kind: 'broken', position: links + 1, reason });
  expect(await linksSinceStart()).toBe(2);
});

test('verify names a line that came in past the chain, and an end that was cut off', async () => {
  await append();
  await append();
  const insert =
    "INSERT INTO audit (at, actor_kind, action, subject) VALUES ('2026-01-01', 'system', 'a.b', 'c/d')";
  const cut = `DELETE FROM audit_link WHERE position = ${links + 2}`;
  const shorten = `UPDATE audit_head SET position = ${links + 1}`;

  expect(await tamper([insert])).toMatchObject({ kind: 'broken', reason: 'unlinked' });
  expect(await tamper([cut])).toMatchObject({ reason: 'missing', position: links + 2 });
  expect(await tamper([cut, shorten])).toMatchObject({ reason: 'cut' });
});

test('an erasure destroys the values of one person and leaves the chain whole', async () => {
  const [rosa, luis] = [randomUUID(), randomUUID()];
  await append({
    personal: { contactId: rosa, before: { phone: null }, after: { phone: '300 111 2233' } },
  });
  await append({ personal: { contactId: luis, after: { phone: '310 444 5566' } } });
  expect((await read())[1]?.changes).toContainEqual({
    key: 'phone',
    before: { kind: 'personal', value: null },
    after: { kind: 'personal', value: '300 111 2233' },
  });

  const actor = { kind: 'staff', id: ANA } as const;
  const erased = await eraseAuditValuesOf(database.transaction, { contactId: rosa, actor, at: NOW });

  expect(erased).toBe(2);
  const [noted, ofLuis, ofRosa] = await read();
  expect(noted).toMatchObject({ action: 'audit.values-erased', subject: `contact/${rosa}` });
  expect(ofLuis?.changes).toContainEqual(
    expect.objectContaining({ after: { kind: 'personal', value: '310 444 5566' } }),
  );
  expect(ofRosa?.changes).toContainEqual({
    key: 'phone',
    before: { kind: 'erased' },
    after: { kind: 'erased' },
  });
  const { rows: left } = await sql(
    'SELECT audit::text || coalesce(v::text, $1) AS line FROM audit LEFT JOIN audit_value v ON v.audit_id = audit.id',
    [''],
  );
  expect(left.filter(({ line }) => line.includes('2233'))).toEqual([]);
  expect(await reader.verify()).toMatchObject({ kind: 'whole', links: links + 3 });
});

test('health data is ciphertext at rest and opens only for who may read it', async () => {
  const contactId = randomUUID();
  await append({ personal: { contactId, sensitivity: 'health', after: { eps: 'Salud Total' } } });

  expect((await read(false))[0]?.changes.at(-1)).toMatchObject({ after: { kind: 'reserved' } });
  expect((await read(true))[0]?.changes.at(-1)).toMatchObject({
    after: { kind: 'personal', value: 'Salud Total' },
  });
  const { rows: stored } = await sql("SELECT value FROM audit_value WHERE sensitivity = 'health'");
  expect(stored).toHaveLength(1);
  expect(stored[0].value).not.toContain('Salud Total');
  expect(() =>
    toAuditRow(anEntry({ personal: { contactId, sensitivity: 'health', after: { eps: 'x' } } })),
  ).toThrow('ciphertext only');
});

test('a personal value that is not what its line says is named', async () => {
  await append({ personal: { contactId: randomUUID(), after: { phone: '320 777 8899' } } });
  const change = `UPDATE audit_value SET value = '"301"' WHERE value LIKE '%8899%'`;

  expect(await tamper([change])).toMatchObject({ kind: 'broken', position: links + 1, reason: 'changed' });
});
