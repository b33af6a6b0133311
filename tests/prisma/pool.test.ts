import { createServer } from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, isConnectionLoss, isSerializationFailure } from '../../prisma/pool.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { rememberingLog, silentLog } from '../support/log.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createEmptyDatabase();
  pool = createPool(database.url, { max: 3, applicationName: 'pool-test', log: silentLog });
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

test('every connection carries its name and its limits', async () => {
  const { rows } = await pool.query(
    `SELECT current_setting('application_name') AS name, current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle`,
  );

  expect(rows).toEqual([{ name: 'pool-test', statement: '30s', idle: '30s' }]);
});

test('a connection cut by the server is a connection loss, and the pool opens another', async () => {
  const client = await pool.connect();
  const other = await pool.connect();
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  client.on('error', () => undefined);
  const waiting = client.query('SELECT pg_sleep(20)').catch((error: unknown) => error);
  await other.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);

  const error = await waiting;
  client.release(true);
  other.release();

  expect([isConnectionLoss(error), isSerializationFailure(error)]).toEqual([true, false]);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('the loss of an idle connection is logged and harms nothing', async () => {
  const log = rememberingLog();
  const idle = createPool(database.url, { max: 1, applicationName: 'idle', log });
  const { rows } = await idle.query('SELECT pg_backend_pid() AS pid');
  const lost = new Promise((resolve) => idle.once('error', resolve));
  await pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await lost;

  expect((await idle.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect(log.sentences).toEqual(['idle database connection lost']);
  await idle.end();
});

test('a port where nobody listens is a connection loss', async () => {
  const client = new pg.Client({ host: '127.0.0.1', port: await aClosedPort() });

  const error = await client.connect().catch((reason: unknown) => reason);

  expect(isConnectionLoss(error)).toBe(true);
});

test('a deadlock is a serialization failure for exactly one of the two', async () => {
  await pool.query('CREATE TABLE thing AS SELECT id FROM generate_series(1, 2) AS id');
  const [one, other] = [await pool.connect(), await pool.connect()];
  await one.query('BEGIN; UPDATE thing SET id = id WHERE id = 1');
  await other.query('BEGIN; UPDATE thing SET id = id WHERE id = 2');

  const results = await Promise.allSettled([
    one.query('UPDATE thing SET id = id WHERE id = 2').finally(() => one.query('ROLLBACK')),
    other.query('UPDATE thing SET id = id WHERE id = 1').finally(() => other.query('ROLLBACK')),
  ]);
  one.release();
  other.release();

  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(errors.map(isSerializationFailure)).toEqual([true]);
  expect(errors.map(isConnectionLoss)).toEqual([false]);
});

test.each<[string, unknown, { loss: boolean; serialization: boolean }]>([
  [
    'our own wrapper',
    new Error('turn failed', { cause: { code: '57P01' } }),
    { loss: true, serialization: false },
  ],
  ['Prisma, unreachable', { code: 'P1001' }, { loss: true, serialization: false }],
  [
    'Prisma, raw query',
    { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '40001', kind: 'postgres' } } } },
    { loss: false, serialization: true },
  ],
  ['Prisma, write conflict', { code: 'P2034' }, { loss: false, serialization: true }],
  ['lock not available', { code: '55P03' }, { loss: false, serialization: true }],
  ['class 08', { code: '08006' }, { loss: true, serialization: false }],
  ['unique violation', { code: '23505' }, { loss: false, serialization: false }],
  ['statement timeout', { code: '57014' }, { loss: false, serialization: false }],
  ['nothing', undefined, { loss: false, serialization: false }],
])('%s is classified', (_, error, { loss, serialization }) => {
  expect([isConnectionLoss(error), isSerializationFailure(error)]).toEqual([loss, serialization]);
});

function aClosedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 1) : 1));
    });
  });
}
