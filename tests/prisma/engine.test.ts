import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from '../../prisma/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCHEMA = 'prisma/schema.prisma';

const ODD_MIGRATION = `
DO $$ BEGIN CREATE TABLE odd (word text); INSERT INTO odd VALUES ('a;b'); END $$;
CREATE FUNCTION odd_word() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN 'x;y'; END $f$;
`;

let database: TestDatabase;
let project: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  project = mkdtempSync(path.join(os.tmpdir(), 'vecino-engine-'));
  for (const part of ['package.json', 'prisma.config.ts', SCHEMA, 'prisma/migrations', 'prisma/engine']) {
    cpSync(path.join(ROOT, part), path.join(project, part), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
});

afterEach(async () => {
  await database.drop();
  rmSync(project, { recursive: true, force: true });
});

test('the schema is valid and generates a client without a download', async () => {
  expect(await prisma('validate')).toMatchObject({ code: 0, output: expect.stringContaining('is valid') });
  expect(await prisma('generate')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Generated Prisma Client'),
  });
});

test('deploy applies what status reports as missing', async () => {
  expect(await prisma('migrate', 'status')).toMatchObject({
    code: 1,
    output: expect.stringContaining('not yet been applied'),
  });
  expect(await prisma('migrate', 'deploy')).toMatchObject({
    code: 0,
    output: expect.stringContaining('successfully applied'),
  });
  expect(await prisma('migrate', 'status')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Database schema is up to date!'),
  });
  expect(await applied(), 'our own runner agrees').toEqual([]);
});

test('the command line of Prisma accepts the history that our runner wrote', async () => {
  await applied();

  expect(await prisma('migrate', 'status')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Database schema is up to date!'),
  });
  expect(await prisma('migrate', 'deploy')).toMatchObject({
    code: 0,
    output: expect.stringContaining('No pending migrations'),
  });
});

test('the migrations lead exactly to the schema, and a difference is noticed', async () => {
  const diff = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    SCHEMA,
    '--exit-code',
  ];
  expect(await prisma(...diff)).toMatchObject({ code: 0 });

  appendFileSync(path.join(project, SCHEMA), '\nmodel Odd {\n  id Int @id\n}\n');

  expect(await prisma(...diff)).toMatchObject({ code: 2, output: expect.stringContaining('Odd') });
});

test('blocks and functions with semicolons inside are applied whole', async () => {
  const folder = path.join(project, 'prisma/migrations/99999999999999_odd');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), ODD_MIGRATION);

  expect(await prisma('migrate', 'deploy')).toMatchObject({ code: 0 });

  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT word, odd_word() AS result FROM odd');
  await client.end();
  expect(rows).toEqual([{ word: 'a;b', result: 'x;y' }]);
});

test('a migration that fails is reported by name with the words of PostgreSQL', async () => {
  const folder = path.join(project, 'prisma/migrations/99999999999999_odd');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), 'SELECT 1 / 0;');

  const { code, output } = await prisma('migrate', 'deploy');

  expect(code).not.toBe(0);
  expect(output).toContain('99999999999999_odd');
  expect(output).toContain('division by zero');
});

test('a database that does not exist is named as the problem, and deploy creates it', async () => {
  await database.drop();
  expect(await prisma('migrate', 'status')).toMatchObject({
    code: 1,
    output: expect.stringContaining('does not exist'),
  });

  expect(await prisma('migrate', 'deploy')).toMatchObject({ code: 0 });
});

/** Prisma's own command line in the copied project, with no more of our environment than it needs. */
function prisma(...words: string[]): Promise<{ code: number; output: string }> {
  const cli = path.join(ROOT, 'node_modules/prisma/build/index.js');
  const env = {
    PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: project,
    DATABASE_URL: database.url,
    NO_COLOR: '1',
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { cwd: project, env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

function applied(): Promise<string[]> {
  return applyMigrations({ database: { connectionString: database.url }, log: silentLog });
}
