import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BackupRetention,
  backupNameOf,
  listExpiredBackups,
  parseBackupName,
} from '../../domain/backup/backup-file.ts';
import type { Snapshot } from '../../domain/backup/snapshot.ts';
import { type Contents, countingTaker, readArchive, writeArchive } from './archive.ts';
import { BackupRefused } from './backup-refused.ts';
import { listNames, syncFolder } from './folders.ts';
import { KEY_COST, type KeyCost, newHeader } from './header.ts';
import { readSealed, type Watch, writeSealed } from './sealed-file.ts';
import { readStored } from './stored-files.ts';

const PRIVATE = 0o600;
const DAY_MS = 24 * 60 * 60 * 1000;
const PART = /^\.vecino-[a-z0-9-]+-\d{8}T\d{6}Z\.respaldo\.part$/;

export type BackupOrder = {
  readonly folder: string;
  readonly entity: string;
  readonly takenAt: Date;
  readonly snapshot: Snapshot;
  readonly secret: string;
  readonly filesDir: string;
  readonly passphrase: string;
  readonly cost?: KeyCost;
  readonly watch?: Watch;
};

export type MadeBackup = Contents & { readonly name: string; readonly path: string; readonly bytes: number };

/**
 * Makes one backup: written under another name, flushed, read back whole, and only then given its name.
 *
 * Whatever goes wrong, no file has the name of a backup that is none.
 */
export async function makeBackup(order: BackupOrder): Promise<MadeBackup> {
  const name = backupNameOf(order.entity, order.takenAt);
  const path = join(order.folder, name);
  const part = join(order.folder, `.${name}.part`);
  await removeAbandoned(order);
  const handle = await openTarget(order.folder, part);
  try {
    const { bytes, contents } = await writeAll(handle, order);
    const read = await checkBackup(part, order.passphrase, order.watch);
    if (JSON.stringify(read) !== JSON.stringify(contents)) {
      throw new BackupRefused('altered', { detail: name });
    }
    await rename(part, path);
    await syncFolder(order.folder);
    return { ...contents, name, path, bytes };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Reads a backup from its beginning to its end and gives what it holds. Throws BackupRefused when it is not whole. */
export async function checkBackup(path: string, passphrase: string, watch?: Watch): Promise<Contents> {
  const { contents } = await readSealed(path, passphrase, {
    consume: (frames) => readArchive(frames, countingTaker),
    ...(watch && { watch }),
  });
  return contents;
}

/** Removes the backups of an entity that are too many; gives how many there were. */
export async function removeExpired(folder: string, entity: string, keep: BackupRetention): Promise<number> {
  const files = ((await listNames(folder)) ?? []).flatMap((name) => parseBackupName(name) ?? []);
  const expired = listExpiredBackups(files, entity, keep);
  for (const { name } of expired) {
    await rm(join(folder, name), { force: true });
  }
  return expired.length;
}

async function openTarget(folder: string, part: string): Promise<FileHandle> {
  try {
    return await open(part, 'wx', PRIVATE);
  } catch (error) {
    throw new BackupRefused('target-not-usable', { detail: folder, cause: error });
  }
}

async function writeAll(
  handle: FileHandle,
  { snapshot, entity, takenAt, secret, filesDir, passphrase, cost = KEY_COST, watch }: BackupOrder,
): Promise<{ readonly bytes: number; readonly contents: Contents }> {
  try {
    const archive = writeArchive({
      snapshot,
      installation: { entity, takenAt: takenAt.toISOString(), secret },
      readFile: (key) => readStored(filesDir, key),
    });
    const keys = await newHeader(passphrase, cost);
    const bytes = await writeSealed(handle, archive.pieces, { keys, watch });
    await handle.sync();
    return { bytes, contents: archive.contents() };
  } finally {
    await handle.close();
  }
}

/** What a killed process left half-written a day ago is of no use to anybody. */
async function removeAbandoned({ folder, takenAt }: Pick<BackupOrder, 'folder' | 'takenAt'>): Promise<void> {
  for (const name of ((await listNames(folder)) ?? []).filter((each) => PART.test(each))) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && takenAt.getTime() - found.mtimeMs > DAY_MS) {
      await rm(join(folder, name), { force: true });
    }
  }
}
