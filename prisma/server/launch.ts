import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OperationalError } from '../../domain/errors.ts';
import { checkSameCluster } from './accounts.ts';
import { type Cluster, findRememberedPort, rememberPort } from './cluster.ts';
import { runAs } from './identity.ts';
import { findPostmaster, isServerOf, removeStaleLockFile } from './postmaster.ts';
import { type ServerSettings, toArguments } from './settings.ts';

const POLL_MS = 25;
const ATTEMPTS = 5;
const MAX_REFUSALS = 40;
const MAX_LOG_BYTES = 1_000_000;
const LOG_TAIL_CHARS = 2_000;

/** Below every system's range for outgoing connections, so that no client's own socket sits on the server's port. */
const PORTS = { first: 20_000, end: 32_000 };

/** A PostgreSQL that answers. `child` is set when this process launched it. */
export type RunningServer = {
  readonly pid: number;
  readonly port: number;
  readonly child: ChildProcess | null;
};

export type LaunchOptions = {
  readonly cluster: Cluster;
  readonly settings: ServerSettings;
  /** The only acceptable port, when pools of connections already know it. */
  readonly port?: number;
  readonly signal: AbortSignal;
};

/**
 * Returns a server that answers: the one that already runs on this data folder, else one launched here.
 *
 * Two processes may call it at once: PostgreSQL's own lock lets one server live, and the loser attaches to it.
 */
export async function attachOrLaunch(options: LaunchOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const running = (await findAnsweringServer(options)) ?? (await launch(options, attempt));
    if (running) {
      rememberPort(options.cluster, running.port);
      return running;
    }
    await wait(POLL_MS * 2 ** attempt, undefined, { signal: options.signal });
  }
}

/** Waits for a server that starts, recovers or stops; null when none is left. */
async function findAnsweringServer({ cluster, signal }: LaunchOptions): Promise<RunningServer | null> {
  for (let refusals = 0; ; ) {
    const found = findPostmaster(cluster.dataDir);
    if (!found) {
      return null;
    }
    if (found.isReady && (await answers(cluster, found.port, ++refusals))) {
      return { pid: found.pid, port: found.port, child: null };
    }
    await wait(POLL_MS, undefined, { signal });
  }
}

/** A ready server may refuse while it stops or recovers from the crash of a session; one that never accepts is broken. */
async function answers(cluster: Cluster, port: number, attempt: number): Promise<boolean> {
  try {
    await checkSameCluster(cluster, port);
    return true;
  } catch (error) {
    if (attempt >= MAX_REFUSALS) {
      throw error;
    }
    return false;
  }
}

/** Null means that the launch lost a race or a port and may be tried again; after some tries it throws. */
async function launch(options: LaunchOptions, attempt: number): Promise<RunningServer | null> {
  const { cluster } = options;
  removeStaleLockFile(cluster.dataDir);
  const port = options.port ?? (await choosePort(cluster));
  const logStart = trimLog(cluster);
  const child = spawnServer(options, port);
  if (await becomesReady(child, options)) {
    return { pid: child.pid ?? 0, port, child };
  }
  options.signal.throwIfAborted();
  if (attempt < ATTEMPTS) {
    return null;
  }
  const log = readFileSync(logFileOf(cluster)).subarray(logStart).toString('utf8');
  throw new OperationalError(`PostgreSQL did not start: ${log.slice(-LOG_TAIL_CHARS).trim()}`);
}

/**
 * Detached: Ctrl-C in a terminal reaches the whole group of processes, and PostgreSQL must outlive the application's
 * last transaction. Its words go to a file, because a pipe would break when the application dies.
 */
function spawnServer({ cluster, settings }: LaunchOptions, port: number): ChildProcess {
  const log = openSync(logFileOf(cluster), 'a', 0o600);
  try {
    const child = spawn(
      cluster.binaries.postgres,
      ['-D', cluster.dataDir, '-p', String(port), ...toArguments(settings)],
      { ...runAs(cluster.identity), detached: true, stdio: ['ignore', log, log] },
    );
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function becomesReady(child: ChildProcess, { cluster, signal }: LaunchOptions): Promise<boolean> {
  const { pid } = child;
  while (pid && child.exitCode === null && child.signalCode === null) {
    const found = findPostmaster(cluster.dataDir);
    if (found?.pid === pid && found.isReady) {
      return true;
    }
    await wait(POLL_MS);
    if (signal.aborted) {
      child.kill('SIGINT');
    }
  }
  return false;
}

async function choosePort(cluster: Cluster): Promise<number> {
  let port = findRememberedPort(cluster);
  while (port === null || !(await isFree(port))) {
    port = randomInt(PORTS.first, PORTS.end);
  }
  return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function logFileOf(cluster: Cluster): string {
  return path.join(cluster.home, 'server.log');
}

/** Keeps the server's log small; returns where the next run's words begin. */
function trimLog(cluster: Cluster): number {
  const size = statSync(logFileOf(cluster), { throwIfNoEntry: false })?.size ?? 0;
  if (size <= MAX_LOG_BYTES) {
    return size;
  }
  truncateSync(logFileOf(cluster));
  return 0;
}

/**
 * Stops the server of this data folder and returns when it is gone.
 *
 * Fast shutdown first: open transactions are rolled back and a checkpoint is written. A server that does not finish is
 * told to quit at once, which loses nothing committed and makes the next start recover.
 */
export async function stopServer(cluster: Cluster): Promise<void> {
  const found = findPostmaster(cluster.dataDir);
  if (!found) {
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(found.pid, signal);
    if (await isGone(cluster, found.pid)) {
      return;
    }
  }
  throw new OperationalError(`PostgreSQL (process ${found.pid}) does not stop.`);
}

const STOP_POLLS = 1_200;

async function isGone(cluster: Cluster, pid: number): Promise<boolean> {
  for (let poll = 0; poll < STOP_POLLS; poll++) {
    if (!isServerOf(cluster.dataDir, pid)) {
      return true;
    }
    await wait(POLL_MS);
  }
  return false;
}
