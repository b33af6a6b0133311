import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { Radicado } from '../../../domain/pqrs/radicado.ts';
import type { StaffListQuery } from '../../../domain/pqrs/staff-reader.ts';
import { UNANSWERED_STATUSES } from '../../../domain/pqrs/vencimiento.ts';
import { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import { queuedStatement, waitingStatement } from '../../../prisma/repositories/deal.ts';
import { inboxStatement } from '../../../prisma/repositories/inbox-reader.ts';
import { peopleStatement } from '../../../prisma/repositories/person-reader.ts';
import { pageStatement } from '../../../prisma/repositories/pqrs-staff-list.ts';
import { usesStatement } from '../../../prisma/repositories/reply.ts';
import { named, phoneStatement } from '../../../prisma/repositories/search-reader.ts';
import { COLLEAGUES, figuresStatement, TEAMS } from '../../../prisma/repositories/team-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: PrismaClient;
beforeAll(async () => {
  database = await createTestDatabase();
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  await db.$executeRaw`
    INSERT INTO contact (id, created_at)
    SELECT gen_random_uuid(), '2025-01-01'::timestamptz + n * interval '1 hour' FROM generate_series(1, 6000) n`;
  await db.$executeRaw`
    INSERT INTO whatsapp_person (id, phone)
    SELECT gen_random_uuid(), '57300' || lpad(n::text, 7, '0') || '@s.whatsapp.net' FROM generate_series(1, 6000) n`;
  await db.$executeRaw`
    INSERT INTO contact_address (channel, address, contact_id)
    SELECT 'whatsapp', w.id::text, c.id
    FROM (SELECT id, row_number() OVER (ORDER BY phone) AS n FROM whatsapp_person) w
    JOIN (SELECT id, row_number() OVER (ORDER BY created_at) AS n FROM contact) c ON c.n = w.n`;
  await db.$executeRaw`
    INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, channel, status, received_at, due_on,
      rule_version, verification_hash, petitioner_name, contact_id, barrio_id)
    SELECT gen_random_uuid(), 'ESSMAR-2025-' || lpad(n::text, 6, '0'), 'reclamo', 'ley142', true, 'x', 'web',
      CASE WHEN n % 20 = 0 THEN 'RADICADA' ELSE 'CERRADA' END, '2025-01-01'::timestamptz + n * interval '1 hour',
      CASE WHEN n % 50 = 0 THEN NULL ELSE '2025-02-01'::date + (n / 24)::int END, 'r', 'h',
      'Nombre' || (n % 997) || ' Apellido' || (n % 1013), c.id, 'essmar-1-' || (n % 278)
    FROM generate_series(1, 8000) AS x(n)
    LEFT JOIN (SELECT id, row_number() OVER (ORDER BY created_at) AS n FROM contact) c USING (n)`;
  await db.$executeRaw`
    INSERT INTO staff_user (id, name, email, updated_at) VALUES ('ana', 'Ana', 'ana@essmar.test', now())`;
  await db.$executeRaw`
    INSERT INTO team (id, name, position) SELECT gen_random_uuid(), 'Equipo ' || n, n FROM generate_series(1, 5) n`;
  await db.$executeRaw`
    INSERT INTO team_member (team_id, staff_id) SELECT id, 'ana' FROM team WHERE position <= 2`;
  await db.$executeRaw`
    INSERT INTO conversation (id, channel, address, contact_id, heard_at, waiting_since, owner, assignee_id, team_id)
    SELECT gen_random_uuid(), 'web', n::text, id, created_at, CASE WHEN n % 40 = 0 THEN created_at END,
      CASE WHEN n % 40 = 0 THEN 'waiting' ELSE 'assistant' END, CASE WHEN n % 90 = 0 THEN 'ana' END,
      (SELECT t.id FROM team t WHERE n % 8 = 0 AND t.position = 1 + n / 8 % 5)
    FROM (SELECT id, created_at, row_number() OVER (ORDER BY created_at) AS n FROM contact) c`;
  await db.$executeRaw`
    INSERT INTO handoff (id, conversation_id, reason, asked_at, answered_at, answered_by_id, ended_at, ended_how)
    SELECT gen_random_uuid(), id, 'asked', heard_at, heard_at, 'ana', heard_at, 'ended' FROM conversation`;
  await db.$executeRawUnsafe('VACUUM ANALYZE');
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const EVERYTHING: StaffListQuery = {
  statuses: null,
  dueFrom: null,
  dueUntil: null,
  kind: null,
  regime: null,
  channel: null,
  barrioId: null,
  receivedFrom: null,
  receivedBefore: null,
  isReviewed: null,
  withoutHealth: false,
  sort: 'vencimiento',
  cursor: null,
  limit: 50,
};
const BY_DUE = {
  sort: 'vencimiento',
  dueOn: LocalDate.parse('2025-06-01'),
  radicado: Radicado.parse('ESSMAR-2025-003000'),
} as const;
const BY_ARRIVAL = {
  sort: 'recibida',
  receivedAt: new Date('2025-06-01T00:00:00Z'),
  radicado: Radicado.parse('ESSMAR-2025-003000'),
} as const;

/** The plan as PostgreSQL makes it with its own settings and for these very values. */
async function planOf(statement: Prisma.Sql): Promise<string> {
  const rows = await db.$queryRaw<readonly { 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const list = (change: Partial<StaffListQuery>) => pageStatement({ ...EVERYTHING, ...change });
const open = { statuses: UNANSWERED_STATUSES };

test.each([
  ['the open ones, first page', list(open), 'pqrs_open_due_order_idx'],
  ['the open ones, far down', list({ ...open, cursor: BY_DUE }), 'pqrs_open_due_order_idx'],
  ['all of them, first page', list({}), 'pqrs_due_order_idx'],
  ['all of them, far down', list({ cursor: BY_DUE }), 'pqrs_due_order_idx'],
  ['those without term', list({ cursor: { ...BY_DUE, dueOn: null } }), 'pqrs_due_order_idx'],
  ['one state', list({ statuses: ['RADICADA'], cursor: BY_DUE }), /pqrs_(status|open)_due_order_idx/],
  ['the overdue ones', list({ ...open, dueUntil: BY_DUE.dueOn }), 'pqrs_open_due_order_idx'],
  ['the newest', list({ sort: 'recibida' }), 'pqrs_received_order_idx'],
  ['the newest, far down', list({ sort: 'recibida', cursor: BY_ARRIVAL }), 'pqrs_received_order_idx'],
  [
    'those received in some days',
    list({ receivedFrom: new Date('2025-06-01'), receivedBefore: new Date('2025-06-03'), sort: 'recibida' }),
    'pqrs_received_order_idx',
  ],
])('the list walks along an index, without sorting: %s', async (_, statement, index) => {
  const plan = await planOf(statement);

  expect(plan).toMatch(index);
  expect(plan).not.toMatch(/Seq Scan|\bSort\b/);
});

test.each([true, false])(
  'people are read along the index of arrival (with health: %s)',
  async (withHealth) => {
    const query = { limit: 50, withHealth, scope: 'con-pqrs' } as const;
    const cursor = {
      scope: 'con-pqrs',
      receivedAt: BY_ARRIVAL.receivedAt,
      radicado: BY_ARRIVAL.radicado,
    } as const;

    for (const statement of [
      peopleStatement({ ...query, cursor: null }),
      peopleStatement({ ...query, cursor }),
    ]) {
      const plan = await planOf(statement);
      expect(plan).toContain('pqrs_received_order_idx');
      expect(plan).toContain('pqrs_contact_id_received_at_idx');
      expect(plan).not.toContain('Seq Scan');
    }
  },
);

const INBOX = { staffId: 'ana', channel: null, topic: null, withHealth: false, limit: 50 } as const;
const BY_HEARD = { at: new Date('2025-06-01T00:00:00Z'), id: randomUUID() };

test.each([
  ['all', { ...INBOX, view: 'todas', cursor: null }, 'conversation_heard_order_idx'],
  ['all, far down', { ...INBOX, view: 'todas', cursor: BY_HEARD }, 'conversation_heard_order_idx'],
  ['who waits', { ...INBOX, view: 'sin-atender', cursor: null }, 'conversation_unanswered_order_idx'],
  [
    'who waits, far down',
    { ...INBOX, view: 'sin-atender', cursor: BY_HEARD },
    'conversation_unanswered_order_idx',
  ],
  ['of one colleague', { ...INBOX, view: 'mias', cursor: null }, 'conversation_assignee_order_idx'],
  ['of the teams of one', { ...INBOX, view: 'equipo', cursor: null }, 'conversation_team_order_idx'],
  [
    'of the teams of one, far down',
    { ...INBOX, view: 'equipo', topic: 'invoice', cursor: BY_HEARD },
    'conversation_team_order_idx',
  ],
] as const)('the inbox walks along an index: %s', async (_, query, index) => {
  const plan = await planOf(inboxStatement(query));

  expect(plan).toContain(index);
  expect(plan).not.toMatch(/Seq Scan on conversation/);
});

test.each([
  ['of each team', TEAMS],
  ['of each colleague', COLLEAGUES],
])('the figures are read along the indexes of their days: %s', async (_, by) => {
  const since = new Date('2025-09-06T00:00:00Z');
  const plan = await planOf(figuresStatement(by, { since, targetMinutes: 10, withHealth: false }));

  for (const index of ['unanswered_order_idx', 'handoff_answered_at_idx', 'handoff_ended_at_idx']) {
    expect(plan).toContain(index);
  }
  expect(plan).not.toMatch(/Seq Scan on (conversation|handoff)/);
});

test.each([
  ['what one team takes', [{ topics: ['invoice'], takesRest: false }]],
  ['whatever a team takes', [{ topics: [], takesRest: true }]],
] as const)('what waits to be given is read along the index of those who wait: %s', async (_, teams) => {
  const plan = await planOf(waitingStatement(teams.map((team) => ({ ...team, topics: [...team.topics] }))));

  expect(plan).toContain('conversation_unanswered_order_idx');
  expect(plan).not.toMatch(/Seq Scan on conversation/);
});

test('what stands in the queues of teams is read along an index of those who wait', async () => {
  const plan = await planOf(queuedStatement([randomUUID(), randomUUID()]));

  expect(plan).toMatch(/conversation_(unanswered_order|team_order)_idx/);
  expect(plan).not.toMatch(/Seq Scan on (conversation|handoff)/);
});

test('everybody is read along the index of the first contact', async () => {
  const cursor = { scope: 'todas', createdAt: BY_ARRIVAL.receivedAt, id: randomUUID() } as const;

  const plan = await planOf(peopleStatement({ scope: 'todas', cursor, limit: 50, withHealth: false }));

  expect(plan).toContain('contact_created_at_id_idx');
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});

test.each([
  [
    'by radicado',
    Prisma.sql`SELECT p.radicado FROM pqrs p WHERE p.radicado = ANY(${['ESSMAR-2025-000123', 'ESSMAR-2024-000123']})`,
    ['pqrs_radicado_key'],
  ],
  [
    'by name',
    Prisma.sql`SELECT p.radicado FROM pqrs p WHERE ${named(['nombre123', 'apellido'], false, 8)}`,
    ['pqrs_petitioner_words_idx'],
  ],
  ['by phone', phoneStatement('573000000123'), ['whatsapp_person_phone_key', 'contact_address_pkey']],
])('the search uses its index: %s', async (_, statement, indexes) => {
  const plan = await planOf(statement);

  for (const index of indexes) {
    expect(plan).toContain(index);
  }
  expect(plan).not.toContain('Seq Scan');
});

test('the states of the index of open PQRS are those of the law', async () => {
  const [row] = await db.$queryRaw<{ definition: string }[]>`
    SELECT pg_get_indexdef('pqrs_open_due_order_idx'::regclass) AS definition`;
  const inIndex = [...(row?.definition ?? '').matchAll(/'([A-Z_]+)'::text/g)].map(([, status]) => status);

  expect(inIndex.toSorted()).toEqual([...UNANSWERED_STATUSES].toSorted());
});

test('how often a saved reply was used is counted along the index of such answers', async () => {
  await db.$executeRaw`
    INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at, outcome)
    SELECT c.id, 'n' || n, CASE WHEN n % 20 = 0 THEN 'colleague' ELSE 'message' END,
      CASE WHEN n % 40 = 0 THEN jsonb_build_object('text', 'x', 'act', jsonb_build_object('reply', 'r' || n % 1000))
        ELSE '{"text": "x"}'::jsonb END, now(), 'applied'
    FROM generate_series(1, 6000) n, (SELECT id FROM conversation ORDER BY id LIMIT 1) c`;
  await db.$executeRawUnsafe('ANALYZE event');

  const plan = await planOf(usesStatement(['r40', 'r80']));

  expect(plan).toContain('event_reply_idx');
  expect(plan).not.toContain('Seq Scan');
});
