import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './folders.ts';

const PIECE_BYTES = 64 * 1024;
const PRIVATE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** The bytes under a key of the folder of files, piece by piece; null when there are none. */
export async function readStored(folder: string, key: string): Promise<AsyncIterable<Uint8Array> | null> {
  const handle = await open(join(folder, key), 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  });
  return handle && createReadStream('', { fd: handle, highWaterMark: PIECE_BYTES });
}

/** Writes bytes under the key that rows name: flushed, and under their final name only when they are whole. */
export async function writeStored(
  folder: string,
  key: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const path = join(folder, key);
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  const handle = await open(`${path}.part`, 'wx', PRIVATE);
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.part`, path);
  await syncFolder(dirname(path));
}
