import pg from 'pg';
import type {
  AppliedMigration,
  BackupSequence,
  BackupTable,
  Restoring,
} from '../../domain/backup/snapshot.ts';
import { applyWithin, type Migration, readMigrations } from '../migrate.ts';
import { copyIn } from './copy-stream.ts';
import { eraseContacts } from './erase-contacts.ts';
import { holdRestored } from './hold-restored.ts';
import { LIST_TABLES, quoteName, toColumnList } from './kept-tables.ts';

const PATIENT =
  'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0';

/** What belongs to somebody: anything outside the system's own schemas but for what an extension brought. */
const HOLDS_ANYTHING = `
  SELECT EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
  ) AS any`;

const LIST_REFERENCES = `
  SELECT conname AS name, conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`;

const LIST_TRIGGERS = `
  SELECT tgname AS name, tgrelid::regclass::text AS table, tgenabled::text AS state FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`;

const ENABLE: Readonly<Record<string, string>> = {
  O: 'ENABLE',
  A: 'ENABLE ALWAYS',
  R: 'ENABLE REPLICA',
  D: 'DISABLE',
};

type Reference = { readonly name: string; readonly table: string; readonly definition: string };
type Trigger = { readonly name: string; readonly table: string; readonly state: string };

/** Whether a database holds nothing of anybody. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'vecino-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ any: boolean }>(HOLDS_ANYTHING);
    return rows[0]?.any === false;
  } finally {
    await client.end();
  }
}

const LIST_FUNCTIONS = `
  SELECT p.oid::regprocedure::text AS name FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')`;

/** Makes a database empty again whose restoration failed after it was committed. Only for one that was found empty. */
export async function clearDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'vecino-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN; DROP SCHEMA IF EXISTS graphile_worker CASCADE');
    const { rows: tables } = await client.query<{ name: string }>(LIST_TABLES);
    for (const { name } of tables) {
      await client.query(`DROP TABLE public.${quoteName(name)} CASCADE`);
    }
    const { rows: functions } = await client.query<{ name: string }>(LIST_FUNCTIONS);
    for (const { name } of functions) {
      await client.query(`DROP FUNCTION IF EXISTS ${name} CASCADE`);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** How the schema of a backup stands to this version: only `known` can be restored. */
export function compareSchema(applied: readonly AppliedMigration[]): 'known' | 'newer' | 'other' {
  const files = new Map(readMigrations().map(({ name, checksum }) => [name, checksum]));
  const last = [...files.keys()].at(-1) ?? '';
  const strange = applied.find(({ name, checksum }) => files.get(name) !== checksum);
  if (strange === undefined) {
    return 'known';
  }
  return strange.name > last ? 'newer' : 'other';
}

/**
 * Begins to put a backup into an empty database: the schema as the backup had it, in one transaction with all that
 * follows.
 *
 * While rows come in, no reference is checked, because tables refer to each other in both directions, and no trigger
 * acts, because what they did is part of the rows. Both are put back as they were.
 */
export async function beginRestoring(url: string, applied: readonly AppliedMigration[]): Promise<Restoring> {
  const client = new pg.Client({ connectionString: url, application_name: 'vecino-restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PATIENT);
    await client.query('BEGIN');
    const [before, after] = splitMigrations(applied);
    await applyWithin(client, before);
    const rules = await suspendRules(client);
    return toRestoring(client, { ...rules, after });
  } catch (error) {
    await client.end();
    throw error;
  }
}

type Rules = { readonly references: readonly Reference[]; readonly triggers: readonly Trigger[] };

function toRestoring(
  client: pg.Client,
  { references, triggers, after }: Rules & { after: readonly Migration[] },
): Restoring {
  return {
    loadRows: (table, pieces) => copyIn(client, toCopy(table), pieces),
    settle: async (sequences) => {
      await setSequences(client, sequences);
      await resumeRules(client, { references, triggers });
      await applyWithin(client, after);
    },
    pause: (restored) => holdRestored(client, restored),
    eraseContacts: (contactIds) => eraseContacts(client, contactIds),
    commit: async () => {
      await client.query('COMMIT');
      await client.query('ANALYZE');
      await client.end();
    },
    discard: async () => {
      await client.query('ROLLBACK').catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}

function splitMigrations(applied: readonly AppliedMigration[]): readonly [Migration[], Migration[]] {
  const names = new Set(applied.map(({ name }) => name));
  const all = readMigrations();
  return [all.filter(({ name }) => names.has(name)), all.filter(({ name }) => !names.has(name))];
}

function toCopy({ name, columns }: BackupTable): string {
  return `COPY public.${quoteName(name)} (${toColumnList(columns)}) FROM STDIN`;
}

/** Empties what migrations themselves put into tables: the rows of the backup hold it. */
async function suspendRules(client: pg.Client): Promise<Rules> {
  const { rows: references } = await client.query<Reference>(LIST_REFERENCES);
  const { rows: triggers } = await client.query<Trigger>(LIST_TRIGGERS);
  const { rows: tables } = await client.query<{ name: string }>(LIST_TABLES);
  for (const { name, table } of references) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoteName(name)}`);
  }
  for (const { name, table } of triggers) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${quoteName(name)}`);
  }
  const emptied = tables.map(({ name }) => name).filter((name) => name !== '_prisma_migrations');
  await client.query(`TRUNCATE ${emptied.map((name) => `public.${quoteName(name)}`).join(', ')}`);
  return { references, triggers };
}

async function resumeRules(client: pg.Client, { references, triggers }: Rules): Promise<void> {
  for (const { name, table, definition } of references) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(name)} ${definition}`);
  }
  for (const { name, table, state } of triggers) {
    await client.query(`ALTER TABLE ${table} ${ENABLE[state] ?? 'ENABLE'} TRIGGER ${quoteName(name)}`);
  }
}

async function setSequences(client: pg.Client, sequences: readonly BackupSequence[]): Promise<void> {
  for (const { name, value, isCalled } of sequences) {
    await client.query('SELECT setval(($1)::regclass, $2::bigint, $3)', [
      `public.${quoteName(name)}`,
      value,
      isCalled,
    ]);
  }
}
