import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { OperationalError } from '../domain/errors.ts';
import type { Log } from './log.ts';

/** The key that Prisma Migrate locks too, so that neither runs while the other does. */
const MIGRATION_LOCK = 72_707_369;

/** Prisma's own table, letter by letter, so that its command line reads our history and we read its. */
const CREATE_HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

const LIST_HISTORY = `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`;

const RECORD = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`;

/** A migration of this version: its file, and the checksum that Prisma records. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
const MIGRATIONS = new URL('./migrations', import.meta.url);

type Recorded = { readonly name: string; readonly checksum: string; readonly finished: boolean };

export type MigrateOptions = {
  /** An address, or a connected client that nobody else uses meanwhile and that has no statement timeout. */
  readonly database: { readonly connectionString: string } | { readonly client: pg.ClientBase };
  readonly migrationsDir?: string | URL;
  readonly log: Log;
};

/**
 * Brings the database up to the migrations of this version and returns the names of those applied.
 *
 * Each migration runs in a transaction of its own together with its row in the history: it happens whole or not at all.
 * Of several processes that start at once, one applies and the others wait. Throws OperationalError when an applied file
 * was edited, when an earlier run by hand failed, or when a migration fails.
 */
export async function applyMigrations({ database, migrationsDir, log }: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(migrationsDir ?? MIGRATIONS);
  if ('client' in database) {
    return await applyLocked(database.client, migrations, log);
  }
  const client = new pg.Client({
    connectionString: database.connectionString,
    application_name: 'vecino-migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await applyLocked(client, migrations, log);
  } finally {
    await client.end();
  }
}

/** The migrations of this version in their order. */
export function readMigrations(folder: string | URL = MIGRATIONS): Migration[] {
  const root = typeof folder === 'string' ? folder : fileURLToPath(folder);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(root, entry.name, 'migration.sql')))
    .map((entry) => readMigration(root, entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readMigration(root: string, name: string): Migration {
  const bytes = readFileSync(path.join(root, name, 'migration.sql'));
  return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
}

async function applyLocked(client: pg.ClientBase, migrations: Migration[], log: Log): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(CREATE_HISTORY);
    const { rows } = await client.query<Recorded>(LIST_HISTORY);
    const pending = listPending(migrations, rows);
    warnOfUnknown(migrations, rows, log);
    for (const migration of pending) {
      await applyOne(client, migration);
      log.info({ migration: migration.name }, 'migration applied');
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
  }
}

/** The migrations not yet applied; refuses a history that the files contradict. */
function listPending(migrations: Migration[], history: Recorded[]): Migration[] {
  const failed = history.find(({ finished }) => !finished);
  if (failed) {
    throw new OperationalError(
      `The migration ${failed.name} failed in an earlier run and the database may hold half of it. Repair it, then run ` +
        `"npx prisma migrate resolve --rolled-back ${failed.name}" (or --applied).`,
    );
  }
  const checksums = new Map(history.map(({ name, checksum }) => [name, checksum]));
  const edited = migrations.find(({ name, checksum }) => (checksums.get(name) ?? checksum) !== checksum);
  if (edited) {
    throw new OperationalError(
      `The migration ${edited.name} was edited after it had been applied. Restore the file, and write a further migration instead.`,
    );
  }
  return migrations.filter(({ name }) => !checksums.has(name));
}

/** A newer version was here: its changes must suit this one too, which is how versions are replaced one by one. */
function warnOfUnknown(migrations: Migration[], history: Recorded[], log: Log): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = history.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    log.warn({ unknown }, 'database has migrations that this version does not know');
  }
}

/** Runs migrations in the transaction that is open on `client`, whose end is its owner's. */
export async function applyWithin(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(CREATE_HISTORY);
  for (const migration of migrations) {
    await runMigration(client, migration);
  }
}

async function runMigration(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(RECORD, [randomUUID(), checksum, name]);
}

async function applyOne(client: pg.ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await runMigration(client, { name, sql, checksum });
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OperationalError(`The migration ${name} failed and was rolled back: ${reason}`, { cause });
  }
}
