import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OperationalError } from '../../domain/errors.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rememberingLog, silentLog } from '../support/log.ts';

let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vecino-migrations-'));
  database = await createEmptyDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('migrations apply in order of name, once', async () => {
  write('0002_fill', 'INSERT INTO thing VALUES (1)');
  write('0001_create', 'CREATE TABLE thing (id int)');

  expect(await migrate()).toEqual(['0001_create', '0002_fill']);
  expect(await migrate()).toEqual([]);
  write('0003_more', 'INSERT INTO thing VALUES (2)');
  expect(await migrate()).toEqual(['0003_more']);

  expect(await rows('SELECT id FROM thing ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('two runners at once apply each migration once', async () => {
  write('0001_create', 'CREATE TABLE thing (id int); SELECT pg_sleep(0.2)');
  write('0002_fill', 'INSERT INTO thing VALUES (1)');

  const applied = await Promise.all([migrate(), migrate(), migrate()]);

  expect(applied.flat().sort()).toEqual(['0001_create', '0002_fill']);
  expect(await rows('SELECT id FROM thing')).toEqual([{ id: 1 }]);
});

test('a migration may hold functions and blocks with semicolons inside', async () => {
  write(
    '0001_block',
    "DO $$ BEGIN CREATE TABLE thing (word text); INSERT INTO thing VALUES ('a;b'); END $$;",
  );

  await migrate();

  expect(await rows('SELECT word FROM thing')).toEqual([{ word: 'a;b' }]);
});

test('a migration edited after it was applied is refused by name, and nothing further runs', async () => {
  write('0001_create', 'CREATE TABLE thing (id int)');
  await migrate();
  write('0001_create', 'CREATE TABLE thing (id bigint)');
  write('0002_drop', 'DROP TABLE thing');

  await expect(migrate()).rejects.toThrow(/0001_create was edited/);
  expect(await rows('SELECT id FROM thing')).toEqual([]);
});

test('a migration that fails is rolled back whole, reported by name, and tried again once repaired', async () => {
  write('0001_create', 'CREATE TABLE thing (id int)');
  write('0002_broken', 'INSERT INTO thing VALUES (1); SELECT 1 / 0');

  await expect(migrate()).rejects.toThrow(OperationalError);
  await expect(migrate()).rejects.toThrow(/0002_broken failed and was rolled back: division by zero/);
  expect(await rows('SELECT id FROM thing')).toEqual([]);

  write('0002_broken', 'INSERT INTO thing VALUES (1)');
  expect(await migrate()).toEqual(['0002_broken']);
});

test('a migration and its row in the history happen together or not at all', async () => {
  write('0001_forgetful', 'CREATE TABLE thing (id int); DROP TABLE _prisma_migrations');

  await expect(migrate()).rejects.toThrow(/0001_forgetful failed and was rolled back/);

  expect(await rows("SELECT to_regclass('thing') AS thing")).toEqual([{ thing: null }]);
});

test('a failure recorded by the command line of Prisma stops everything until it is resolved', async () => {
  write('0001_create', 'CREATE TABLE thing (id int)');
  await migrate();
  await client.query('UPDATE _prisma_migrations SET finished_at = NULL');

  await expect(migrate()).rejects.toThrow(/0001_create failed in an earlier run/);

  await client.query('DROP TABLE thing; UPDATE _prisma_migrations SET rolled_back_at = now()');
  expect(await migrate()).toEqual(['0001_create']);
});

test('migrations of a newer version are accepted with a warning', async () => {
  write('0001_create', 'CREATE TABLE thing (id int)');
  await migrate();
  rmSync(path.join(folder, '0001_create'), { recursive: true });
  const log = rememberingLog();

  const applied = await applyMigrations({ database: { client }, migrationsDir: folder, log });

  expect(applied).toEqual([]);
  expect(log.sentences).toEqual(['database has migrations that this version does not know']);
});

test('the lock is free again after success and after failure', async () => {
  write('0001_create', 'CREATE TABLE thing (id int)');
  await applyMigrations({ database: { client }, migrationsDir: folder, log: silentLog });
  write('0002_broken', 'nonsense');
  await expect(
    applyMigrations({ database: { client }, migrationsDir: folder, log: silentLog }),
  ).rejects.toThrow(/syntax error/);

  const held = await rows(
    `SELECT classid, objid FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(held).toEqual([]);
});

test('the template of this run has every migration of this version', async () => {
  const copy = await createTestDatabase();
  try {
    const applied = await applyMigrations({ database: { connectionString: copy.url }, log: silentLog });

    expect(applied).toEqual([]);
  } finally {
    await copy.drop();
  }
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

function migrate(): Promise<string[]> {
  return applyMigrations({
    database: { connectionString: database.url },
    migrationsDir: folder,
    log: silentLog,
  });
}

async function rows(text: string): Promise<unknown[]> {
  return (await client.query(text)).rows;
}
