import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createDeflate, createInflate, type Zlib } from 'node:zlib';
import { BackupRefused } from './backup-refused.ts';
import { type Frame, readFrames } from './frames.ts';
import { type FileKeys, HEADER_BYTES, readHeader } from './header.ts';
import { openStream, sealStream } from './sealed-stream.ts';

const READ_BYTES = 64 * 1024;
/** Most of a backup is photos, which no level makes smaller; rows shrink to a tenth at this one. */
const LEVEL = constants.Z_BEST_SPEED + 2;

/** Told at every step how many bytes are on their way: neither with whoever gives them nor with whoever takes them. */
export type Watch = (bytesInFlight: number) => void;

const unwatched: Watch = () => undefined;

/** Compresses, seals and writes; gives how many bytes the file has. Holds a few chunks, whatever the size. */
export async function writeSealed(
  handle: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  { keys, watch = unwatched }: { readonly keys: FileKeys; readonly watch?: Watch | undefined },
): Promise<number> {
  const deflate = createDeflate({ level: LEVEL, chunkSize: READ_BYTES });
  let written = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    await handle.writeFile(bytes);
    written += bytes.byteLength;
  };
  await write(keys.header);
  await pipeline(
    watchGiven(pieces, deflate, watch),
    deflate,
    (compressed: AsyncIterable<Buffer>) => sealStream(compressed, keys),
    async (sealed: AsyncIterable<Uint8Array>) => {
      for await (const chunk of sealed) {
        watch(inside(deflate) + chunk.byteLength);
        await write(chunk);
      }
    },
  );
  return written;
}

/** Reads a sealed file from its beginning to its end. Throws BackupRefused; nothing of an altered chunk is given. */
export async function readSealed<T>(
  path: string,
  passphrase: string,
  { consume, watch = unwatched }: { consume: (frames: AsyncIterable<Frame>) => Promise<T>; watch?: Watch },
): Promise<T> {
  const keys = await readHeader(await readHead(path), passphrase);
  const inflate = createInflate({ chunkSize: READ_BYTES });
  const source = createReadStream(path, { start: HEADER_BYTES, highWaterMark: READ_BYTES });
  const results: T[] = [];
  await pipeline(
    source,
    (sealed: AsyncIterable<Buffer>) => openStream(sealed, keys),
    inflate,
    async (plain: AsyncIterable<Buffer>) => {
      results.push(
        await consume(readFrames(watchTaken(plain, () => watch(source.readableLength + inside(inflate))))),
      );
    },
  ).catch((error: unknown) => {
    throw isZlibError(error) ? new BackupRefused('altered', { cause: error }) : error;
  });
  const [result] = results;
  if (results.length === 0) {
    throw new BackupRefused('altered');
  }
  return result as T;
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new BackupRefused('not-readable', { detail: path, cause: error });
  }
}

async function* watchGiven(
  pieces: AsyncIterable<Uint8Array>,
  deflate: Zlib & { readonly writableLength: number; readonly readableLength: number },
  watch: Watch,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    watch(inside(deflate) + piece.byteLength);
    yield piece;
  }
}

async function* watchTaken(pieces: AsyncIterable<Buffer>, watch: () => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    watch();
    yield piece;
  }
}

/** What a transformation holds that it was given or has made. */
function inside({
  writableLength,
  readableLength,
}: {
  writableLength: number;
  readableLength: number;
}): number {
  return writableLength + readableLength;
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}
