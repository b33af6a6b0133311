import { randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFiles } from '../../../bot/files/keep-file.ts';
import type { Files } from '../../../bot/files.ts';
import { MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { filesInMemory } from './files-in-memory.ts';

const MEGABYTE = 1024 * 1024;
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const ANA = 'conversation-of-ana';

let memory: ReturnType<typeof filesInMemory>;
let files: Files;
let now: Date;
beforeEach(() => {
  memory = filesInMemory();
  now = new Date('2026-11-23T15:00:00Z');
  files = createFiles({
    store: memory.store,
    files: memory.repository,
    clock: { now: () => now },
    newId: randomUUID,
  });
});

const keep = (bytes: Uint8Array, name = 'foto.jpg') => files.keep({ conversationId: ANA, name, bytes });
const aPhoto = () =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: '#0a6' } })
    .jpeg()
    .toBuffer();
/** A file of a size that begins as its type does. */
const starting = (head: readonly number[], size: number) =>
  Buffer.concat([Buffer.from(head), Buffer.alloc(size)]);

test('a photo is kept byte by byte as it came, and its safe copy is still to be made', async () => {
  const photo = await aPhoto();

  const attachment = await keep(photo);
  const file = await files.findById(attachment.fileId);

  expect(attachment).toMatchObject({
    name: 'foto.jpg',
    mimeType: 'image/jpeg',
    bytes: photo.length,
    pending: true,
  });
  expect(file).toMatchObject({ conversationId: ANA, status: 'pending', preparedKey: null, createdAt: now });
  expect(Buffer.from((await memory.store.read(file?.originalKey ?? '')) ?? []).equals(photo)).toBe(true);
});

test.each([
  ['a PDF', PDF, 'application/pdf'],
  ['a voice note', starting([0x4f, 0x67, 0x67, 0x53], 100), 'audio/ogg'],
])('%s is ready at once', async (_, bytes, mimeType) => {
  expect(await keep(bytes, 'adjunto')).toMatchObject({ mimeType, pending: false });
});

test('the bytes decide what a file is, whatever it is called', async () => {
  expect(await keep(PDF, 'foto.jpg')).toMatchObject({ mimeType: 'application/pdf', name: 'foto.jpg' });
});

describe('a file that is refused leaves nothing behind', () => {
  test.each([
    ['a web page', Buffer.from('<html><script>alert(1)</script></html>'), 'file-type-not-accepted'],
    [
      'a drawing with scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'file-type-not-accepted',
    ],
    ['a program', starting([0x4d, 0x5a, 0x90, 0x00], 100), 'file-type-not-accepted'],
    ['an archive', starting([0x50, 0x4b, 0x03, 0x04], 100), 'file-type-not-accepted'],
    ['nothing', Buffer.alloc(0), 'file-type-not-accepted'],
    ['more than any kind may be', starting([0x25, 0x50, 0x44, 0x46, 0x2d], MAX_FILE_BYTES), 'file-too-large'],
    ['more than a photo may be', starting([0xff, 0xd8, 0xff], 15 * MEGABYTE), 'file-too-large'],
    ['more than a voice note may be', starting([0x4f, 0x67, 0x67, 0x53], 16 * MEGABYTE), 'file-too-large'],
    ['a photo that is only a beginning', starting([0xff, 0xd8, 0xff, 0xe0], 2000), 'file-broken'],
    ['a picture that unfolds to 10,000 million pixels', aBomb(100_000, 100_000), 'file-broken'],
  ])('%s', async (_, bytes, code) => {
    await expect(keep(bytes)).rejects.toMatchObject({ name: 'DomainError', code });
    expect(memory.rows.size + memory.contents.size).toBe(0);
  });
});

describe('a name is only a name', () => {
  test.each([
    ['recibo.pdf', 'recibo.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ana\\recibo.pdf', 'recibo.pdf'],
    ['<img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['recibo\r\nSet-Cookie: a=b.pdf', 'reciboSet-Cookie a=b.pdf'],
    ['recibo\u202Efdp.exe', 'recibofdp.exe'],
    ['\u0000\u0007', 'archivo'],
    ['   ', 'archivo'],
    ['', 'archivo'],
    ['carpeta/', 'archivo'],
    [`${'a'.repeat(500)}.pdf`, `${'a'.repeat(116)}.pdf`],
    ['Factura de señor Núñez 💧.pdf', 'Factura de señor Núñez 💧.pdf'],
  ])('%j is kept as %j', async (name, kept) => {
    expect((await keep(PDF, name)).name).toBe(kept);
  });
});

describe('what one conversation may send in a day', () => {
  test('sixty files; the next day it may again, and others always may', async () => {
    for (let count = 0; count < 60; count += 1) {
      await keep(PDF);
    }

    await expect(keep(PDF)).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(memory.contents.size).toBe(60);
    expect(
      await files.keep({ conversationId: 'conversation-of-luis', name: 'a.pdf', bytes: PDF }),
    ).toBeTruthy();

    now = new Date('2026-11-24T15:00:01Z');

    expect(await keep(PDF)).toBeTruthy();
  });

  test('two hundred megabytes', async () => {
    const large = starting([0x25, 0x50, 0x44, 0x46, 0x2d], 19 * MEGABYTE);
    for (let count = 0; count < 10; count += 1) {
      await keep(large);
    }

    await expect(keep(large)).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(await keep(PDF)).toBeTruthy();
  });
});

test('staff read the safe copy when there is one, else the original, else nothing', async () => {
  const { fileId } = await keep(await aPhoto());
  const pending = await memory.repository.findById(fileId);
  const copy = await memory.store.put(Buffer.from('the safe copy'));
  await memory.repository.markPrepared(fileId, 'ready', copy.key);
  const ready = await memory.repository.findById(fileId);
  const read = async (file: typeof ready) => file && files.read(file);

  expect((await read(pending))?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(Buffer.from((await read(ready)) ?? []).toString()).toBe('the safe copy');

  await memory.store.remove(copy.key);

  expect(await read(ready)).toBeNull();
});

/** A PNG of a few bytes whose header promises this many pixels. */
function aBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    aChunk('IHDR', header),
    aChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    aChunk('IEND', Buffer.alloc(0)),
  ]);
}

function aChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(checksum(body), body.length + 4);
  return chunk;
}

/** CRC-32 as PNG wants it. */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}
