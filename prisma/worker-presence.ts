import type pg from 'pg';
import type { Log } from './log.ts';
import { StandingConnection } from './standing-connection.ts';

const RECONNECT_MS = 1_000;

/**
 * The number of the lock that whoever goes by a name holds while alive; `name` is an SQL expression.
 *
 * Any text gives a number; 7271 keeps them apart from other uses of advisory locks.
 */
export function presenceLock(name: string): string {
  return `hashtextextended(${name}, 7271)`;
}

const LOCK = presenceLock('$1');

type Options = { readonly url: string; readonly log: Log };

/**
 * Shows that the job workers of this process are alive, and frees the jobs of those that are not.
 *
 * Each worker holds an advisory lock on one connection of this process: PostgreSQL drops it the moment the
 * process dies. graphile-worker itself would wait four hours before it takes a dead worker's job again.
 */
export class WorkerPresence {
  readonly #connection: StandingConnection;
  readonly #workerIds = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ url, log }: Options) {
    this.#connection = new StandingConnection({
      url,
      name: 'vecino-presence',
      log,
      reconnectMs: RECONNECT_MS,
      prepare: (client) => this.#holdAll(client),
    });
  }

  start(): Promise<void> {
    return this.#connection.start();
  }

  /** From now on this worker counts as alive for as long as the process does. Jobs name their worker pool. */
  async hold(workerId: string): Promise<void> {
    this.#workerIds.add(workerId);
    await this.#inOrder(async () => {
      await this.#connection.client?.query(`SELECT pg_advisory_lock(${LOCK})`, [workerId]);
    });
  }

  /** This worker is gone although its process lives: whoever looks next frees its jobs. */
  async drop(workerId: string): Promise<void> {
    this.#workerIds.delete(workerId);
    await this.#inOrder(async () => {
      await this.#connection.client?.query(`SELECT pg_advisory_unlock(${LOCK})`, [workerId]);
    });
  }

  /** Frees the jobs of workers whose process is gone; returns how many workers were dead. */
  unlockDead(): Promise<number> {
    return this.#inOrder(() => this.#unlockDead());
  }

  async #unlockDead(): Promise<number> {
    const client = this.#connection.client;
    if (client === null) {
      return 0;
    }
    const { rows } = await client.query<{ worker: string }>(
      `SELECT DISTINCT locked_by AS worker FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`,
    );
    let dead = 0;
    for (const { worker } of rows.filter((row) => !this.#workerIds.has(row.worker))) {
      dead += (await unlockIfDead(client, worker)) ? 1 : 0;
    }
    return dead;
  }

  stop(): Promise<void> {
    return this.#connection.stop();
  }

  async #holdAll(client: pg.Client): Promise<void> {
    for (const workerId of this.#workerIds) {
      await client.query(`SELECT pg_advisory_lock(${LOCK})`, [workerId]);
    }
  }

  /** One use of the connection at a time. */
  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Whoever can take a worker's lock knows that the worker is gone. */
async function unlockIfDead(client: pg.Client, workerId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`, [
    workerId,
  ]);
  if (rows[0]?.taken !== true) {
    return false;
  }
  await client.query('SELECT graphile_worker.force_unlock_workers(ARRAY[$1])', [workerId]);
  await client.query(`SELECT pg_advisory_unlock(${LOCK})`, [workerId]);
  return true;
}
