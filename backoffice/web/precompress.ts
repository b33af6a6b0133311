import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|svg)$/;

const ENCODINGS = [
  { extension: 'br', encode: promisify(brotliCompress) },
  { extension: 'gz', encode: promisify(gzip) },
] as const;

/** Leaves every text part of the bundle compressed beside itself, so that the server never compresses anything. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: async ({ dir = '' }) => {
      const folder = path.join(dir, 'assets');
      const names = (await readdir(folder)).filter((name) => TEXT.test(name));
      await Promise.all(names.map((name) => compress(path.join(folder, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  for (const { extension, encode } of ENCODINGS) {
    await writeFile(`${file}.${extension}`, await encode(bytes));
  }
}
