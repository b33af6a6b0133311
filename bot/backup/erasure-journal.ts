import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErasureJournal, parseErasures, toErasureLine } from '../../domain/people/erasure.ts';
import { BackupRefused } from './backup-refused.ts';
import { syncFolder } from './folders.ts';

const PRIVATE = 0o600;

/** What the journal of an entity is called: it lies in the folder of the backups, so that it is kept with them. */
export function erasureJournalName(entity: string): string {
  return `vecino-${entity}.borrados`;
}

/** The erasures since ever, a line each. What was acknowledged survives a power cut; nothing is ever taken out. */
export function createErasureJournal(folder: string, entity: string): ErasureJournal {
  const path = join(folder, erasureJournalName(entity));
  return {
    append: async (erasure) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(path, 'a+', PRIVATE);
      try {
        await dropTornLine(handle);
        await handle.appendFile(toErasureLine(erasure));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(folder);
    },
    list: () => readErasures(path),
  };
}

/** A line that a dying machine left half-written would spoil the next one. */
async function dropTornLine(handle: FileHandle): Promise<void> {
  const text = await handle.readFile();
  await handle.truncate(text.lastIndexOf('\n') + 1);
}

/** Reads a journal; one that is not there has nothing in it. Throws BackupRefused when a line is not one of ours. */
export async function readErasures(path: string): ReturnType<ErasureJournal['list']> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return '';
    }
    throw new BackupRefused('erasures-not-readable', { detail: path, cause: error });
  });
  const erasures = parseErasures(text);
  if (erasures === null) {
    throw new BackupRefused('erasures-not-readable', { detail: path });
  }
  return erasures;
}
