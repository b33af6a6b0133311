import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { BackupRun } from '../../domain/backup/backup-run.ts';
import type { Snapshot } from '../../domain/backup/snapshot.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import { openSnapshot } from '../../prisma/backup/snapshot.ts';
import { recordBackupRun } from '../../prisma/repositories/backup-history.ts';
import { dataDirIn, homeIn } from '../../prisma/server/cluster.ts';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import { BackupRefused } from '../backup/backup-refused.ts';
import type { KeyCost } from '../backup/header.ts';
import { type MadeBackup, makeBackup } from '../backup/make-backup.ts';
import type { Watch } from '../backup/sealed-file.ts';
import type { Config } from '../config.ts';
import { createKeys } from '../secret.ts';

type Source = Pick<Config, 'dataDir' | 'databaseUrl' | 'filesDir' | 'appSecret' | 'entity'>;

export type BackupJobOrder = {
  readonly config: Source;
  /** The address of the database of `config`. */
  readonly url: string;
  readonly folder: string;
  /** Read once it is needed, so that a failure to read it is written down like any other. */
  readonly readPassphrase: () => Promise<string>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly cost?: KeyCost;
  readonly watch?: Watch;
};

/** The database of the settings, started if it is our own and nobody runs it; never one that does not exist yet. */
export async function openSource(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Logger,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  if (databaseUrl !== null) {
    return { url: databaseUrl, stop: async () => undefined };
  }
  if (!existsSync(join(dataDirIn(homeIn(dataDir)), 'PG_VERSION'))) {
    throw new BackupRefused('nothing-to-back-up', { detail: dataDir });
  }
  return startEmbeddedPostgres({ dataDir, log });
}

/**
 * Makes a backup of an installation, running or not, and writes down what came of it.
 *
 * `when`: decides once nobody else makes one; null is given when it says no, or when somebody else does.
 */
export async function backUpInstallation(
  order: BackupJobOrder,
  when: (() => Promise<boolean>) | null = null,
): Promise<MadeBackup | null> {
  const startedAt = order.clock.now();
  const run: Pick<BackupRun, 'id' | 'startedAt'> = { id: order.newId(), startedAt };
  try {
    const made = await backUpOnce(order, { startedAt, when });
    if (made !== null) {
      await recordBackupRun(order.url, toRun(run, order.clock.now(), made));
    }
    return made;
  } catch (error) {
    const failed = { ...NOTHING, ...run, endedAt: order.clock.now(), reason: reasonOf(error) };
    await recordBackupRun(order.url, { ...failed, outcome: 'failed' }).catch(() => undefined);
    throw error;
  }
}

const NOTHING = { name: null, bytes: 0, rows: 0, files: 0, missingFiles: 0 } as const;

async function backUpOnce(
  order: BackupJobOrder,
  { startedAt, when }: { readonly startedAt: Date; readonly when: (() => Promise<boolean>) | null },
): Promise<MadeBackup | null> {
  const snapshot = await openSnapshot(order.url, { alone: when !== null });
  if (snapshot === null) {
    return null;
  }
  try {
    if (when !== null && !(await when())) {
      return null;
    }
    const { entity, filesDir } = order.config;
    const secret = readOwnSecret(order.config, snapshot);
    requireOwnFiles(filesDir, snapshot);
    const passphrase = await order.readPassphrase();
    const installation = { entity, filesDir, secret, passphrase, snapshot, takenAt: startedAt };
    return await makeBackup({ ...order, ...installation });
  } finally {
    await snapshot.close();
  }
}

/** The secret that this database belongs to: with another one the backup could never be opened again. */
function readOwnSecret({ appSecret, dataDir }: Source, { facts }: Snapshot): string {
  const path = join(dataDir, 'app-secret');
  const secret = appSecret ?? (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);
  if (secret === null) {
    throw new BackupRefused('secret-missing', { detail: path });
  }
  if (createKeys(secret).fingerprint !== facts.get('app-secret')) {
    throw new BackupRefused('secret-not-of-database');
  }
  return secret;
}

function requireOwnFiles(filesDir: string, { facts }: Snapshot): void {
  const path = join(filesDir, 'vecino-files');
  if (!existsSync(path) || readFileSync(path, 'utf8').trim() !== facts.get('files-dir')) {
    throw new BackupRefused('files-not-of-database', { detail: filesDir });
  }
}

function toRun(
  run: Pick<BackupRun, 'id' | 'startedAt'>,
  endedAt: Date,
  { name, bytes, rows, files, missingFiles }: MadeBackup,
): BackupRun {
  return { ...run, endedAt, outcome: 'made', name, reason: null, bytes, rows, files, missingFiles };
}

/** A code, never words: words of errors hold paths. */
function reasonOf(error: unknown): string {
  if (error instanceof BackupRefused) {
    return error.refusal;
  }
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
