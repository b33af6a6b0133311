import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROJECT = join(import.meta.dirname, '../..');

let origin: 'dist' | 'sources' | null = null;

/** Where programs of ours run from: the build, as an operator's do and in half the time, unless a source is newer. */
export function programsFrom(): 'dist' | 'sources' {
  const { status } =
    origin === null
      ? spawnSync(process.execPath, [join(PROJECT, 'build.mjs'), '--is-current'])
      : { status: null };
  origin ??= status === 0 ? 'dist' : 'sources';
  return origin;
}

/** What Node is called with to run a program, named by its source: `bot/main.ts`, `tests/demo/whatsapp.ts`. */
export function programFile(source: string): readonly string[] {
  const isBuilt = programsFrom() === 'dist';
  if (isBuilt && source.startsWith('bot/')) {
    return [join(PROJECT, 'dist', source.replace(/\.ts$/, '.js'))];
  }
  // Of the tests only what is no TypeScript can run what is built.
  return isBuilt && source.endsWith('.mjs')
    ? [join(PROJECT, source)]
    : ['--import', loader(), join(PROJECT, source)];
}

/** What lets Node read TypeScript, from whatever folder. */
export function loader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
