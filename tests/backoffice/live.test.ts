import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff } from '../../backoffice/staff/create-staff.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { createLiveHistory } from '../../prisma/repositories/live-event.ts';
import { createStaffRepository } from '../../prisma/repositories/staff.ts';
import { LiveClient } from '../support/live-client.ts';
import { silentLog } from '../support/log.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';
import {
  aPqrsRow,
  type ConsoleFixture,
  insertConversation,
  openConsole,
  signInAs,
} from './console-fixture.ts';

const LISTENERS = 200;
const STREAMS_A_SESSION = 5;
const WRITERS = 10;
const ROUNDS = 50;
const CHANGES_A_TRANSACTION = 10;
const CHANGES = WRITERS * ROUNDS * CHANGES_A_TRANSACTION;

let fixture: ConsoleFixture;
let origin: string;
const clients: LiveClient[] = [];

beforeAll(async () => {
  fixture = await openConsole({ beatMs: 50 });
  origin = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  for (const client of clients) {
    client.close();
  }
  await fixture.close();
});

async function listenAs(role: StaffRole, { query = '', lastEventId = '' } = {}): Promise<LiveClient> {
  return listenWith(await signInAs(fixture, role), { query, lastEventId });
}

async function listenWith(cookie: string, { query = '', lastEventId = '' } = {}): Promise<LiveClient> {
  const client = new LiveClient(`${origin}/api/v1/events${query}`, { cookie });
  client.lastEventId = lastEventId;
  clients.push(client);
  return client.open();
}

/** Looks until it is so; the test's own time limit ends the looking. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await wait(20);
  }
}

const radicado = (number: number) => `ESSMAR-2026-${String(number).padStart(6, '0')}`;

/** A change that every signed-in colleague hears; what was written before it has been heard when this one is. */
async function mark(listeners: readonly LiveClient[]): Promise<void> {
  const subject = randomUUID();
  await fixture.db.$executeRaw`SELECT announce_live('settings', ${subject}, 'normal', NULL)`;
  await until(() => listeners.every((client) => client.subjects('settings').includes(subject)));
}

test('what two processes change reaches every listener once, though commits come out of order and connections die', async () => {
  const first = await startTestVecino({ settings: { TRUSTED_PROXIES: '127.0.0.1' } });
  const second = await startTestVecino({
    databaseUrl: first.databaseUrl,
    dataDir: first.dataDir,
    settings: { TRUSTED_PROXIES: '127.0.0.1' },
  });
  const listeners = await openListeners([first, second]);

  await changeOutOfOrder(first.databaseUrl, listeners);
  await until(() => listeners.every(({ heard }) => heard.size >= CHANGES));

  const expected = Array.from({ length: CHANGES }, (_, index) => `change-${index}`).toSorted();
  const wrong = listeners.filter(
    (listener) => JSON.stringify(listener.subjects('pqrs').toSorted()) !== JSON.stringify(expected),
  );
  expect(listeners).toHaveLength(LISTENERS);
  expect(wrong).toHaveLength(0);
  for (const listener of listeners) {
    listener.close();
  }
  await second.stop();
  await first.stop();
}, 240_000);

async function openListeners(programs: readonly TestVecino[]): Promise<readonly LiveClient[]> {
  const listeners: LiveClient[] = [];
  const account = await createAccount(programs[0] as TestVecino);
  for (let session = 0; session * STREAMS_A_SESSION < LISTENERS; session += 1) {
    const program = programs[session % programs.length] as TestVecino;
    const cookie = await enter(program, account, `10.3.0.${session + 1}`);
    const opened = Array.from({ length: STREAMS_A_SESSION }, () =>
      new LiveClient(`${program.origin}/api/v1/events`, { cookie }).open(),
    );
    listeners.push(...(await Promise.all(opened)));
  }
  return listeners;
}

async function createAccount({ vecino }: TestVecino): Promise<{ email: string; password: string }> {
  const created = await createStaff(
    { email: 'ana@essmar.test', name: 'Ana Ruiz', role: 'atencion' },
    {
      staff: createStaffRepository(vecino.storage.database.prisma),
      clock: systemClock,
      newId: randomUUID,
    },
  );
  if (created.outcome !== 'created') {
    throw new Error(created.outcome);
  }
  await vecino.storage.database.prisma.staffUser.updateMany({ data: { passwordChangeNeeded: false } });
  return { email: 'ana@essmar.test', password: created.password };
}

