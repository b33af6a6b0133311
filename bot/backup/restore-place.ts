import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupRefused } from './backup-refused.ts';
import { listNames } from './folders.ts';

/** Folders that were empty and are being filled; what was put there can be taken away again. */
export type Place = { readonly clear: () => Promise<void> };

/** Refuses folders that hold anything, and makes those that are missing. Throws BackupRefused `place-not-empty`. */
export async function takePlace(folders: readonly string[]): Promise<Place> {
  await refuseHeld(folders);
  const missing: string[] = [];
  for (const folder of folders) {
    // A folder that was made on the way to another one is missing too.
    missing.push(...((await listNames(folder)) === null ? [folder] : []));
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return {
    clear: async () => {
      for (const folder of [...folders].reverse()) {
        await clearFolder(folder, missing.includes(folder));
      }
    },
  };
}

/** Throws BackupRefused `place-not-empty` with the first folder that holds something. */
export async function refuseHeld(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    if (((await listNames(folder)) ?? []).length > 0) {
      throw new BackupRefused('place-not-empty', { detail: folder });
    }
  }
}

async function clearFolder(folder: string, wasMissing: boolean): Promise<void> {
  for (const name of (await listNames(folder)) ?? []) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  if (wasMissing) {
    await rm(folder, { recursive: true, force: true });
  }
}
