import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorker } from '../../../bot/jobs/worker.ts';
import { createLog } from '../../../bot/log.ts';
import { poolSettings, surviveConnectionLoss } from '../../../prisma/pool.ts';
import { WorkerPresence } from '../../../prisma/worker-presence.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DirectLineClient } from '../../support/direct-line-client.ts';
import { silentLog } from '../../support/log.ts';
import { startTestVecino } from '../../support/vecino.ts';
import { freePort } from '../../torture/free-port.ts';
import { aPhoto } from '../../torture/kill-loop.ts';
import { Victims } from '../../torture/victims.ts';

const A_MINUTE_MS = 60_000;

let database: TestDatabase;
let pool: pg.Pool;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool(poolSettings(database.url, { max: 10, applicationName: 'vecino-test' }));
  surviveConnectionLoss(pool, silentLog);
  surviveConnectionLoss(pool, silentLog);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) {
    await stop();
  }
  await pool.end();
  await database.drop();
});

async function countFiles(): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ status: string; n: number }>(
    'SELECT status, count(*)::int AS n FROM file GROUP BY status',
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

async function present(): Promise<WorkerPresence> {
  const presence = new WorkerPresence({ url: database.url, log: silentLog });
  await presence.start();
  stops.push(() => presence.stop());
  return presence;
}

const BLOCKED = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

async function countBlocked(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n ${BLOCKED}`);
  return rows[0]?.n ?? 0;
}

test('a job held by a killed process is done by another one within a minute', async () => {
  const survivor = await startTestVecino({ databaseUrl: database.url });
  const victims = new Victims({
    settings: {
      DATABASE_URL: database.url,
      DATA_DIR: survivor.dataDir,
      PORT: String(await freePort()),
      LOG_LEVEL: 'silent',
    },
    onWords: () => undefined,
    withSpare: false,
  });
  const victim = await victims.start({ point: 'job-started', at: 1 });
  const citizen = new DirectLineClient(survivor.origin);
  await citizen.open();

  // Both processes take jobs: photos come until the victim has taken one and died of it.
  const photo = await aPhoto();
  let photos = 0;
  while (photos < 40 && (await Promise.race([victim.ended, sleep(20, 'alive')])) === 'alive') {
    photos += 1;
    await citizen.uploadUntilTaken(photo, `photo-${photos}`);
  }
  expect(await victim.ended).toBe('SIGKILL');
  await expect.poll(countFiles, { timeout: A_MINUTE_MS, interval: 250 }).toEqual({ ready: photos });
  await survivor.stop();
}, 180_000);

test('a job that a living process works on is not taken from it', async () => {
  const mine = await present();
  const other = await present();
  let runs = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const runner = await startWorker({
    pool,
    log: createLog('silent'),
    tasks: {
      slow: async () => {
        runs += 1;
        await finished;
      },
    },
    hold: (id) => mine.hold(id),
    drop: (id) => mine.drop(id),
  });
  stops.push(async () => {
    finish();
    await runner.stop();
  });
  await pool.query(`SELECT graphile_worker.add_job('slow')`);
  await expect.poll(() => runs, { timeout: 20_000 }).toBe(1);
  const held = 'SELECT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL';
  expect((await pool.query(held)).rows).toHaveLength(1);
  expect(await other.unlockDead()).toBe(0);
  expect((await pool.query(held)).rows).toHaveLength(1);

  // The process of the first one dies with its connection: now the job is free.
  await mine.stop();
  await expect.poll(() => other.unlockDead()).toBe(1);
});

test('a worker that the library gave up is started again, and its job with it', async () => {
  const presence = await present();
  let runs = 0;
  const runner = await startWorker({
    pool,
    log: createLog('silent'),
    tasks: {
      cut: async () => {
        runs += 1;
        if (runs === 1) {
          // Nobody can write that this job ended: the table is not there for a while.
          await pool.query('ALTER TABLE graphile_worker._private_jobs RENAME TO elsewhere');
        }
      },
    },
    hold: (id) => presence.hold(id),
    drop: (id) => presence.drop(id),
  });
  stops.push(() => runner.stop());
  await pool.query(`SELECT graphile_worker.add_job('cut')`);
  await expect.poll(() => runs, { timeout: 20_000 }).toBe(1);
  await sleep(500);
  await pool.query('ALTER TABLE graphile_worker.elsewhere RENAME TO _private_jobs');
  await expect
    .poll(
      async () => {
        await presence.unlockDead();
        return runs;
      },
      { timeout: 30_000, interval: 200 },
    )
    .toBe(2);
});

test('two jobs whose endings fail at once do not stop the work for good', async () => {
  const presence = await present();
  const endings: (() => void)[] = [];
  let done = 0;
  const runner = await startWorker({
    pool,
    log: createLog('silent'),
    tasks: {
      pair: () => new Promise<void>((resolve) => endings.push(resolve)),
      next: async () => {
        done += 1;
      },
    },
    hold: (id) => presence.hold(id),
    drop: (id) => presence.drop(id),
  });
  await pool.query(`SELECT graphile_worker.add_job('pair'), graphile_worker.add_job('pair')`);
  await expect.poll(() => endings.length, { timeout: 20_000 }).toBe(2);

  // Both endings wait for the same lock when their connections are cut.
  const blocker = await pool.connect();
  await blocker.query('BEGIN; LOCK TABLE graphile_worker._private_jobs');
  for (const [pos, end] of endings.entries()) {
    end();
    // The ending, and the worker's look for another job.
    await expect.poll(countBlocked).toBe(2 * (pos + 1));
  }
  await blocker.query(`SELECT pg_terminate_backend(pid) ${BLOCKED}`);
  await blocker.query('ROLLBACK');
  blocker.release();
  await pool.query(`SELECT graphile_worker.add_job('next')`);

  await expect.poll(() => done, { timeout: A_MINUTE_MS }).toBe(1);
  await runner.stop();
}, 120_000);
