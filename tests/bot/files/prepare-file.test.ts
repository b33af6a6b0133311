import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { prepareFile } from '../../../bot/jobs/prepare-file.ts';
import { noProbe } from '../../../bot/probe.ts';
import { filesInMemory } from './files-in-memory.ts';

let memory: ReturnType<typeof filesInMemory>;
let prepare: (payload: unknown) => Promise<void>;
beforeEach(() => {
  memory = filesInMemory();
  prepare = prepareFile({ files: memory.repository, store: memory.store, probe: noProbe });
});

async function aPendingFile(bytes: Buffer): Promise<string> {
  const id = randomUUID();
  const { key, sha256 } = await memory.store.put(bytes);
  await memory.repository.insert({
    id,
    conversationId: 'conversation',
    name: 'foto.jpg',
    mimeType: 'image/jpeg',
    bytes: bytes.length,
    sha256,
    status: 'pending',
    originalKey: key,
    preparedKey: null,
    createdAt: new Date('2026-11-23T15:00:00Z'),
  });
  return id;
}

/** What is stored of a file: its row and the bytes of its safe copy. */
async function resultOf(id: string) {
  const row = await memory.repository.findById(id);
  const copy = row?.preparedKey ? await memory.store.read(row.preparedKey) : null;
  return { status: row?.status, copy: copy && Buffer.from(copy) };
}

const aPhoto = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0a6' } });

/** As a phone takes it: turned, with the place and the name of its owner. */
const fromAPhone = () =>
  aPhoto(40, 20)
    .withExif({
      IFD0: { Make: 'Telefono', Artist: 'Rosa Perez' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 14/1 27/1', GPSLongitudeRef: 'W' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test('the safe copy has no place, no name and nothing else that the phone wrote, and stands upright', async () => {
  const original = await fromAPhone();
  const id = await aPendingFile(original);
  const before = await sharp(original).metadata();

  await prepare({ fileId: id });
  const { status, copy } = await resultOf(id);
  const after = await sharp(copy ?? '').metadata();

  expect(before.exif?.toString('latin1')).toContain('Rosa Perez');
  expect(status).toBe('ready');
  expect(after).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
  expect(after.exif).toBeUndefined();
  expect(after.xmp ?? after.iptc).toBeUndefined();
  expect(copy?.toString('latin1')).not.toMatch(/Rosa Perez|Telefono|GPS/);
});

test('the copy is drawn anew: what was hidden after the picture stays behind, and the original is untouched', async () => {
  const original = Buffer.concat([
    await aPhoto(16, 16).jpeg().toBuffer(),
    Buffer.from('<script>oculto</script>'),
  ]);
  const id = await aPendingFile(original);

  await prepare({ fileId: id });
  const { copy } = await resultOf(id);
  const row = await memory.repository.findById(id);

  expect(copy?.includes('oculto')).toBe(false);
  expect(Buffer.from((await memory.store.read(row?.originalKey ?? '')) ?? []).equals(original)).toBe(true);
});

test('a picture of another format becomes a JPEG of a size for a screen', async () => {
  const id = await aPendingFile(await aPhoto(4000, 1000).png().toBuffer());

  await prepare({ fileId: id });
  const { copy } = await resultOf(id);

  expect(await sharp(copy ?? '').metadata()).toMatchObject({ format: 'jpeg', width: 2560, height: 640 });
});

test('a picture that cannot be opened is rejected, and nobody retries', async () => {
  const id = await aPendingFile((await aPhoto(64, 64).png().toBuffer()).subarray(0, 60));

  await prepare({ fileId: id });

  expect(await resultOf(id)).toEqual({ status: 'rejected', copy: null });
});

test('a file without its bytes is rejected', async () => {
  const id = await aPendingFile(await fromAPhone());
  const row = await memory.repository.findById(id);
  await memory.store.remove(row?.originalKey ?? '');

  await prepare({ fileId: id });

  expect((await resultOf(id)).status).toBe('rejected');
});

test('done twice, the first copy stays', async () => {
  const id = await aPendingFile(await fromAPhone());

  await prepare({ fileId: id });
  const first = await memory.repository.findById(id);
  await prepare({ fileId: id });

  expect(await memory.repository.findById(id)).toEqual(first);
});

test('a job for a file that nobody knows does nothing; one that names none is a bug', async () => {
  await prepare({ fileId: randomUUID() });
  await expect(prepare({ file: 'x' })).rejects.toThrow();

  expect(memory.contents.size).toBe(0);
});
