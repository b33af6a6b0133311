import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireFilesFolder } from '../../../bot/files/folder-marker.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vecino-marker-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const REFUSED = { name: 'OperationalError', message: expect.stringContaining('FILES_DIR') };

test('the first start marks the folder, and later ones find their mark', async () => {
  const folder = join(root, 'files');

  const mark = await requireFilesFolder(folder, null, 'mark-1');

  expect(mark).toBe('mark-1');
  expect(await readFile(join(folder, 'vecino-files'), 'utf8')).toBe('mark-1');
  expect(await requireFilesFolder(folder, 'mark-1', 'mark-2')).toBe('mark-1');
});

test('of two machines that start first at once, both take the mark of one', async () => {
  const folder = join(root, 'files');

  const marks = await Promise.all([
    requireFilesFolder(folder, null, 'mark-1'),
    requireFilesFolder(folder, null, 'mark-2'),
  ]);

  expect(new Set(marks)).toHaveLength(1);
});

test('a machine with a folder of its own refuses to start', async () => {
  await requireFilesFolder(join(root, 'shared'), null, 'mark-1');

  await expect(requireFilesFolder(join(root, 'own'), 'mark-1', 'mark-2')).rejects.toMatchObject(REFUSED);
});

test('the folder of another installation is refused', async () => {
  await requireFilesFolder(join(root, 'theirs'), null, 'their-mark');

  await expect(requireFilesFolder(join(root, 'theirs'), 'our-mark', 'x')).rejects.toMatchObject(REFUSED);
});
