import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Restoring } from '../../domain/backup/snapshot.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import {
  beginRestoring,
  clearDatabase,
  compareSchema,
  isEmptyDatabase,
} from '../../prisma/backup/restoring.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import {
  type ArchiveTaker,
  type Contents,
  countingTaker,
  type Installation,
  readArchive,
} from '../backup/archive.ts';
import { BackupRefused } from '../backup/backup-refused.ts';
import { erasureJournalName, readErasures } from '../backup/erasure-journal.ts';
import { refuseHeld, takePlace } from '../backup/restore-place.ts';
import { readSealed } from '../backup/sealed-file.ts';
import { writeStored } from '../backup/stored-files.ts';
import type { Config } from '../config.ts';
import { requireFilesFolder } from '../files/folder-marker.ts';
import { PREPARE_FILE } from '../jobs/prepare-file.ts';
import { writeOnce } from '../write-once.ts';
import { openStorage } from './storage.ts';

const PRIVATE = 0o600;

export type RestoreOrder = {
  readonly config: Config;
  readonly from: string;
  /** Null: the journal that lies beside the backup, if there is one. */
  readonly erasuresFrom: string | null;
  readonly passphrase: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends it between two pieces; everything is taken away again. */
  readonly signal: AbortSignal;
};

export type Restored = Contents & { readonly takenAt: Date; readonly erased: number };

/**
 * Puts a backup into an empty place, paused. Throws BackupRefused.
 *
 * The whole file is read and checked before anything is made, so a wrong passphrase or a damaged file leaves nothing
 * behind; what fails later is taken away again.
 */
export async function restoreInstallation(order: RestoreOrder): Promise<Restored> {
  const { config, from, passphrase } = order;
  const folders = [config.dataDir, config.filesDir];
  await refuseHeld(folders);
  if (config.databaseUrl !== null && !(await isEmptyDatabase(config.databaseUrl))) {
    throw new BackupRefused('place-not-empty', { detail: 'DATABASE_URL' });
  }
  const { installation } = await readSealed(from, passphrase, {
    consume: (frames) =>
      readArchive(withSignal(frames, order.signal), {
        ...countingTaker,
        begin: (found) => admit(found, config),
      }),
  });
  const erased = await listErased(order, installation);
  const place = await takePlace(folders);
  try {
    return await fillPlace(order, erased);
  } catch (error) {
    await place.clear();
    throw error;
  }
}

/** Refuses what this version or these settings cannot hold. */
async function admit(
  { migrations, secret, ...found }: Installation,
  { appSecret, entity }: Config,
): Promise<void> {
  const schema = compareSchema(migrations);
  if (schema !== 'known') {
    throw new BackupRefused(schema === 'newer' ? 'newer-schema' : 'other-schema');
  }
  if (appSecret !== null && appSecret !== secret) {
    throw new BackupRefused('other-secret');
  }
  if (found.entity !== entity) {
    throw new BackupRefused('other-entity', { detail: found.entity });
  }
}

async function listErased(
  { erasuresFrom, from }: RestoreOrder,
  { entity }: Installation,
): Promise<readonly string[]> {
  const erasures = await readErasures(erasuresFrom ?? join(dirname(from), erasureJournalName(entity)));
  return [...new Set(erasures.map(({ contactId }) => contactId))];
}

async function fillPlace(order: RestoreOrder, erased: readonly string[]): Promise<Restored> {
  const { config, log } = order;
  const server =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  const url = config.databaseUrl ?? server?.url ?? '';
  try {
    const restored = await fillDatabase(order, url, erased);
    await takeUpWork(order, restored).catch(async (error: unknown) => {
      await clearDatabase(url);
      throw error;
    });
    return restored;
  } finally {
    await server?.stop();
  }
}

async function fillDatabase(order: RestoreOrder, url: string, erased: readonly string[]): Promise<Restored> {
  const { config, clock, from, passphrase, signal } = order;
  const target: { restoring: Restoring | null } = { restoring: null };
  try {
    const { installation, contents } = await readSealed(from, passphrase, {
      consume: (frames) => readArchive(withSignal(frames, signal), toTaker(config, url, target)),
    });
    const restoring = held(target);
    await restoring.settle(installation.sequences);
    const count = await restoring.eraseContacts(erased);
    const filesMark = await requireFilesFolder(config.filesDir, null, randomUUID());
    await restoring.pause({ at: clock.now(), filesMark });
    if (config.appSecret === null) {
      writeOnce(join(config.dataDir, 'app-secret'), installation.secret, { mode: PRIVATE });
    }
    await restoring.commit();
    return { ...contents, takenAt: new Date(installation.takenAt), erased: count };
  } catch (error) {
    await target.restoring?.discard();
    throw error;
  }
}

function toTaker({ filesDir }: Config, url: string, target: { restoring: Restoring | null }): ArchiveTaker {
  return {
    begin: async ({ migrations }) => {
      target.restoring = await beginRestoring(url, migrations);
    },
    takeTable: (table, pieces) => held(target).loadRows(table, pieces),
    takeFile: (key, pieces) => writeStored(filesDir, key, pieces),
  };
}

function held({ restoring }: { readonly restoring: Restoring | null }): Restoring {
  if (restoring === null) {
    throw new Error('nothing is being restored');
  }
  return restoring;
}

/** Opens the place as the program does, gives the photos that waited their jobs again, and says in the audit what was done. */
async function takeUpWork({ config, clock, log }: RestoreOrder, { takenAt }: Restored): Promise<void> {
  const storage = await openStorage(config, log);
  try {
    await storage.database.prisma.$executeRaw`
      SELECT graphile_worker.add_job(${PREPARE_FILE}, json_build_object('fileId', id), job_key := id::text)
      FROM file WHERE status = 'pending'`;
    await createAuditLog(storage.database.prisma).append({
      at: clock.now(),
      actor: { kind: 'system', id: null },
      action: 'installation.restored',
      subject: 'installation/restored',
      after: { takenAt: takenAt.toISOString() },
    });
  } finally {
    await storage.stop();
  }
}

async function* withSignal<T>(frames: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const frame of frames) {
    signal.throwIfAborted();
    yield frame;
  }
}
