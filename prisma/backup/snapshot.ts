import pg from 'pg';
import type {
  AppliedMigration,
  BackupSequence,
  BackupTable,
  Snapshot,
} from '../../domain/backup/snapshot.ts';
import { OperationalError } from '../../domain/errors.ts';
import { copyOut } from './copy-stream.ts';
import { FILE_KEY_COLUMNS, LIST_TABLES, quoteName, TABLES_LEFT_OUT, toColumnList } from './kept-tables.ts';

/** Rows of one query are read while others are written: nothing here may be ended for taking long. */
const PATIENT =
  'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0';

const LIST_COLUMNS = `
  SELECT attname AS name FROM pg_attribute
  WHERE attrelid = ('public.' || quote_ident($1))::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  ORDER BY attnum`;

const LIST_MIGRATIONS = `
  SELECT migration_name AS name, checksum FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

/** Key of the advisory lock of whoever makes the night's backup. */
const ALONE_LOCK = 72_707_371;

/**
 * Opens one instant of a database for reading. Nothing is written, migrated or locked against anybody.
 *
 * `alone`: null while another process that wants to be alone has one open. Throws OperationalError when there is no
 * Vecino in the database.
 */
export async function openSnapshot(
  url: string,
  { alone }: { readonly alone: boolean },
): Promise<Snapshot | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'vecino-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PATIENT);
    if (alone && !(await isAlone(client))) {
      await client.end();
      return null;
    }
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const names = (await client.query<{ name: string }>(LIST_TABLES)).rows.map(({ name }) => name);
    if (!names.includes('installation')) {
      throw new OperationalError('this database has no installation of Vecino');
    }
    return await readSnapshot(client, names);
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function isAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
    ALONE_LOCK,
  ]);
  return rows[0]?.alone === true;
}

async function readSnapshot(client: pg.Client, names: readonly string[]): Promise<Snapshot> {
  const tables: BackupTable[] = [];
  for (const name of names.filter((each) => !TABLES_LEFT_OUT.has(each))) {
    const { rows } = await client.query<{ name: string }>(LIST_COLUMNS, [name]);
    tables.push({ name, columns: rows.map((row) => row.name) });
  }
  return {
    tables,
    migrations: (await client.query<AppliedMigration>(LIST_MIGRATIONS)).rows,
    sequences: await listSequences(client),
    facts: await readFacts(client),
    readRows: ({ name, columns }) =>
      copyOut(client, `COPY public.${quoteName(name)} (${toColumnList(columns)}) TO STDOUT`),
    listFileKeys: () => listFileKeys(client),
    close: () => client.end(),
  };
}

/** Read after the snapshot was taken: a series is never behind the rows, though it may be ahead of them. */
async function listSequences(client: pg.Client): Promise<readonly BackupSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const found: BackupSequence[] = [];
  for (const { name } of rows) {
    const { rows: states } = await client.query<Omit<BackupSequence, 'name'>>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM public.${quoteName(name)}`,
    );
    found.push(...states.map((state) => ({ name, ...state })));
  }
  return found;
}

async function readFacts(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    'SELECT name, value FROM installation',
  );
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** A key has no sign that COPY would write in another way, so its lines are the keys. */
async function* listFileKeys(client: pg.Client): AsyncGenerator<string> {
  const keys = FILE_KEY_COLUMNS.map(
    ({ table, column }) => `SELECT ${column} FROM public.${table} WHERE ${column} IS NOT NULL`,
  ).join(' UNION ');
  let rest = '';
  for await (const piece of copyOut(client, `COPY (${keys}) TO STDOUT`).pieces) {
    const lines = (rest + Buffer.from(piece).toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
