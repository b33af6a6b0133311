import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../prisma/server/server.ts';
import { silentLog } from '../../support/log.ts';
import { startTestVecino, type TestVecino } from '../../support/vecino.ts';
import { Citizen } from '../../torture/citizen.ts';
import {
  countUnfinished,
  listFileViolations,
  listSessionViolations,
  listStandingViolations,
} from '../../torture/invariants.ts';
import { aPhoto } from '../../torture/kill-loop.ts';

const KILLS = 3;

let dataDir: string;
let server: EmbeddedPostgres;
let app: TestVecino;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-test-'));
  server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  app = await startTestVecino({ databaseUrl: server.url });
});
afterAll(async () => {
  await app.stop();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function readHealth(): Promise<string> {
  const response = await fetch(`${app.origin}/salud`);
  const { status, database } = (await response.json()) as { status: string; database: string };
  return `${response.status} ${status} ${database}`;
}

/** Kills PostgreSQL until somebody who asks has seen that it is away; it is back in about a second. */
async function killUntilNoticed(): Promise<void> {
  for (let kills = 0; kills < 10; kills += 1) {
    process.kill(server.pid, 'SIGKILL');
    for (let look = 0; look < 20; look += 1) {
      if ((await readHealth()) === '503 degraded down') {
        return;
      }
      await sleep(10);
    }
    await expect.poll(readHealth, { timeout: 30_000 }).toBe('200 ok ok');
  }
  throw new Error('nobody noticed that PostgreSQL was killed');
}

async function live(isOver: () => boolean, index: number): Promise<Citizen[]> {
  const photo = await aPhoto();
  const citizens: Citizen[] = [];
  while (!isOver()) {
    const citizen = new Citizen({
      origin: () => app.origin,
      by: index % 2 === 0 ? 'stream' : 'polling',
      photo,
      inPieces: false,
      random: Math.random,
      thinkMs: 60,
    });
    await citizen.arrive();
    await citizen.file();
    await citizen.chatter();
    citizen.rest();
    citizens.push(citizen);
  }
  return citizens;
}

test('PostgreSQL killed under load: the application recovers and has lost nothing that it acknowledged', async () => {
  let over = false;
  const citizens = Promise.all([0, 1, 2, 3].map((index) => live(() => over, index)));
  expect(await readHealth()).toBe('200 ok ok');
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(800);
    await killUntilNoticed();
    await expect.poll(readHealth, { timeout: 30_000 }).toBe('200 ok ok');
  }
  over = true;
  const all = (await citizens).flat();

  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await expect.poll(() => countUnfinished(client), { timeout: 60_000, interval: 250 }).toBe(0);
  const sessions = await Promise.all(all.map((citizen) => citizen.leave()));
  const found = [
    ...(await listStandingViolations(client)),
    ...(await listFileViolations(client, path.join(app.dataDir, 'files'))),
  ];
  for (const session of sessions) {
    found.push(...(await listSessionViolations(client, session)));
  }
  await client.end();
  expect(found).toEqual([]);
  expect(sessions.length).toBeGreaterThanOrEqual(4);
}, 180_000);
