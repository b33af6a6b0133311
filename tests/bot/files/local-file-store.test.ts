import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocalFileStore } from '../../../bot/files/local-file-store.ts';
import type { FileStore } from '../../../domain/messages/file-store.ts';

const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let folder: string;
let outside: string;
let store: FileStore;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'vecino-files-'));
  folder = join(outside, 'files');
  await mkdir(folder);
  store = createLocalFileStore(folder);
});
afterEach(() => rm(outside, { recursive: true, force: true }));

async function* inPieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

test('gives back the same bytes, with their size and their SHA-256', async () => {
  const bytes = randomBytes(300_000);
  const stored = await store.put(bytes);

  expect(Buffer.from((await store.read(stored.key)) ?? []).equals(bytes)).toBe(true);
  expect(stored.bytes).toBe(300_000);
  expect((await store.put(Buffer.from('abc'))).sha256).toBe(ABC_SHA256);
});

test('takes bytes that come in pieces as it takes them whole', async () => {
  const bytes = randomBytes(100_001);
  const whole = await store.put(bytes);
  const pieces = await store.put(inPieces(bytes, 4_096));

  expect(pieces).toMatchObject({ bytes: 100_001, sha256: whole.sha256 });
  expect(pieces.key).not.toBe(whole.key);
});

test('keys are two letters and a UUID, and files belong to their owner only', async () => {
  const { key } = await store.put(Buffer.from('abc'));

  expect(key).toMatch(/^([0-9a-f]{2})\/\1[0-9a-f-]{34}$/);
  expect((await stat(join(folder, key))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, key.slice(0, 2)))).mode & 0o777).toBe(0o700);
});

test('a stream that breaks leaves nothing under a final name', async () => {
  async function* broken(): AsyncIterable<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('the phone lost its network');
  }

  await expect(store.put(broken())).rejects.toThrow('the phone lost its network');
  const left = await readdir(folder, { recursive: true, withFileTypes: true });

  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

test('lists what was put before an instant, and removes what a killed process left half-written', async () => {
  const [old, fresh] = [await store.put(Buffer.from('old')), await store.put(Buffer.from('new'))];
  const longAgo = new Date('2026-01-01T00:00:00Z');
  const half = join(
    folder,
    `${old.key.slice(0, 2)}/${old.key.slice(0, 2)}000000-0000-4000-8000-000000000000.part`,
  );
  await writeFile(half, 'half');
  await writeFile(join(folder, 'vecino-files'), 'mark');
  for (const path of [join(folder, old.key), half, join(folder, 'vecino-files')]) {
    await utimes(path, longAgo, longAgo);
  }
  const listed: string[] = [];
  for await (const key of store.listOlder(new Date('2026-06-01T00:00:00Z'))) {
    listed.push(key);
  }
  const left = await readdir(folder, { recursive: true });

  expect(listed).toEqual([old.key]);
  expect(left).toEqual(expect.arrayContaining([old.key, fresh.key, 'vecino-files']));
  expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a removed file is gone, and removing it again is harmless', async () => {
  const { key } = await store.put(Buffer.from('abc'));

  await store.remove(key);
  await store.remove(key);

  expect(await store.read(key)).toBeNull();
});

describe('a key that the store did not make', () => {
  test.each([
    '../secret',
    'ab/../../secret',
    '..',
    '/etc/passwd',
    '',
    'ab/00000000-0000-0000-0000-000000000000/../../../secret',
    'ab/00000000-0000-0000-0000-000000000000\n',
    'AB/00000000-0000-0000-0000-000000000000',
    'ab\\00000000-0000-0000-0000-000000000000',
    'ab/00000000-0000-0000-0000-00000000000\0',
  ])('%j reads nothing and removes nothing', async (key) => {
    await writeFile(join(outside, 'secret'), 'secret');

    await expect(store.read(key)).rejects.toThrow('not a key');
    expect(() => store.remove(key)).toThrow('not a key');
    expect((await readdir(outside)).toSorted()).toEqual(['files', 'secret']);
  });

  test('is told apart from one that is only missing', async () => {
    expect(await store.read('ab/ab000000-0000-0000-0000-000000000000')).toBeNull();
  });
});
