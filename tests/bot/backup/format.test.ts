import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFrames, type Frame, readFrames, wordFrame } from '../../../bot/backup/frames.ts';
import { HEADER_BYTES, type KeyCost, newHeader } from '../../../bot/backup/header.ts';
import { readSealed, writeSealed } from '../../../bot/backup/sealed-file.ts';
import { CHUNK_BYTES, FOOTER, openStream, sealStream } from '../../../bot/backup/sealed-stream.ts';

const PASSPHRASE = 'cuatro palabras al azar';
/** A real file costs four thousand times more. */
const CHEAP: KeyCost = { logN: 4, r: 8, p: 1 };
const SEALED_CHUNK = CHUNK_BYTES + 16;
const MEGABYTE = 1024 * 1024;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vecino-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return Buffer.concat(all);
}

async function listFrames(frames: AsyncIterable<Frame>): Promise<readonly Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) {
    all.push(frame);
  }
  return all;
}

/** A sealed file with these bytes as its only data. */
async function sealFile(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  const handle = await open(file, 'w');
  async function* frames(): AsyncGenerator<Uint8Array> {
    yield wordFrame({ hello: 'there' });
    yield* dataFrames(bytes);
  }
  await writeSealed(handle, frames(), { keys: await newHeader(PASSPHRASE, CHEAP) });
  await handle.close();
  return file;
}

const openFile = (file: string, passphrase = PASSPHRASE) =>
  readSealed(file, passphrase, { consume: listFrames });

