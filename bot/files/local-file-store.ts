import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore, StoredBytes } from '../../domain/messages/file-store.ts';

const KEY = /^[0-9a-f]{2}\/[0-9a-f-]{36}$/;
/** Ends the name of a file that is still being written. */
const PART = '.part';
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
    listOlder: (before) => listOlder(folder, before),
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
  const temporary = join(shelf, `${id}${PART}`);
  const hash = createHash('sha256');
  let total = 0;
  const file = await open(temporary, 'wx', PRIVATE);
  try {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      hash.update(chunk);
      total += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, join(shelf, id));
  await syncFolder(shelf);
  return { key, bytes: total, sha256: hash.digest('hex') };
}

/** Reads shelf after shelf. What a killed process left half-written is removed on the way. */
async function* listOlder(folder: string, before: Date): AsyncIterable<string> {
  for await (const name of listNames(folder)) {
    const path = join(folder, name);
    if (!(await isOlder(path, before))) {
      continue;
    }
    if (KEY.test(name)) {
      yield name;
    } else if (name.endsWith(PART) && KEY.test(name.slice(0, -PART.length))) {
      await rm(path, { force: true });
    }
  }
}

async function* listNames(folder: string): AsyncIterable<string> {
  for await (const shelf of await opendir(folder)) {
    for await (const { name } of shelf.isDirectory() ? await opendir(join(folder, shelf.name)) : []) {
      yield `${shelf.name}/${name}`;
    }
  }
}

async function isOlder(path: string, before: Date): Promise<boolean> {
  const mtime = await stat(path).then(
    (found) => found.mtime,
    () => null,
  );
  return mtime !== null && mtime < before;
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
