import { EventEmitter } from 'node:events';
import {
  Logger as GraphileLogger,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

const CONCURRENCY = 2;
const POLL_MS = 5_000;

type Options = {
  readonly pool: Pool;
  readonly tasks: TaskList;
  readonly log: Logger;
  /** Shows that a worker of this process is alive. */
  readonly hold: (workerId: string) => Promise<void>;
};

/** Starts the background work of this process. Jobs are added inside the business transactions that need them. */
export async function startWorker({ pool, tasks, log, hold }: Options): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => {
    void hold(worker.workerId).catch(() => log.warn({}, 'worker presence not held'));
  });
  return run({
    events,
    pgPool: pool,
    taskList: tasks,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: quietLogger(log),
    crontab: '',
  });
}

/** The library's own lines name payloads: only its warnings and errors pass, without their data. */
function quietLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level) => {
    if (level === 'error' || level === 'warning') {
      log.warn({ source: 'jobs' }, 'job library reported trouble');
    }
  });
}