test('whatever is sealed comes out as it went in, however it is cut into pieces', async () => {
  const keys = await newHeader(PASSPHRASE, CHEAP);
  const sizes = fc.constantFrom(
    0,
    1,
    15,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    2 * CHUNK_BYTES,
    150_000,
  );
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.integer({ min: 1000, max: 200_000 }),
      fc.integer({ min: 1000, max: 200_000 }),
      async (size, cut, cutAgain) => {
        const bytes = randomBytes(size);
        const sealed = await gather(sealStream(piecesOf(bytes, cut), keys));
        expect((await gather(openStream(piecesOf(sealed, cutAgain), keys))).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

/** Every way in which somebody without the key may change what is sealed. */
function alterationsOf(sealed: Buffer, foreign: Buffer): fc.Arbitrary<Buffer> {
  const position = fc.integer({ min: 0, max: sealed.byteLength - 1 });
  const last = sealed.subarray(3 * SEALED_CHUNK, -FOOTER.byteLength);
  const chunk = (from: Buffer, n: number) => from.subarray(n * SEALED_CHUNK, (n + 1) * SEALED_CHUNK);
  const orders = [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 2, 3], [0, 1, 3], [1, 2, 3], [0, 1, 2], [3]];
  const altered = fc.oneof(
    position.map((at) => flip(sealed, at)),
    position.map((at) => sealed.subarray(0, at)),
    position.map((at) => Buffer.concat([sealed.subarray(0, at), FOOTER])),
    fc
      .constantFrom(...orders)
      .map((order) => Buffer.concat([...order.map((n) => (n === 3 ? last : chunk(sealed, n))), FOOTER])),
    fc
      .constantFrom(0, 1, 2)
      .map((n) =>
        Buffer.concat([
          sealed.subarray(0, n * SEALED_CHUNK),
          chunk(foreign, n),
          sealed.subarray((n + 1) * SEALED_CHUNK),
        ]),
      ),
    fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => Buffer.concat([sealed, more])),
  );
  // Cut just before its footer and given one again, it is the very file.
  return altered.filter((bytes) => !bytes.equals(sealed));
}

function flip(bytes: Buffer, at: number): Buffer {
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
  return altered;
}

test('no altered byte, cut, doubled, moved or foreign chunk passes', async () => {
  const keys = await newHeader(PASSPHRASE, CHEAP);
  const plain = randomBytes(3 * CHUNK_BYTES + 500);
  const sealed = await gather(sealStream(piecesOf(plain, 70_000), keys));
  const foreign = await gather(sealStream(piecesOf(plain, 70_000), await newHeader(PASSPHRASE, CHEAP)));
  await fc.assert(
    fc.asyncProperty(alterationsOf(sealed, foreign), async (altered) => {
      await expect(gather(openStream(piecesOf(altered, 50_000), keys))).rejects.toMatchObject({
        name: 'BackupRefused',
        refusal: expect.stringMatching(/^(altered|truncated)$/),
      });
    }),
    { numRuns: 150 },
  );
});

describe('a sealed file is refused with its own reason', () => {
  const at = (bytes: Buffer, position: number) => {
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(position) ^ 0x40, position);
    return altered;
  };
  test.each<readonly [string, (whole: Buffer) => Buffer, string]>([
    ['an empty file', () => Buffer.alloc(0), 'not-a-backup'],
    [
      'a file of something else',
      () => Buffer.from('PK\u0003\u0004 this is another kind of file altogether'),
      'not-a-backup',
    ],
    ['cut in its header', (whole) => whole.subarray(0, HEADER_BYTES - 1), 'truncated'],
    ['cut after its header', (whole) => whole.subarray(0, HEADER_BYTES), 'truncated'],
    ['cut in its first chunk', (whole) => whole.subarray(0, HEADER_BYTES + 100), 'truncated'],
    ['cut between two chunks', (whole) => whole.subarray(0, HEADER_BYTES + SEALED_CHUNK), 'truncated'],
    ['without its last byte', (whole) => whole.subarray(0, -1), 'truncated'],
    ['with something after its end', (whole) => Buffer.concat([whole, Buffer.from('x')]), 'truncated'],
    ['of a format to come', (whole) => at(whole, 16), 'unknown-format'],
    ['with another cost', (whole) => at(whole, 17), 'header-altered'],
    ['with another salt', (whole) => at(whole, 25), 'header-altered'],
    ['with an altered first chunk', (whole) => at(whole, HEADER_BYTES + 5), 'altered'],
    ['with an altered last chunk', (whole) => at(whole, whole.byteLength - FOOTER.byteLength - 3), 'altered'],
  ])('%s', async (name, alter, refusal) => {
    const whole = await readFile(await sealFile('whole', randomBytes(2 * CHUNK_BYTES + 77)));
    const file = path.join(folder, `altered-${name.replaceAll(' ', '-')}`);
    await writeFile(file, alter(whole));

    await expect(openFile(file)).rejects.toMatchObject({ refusal });
  });

  test('with another passphrase', async () => {
    const file = await sealFile('locked', randomBytes(10));

    await expect(openFile(file, 'otras cuatro palabras')).rejects.toMatchObject({
      refusal: 'wrong-passphrase',
    });
    expect(await openFile(file)).toHaveLength(2);
  });

  test('that is not there', async () => {
    await expect(openFile(path.join(folder, 'nowhere'))).rejects.toMatchObject({ refusal: 'not-readable' });
  });
});

test('frames come out as they went in, and anything else is no frame', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.record({ item: fc.string() }))),
      fc.integer({ min: 1, max: 40 }),
      async (parts, cut) => {
        const bytes = Buffer.concat(
          parts.flatMap((part) => (part instanceof Uint8Array ? [...dataFrames(part)] : [wordFrame(part)])),
        );
        const frames = await listFrames(readFrames(piecesOf(bytes, cut)));
        expect(
          frames.map((frame) => (frame.kind === 'data' ? new Uint8Array(frame.bytes) : frame.word)),
        ).toEqual(parts.map((part) => (part instanceof Uint8Array ? part : { ...part })));
      },
    ),
    { numRuns: 60 },
  );
  for (const bytes of [
    'X\u0000\u0000\u0000\u0001x',
    'D\u00ff\u00ff\u00ff\u00ff',
    'J\u0000\u0000\u0000\u0001{',
    'D\u0000',
  ]) {
    await expect(listFrames(readFrames(piecesOf(Buffer.from(bytes, 'latin1'), 3)))).rejects.toMatchObject({
      refusal: 'altered',
    });
  }
});

test('fifty megabytes that do not compress pass through a few hundred kilobytes', async () => {
  const file = path.join(folder, 'big');
  const piece = randomBytes(MEGABYTE / 4);
  const peaks = { writing: 0, reading: 0 };
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < 200; n += 1) {
      piece.writeUInt32BE(n);
      yield* dataFrames(piece);
    }
  }
  const handle = await open(file, 'w');
  await writeSealed(handle, source(), {
    keys: await newHeader(PASSPHRASE, CHEAP),
    watch: (bytes) => {
      peaks.writing = Math.max(peaks.writing, bytes);
    },
  });
  await handle.close();
  const read = await readSealed(file, PASSPHRASE, {
    consume: async (frames) => {
      let bytes = 0;
      for await (const frame of frames) {
        bytes += frame.kind === 'data' ? frame.bytes.byteLength : 0;
      }
      return bytes;
    },
    watch: (bytes) => {
      peaks.reading = Math.max(peaks.reading, bytes);
    },
  });

  expect(read).toBe(50 * MEGABYTE);
  expect((await stat(file)).size).toBeGreaterThan(50 * MEGABYTE);
  expect(peaks.writing).toBeGreaterThan(CHUNK_BYTES);
  expect(peaks.writing).toBeLessThan(8 * CHUNK_BYTES);
  expect(peaks.reading).toBeLessThan(8 * CHUNK_BYTES);
});
