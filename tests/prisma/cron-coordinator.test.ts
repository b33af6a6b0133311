import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createCronCoordinator } from '../../prisma/cron-coordinator.ts';
import { createPool } from '../../prisma/pool.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url, { max: 5, applicationName: 'test', log: silentLog });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('of several processes that come to the same tick, one runs it', async () => {
  const processes = ['a', 'b', 'c', 'd'].map((owner) =>
    createCronCoordinator({ pool: pool as AdoptingPool }, owner),
  );
  const ticks = ['sweep:2026-11-21T20:08:04.000Z', 'sweep:2026-11-21T20:08:05.000Z'];

  const answers = await Promise.all(
    ticks.map((tick) => Promise.all(processes.map(({ shouldRun }) => shouldRun(tick)))),
  );

  expect(answers.map((ran) => ran.filter(Boolean).length)).toEqual([1, 1]);
});

test('old ticks are forgotten and recent ones are not run again', async () => {
  const coordinator = createCronCoordinator({ pool: pool as AdoptingPool }, 'a');
  await coordinator.shouldRun('old');
  await pool.query(`UPDATE cron_run SET at = now() - interval '3 days' WHERE key = 'old'`);
  await coordinator.shouldRun('recent');

  const pruned = await coordinator.prune(new Date(Date.now() - 24 * 60 * 60 * 1000));

  expect(pruned).toBe(1);
  expect(await coordinator.shouldRun('recent')).toBe(false);
});