async function enter({ origin: at }: TestVecino, account: object, address: string): Promise<string> {
  const response = await fetch(`${at}/api/v1/session`, {
    method: 'POST',
    headers: { origin: at, 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(account),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.slice(0, cookie.indexOf(';')))
    .join('; ');
}

/** Ten transactions at a time, ended in the reverse of the order in which they wrote, while connections are killed. */
async function changeOutOfOrder(url: string, listeners: readonly LiveClient[]): Promise<void> {
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const writer = new pg.Client({ connectionString: url });
      await writer.connect();
      return writer;
    }),
  );
  let next = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const writer of writers) {
      await writer.query('BEGIN');
      await writer.query(
        `SELECT announce_live('pqrs', 'change-' || n, 'normal', NULL) FROM generate_series($1::int, $2::int) n`,
        [next, next + CHANGES_A_TRANSACTION - 1],
      );
      next += CHANGES_A_TRANSACTION;
    }
    for (const writer of writers.toReversed()) {
      await writer.query('COMMIT');
      await wait(round % 3);
    }
    if (round % 10 === 5) {
      await writers[0]?.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'vecino-live' AND datname = current_database()`,
      );
      await Promise.all(listeners.filter((_, index) => index % 7 === 0).map((listener) => listener.cut()));
    }
  }
  await Promise.all(writers.map((writer) => writer.end()));
}

test('a transaction that is still open holds back nothing but its own changes', async () => {
  const listener = await listenAs('atencion');
  const slow = new pg.Client({ connectionString: fixture.databaseUrl });
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query(`SELECT announce_live('pqrs', 'slow', 'normal', NULL)`);

  await mark([listener]);
  const before = listener.subjects('pqrs');
  const returned = await listenAs('atencion', { lastEventId: listener.lastEventId });
  await slow.query('COMMIT');
  await slow.end();
  await until(() => [listener, returned].every((client) => client.subjects('pqrs').includes('slow')));

  expect(before).not.toContain('slow');
});

test('the same change many times in a moment is told once', async () => {
  const listener = await listenAs('atencion');
  const subject = randomUUID();

  await fixture.db.$executeRaw`
    SELECT announce_live('pqrs', ${subject}, 'normal', NULL) FROM generate_series(1, 100)`;
  await mark([listener]);

  expect(listener.subjects('pqrs').filter((one) => one === subject)).toHaveLength(1);
});

test('each table that the console shows tells of its changes, with ids only', async () => {
  const listener = await listenAs('atencion');
  const conversationId = await insertConversation(fixture);
  const { db } = fixture;

  await db.pqrs.create({ data: aPqrsRow({ radicado: radicado(1), petitionerName: 'SECRETO' }) });
  await db.pqrs.update({ where: { radicado: radicado(1) }, data: { status: 'EN_TRAMITE' } });
  await db.conversation.update({ where: { id: conversationId }, data: { owner: 'waiting' } });
  await db.conversation.update({ where: { id: conversationId }, data: { nextSeq: 9 } });
  await db.whatsappAccount.create({ data: { account: 'principal', state: 'open', updatedAt: new Date(0) } });
  await mark([listener]);

  expect(listener.subjects('pqrs')).toContain(radicado(1));
  expect(listener.subjects('conversations')).toEqual([conversationId]);
  expect(listener.subjects('channels')).toEqual(['principal']);
  expect(JSON.stringify([...listener.heard.values()])).not.toContain('SECRETO');
});

test('a guess of the code of an acuse changes no version and tells nobody', async () => {
  const listener = await listenAs('atencion');
  const data = aPqrsRow({ radicado: radicado(2) });
  await fixture.db.pqrs.create({ data });
  await mark([listener]);
  const before = [...listener.heard.keys()];

  await fixture.db.pqrs.update({ where: { id: data.id }, data: { verificationFailures: { increment: 1 } } });
  const guessed = await fixture.db.pqrs.findUniqueOrThrow({ where: { id: data.id } });
  await mark([listener]);
  await fixture.db.pqrs.update({ where: { id: data.id }, data: { status: 'EN_TRAMITE' } });
  const changed = await fixture.db.pqrs.findUniqueOrThrow({ where: { id: data.id } });

  expect([guessed.version, changed.version]).toEqual([1, 2]);
  expect(listener.subjects('pqrs')).toHaveLength(
    before.filter((id) => listener.heard.get(id)?.kind === 'pqrs').length,
  );
});

test('each role hears of what it may read and of nothing else', async () => {
  const [committee, desk, health, admin] = await Promise.all(
    (['comite', 'atencion', 'salud', 'admin'] as const).map((role) => listenAs(role)),
  );
  const all = [committee, desk, health, admin].filter((client) => client !== undefined);

  await fixture.db.pqrs.create({ data: aPqrsRow({ radicado: radicado(3) }) });
  await fixture.db.pqrs.create({ data: aPqrsRow({ radicado: radicado(4), sensitivity: 'health' }) });
  await fixture.createStaff('comite');
  await mark(all);

  const heard = all.map((client) =>
    client.subjects('pqrs').filter((one) => [3, 4].map(radicado).includes(one)),
  );
  expect(heard).toEqual([[], [radicado(3)], [radicado(3), radicado(4)], [radicado(3)]]);
  expect(all.map((client) => client.subjects('staff').length > 0)).toEqual([false, false, false, true]);
});

test('what concerns one colleague is told to that colleague only', async () => {
  const [one, other] = await Promise.all([fixture.createStaff('comite'), fixture.createStaff('comite')]);
  const listener = await listenAs('comite');
  const id = randomUUID();

  await fixture.db.notification.create({
    data: { id, staffId: one.id, kind: 'view-shared', subject: randomUUID(), createdAt: fixture.time.now },
  });
  await mark([listener]);

  expect(other.id).not.toBe(one.id);
  expect(listener.subjects('notifications')).toEqual([]);
});

test('whoever comes back hears what was missed, from the header or from the address', async () => {
  const before = await listenAs('atencion');
  await mark([before]);
  before.close();
  await fixture.db.$executeRaw`SELECT announce_live('pqrs', 'missed', 'normal', NULL)`;

  const byHeader = await listenAs('atencion', { lastEventId: before.lastEventId });
  const byAddress = await listenAs('atencion', { query: `?after=${before.lastEventId}` });

  expect([byHeader, byAddress].map((client) => client.subjects('pqrs').includes('missed'))).toEqual([
    true,
    true,
  ]);
});

test('a place that is not kept any more makes the browser ask for everything again', async () => {
  const present = await listenAs('atencion');
  const [xid = '', seconds = '0'] = present.lastEventId.split('.');
  const dayBefore = `${xid}.${Number(seconds) - 24 * 60 * 60}`;
  const future = `${BigInt(xid) + 1_000_000n}.${seconds}`;

  for (const lastEventId of [dayBefore, future, '0.0', '99999999999999999999.1', 'nada', "1' OR '1'='1"]) {
    const client = await listenAs('atencion', { lastEventId });
    await until(() => client.events.includes('hello'));
    // What comes after the place is new: this very listener is one more colleague who is there.
    expect([lastEventId, ...client.events.slice(0, 2)]).toEqual([lastEventId, 'reset', 'hello']);
    expect(client.subjects('pqrs')).toEqual([]);
  }
});

test('more changes than anybody tells one by one are told as one', async () => {
  const listener = await listenAs('atencion');

  await fixture.db.$executeRaw`
    INSERT INTO live_event (kind, subject) SELECT 'pqrs', 'many-' || n FROM generate_series(1, 6000) n`;
  await fixture.db.$executeRaw`SELECT pg_notify('vecino_live', '')`;
  await until(() => listener.events.includes('reset'));

  expect(listener.subjects('pqrs').filter((subject) => subject.startsWith('many-'))).toEqual([]);
  await fixture.db.$executeRaw`DELETE FROM live_event`;
});

test('a stream ends when its session is revoked, and a listening session is not prolonged', async () => {
  const cookie = await signInAs(fixture, 'atencion');
  const listener = await listenWith(cookie);
  const sessions = await fixture.db.staffSession.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
  await until(() => listener.events.filter((event) => event === 'beat').length >= 2);
  const [later] = await fixture.db.staffSession.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
  expect(later?.expiresAt).toEqual(sessions[0]?.expiresAt);

  await fixture.db.staffSession.deleteMany({ where: { id: sessions[0]?.id ?? '' } });
  await until(() => listener.isOver);

  expect(listener.events.at(-1)).toBe('ended');
  expect((await listenWith(cookie)).status).toBe(401);
});

test('the seventh stream of a session ends its first', async () => {
  const cookie = await signInAs(fixture, 'atencion');
  const streams: LiveClient[] = [];
  for (let opened = 0; opened < 7; opened += 1) {
    streams.push(await listenWith(cookie));
  }
  await until(() => streams[0]?.isOver ?? false);

  expect(streams.map(({ isOver }) => isOver)).toEqual([true, false, false, false, false, false, false]);
});

test('nothing on the way may keep or gather the stream', async () => {
  const { headers } = await listenAs('atencion');

  expect(headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
});

test('the history is kept for a day', async () => {
  const { db, databaseUrl: url } = fixture;
  await db.$executeRaw`
    INSERT INTO live_event (kind, subject, created_at) SELECT 'pqrs', 'old-' || n, clock_timestamp() - n * interval '10 hours'
    FROM generate_series(1, 4) n`;

  await createLiveHistory({ db, url, log: silentLog }).sweep();

  const kept = await db.liveEvent.findMany({
    where: { subject: { startsWith: 'old-' } },
    orderBy: { id: 'asc' },
  });
  expect(kept.map(({ subject }) => subject)).toEqual(['old-1', 'old-2']);
});

test('the console stops while browsers listen', async () => {
  const other = await openConsole();
  const at = await other.app.listen({ host: '127.0.0.1', port: 0 });
  const client = new LiveClient(`${at}/api/v1/events`, { cookie: await signInAs(other, 'atencion') });
  await client.open();

  await other.close();
  await until(() => client.isOver);

  expect(client.events).toEqual(['hello']);
  client.close();
});
