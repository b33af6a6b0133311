import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWithDemo } from '../../bot/compose/seed-demo.ts';
import { createLog } from '../../bot/log.ts';
import { ConversationState } from '../../dialogs/state.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { clockAt } from '../../domain/calendar/clock.ts';
import { computeTerm } from '../../domain/calendar/legal-term.ts';
import { LocalDate, localDateOf } from '../../domain/calendar/local-date.ts';
import { PqrsKind, termOf } from '../../domain/pqrs/peticion.ts';
import { PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { isVerbal, ReceptionChannel } from '../../domain/pqrs/reception.ts';
import { vencimientoOf } from '../../domain/pqrs/vencimiento.ts';
import { assertReplyText } from '../../domain/replies/reply-text.ts';
import { DEMO_STAFF } from '../../prisma/seed/demo/colleagues.ts';
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

type Talk = {
  readonly owner: string;
  readonly assignee_id: string | null;
  readonly waiting_since: Date | null;
  readonly danger: boolean;
  readonly call_phone: string | null;
};

let outside: Awaited<ReturnType<typeof aFolder>>;
const databases: TestDatabase[] = [];
const admitted: string[] = [];

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
      admit: async ({ email }) => {
        admitted.push(email);
        return 'no hash';
      },
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
    'staff_user',
    'team',
    'team_member',
    'reply',
    'reply_version',
    'notification',
    'contact',
    'contact_address',
    'whatsapp_person',
    'consent',
    'conversation',
    'outbox',
    'handoff',
    'question',
    'pqrs',
    'pqrs_intake',
    'file',
    'pqrs_annex',
    'counter',
  ]) {
    const rows = await ask<{ line: string }>(url, `SELECT t::text AS line FROM ${table} t ORDER BY 1`);
    expect(rows.length, table).toBeGreaterThan(0);
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
  expect(
    await ask(demo.url, `SELECT FROM outbox WHERE status NOT IN ('delivered', 'read', 'failed')`),
  ).toEqual([]);
  expect(await ask(demo.url, 'SELECT FROM event WHERE processed_at IS NULL')).toEqual([]);
  expect(await ask(demo.url, `SELECT FROM consent WHERE purpose = 'encuestas' AND granted`)).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
  for (const { sha256, key } of files) {
    const bytes = await readFile(path.join(demo.config.filesDir, key));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
});

test('shows the inbox in each of its states, with what colleagues did in it', async () => {
  const talks = await ask<Talk>(
    demo.url,
    `SELECT c.owner, c.assignee_id, c.waiting_since, h.danger_at IS NOT NULL AS danger, h.call_phone
     FROM conversation c LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL`,
  );
  const acts = await ask<{ act: string }>(
    demo.url,
    `SELECT DISTINCT content #>> '{act,act}' AS act FROM event WHERE kind = 'colleague'`,
  );
  const waits = talks.flatMap(({ waiting_since }) =>
    waiting_since === null ? [] : [(NOW.getTime() - waiting_since.getTime()) / 60_000],
  );

  expect(new Set(talks.map(({ owner }) => owner))).toEqual(new Set(['assistant', 'waiting', 'human']));
  expect(waits.filter((minutes) => minutes > 5).length).toBeGreaterThan(1);
  expect(waits.filter((minutes) => minutes < 5).length).toBeGreaterThan(1);
  expect(talks.filter(({ danger }) => danger)).toHaveLength(1);
  expect(talks.filter(({ call_phone }) => call_phone !== null)).toHaveLength(1);
  expect(talks.filter(({ owner, assignee_id }) => owner === 'human' && assignee_id === null)).toEqual([]);
  expect(acts.map(({ act }) => act).toSorted()).toEqual([
    'answer',
    'assign',
    'deal',
    'end',
    'give-back',
    'note',
    'take',
    'unanswered',
  ]);
  expect(await ask(demo.url, 'SELECT FROM handoff WHERE ended_at < answered_at')).toEqual([]);
});

test('stops a form at a question that the assistant can go on with', async () => {
  const rows = await ask<{ state: { assistant: unknown } }>(
    demo.url,
    `SELECT state FROM conversation WHERE state <> '{}'`,
  );

  expect(rows).toHaveLength(1);
  const [draft] = Object.values(ConversationState.parse(rows[0]?.state.assistant).drafts);
  expect(draft?.answered).toContain('description');
});

test('tells of colleagues only what their rules allow', async () => {
  const versions = await ask<{ text: string; state: string; same: boolean }>(
    demo.url,
    'SELECT text, state, author_id = approver_id AS same FROM reply_version',
  );
  const opened = await ask<{ channel: string; spoken: boolean }>(
    demo.url,
    'SELECT q.channel, i.read_back IS NOT NULL AS spoken FROM pqrs_intake i JOIN pqrs q ON q.id = i.pqrs_id',
  );

  for (const { text } of versions) {
    expect(() => assertReplyText(text)).not.toThrow();
  }
  expect(new Set(versions.map(({ state }) => state))).toEqual(new Set(['proposed', 'approved', 'withdrawn']));
  expect(versions.filter(({ same }) => same)).toEqual([]);
  expect(new Set(opened.map(({ channel }) => channel))).toEqual(new Set(ReceptionChannel.options));
  expect(opened.filter(({ channel, spoken }) => spoken !== isVerbal(channel))).toEqual([]);
});

test('is the same a second time, and never on top of anything', async () => {
  const other = await fill('otra');

  expect(await contentOf(other.url)).toBe(await contentOf(demo.url));
  expect(await other.again()).toBeNull();
  expect(admitted).toHaveLength(2 * DEMO_STAFF.length);
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
