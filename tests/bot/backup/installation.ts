import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { backUpInstallation } from '../../../bot/compose/backup.ts';
import { type Restored, restoreInstallation } from '../../../bot/compose/restore.ts';
import { type Config, readConfig } from '../../../bot/config.ts';
import { createLog } from '../../../bot/log.ts';
import { createNewId } from '../../../bot/new-id.ts';
import { type Clock, systemClock } from '../../../domain/calendar/clock.ts';

export const PASSPHRASE = 'caballo grapa bateria correcto';

/** A folder of the test that goes with it. */
export async function aFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vecino-test-'));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The settings of a place. */
export function configOf(databaseUrl: string, dataDir: string, more: Record<string, string> = {}): Config {
  return readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...more,
  });
}

/** A backup of a place, made cheaply; gives the file's path. */
export async function backUp(config: Config, folder: string, clock: Clock = systemClock): Promise<string> {
  await mkdir(folder, { recursive: true });
  const made = await backUpInstallation({
    config,
    url: config.databaseUrl ?? '',
    folder,
    readPassphrase: async () => PASSPHRASE,
    clock,
    newId: createNewId(clock),
    cost: { logN: 4, r: 8, p: 1 },
  });
  return made?.path ?? '';
}

type Settings = { readonly passphrase?: string; readonly clock?: Clock };

/** Restores a file into a place. */
export function restore(config: Config, from: string, settings: Settings = {}): Promise<Restored> {
  return restoreInstallation({
    config,
    from,
    erasuresFrom: null,
    passphrase: PASSPHRASE,
    clock: systemClock,
    log: createLog('silent'),
    signal: new AbortController().signal,
    ...settings,
  });
}

/** Asks a database something. */
export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** A hash of all rows of each table, whatever their order. */
export async function hashTables(url: string): Promise<Readonly<Record<string, string>>> {
  const tables = await ask<{ name: string }>(
    url,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await ask<{ line: string }>(
      url,
      `SELECT t::text AS line FROM public."${name}" t ORDER BY 1`,
    );
    const hash = createHash('sha256').update(rows.map(({ line }) => line).join('\n'));
    hashes[name] = `${rows.length} ${hash.digest('hex').slice(0, 16)}`;
  }
  return hashes;
}

/** Everything below a folder, or null when it is not there. */
export async function listBelow(folder: string): Promise<readonly string[] | null> {
  return readdir(folder, { recursive: true }).then(
    (names) => names.toSorted(),
    () => null,
  );
}
