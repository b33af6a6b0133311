import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { OperationalError } from '../../domain/errors.ts';
import type { Binaries } from './binaries.ts';
import { type Identity, runAs } from './identity.ts';
import { isProcessAlive } from './postmaster.ts';

const execute = promisify(execFile);

/** The administrator of the cluster. The application never uses it: see `appPassword`. */
export const ADMIN_ROLE = 'postgres';

/** A PostgreSQL data folder and all that is needed to run it. */
export type Cluster = {
  /** Our own files: password, remembered port, log. Only `dataDir` belongs to the user of PostgreSQL. */
  readonly home: string;
  /** Real path of PostgreSQL's data folder. */
  readonly dataDir: string;
  readonly adminPassword: string;
  readonly appPassword: string;
  readonly identity: Identity;
  readonly binaries: Binaries;
  readonly isNew: boolean;
};

type Place = { readonly home: string; readonly identity: Identity; readonly binaries: Binaries };

/** The folder that holds the cluster inside the data folder of the application. */
export function homeIn(appDataDir: string): string {
  return path.join(appDataDir, 'postgres');
}

/** The folder that PostgreSQL itself owns. */
export function dataDirIn(home: string): string {
  return path.join(home, 'data');
}

/**
 * Opens the cluster, creating it at the first start.
 *
 * It is made under another name and renamed together with its password, so that a crash leaves no half database and of
 * two processes that start at once one wins and the other uses the winner's.
 */
export async function ensureCluster(place: Place): Promise<Cluster> {
  const isNew = !isCluster(place.home) && (await createCluster(place));
  const adminPassword = readFileSync(path.join(place.home, 'password'), 'utf8');
  return {
    ...place,
    dataDir: realpathSync(dataDirIn(place.home)),
    adminPassword,
    appPassword: createHash('sha256').update(`${adminPassword}:vecino`).digest('base64url'),
    isNew,
  };
}

/** The port of the last run, or null when there was none. */
export function findRememberedPort(cluster: Cluster): number | null {
  const file = path.join(cluster.home, 'port');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || null : null;
}

/** Keeps the port for the next start, so that addresses written down elsewhere stay true. */
export function rememberPort(cluster: Cluster, port: number): void {
  writeFileSync(path.join(cluster.home, 'port'), `${port}\n`);
}

function isCluster(home: string): boolean {
  return existsSync(path.join(dataDirIn(home), 'PG_VERSION'));
}

async function createCluster({ home, identity, binaries }: Place): Promise<boolean> {
  removeAbandonedDrafts(home);
  const draft = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = path.join(draft, 'password');
  try {
    mkdirSync(dataDirIn(draft), { recursive: true });
    chmodSync(draft, 0o711);
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    giveTo(identity, dataDirIn(draft), passwordFile);
    await initialise(binaries, dataDirIn(draft), { identity, passwordFile });
    takeBack(identity, passwordFile);
    return moveIntoPlace(draft, home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * `C.UTF-8` for character classes, because with plain `C` lower(), ILIKE, trigrams and full-text search leave accented
 * letters alone; `C` for the rest, so that sorting does not depend on the machine.
 */
async function initialise(
  { initdb }: Binaries,
  dataDir: string,
  { identity, passwordFile }: { identity: Identity; passwordFile: string },
): Promise<void> {
  const characters = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  const locale = ['--encoding=UTF8', '--locale=C', `--lc-ctype=${characters}`];
  const access = ['-U', ADMIN_ROLE, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await execute(initdb, ['-D', dataDir, ...access, ...locale, '--no-instructions'], runAs(identity));
  } catch (cause) {
    throw new OperationalError('PostgreSQL could not create its data folder (initdb failed).', { cause });
  }
}

function moveIntoPlace(draft: string, home: string): boolean {
  try {
    renameSync(draft, home);
    flushFolder(path.dirname(home));
    return true;
  } catch (cause) {
    if (isCluster(home)) {
      return false;
    }
    throw new OperationalError(`The folder ${home} exists and is not a PostgreSQL cluster. Move it away.`, {
      cause,
    });
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function giveTo(identity: Identity, ...files: string[]): void {
  for (const file of identity ? files : []) {
    chownSync(file, identity?.uid ?? 0, identity?.gid ?? 0);
  }
}

/** Back to this process, so that whoever takes over PostgreSQL cannot plant a link under our hands. */
function takeBack(identity: Identity, file: string): void {
  if (identity) {
    chownSync(file, 0, 0);
  }
}

/** Drafts of processes that died in the middle; those of living processes stay. */
function removeAbandonedDrafts(home: string): void {
  const prefix = `${path.basename(home)}.new-`;
  for (const name of readdirSync(path.dirname(home))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid > 0 && !isProcessAlive(pid)) {
      rmSync(path.join(path.dirname(home), name), { recursive: true, force: true });
    }
  }
}
