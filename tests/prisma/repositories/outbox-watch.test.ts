import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../bot/log.ts';
import { Undeliverable } from '../../../bot/outbox/channel-port.ts';
import { Dispatcher } from '../../../bot/outbox/dispatcher.ts';
import { noProbe } from '../../../bot/probe.ts';
import { createKeys } from '../../../bot/secret.ts';
import { Channel } from '../../../domain/messages/address.ts';
import type { SendClass } from '../../../domain/messages/delivery.ts';
import type { LedgerQuery, RetryIds, RetryStates } from '../../../domain/messages/outbox-watch.ts';
import { LedgerStatus } from '../../../domain/messages/retry.ts';
import { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../../prisma/database.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import { createOutboxStore } from '../../../prisma/outbox-store.ts';
import { poolSettings } from '../../../prisma/pool.ts';
import { createOutboxWatch } from '../../../prisma/repositories/outbox-watch.ts';
import {
  countStatement,
  givenUpStatement,
  ledgerStatement,
  setApartStatement,
} from '../../../prisma/repositories/outbox-watch-rows.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';
import { createEngine, type Engine, echo } from '../../bot/durability/engine.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const ANA = '0b6f0000-0000-4000-8000-000000000001';
const NOTHING: RetryIds = { messages: [], events: [], setApart: [] };
const EVERYTHING: LedgerQuery = {
  channels: Channel.options,
  statuses: LedgerStatus.options,
  before: null,
  limit: 50,
};

let rows: TestDatabase;
let engine: Engine;
let database: Database;
let watch: ReturnType<typeof createOutboxWatch>;
/** What the assistant cannot read. */
let poison = 'veneno';
beforeAll(async () => {
  rows = await createTestDatabase();
  engine = createEngine({
    url: rows.url,
    assistant: echo(async ({ event }) => {
      if (event.content.text === poison) {
        throw new Error('the assistant cannot read this');
      }
      return undefined;
    }),
  });
  database = createDatabase(new AdoptingPool(poolSettings(rows.url, { max: 4, applicationName: 'test' })));
  watch = createOutboxWatch(database.prisma);
});
beforeEach(async () => {
  poison = 'veneno';
  await engine.query(
    'TRUNCATE outbox, event, whatsapp_journal, conversation, contact, whatsapp_person CASCADE',
  );
});
afterAll(async () => {
  await database.close();
  await engine.stop();
  await rows.drop();
});

type Lines = {
  readonly channel?: string;
  readonly class?: SendClass;
  readonly status?: string;
  readonly reason?: string | null;
  readonly attempts?: number;
  readonly at?: string;
  readonly expiresAt?: string | null;
};

/** A conversation on WhatsApp with that many messages of one lane; the ids are in their order. */
async function queue(count: number, lines: Lines = {}): Promise<{ conversation: string; ids: string[] }> {
  const conversation = randomUUID();
  const { channel = 'whatsapp' } = lines;
  await engine.query('INSERT INTO contact (id) VALUES ($1)', [conversation]);
  await engine.query(
    'INSERT INTO conversation (id, channel, address, contact_id) VALUES ($1::uuid, $2, $1::uuid::text, $1::uuid)',
    [conversation, channel],
  );
  await engine.query('INSERT INTO whatsapp_person (id, phone) VALUES ($1, $2)', [
    conversation,
    `57300${Math.floor(Math.random() * 1e7)}@s.whatsapp.net`,
  ]);
  return { conversation, ids: await addTo(conversation, count, lines) };
}

let made = 0;

/** More of them in the same conversation, in whatever lane. */
async function addTo(conversation: string, count: number, lines: Lines = {}): Promise<string[]> {
  const { channel = 'whatsapp', status = 'queued', reason = null, attempts = 0, expiresAt = null } = lines;
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    made += 1;
    const id = `01980000-0000-7000-8000-${String(made).padStart(12, '0')}`;
    await engine.query(
      `INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, status, reason, attempts,
         available_at, created_at, expires_at)
       VALUES ($1, $2::uuid, $3, $4, $2::uuid::text, $5, $6, $7, $8, $9, $10, $10, $11)`,
      [
        ...[id, conversation, made, channel, lines.class ?? 'reply', { text: `m ${made}` }, status, reason],
        ...[attempts, lines.at ?? '2026-11-20T14:00:00Z', expiresAt],
      ],
    );
    ids.push(id);
  }
  return ids;
}

