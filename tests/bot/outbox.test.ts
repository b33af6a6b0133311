import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../bot/log.ts';
import { Undeliverable } from '../../bot/outbox/channel-port.ts';
import { Dispatcher } from '../../bot/outbox/dispatcher.ts';
import { noProbe } from '../../bot/probe.ts';
import { createKeys } from '../../bot/secret.ts';
import { OperationalError } from '../../domain/errors.ts';
import { plainText } from '../../domain/messages/content.ts';
import type { ClaimedMessage, OutboxStore } from '../../domain/messages/outbox-store.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createOutboxStore } from '../../prisma/outbox-store.ts';
import { poolSettings, surviveConnectionLoss } from '../../prisma/pool.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const START = new Date('2026-11-20T15:00:00Z');
const LEASE_SECONDS = 10;

let database: TestDatabase;
let pool: AdoptingPool;
let store: OutboxStore;
let now: Date;
const dispatchers: Dispatcher[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new AdoptingPool(poolSettings(database.url, { max: 10, applicationName: 'vecino-test' }));
  surviveConnectionLoss(pool, silentLog);
  store = createOutboxStore({ pool }, createContentCodec(createKeys('x'.repeat(32)).sealer));
  now = START;
});
afterEach(async () => {
  await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.stop()));
  await pool.end();
  await database.drop();
});

type Queued = { readonly class?: string; readonly expiresAt?: Date; readonly status?: string };

/** A lane of one person, with messages in it. Returns the conversation. */
async function queue(texts: readonly string[], { class: lane = 'reply', expiresAt, status }: Queued = {}) {
  const conversation = randomUUID();
  const contact = randomUUID();
  await pool.query('INSERT INTO contact (id) VALUES ($1)', [contact]);
  await pool.query(`INSERT INTO conversation (id, channel, address, contact_id) VALUES ($1, 'web', $2, $3)`, [
    conversation,
    conversation,
    contact,
  ]);
  await pool.query(
    `INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, status, available_at, expires_at, created_at)
     SELECT gen_random_uuid(), $1::uuid, place, 'web', $1::uuid::text, $2, content, $3, $4, $5, $4
     FROM jsonb_array_elements($6::jsonb) WITH ORDINALITY AS x(content, place)`,
    [conversation, lane, status ?? 'queued', START, expiresAt ?? null, JSON.stringify(texts.map(plainText))],
  );
  return conversation;
}

