import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { systemClock } from '../../domain/calendar/clock.ts';
import { PROJECT } from '../architecture/project.ts';

const SOURCE = path.join(PROJECT, 'backoffice/web');
const BUILT = path.join(SOURCE, 'static');
/** What the console is bundled from; the packages are pinned beside it. */
const SOURCES = [SOURCE, path.join(PROJECT, 'locales/es-co'), path.join(PROJECT, 'package-lock.json')];
const CACHE = path.join(PROJECT, 'node_modules/.cache/vecino-console');

const KEPT_MS = 2 * 60 * 60 * 1000;

let folder: Promise<string> | undefined;

/**
 * The folder with the console bundled from the source as it is: the one of the last build when nothing has changed
 * since, else one made now and kept for the test files that run after or beside this one.
 */
export function buildTestConsole(): Promise<string> {
  folder ??= find();
  return folder;
}

/** Puts it where the whole program serves it from, for tests that start all of it. */
export async function placeTestConsole(): Promise<void> {
  const made = await buildTestConsole();
  if (made !== BUILT) {
    cpSync(made, BUILT, { recursive: true });
  }
}

async function find(): Promise<string> {
  const files = SOURCES.flatMap(listFiles);
  const manifest = path.join(BUILT, 'manifest.json');
  const changedAt = Math.max(...files.map((file) => statSync(file).mtimeMs));
  if (existsSync(manifest) && statSync(manifest).mtimeMs > changedAt) {
    return BUILT;
  }
  return findOrMake(path.join(CACHE, keyOf(files)));
}

async function findOrMake(place: string): Promise<string> {
  if (existsSync(place)) {
    return place;
  }
  removeOld();
  const making = path.join(CACHE, `making-${randomUUID()}`);
  mkdirSync(making, { recursive: true });
  await buildInto(making);
  moveUnlessMade(making, place);
  return place;
}

/** As an installation has it: under the environment of the tests, the libraries would be those for development. */
async function buildInto(outDir: string): Promise<void> {
  // biome-ignore-start lint/style/noProcessEnv: the bundler reads it from there and from nowhere else.
  const { NODE_ENV } = process.env;
  Object.assign(process.env, { NODE_ENV: 'production' });
  await build({
    configFile: path.join(SOURCE, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  Object.assign(process.env, { NODE_ENV });
  // biome-ignore-end lint/style/noProcessEnv: as above.
}

/** What nobody can be reading any more. */
function removeOld(): void {
  for (const name of existsSync(CACHE) ? readdirSync(CACHE) : []) {
    const old = path.join(CACHE, name);
    if (systemClock.now().getTime() - statSync(old).mtimeMs > KEPT_MS) {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

/** Another test file may have made the same in the meantime. */
function moveUnlessMade(making: string, place: string): void {
  try {
    renameSync(making, place);
  } catch (error) {
    if (!existsSync(place)) {
      throw error;
    }
    rmSync(making, { recursive: true, force: true });
  }
}

function keyOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function listFiles(place: string): readonly string[] {
  if (place === BUILT) {
    return [];
  }
  return statSync(place).isDirectory()
    ? readdirSync(place).flatMap((name) => listFiles(path.join(place, name)))
    : [place];
}
