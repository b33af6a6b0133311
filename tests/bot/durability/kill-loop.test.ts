import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { freePort } from '../../torture/free-port.ts';
import { runKillLoop } from '../../torture/kill-loop.ts';

/** More of them in `npm run torture`: each costs a start of the whole program. */
const KILLS_A_POINT = 1;

test('a process killed at every fault point loses nothing and does nothing twice', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-test-'));
  const report = await runKillLoop({
    databaseUrl: database.url,
    dataDir,
    port: await freePort(),
    kills: 6 * KILLS_A_POINT,
    seed: 7,
    citizens: 4,
    withRandom: false,
    killPostgres: null,
    onRound: () => undefined,
  });
  expect(report.violations).toEqual([]);
  expect(report.kills).toEqual({
    stored: KILLS_A_POINT,
    'attempt-counted': KILLS_A_POINT,
    'in-turn': KILLS_A_POINT,
    committed: KILLS_A_POINT,
    'sent-not-settled': KILLS_A_POINT,
    'job-started': KILLS_A_POINT,
  });
  expect(report.filings).toBeGreaterThanOrEqual(4);
  expect(report.photos).toBeGreaterThan(0);
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
}, 240_000);