async function statuses(conversation: string): Promise<string[]> {
  const { rows } = await pool.query<{ status: string }>(
    `SELECT status || coalesce(': ' || reason, '') AS status FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
    [conversation],
  );
  return rows.map(({ status }) => status);
}

const claim = (worker: string, limit = 50, recipient: string | null = null) =>
  store.claim({ worker, limit, recipient, channels: ['web'], leaseSeconds: LEASE_SECONDS, now });
const textsOf = (messages: readonly ClaimedMessage[]): string[] =>
  messages.map(({ content }) => content.text);
const settleAsSent = (worker: string, messages: readonly ClaimedMessage[]) =>
  store.settle(
    worker,
    messages.map(({ id }) => ({ id, kind: 'sent', at: now, providerId: null })),
  );
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1_000);
};

function dispatch(send: (message: ClaimedMessage) => Promise<void>): Dispatcher {
  const dispatcher = new Dispatcher({
    store,
    worker: randomUUID(),
    recipient: null,
    clock: { now: () => now },
    log: createLog('silent'),
    probe: noProbe,
    channels: [
      {
        channel: 'web',
        send: async (message) => {
          await send(message);
          return { providerId: null };
        },
      },
    ],
  });
  dispatchers.push(dispatcher);
  return dispatcher;
}

async function dispatchOnce(dispatcher: Dispatcher): Promise<void> {
  dispatcher.wake();
  await dispatcher.idle();
}

test('a lane keeps its order, one message on its way at a time', async () => {
  const conversation = await queue(['uno', 'dos', 'tres', 'cuatro']);
  const sent: string[] = [];
  let onTheirWay = 0;
  const dispatcher = dispatch(async ({ content }) => {
    onTheirWay += 1;
    expect(onTheirWay).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    sent.push(content.text);
    onTheirWay -= 1;
  });
  await dispatchOnce(dispatcher);
  expect(sent).toEqual(['uno', 'dos', 'tres', 'cuatro']);
  expect(await statuses(conversation)).toEqual(['sent', 'sent', 'sent', 'sent']);
});

test('a lane is held by the head that fails, alone and for a bounded time', async () => {
  const ill = await queue(['rota', 'después']);
  const well = await queue(['uno', 'dos']);
  const tries: Date[] = [];
  const dispatcher = dispatch(async ({ content }) => {
    if (content.text === 'rota') {
      tries.push(now);
      throw new OperationalError('the network is away');
    }
  });
  await dispatchOnce(dispatcher);
  expect(await statuses(well)).toEqual(['sent', 'sent']);
  expect(await statuses(ill)).toEqual(['queued: OperationalError', 'queued']);

  while ((await statuses(ill))[1] === 'queued' && tries.length < 50) {
    later(1);
    await dispatchOnce(dispatcher);
  }
  expect(await statuses(ill)).toEqual(['failed: too-many-attempts', 'sent']);
  expect(tries).toHaveLength(6);
  expect((now.getTime() - START.getTime()) / 1_000).toBeLessThanOrEqual(130);
});

test('a lane goes on at once when its head can never be sent', async () => {
  const conversation = await queue(['nunca', 'después']);
  await dispatchOnce(
    dispatch(async ({ content }) => {
      if (content.text === 'nunca') {
        throw new Undeliverable('unknown-number');
      }
    }),
  );
  expect(await statuses(conversation)).toEqual(['failed: unknown-number', 'sent']);
});

test('a lane is one class of one person: another class of the same person has its own', async () => {
  const conversation = await queue(['respuesta']);
  await pool.query(
    `INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, available_at, created_at)
     SELECT gen_random_uuid(), conversation_id, 2, channel, recipient, 'case', content, available_at, created_at
     FROM outbox WHERE conversation_id = $1`,
    [conversation],
  );
  expect(await claim('a')).toHaveLength(2);
});

test('a claim takes replies before cases before proactive messages', async () => {
  await queue(['campaña'], { class: 'proactive' });
  await queue(['caso'], { class: 'case' });
  await queue(['respuesta'], { class: 'reply' });
  const order = [await claim('a', 1), await claim('a', 1), await claim('a', 1)].map(textsOf);
  expect(order).toEqual([['respuesta'], ['caso'], ['campaña']]);
});

test('a claim holds a message until its lease ends, and then another process sends it', async () => {
  const conversation = await queue(['uno', 'dos']);
  expect(textsOf(await claim('dead'))).toEqual(['uno']);
  later(LEASE_SECONDS - 1);
  expect(await claim('alive')).toEqual([]);
  later(2);
  const again = await claim('alive');
  expect(again).toMatchObject([{ content: { text: 'uno' }, attempts: 2 }]);
  await settleAsSent('alive', again);
  expect(textsOf(await claim('alive'))).toEqual(['dos']);
  expect(await statuses(conversation)).toEqual(['sent', 'sending']);
});

test('a claim that was lost writes nothing', async () => {
  const conversation = await queue(['uno']);
  const lost = await claim('slow');
  later(LEASE_SECONDS + 1);
  await claim('quick');
  await store.settle('slow', [{ id: lost[0]?.id ?? '', kind: 'failed', reason: 'late' }]);
  expect(await statuses(conversation)).toEqual(['sending']);
});

test('a claim for one person takes nobody else', async () => {
  const mine = await queue(['mía']);
  await queue(['ajena']);
  expect(textsOf(await claim('a', 50, mine))).toEqual(['mía']);
});

test('a claim is never shared by two dispatchers', async () => {
  const lanes = await Promise.all(
    Array.from({ length: 25 }, (_, lane) => queue(['1', '2', '3', '4'].map((n) => `${lane}-${n}`))),
  );
  const sent: string[] = [];
  const send = async ({ content }: ClaimedMessage): Promise<void> => void sent.push(content.text);
  const both = [dispatch(send), dispatch(send)];
  for (let round = 0; round < 100 && sent.length < 100; round += 1) {
    await Promise.all(both.map(dispatchOnce));
  }
  expect(new Set(sent).size).toBe(100);
  expect(sent).toHaveLength(100);
  for (const lane of lanes.keys()) {
    const ofLane = sent.filter((text) => text.startsWith(`${lane}-`));
    expect(ofLane).toEqual(['1', '2', '3', '4'].map((n) => `${lane}-${n}`));
  }
});

const MOMENT = new Date(START.getTime() + 5_000);

test('a message whose moment passed is expired instead of sent, and its lane goes on', async () => {
  const conversation = await queue(['anuncio', 'después'], { expiresAt: MOMENT });
  await pool.query('UPDATE outbox SET expires_at = NULL WHERE seq = 2');
  later(6);
  expect(await claim('a')).toEqual([]);
  expect(await statuses(conversation)).toEqual(['expired: expired', 'queued']);
  expect(textsOf(await claim('a'))).toEqual(['después']);
});

test('a message whose moment passed is expired by the sweep where no process sends', async () => {
  const conversation = await queue(['anuncio'], { expiresAt: MOMENT });
  later(6);
  expect(await store.expire(now)).toBe(1);
  expect(await statuses(conversation)).toEqual(['expired: expired']);
});

test('a message whose moment passed is expired too when the process that held it died', async () => {
  const conversation = await queue(['anuncio', 'después'], { expiresAt: MOMENT });
  await pool.query('UPDATE outbox SET expires_at = NULL WHERE seq = 2');
  await claim('dead');
  later(6);
  expect(await store.expire(now)).toBe(0);
  later(LEASE_SECONDS);
  expect(await store.expire(now)).toBe(1);
  expect(textsOf(await claim('alive'))).toEqual(['después']);
  expect(await statuses(conversation)).toEqual(['expired: expired', 'sending']);
});

test('a receipt raises what was sent up to its place and never lowers it', async () => {
  const conversation = await queue(['uno', 'dos', 'tres'], { status: 'sent' });
  const tell = (receipt: 'delivered' | 'read', upTo: number) =>
    store.acknowledge({ conversationId: conversation, upTo, receipt, at: now });
  await tell('delivered', 2);
  expect(await statuses(conversation)).toEqual(['delivered', 'delivered', 'sent']);
  await tell('read', 1);
  await tell('delivered', 3);
  expect(await statuses(conversation)).toEqual(['read', 'delivered', 'delivered']);
  await tell('read', 2_000_000_000);
  await tell('delivered', 3);
  expect(await statuses(conversation)).toEqual(['read', 'read', 'read']);
});

test.each(['queued', 'sending', 'failed', 'skipped', 'expired'])(
  'a receipt changes nothing in a message that is %s',
  async (status) => {
    const conversation = await queue(['uno'], { status });
    await store.acknowledge({ conversationId: conversation, upTo: 1, receipt: 'read', at: now });
    expect(await statuses(conversation)).toEqual([status]);
  },
);
