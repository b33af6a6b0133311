import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger as GraphileLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

const CONCURRENCY = 2;
const POLL_MS = 5_000;
const RESTART_MS = 1_000;
/** A library that is ending has this long for the jobs under way; then it is left behind. */
const END_GRACE_MS = 10_000;

/** Without a batch, an ending that cannot be written is a rejection that nobody handles, and ends the process. */
const REPORTED_ENDINGS = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** What is done under each name. */
export type Tasks = TaskList;

type Options = {
  readonly pool: Pool;
  readonly tasks: Tasks;
  readonly log: Logger;
  /** Shows that the holder of jobs under this name is alive. */
  readonly hold: (holderId: string) => Promise<void>;
  /** The holder is gone although the process lives: its jobs are free for others. */
  readonly drop: (holderId: string) => Promise<void>;
};

/** The background work of this process. */
export type Worker = { readonly stop: () => Promise<void> };

/**
 * Starts the background work of this process. Jobs are added inside the business transactions that need them.
 *
 * The library gives up as a whole when the database is away while a job ends; it is then started again. When two
 * endings fail at once it waits for itself for ever (it miscounts what is pending), so its end is bounded.
 */
export async function startWorker(options: Options): Promise<Worker> {
  let stopped = false;
  let running = await begin(options);
  const keepRunning = async (): Promise<void> => {
    for (;;) {
      await running.ended;
      if (stopped) {
        return;
      }
      options.log.warn({}, 'background work will be started again');
      await wait(RESTART_MS, undefined, { ref: false });
      running = stopped ? running : await begin(options).catch(() => running);
    }
  };
  const kept = keepRunning();
  return {
    stop: async () => {
      stopped = true;
      await running.stop();
      await kept;
    },
  };
}

type Running = { readonly ended: Promise<void>; readonly stop: () => Promise<void> };

async function begin({ pool, tasks, log, hold, drop }: Options): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const holders: string[] = [];
  events.on('pool:create', ({ workerPool }) => {
    holders.push(workerPool.id);
    void hold(workerPool.id).catch(() => log.warn({}, 'worker presence not held'));
  });
  const ending = new AbortController();
  events.on('pool:gracefulShutdown', () => ending.abort());
  const runner = await run({
    events,
    pgPool: pool,
    taskList: tasks,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: quietLogger(log),
    crontab: '',
    preset: { worker: REPORTED_ENDINGS },
  });
  const ended = Promise.race([runner.promise.catch(() => undefined), leftBehind(ending.signal)]).then(
    async () => {
      await Promise.all(holders.map(drop)).catch(() => log.warn({}, 'worker presence not dropped'));
    },
  );
  return {
    ended,
    stop: async () => {
      void runner.stop().catch(() => undefined);
      await ended;
    },
  };
}

/** Resolves when the library has had its time to end since `signal`. */
async function leftBehind(signal: AbortSignal): Promise<void> {
  await once(signal, 'abort');
  await wait(END_GRACE_MS, undefined, { ref: false });
}

/** The library's own lines name payloads: only its warnings and errors pass, without their data. */
function quietLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level) => {
    if (level === 'error' || level === 'warning') {
      log.warn({ source: 'jobs' }, 'job library reported trouble');
    }
  });
}
