import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { OperationalError } from '../../domain/errors.ts';

const execute = promisify(execFile);

/** The user under which PostgreSQL runs; null is the user of this process. */
export type Identity = { readonly uid: number; readonly gid: number } | null;

/** Nothing of the caller's environment reaches PostgreSQL: locale and time zone are the same on every machine. */
const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C', TZ: 'UTC' };

/**
 * Chooses a user that PostgreSQL accepts: it refuses to run as root.
 *
 * As root, the owner of an existing cluster wins, so that an installation once run by a plain user keeps working.
 */
export function chooseIdentity(clusterDir: string): Identity {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid };
  }
  const account = findAccount('postgres') ?? findAccount('nobody');
  if (!account) {
    throw new OperationalError(
      'PostgreSQL cannot run as root, and this machine has neither a "postgres" nor a "nobody" user. ' +
        'Start Vecino as another user, or set DATABASE_URL.',
    );
  }
  return account;
}

/** The options of child_process that make a program run as `identity`, from a folder that everyone can enter. */
export function runAs(identity: Identity): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const options = { cwd: '/', env: SERVER_ENVIRONMENT };
  return identity ? { ...options, ...identity } : options;
}

/** Refuses a data folder that the user of PostgreSQL cannot enter, naming the folder that is in the way. */
export async function checkReachable(folder: string, identity: Identity): Promise<void> {
  if (!identity || (await canEnter(folder, identity))) {
    return;
  }
  let blocked = folder;
  for (
    let parent = path.dirname(blocked);
    !(await canEnter(parent, identity));
    parent = path.dirname(parent)
  ) {
    blocked = parent;
  }
  throw new OperationalError(
    `PostgreSQL runs as user id ${identity.uid}, because it refuses to run as root, and that user cannot enter ` +
      `${blocked}. Set DATA_DIR to a folder outside it (for example /var/lib/vecino), or start Vecino as another user.`,
  );
}

async function canEnter(folder: string, identity: Identity): Promise<boolean> {
  try {
    await execute('/bin/sh', ['-c', 'test -x "$0"', folder], runAs(identity));
    return true;
  } catch {
    return folder === path.dirname(folder);
  }
}

function findAccount(name: string): Identity {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
