import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore, StoredBytes } from '../../domain/messages/file-store.ts';

const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;
const PRIVATE = 0o600;

/**
 * Files in a folder of this machine (or one that several machines share).
 *
 * Bytes are written under a temporary name, flushed, renamed, and the folder flushed too: after `put` a power
 * cut loses nothing, and a half-written file never has a final name.
 */
export function createLocalFileStore(folder: string): FileStore {
  return {
    put: (bytes) => writeDurably(folder, bytes),
    read: async (key) => {
      try {
        return await readFile(pathOf(folder, key));
      } catch (error) {
        if (isMissing(error)) {
          return null;
        }
        throw error;
      }
    },
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  };
}

async function writeDurably(
  folder: string,
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<StoredBytes> {
  const id = randomUUID();
  const key = `${id.slice(0, 2)}/${id}`;
  const shelf = join(folder, id.slice(0, 2));
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  const temporary = join(shelf, `${id}.part`);
  const hash = createHash('sha256');
  let total = 0;
  const file = await open(temporary, 'wx', PRIVATE);
  try {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      hash.update(chunk);
      total += chunk.byteLength;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(shelf, id));
  await syncFolder(shelf);
  return { key, bytes: total, sha256: hash.digest('hex') };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Keys are ours and only ours: anything else would be a path somewhere else. */
function pathOf(folder: string, key: string): string {
  if (!KEY.test(key)) {
    throw new Error('not a key of this store');
  }
  return join(folder, key);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
