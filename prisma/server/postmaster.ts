import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What PostgreSQL says about itself in its lock file. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean };

/** The living server of this data folder, or null. A lock file left by a dead server counts as no server. */
export function findPostmaster(dataDir: string): Postmaster | null {
  const [pid, , , port, , , , status] = readLockFile(dataDir)?.split('\n') ?? [];
  const found = { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' };
  return found.pid > 0 && found.port > 0 && isServerOf(dataDir, found.pid) ? found : null;
}

/**
 * True while `pid` is a live PostgreSQL of this data folder.
 *
 * The number alone proves nothing: after a crash it may belong to another program, or to a dead process that nobody
 * collected. The command line tells, and unlike a process's folder it is readable without special rights in a container.
 */
export function isServerOf(dataDir: string, pid: number): boolean {
  if (!isProcessAlive(pid)) {
    return false;
  }
  try {
    const [program, ...parameters] = commandLineOf(pid);
    return program?.endsWith('postgres') === true && parameters.includes(dataDir);
  } catch {
    return false;
  }
}

function commandLineOf(pid: number): string[] {
  return process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).split(' ');
}

/** True while a process with this number exists, whoever owns it. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Removes the lock file of a dead server whose number lives on in another program.
 *
 * PostgreSQL itself forgives a lock file whose process is gone, and refuses to start when that number is alive again.
 * A server that starts meanwhile is safe: the file is compared again just before it goes.
 */
export function removeStaleLockFile(dataDir: string): void {
  const content = readLockFile(dataDir);
  const pid = Number.parseInt(content ?? '', 10);
  if (pid > 0 && isProcessAlive(pid) && !isServerOf(dataDir, pid) && readLockFile(dataDir) === content) {
    rmSync(lockFileIn(dataDir), { force: true });
  }
}

function readLockFile(dataDir: string): string | null {
  try {
    return readFileSync(lockFileIn(dataDir), 'utf8');
  } catch {
    return null;
  }
}

function lockFileIn(dataDir: string): string {
  return path.join(dataDir, 'postmaster.pid');
}
