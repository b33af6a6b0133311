import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { OperationalError } from '../../../domain/errors.ts';
import type { WebEdge } from '../../../domain/messages/web-edge.ts';
import type { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createPool } from '../../../prisma/pool.ts';
import { createWebEdge } from '../../../prisma/repositories/web-edge.ts';
import { silentLog } from '../../support/log.ts';
import { openSealedDatabase, type SealedDatabase } from '../sealed-database.ts';

const NOW = new Date('2026-03-02T14:00:00Z');
const MONDAY = LocalDate.parse('2026-03-02');
const THURSDAY = LocalDate.parse('2026-03-05');

let db: SealedDatabase;
let edge: WebEdge;

beforeAll(async () => {
  db = await openSealedDatabase();
  edge = createWebEdge(db.database);
});
afterAll(() => db.drop());

const aTicket = (expiresAt = new Date('2026-03-02T14:00:30Z')) => ({ id: randomUUID(), expiresAt });
const afterMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

test('a ticket is spent once, however many show it at once', async () => {
  const ticket = aTicket();
  const answers = await Promise.all(Array.from({ length: 8 }, () => edge.spendTicket(ticket, NOW)));

  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await edge.spendTicket(ticket, NOW)).toBe(false);
  expect(await edge.spendTicket(aTicket(), NOW)).toBe(true);
});

test('tickets that ended long ago are swept, and recent ones are remembered', async () => {
  const [old, recent] = [aTicket(), aTicket(afterMinutes(50))];
  await edge.spendTicket(old, NOW);
  await edge.spendTicket(recent, NOW);
  await Promise.all(
    Array.from({ length: 8 }, () => edge.spendTicket(aTicket(afterMinutes(99)), afterMinutes(90))),
  );
  const kept = (await db.query<{ id: string }>('SELECT id FROM stream_ticket')).map(({ id }) => id);

  expect(kept).not.toContain(old.id);
  expect(kept).toContain(recent.id);
});

test('while the database is away nobody is let in, and the failure is one that passes', async () => {
  const pool = createPool('postgresql://nobody@127.0.0.1:1/none', {
    max: 1,
    applicationName: 'test',
    log: silentLog,
  });
  const away = createWebEdge({ pool: pool as AdoptingPool });

  await expect(away.spendTicket(aTicket(), NOW)).rejects.toThrow(OperationalError);
  await expect(away.countUpload(anUpload)).rejects.toThrow(OperationalError);
  await pool.end();
});

const allowance = { files: 10, bytes: 1000 };
const anUpload = { sender: 'a', on: MONDAY, files: 1, bytes: 10, allowance };

test('uploads at once are all counted, and none is beyond the allowance', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => edge.countUpload(anUpload)));

  expect(answers.filter(Boolean)).toHaveLength(10);
  expect(await edge.countUpload({ ...anUpload, sender: 'b' })).toBe(true);
});

test('what is refused is not counted', async () => {
  const of = (files: number, bytes: number) => edge.countUpload({ ...anUpload, sender: 'c', files, bytes });

  expect([await of(1, 1001), await of(11, 1), await of(2, 990), await of(1, 11), await of(8, 10)]).toEqual([
    false,
    false,
    true,
    false,
    true,
  ]);
});

test('another day begins at nothing and sweeps the days before', async () => {
  await edge.countUpload({ ...anUpload, sender: 'd', files: 10 });
  const next = await edge.countUpload({ ...anUpload, sender: 'd', on: THURSDAY });
  const rows = await db.query('SELECT day::text, sender, files, bytes::int FROM upload_day');

  expect(next).toBe(true);
  expect(rows).toEqual([{ day: '2026-03-05', sender: 'd', files: 1, bytes: 10 }]);
});
