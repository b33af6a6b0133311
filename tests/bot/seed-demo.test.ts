import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWithDemo } from '../../bot/compose/seed-demo.ts';
import { createLog } from '../../bot/log.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { clockAt } from '../../domain/calendar/clock.ts';
import { computeTerm } from '../../domain/calendar/legal-term.ts';
import { LocalDate, localDateOf } from '../../domain/calendar/local-date.ts';
import { PqrsKind, termOf } from '../../domain/pqrs/peticion.ts';
import { PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { vencimientoOf } from '../../domain/pqrs/vencimiento.ts';
import { DEMO_PHONE } from '../../prisma/seed/demo/people.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestVecino } from '../support/vecino.ts';
import { Citizen } from '../torture/citizen.ts';
import { aFolder, ask, configOf } from './backup/installation.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const PQRS = 600;

type Row = {
  readonly kind: string;
  readonly status: string;
  readonly about_service: boolean;
  readonly received_at: Date;
  readonly due_on: string | null;
};

let outside: Awaited<ReturnType<typeof aFolder>>;
const databases: TestDatabase[] = [];
const staffAsked: number[] = [];

async function fill(name: string) {
  const database = await createTestDatabase();
  databases.push(database);
  const config = configOf(database.url, path.join(outside.path, name), {
    APP_SECRET: 'the same secret in both of the places',
  });
  const again = () =>
    fillWithDemo({
      config,
      clock: clockAt(NOW),
      log: createLog('silent'),
      pqrsCount: PQRS,
      addStaff: async () => void staffAsked.push(1),
    });
  return { url: database.url, config, seeded: await again(), again };
}

let demo: Awaited<ReturnType<typeof fill>>;

beforeAll(async () => {
  outside = await aFolder();
  demo = await fill('una');
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await outside.remove();
});

/** All that the demo wrote, in one hash. */
async function contentOf(url: string): Promise<string> {
  const hash = createHash('sha256');
  for (const table of [
    'contact',
    'contact_address',
    'whatsapp_person',
    'consent',
    'conversation',
    'outbox',
    'pqrs',
    'file',
    'pqrs_annex',
    'counter',
  ]) {
    const rows = await ask<{ line: string }>(url, `SELECT t::text AS line FROM ${table} t ORDER BY 1`);
    hash.update(`${table} ${rows.length}\n${rows.map(({ line }) => line).join('\n')}`);
  }
  return hash.digest('hex');
}

test('has every kind and state, with the terms of the law and numbers without a gap', async () => {
  expect(demo.seeded).toEqual({ pqrs: PQRS, people: expect.any(Number) });
  const rows = await ask<Row>(
    demo.url,
    'SELECT kind, status, about_service, received_at, due_on::text FROM pqrs',
  );
  const calendar = createBusinessCalendar({ localNonBusinessDays: [] });
  const wrong = rows.filter(({ kind, about_service, received_at, due_on }) => {
    const { businessDays } = termOf(PqrsKind.parse(kind), { aboutService: about_service });
    const term =
      businessDays === null ? null : computeTerm({ receivedAt: received_at, businessDays, calendar });
    return (term?.dueOn ?? null) !== due_on;
  });
  const standings = rows.map(({ due_on, status }) =>
    vencimientoOf(
      { dueOn: due_on === null ? null : LocalDate.parse(due_on), status: PqrsStatus.parse(status) },
      { today: localDateOf(NOW), calendar },
    ),
  );

  expect(wrong).toEqual([]);
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(PqrsKind.options));
  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set(PqrsStatus.options.filter((s) => s !== 'BORRADOR')),
  );
  expect(new Set(standings.map(({ kind }) => kind))).toEqual(
    new Set(['none', 'answered', 'overdue', 'today', 'urgent', 'soon', 'in-time']),
  );
  expect(rows.every(({ received_at }) => received_at < NOW)).toBe(true);
  expect(
    await ask(
      demo.url,
      `SELECT FROM (SELECT right(radicado, 6)::int AS number,
         row_number() OVER (PARTITION BY substr(radicado, 8, 4) ORDER BY received_at, radicado) AS place FROM pqrs) a
       WHERE number <> place`,
    ),
  ).toEqual([]);
});

test('has only invented telephones, nothing that waits to be sent, and the bytes of its annexes', async () => {
  const people = await ask<{ phone: string }>(demo.url, 'SELECT phone FROM whatsapp_person');
  const files = await ask<{ sha256: string; key: string }>(
    demo.url,
    'SELECT sha256, original_key AS key FROM file',
  );

  expect(people.length).toBeGreaterThan(50);
  expect(people.filter(({ phone }) => !DEMO_PHONE.test(phone))).toEqual([]);
  expect(await ask(demo.url, `SELECT FROM outbox WHERE status NOT IN ('delivered', 'read')`)).toEqual([]);
  expect(await ask(demo.url, 'SELECT FROM event WHERE processed_at IS NULL')).toEqual([]);
  expect(await ask(demo.url, `SELECT FROM consent WHERE purpose = 'encuestas' AND granted`)).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
  for (const { sha256, key } of files) {
    const bytes = await readFile(path.join(demo.config.filesDir, key));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
});

test('is the same a second time, and never on top of anything', async () => {
  const other = await fill('otra');

  expect(await contentOf(other.url)).toBe(await contentOf(demo.url));
  expect(await other.again()).toBeNull();
  expect(staffAsked).toHaveLength(2);
});

test('a citizen then files the next number', async () => {
  const [last] = await ask<{ value: number }>(demo.url, 'SELECT value FROM counter WHERE year = 2026');
  const app = await startTestVecino({
    databaseUrl: demo.url,
    dataDir: demo.config.dataDir,
    settings: { APP_SECRET: demo.config.appSecret ?? '' },
    clock: clockAt(NOW),
  });
  const citizen = new Citizen({
    origin: () => app.origin,
    by: 'polling',
    photo: null,
    inPieces: false,
    random: () => 0,
    thinkMs: 0,
  });
  await citizen.arrive();

  expect(Number((await citizen.file()).slice(-6))).toBe((last?.value ?? 0) + 1);
  await app.stop();
});