/** Tries everything that is asked again, whatever its verdict. */
const retry = (ids: Partial<RetryIds>, seen: RetryStates[] = []) =>
  watch.retry({
    ids: { ...NOTHING, ...ids },
    at: NOW,
    decide: (states) => {
      seen.push(states);
      const asked = { ...NOTHING, ...ids };
      const audits = [...asked.messages, ...asked.events, ...asked.setApart].map((id) => ({
        ...{ at: NOW, action: 'message.retried' as const, subject: `message/${id.slice(0, 40)}` },
        actor: { kind: 'staff', id: ANA } as const,
      }));
      return { ...asked, audits };
    },
  });

const statusesOf = async (conversation: string) =>
  (
    await engine.query<{ state: string }>(
      `SELECT concat_ws(' ', status, reason) AS state FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
      [conversation],
    )
  ).map(({ state }) => state);

test('the queue is counted by channel and class, and what did not leave since yesterday beside it', async () => {
  const day = '2026-11-20T01:00:00Z';
  const old = '2026-11-18T01:00:00Z';
  const { conversation } = await queue(2, { at: '2026-11-20T13:00:00Z' });
  await addTo(conversation, 1, { attempts: 2 });
  await addTo(conversation, 1, { status: 'sending', attempts: 1, at: old });
  await addTo(conversation, 2, { status: 'failed', reason: 'no-address', at: day });
  await addTo(conversation, 1, { status: 'failed', reason: 'no-address', at: old });
  await addTo(conversation, 1, { status: 'expired', at: old, expiresAt: day });
  await addTo(conversation, 1, { status: 'expired', at: old, expiresAt: old });
  await addTo(conversation, 3, { class: 'proactive', status: 'skipped', reason: 'no-consent', at: day });
  await queue(1, { channel: 'web', status: 'sent' });

  const none = { waiting: 0, sending: 0, retrying: 0, oldestAt: null, failed: 0, skipped: 0, expired: 0 };
  expect(await watch.countQueue(new Date('2026-11-19T15:00:00Z'))).toEqual([
    {
      ...none,
      channel: 'whatsapp',
      class: 'reply',
      waiting: 2,
      sending: 1,
      retrying: 1,
      oldestAt: new Date(old),
      failed: 2,
      expired: 1,
    },
    { ...none, channel: 'whatsapp', class: 'proactive', skipped: 3 },
  ]);
});

test('the ledger is read newest first, page by page, and narrowed by channel and state', async () => {
  const phone = await queue(3, { status: 'delivered', attempts: 1 });
  const web = await queue(2, { channel: 'web', status: 'sent', attempts: 1 });
  await addTo(web.conversation, 1, { channel: 'web' });
  const [failed = ''] = await addTo(phone.conversation, 1, { status: 'failed', reason: 'no-address' });
  const read = async (change: Partial<LedgerQuery>) =>
    (await watch.listLedger({ ...EVERYTHING, ...change })).map(({ id }) => id);
  const newestFirst = [failed, ...web.ids.toReversed(), ...phone.ids.toReversed()];

  const first = await read({ limit: 4 });

  expect(first).toEqual(newestFirst.slice(0, 4));
  expect(await read({ before: first.at(-1) ?? null })).toEqual(newestFirst.slice(4));
  expect(await read({ channels: ['web'] })).toEqual(web.ids.toReversed());
  expect(await read({ statuses: ['failed', 'delivered'], channels: ['whatsapp'] })).toEqual(
    newestFirst.filter((id) => !web.ids.includes(id)),
  );
  const [entry] = await watch.listLedger({ ...EVERYTHING, statuses: ['failed'] });
  expect(entry).toMatchObject({ reason: 'no-address', isSuperseded: false, contactId: phone.conversation });
  expect(entry?.phone).toMatch(/^57300\d+$/);
  expect(JSON.stringify(entry)).not.toContain('m ');
});

test('a message is superseded when a later one of its lane has left, and by nothing else', async () => {
  const { conversation } = await queue(1, { status: 'failed', reason: 'no-address' });
  const isSuperseded = async () =>
    (await watch.listLedger({ ...EVERYTHING, statuses: ['failed'] })).map((entry) => entry.isSuperseded);

  await addTo(conversation, 1, { class: 'case', status: 'sent' });
  await addTo(conversation, 1, { status: 'queued' });
  await addTo(conversation, 1, { status: 'skipped', reason: 'never-wrote' });
  expect(await isSuperseded()).toEqual([false]);

  await addTo(conversation, 1, { status: 'sent' });
  expect(await isSuperseded()).toEqual([true]);
});

test.each([
  ['asked', false],
  ['cancelled', true],
  ['answered', true],
])('a question that is %s: its message is superseded: %s', async (status, isSuperseded) => {
  const { conversation, ids } = await queue(1, { status: 'failed', reason: 'no-address' });
  await engine.query(
    `INSERT INTO question (id, conversation_id, kind, case_ref, status, prompt_id, created_at)
     VALUES (gen_random_uuid(), $1, 'survey.filing', 'ESSMAR-2026-000001', $2, $3, now())`,
    [conversation, status, ids[0]],
  );

  expect(await watch.listLedger(EVERYTHING)).toMatchObject([{ isSuperseded }]);
});

/** Sends everything that it can over a channel that refuses as long as it is told to. */
async function dispatch(refuses: () => boolean): Promise<readonly string[]> {
  const sent: string[] = [];
  const dispatcher = new Dispatcher({
    store: createOutboxStore(database, createContentCodec(createKeys('x'.repeat(32)).sealer)),
    worker: randomUUID(),
    recipient: null,
    clock: { now: () => NOW },
    log: createLog('silent'),
    probe: noProbe,
    channels: [
      {
        channel: 'whatsapp',
        send: async ({ id }) => {
          if (refuses()) {
            throw new Undeliverable('refused-463');
          }
          sent.push(id);
          return { providerId: null };
        },
      },
    ],
  });
  dispatcher.wake();
  await dispatcher.idle();
  await dispatcher.stop();
  return sent;
}

test('a message that was refused is sent after it is tried again, at its place in the lane, and once', async () => {
  const { conversation, ids } = await queue(1);
  let isRefused = true;
  expect(await dispatch(() => isRefused)).toEqual([]);
  expect(await statusesOf(conversation)).toEqual(['failed refused-463']);
  isRefused = false;
  const behind = await addTo(conversation, 1);

  await retry({ messages: ids });
  const { attempts, sent_at: sentAt } = (
    await engine.query<{ attempts: number; sent_at: Date | null }>('SELECT * FROM outbox ORDER BY seq')
  )[0] ?? { attempts: -1, sent_at: NOW };
  expect([attempts, sentAt]).toEqual([0, null]);
  expect(await dispatch(() => isRefused)).toEqual([...ids, ...behind]);

  expect(await statusesOf(conversation)).toEqual(['sent', 'sent']);
  expect(await dispatch(() => isRefused)).toEqual([]);
});

test('two colleagues at once: the second finds the message on its way', async () => {
  const { ids } = await queue(1, { status: 'failed', reason: 'no-address' });
  const seen: RetryStates[] = [];

  await Promise.all([retry({ messages: ids }, seen), retry({ messages: ids }, seen)]);

  expect(seen.map(({ messages }) => messages.map(({ status }) => status)).toSorted()).toEqual([
    ['failed'],
    ['queued'],
  ]);
});

test('a try again and its line in the audit stand or fall together', async () => {
  const { conversation, ids } = await queue(1, { status: 'failed', reason: 'no-address' });
  await engine.query('ALTER TABLE audit RENAME TO nowhere');

  await expect(retry({ messages: ids })).rejects.toThrow();
  await engine.query('ALTER TABLE nowhere RENAME TO audit');

  expect(await statusesOf(conversation)).toEqual(['failed no-address']);
});

test('what the assistant gave up is answered once the cause is mended', async () => {
  const conversation = await engine.open();
  await engine.say(conversation, 'veneno');
  await expect
    .poll(async () => (await engine.lines(conversation)).at(0)?.state, { timeout: 20_000 })
    .toBe('handed-to-human');
  const [entry] = await watch.listGivenUp({ before: null, limit: 50 });
  expect(entry).toMatchObject({
    channel: 'web',
    kind: 'message',
    errors: 3,
    isSuperseded: false,
    phone: null,
  });
  poison = 'nada';

  await retry({ events: [entry?.id ?? ''] });
  engine.messaging.wake(conversation);
  await engine.messaging.idle();

  const lines = await engine.lines(conversation);
  expect(lines.find(({ name }) => name === 'veneno')).toMatchObject({
    state: 'applied',
    attempts: 1,
    errors: 0,
  });
  expect(lines.map(({ name }) => name)).toContain('eco veneno');
  expect(await watch.listGivenUp({ before: null, limit: 50 })).toEqual([]);
});

test('what was given up is superseded by what the person said later and got an answer to', async () => {
  const conversation = await engine.open();
  await engine.say(conversation, 'veneno');
  await expect
    .poll(async () => (await engine.lines(conversation)).at(0)?.state, { timeout: 20_000 })
    .toBe('handed-to-human');

  await engine.say(conversation, 'hola');
  await engine.messaging.idle();

  expect(await watch.listGivenUp({ before: null, limit: 50 })).toMatchObject([{ isSuperseded: true }]);
});

test('a message that was set apart goes back to where the owner of the number finds it, all of its parts', async () => {
  const part = async (chat: string, number: number, quarantined: string | null) =>
    engine.query(
      `INSERT INTO whatsapp_journal (account, chat, participant, from_me, message_id, part, ciphertext_hash, sealed,
         quarantined, epoch) VALUES ('principal', $1, '', false, 'M1', $2, '\\x00', 'x', $3, 1)`,
      [chat, number, quarantined],
    );
  await part('573001112233@s.whatsapp.net', 0, 'refused');
  await part('573001112233@s.whatsapp.net', 1, 'refused');
  await part('573009998877@s.whatsapp.net', 0, null);
  const [entry, ...others] = await watch.listSetApart(10);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ reason: 'refused', phone: '573001112233' });
  expect(entry?.id).toMatch(/^[0-9a-f]{64}$/);
  const seen: RetryStates[] = [];

  await retry({ setApart: [entry?.id ?? ''] }, seen);

  expect(seen[0]?.setApart).toEqual([{ id: entry?.id, reason: 'refused' }]);
  expect(await watch.listSetApart(10)).toEqual([]);
  const open = await engine.query('SELECT FROM whatsapp_journal WHERE quarantined IS NULL');
  expect(open).toHaveLength(3);
});

test('a message that fails and a try again are told to the consoles; one that is skipped is not', async () => {
  const told = async () =>
    (
      await engine.query<{ n: number }>("SELECT count(*)::int AS n FROM live_event WHERE subject = 'outbox'")
    )[0]?.n;
  const before = (await told()) ?? 0;
  const { ids } = await queue(2);

  await engine.query("UPDATE outbox SET status = 'skipped' WHERE id = $1", [ids[1]]);
  expect(await told()).toBe(before);
  await engine.query("UPDATE outbox SET status = 'failed' WHERE id = $1", [ids[0]]);
  expect(await told()).toBe(before + 1);
  await retry({ messages: ids.slice(0, 1) });
  expect(await told()).toBe(before + 2);
});

/** The plan as PostgreSQL makes it with its own settings and for these very values. */
async function planOf(statement: Prisma.Sql): Promise<string> {
  const plan = await database.prisma.$queryRaw<readonly { 'QUERY PLAN': string }[]>(
    Prisma.sql`EXPLAIN ${statement}`,
  );
  return plan.map((row) => row['QUERY PLAN']).join('\n');
}

test('among many messages every question walks along an index', async () => {
  await engine.query(
    `WITH person AS (
       INSERT INTO contact (id) SELECT gen_random_uuid() FROM generate_series(1, 2000) RETURNING id),
     talk AS (
       INSERT INTO conversation (id, channel, address, contact_id) SELECT id, 'whatsapp', id::text, id FROM person
       RETURNING id),
     asked AS (
       INSERT INTO question (id, conversation_id, kind, case_ref, status, prompt_id, created_at)
       SELECT gen_random_uuid(), id, 'survey.filing', n::text, 'answered', gen_random_uuid(), $1
       FROM talk, generate_series(1, 4) n),
     said AS (
       INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at, seq, processed_at, outcome)
       SELECT id, n::text, 'message', '{}', $1, n, $1,
         CASE WHEN random() < 0.004 THEN 'handed-to-human' ELSE 'applied' END
       FROM talk, generate_series(1, 10) n)
     INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, status, available_at, expires_at,
       created_at)
     SELECT gen_random_uuid(), id, n, 'whatsapp', id::text, 'reply', '{}',
       (ARRAY['queued', 'failed', 'expired', 'skipped', 'read'])[least(5, 1 + floor(random() * 800))::int],
       $1::timestamptz - random() * interval '60 days', $1::timestamptz - random() * interval '60 days', $1
     FROM talk, generate_series(1, 10) n`,
    [NOW],
  );
  await engine.query('ANALYZE outbox, event, question, contact, conversation, whatsapp_journal');
  const since = new Date(NOW.getTime() - 86_400_000);
  const before = '01980000-0000-7000-8000-000000000001';

  const plans = await Promise.all(
    [
      ledgerStatement(EVERYTHING),
      ledgerStatement({ ...EVERYTHING, before }),
      ledgerStatement({ ...EVERYTHING, statuses: ['failed', 'skipped'] }),
      givenUpStatement({ before: null, limit: 50 }),
      countStatement(since),
    ].map(planOf),
  );

  expect(plans[0]).toContain('outbox_ledger_idx');
  expect(plans[1]).toContain('outbox_ledger_idx');
  expect(plans[2]).toMatch(/outbox_(ledger|dead)_idx/);
  expect(plans[3]).toContain('event_given_up_idx');
  expect(plans[4]).toMatch(/outbox_lane_idx[\s\S]*outbox_dead_idx[\s\S]*outbox_expired_idx/);
  expect(plans.join('\n')).not.toMatch(/Seq Scan on (outbox|event|question)/);
  expect(await planOf(setApartStatement(100))).toBeTruthy();
});
