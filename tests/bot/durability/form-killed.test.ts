import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ENOUGH, openForm, PDF, readAcuse, sendForm } from '../../support/filing-form.ts';
import { Program } from '../program.ts';

let database: TestDatabase;
let dataDir: string;
let outsider: pg.Client;
let program: Program;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'vecino-test-'));
  outsider = new pg.Client({ connectionString: database.url });
  await outsider.connect();
});
afterAll(async () => {
  await program.interrupt();
  await outsider.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<string> {
  program = new Program('bot/main.ts', [], { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0' });
  const [origin] = await program.says(/http:\/\/127\.0\.0\.1:\d+/);
  return origin;
}

async function kill(): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended();
}

const countFiled = async () => (await outsider.query('SELECT FROM pqrs')).rowCount;

const isWaiting = async () =>
  (
    await outsider.query(
      "SELECT FROM pg_locks WHERE NOT granted AND locktype IN ('relation', 'tuple', 'transactionid')",
    )
  ).rowCount;

test('a program killed before and after the commit files each form once, with the next number and the same code', async () => {
  const files = [{ name: 'a.pdf', bytes: PDF }];
  let origin = await start();
  const first = readAcuse(await sendForm(origin, { ...ENOUGH, llave: (await openForm(origin)).key }, files));

  const { key: before } = await openForm(origin);
  await outsider.query("BEGIN; SELECT * FROM counter WHERE series = 'pqrs' FOR UPDATE");
  const lost = sendForm(origin, { ...ENOUGH, llave: before }, files).catch(() => null);
  await expect.poll(isWaiting, { timeout: 20_000 }).toBe(1);
  await kill();
  await outsider.query('COMMIT');
  origin = await start();
  const second = await sendForm(origin, { ...ENOUGH, llave: before }, files);

  const { key: after } = await openForm(origin);
  await outsider.query('BEGIN; LOCK TABLE pqrs_annex IN ACCESS EXCLUSIVE MODE');
  const unheard = sendForm(origin, { ...ENOUGH, llave: after }).catch(() => null);
  await expect.poll(countFiled, { timeout: 20_000 }).toBe(3);
  await kill();
  await outsider.query('COMMIT');
  origin = await start();
  const third = await sendForm(origin, { ...ENOUGH, llave: after });
  const again = await sendForm(origin, { ...ENOUGH, llave: after });

  expect([await lost, await unheard]).toEqual([null, null]);
  expect([second.status, third.status]).toEqual([201, 200]);
  expect(
    [first, readAcuse(second), readAcuse(third)].map(({ radicado }) => Number(radicado.slice(-6))),
  ).toEqual([1, 2, 3]);
  expect(readAcuse(again)).toEqual(readAcuse(third));
  expect(await countFiled()).toBe(3);
}, 240_000);
