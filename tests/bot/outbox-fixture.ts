import { randomUUID } from 'node:crypto';
import { createKeys } from '../../bot/secret.ts';
import { plainText } from '../../domain/messages/content.ts';
import type { SendClass } from '../../domain/messages/delivery.ts';
import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import type { ConsentPurpose } from '../../domain/people/consent.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createOutboxStore } from '../../prisma/outbox-store.ts';
import { poolSettings, surviveConnectionLoss } from '../../prisma/pool.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

/** A Friday at ten in the morning of Bogotá. */
export const START = new Date('2026-11-20T15:00:00Z');

type Queued = {
  readonly class?: SendClass;
  readonly purpose?: ConsentPurpose | null;
  readonly status?: string;
  readonly attempts?: number;
  readonly expiresAt?: Date | null;
  readonly wrote?: Date | null;
  readonly consented?: boolean;
};

/** An outbox of the channel `whatsapp` on PostgreSQL, with a clock that the test moves. */
export type OutboxFixture = {
  readonly pool: AdoptingPool;
  readonly store: OutboxStore;
  readonly clock: { now: () => Date };
  readonly later: (seconds: number) => void;
  /** Another connection pool on the same database: another process. */
  readonly openPool: () => AdoptingPool;
  /** A lane of one person who wrote an hour ago. Returns the conversation, which is also the address. */
  readonly queue: (texts: readonly string[], queued?: Queued) => Promise<string>;
  /** One more message in a conversation, in another lane of the same person. */
  readonly addTo: (conversation: string, texts: readonly string[], lane: SendClass) => Promise<void>;
  /** The states of a conversation's messages in their order. */
  readonly statuses: (conversation: string) => Promise<string[]>;
  /** How many messages are in each state, with its reason. */
  readonly ledger: () => Promise<Record<string, number>>;
  readonly idOf: (conversation: string, place?: number) => Promise<string>;
  readonly close: () => Promise<void>;
};

const INSERT = `
  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, purpose, content, status, attempts,
    available_at, expires_at, created_at)
  SELECT gen_random_uuid(), $1::uuid, $8 + place, 'whatsapp', $1::uuid::text, $2, $3, content, $4, $5, $6, $7, $6
  FROM jsonb_array_elements($9::jsonb) WITH ORDINALITY AS x(content, place)`;

export async function openOutbox(): Promise<OutboxFixture> {
  const database = await createTestDatabase();
  const pools: AdoptingPool[] = [];
  const openPool = (): AdoptingPool => {
    const pool = new AdoptingPool(poolSettings(database.url, { max: 8, applicationName: 'vecino-test' }));
    surviveConnectionLoss(pool, silentLog);
    pools.push(pool);
    return pool;
  };
  const pool = openPool();
  let now = START;
  const { queue, addTo } = queueing(pool);
  return {
    pool,
    openPool,
    queue,
    addTo,
    store: createOutboxStore({ pool }, createContentCodec(createKeys('x'.repeat(32)).sealer)),
    clock: { now: () => now },
    later: (seconds) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    ...reading(pool),
    close: async () => {
      await Promise.all(pools.map((one) => one.end()));
      await database.drop();
    },
  };
}

function queueing(pool: AdoptingPool): Pick<OutboxFixture, 'queue' | 'addTo'> {
  const toContents = (texts: readonly string[]): string => JSON.stringify(texts.map(plainText));
  return {
    queue: async (texts, queued = {}) => {
      const { purpose = null, status = 'queued', attempts = 0, expiresAt = null } = queued;
      const { wrote = new Date(START.getTime() - 3_600_000), consented = true } = queued;
      const conversation = await openConversation(pool, wrote);
      if (purpose !== null) {
        await consentTo(pool, { conversation, purpose, granted: consented });
      }
      const lane = queued.class ?? 'reply';
      const values = [conversation, lane, purpose, status, attempts, START, expiresAt, 0, toContents(texts)];
      await pool.query(INSERT, values);
      return conversation;
    },
    addTo: async (conversation, texts, lane) => {
      const values = [conversation, lane, null, 'queued', 0, START, null, 100, toContents(texts)];
      await pool.query(INSERT, values);
    },
  };
}

async function openConversation(pool: AdoptingPool, wrote: Date | null): Promise<string> {
  const conversation = randomUUID();
  await pool.query('INSERT INTO contact (id) VALUES ($1)', [conversation]);
  await pool.query(
    `INSERT INTO conversation (id, channel, address, contact_id) VALUES ($1::uuid, 'whatsapp', $1::uuid::text, $1::uuid)`,
    [conversation],
  );
  if (wrote !== null) {
    await pool.query(
      `INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at)
       VALUES ($1, 'first', 'message', '{}', $2)`,
      [conversation, wrote],
    );
  }
  return conversation;
}

async function consentTo(
  pool: AdoptingPool,
  choice: { readonly conversation: string; readonly purpose: ConsentPurpose; readonly granted: boolean },
): Promise<void> {
  await pool.query(
    `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, given_at)
     VALUES (gen_random_uuid(), $1, $2, $3, '1', '', 'whatsapp', $4)`,
    [choice.conversation, choice.purpose, choice.granted, START],
  );
}

function reading(pool: AdoptingPool): Pick<OutboxFixture, 'statuses' | 'ledger' | 'idOf'> {
  const named = `status || coalesce(': ' || reason, '')`;
  return {
    statuses: async (conversation) => {
      const { rows } = await pool.query<{ status: string }>(
        `SELECT ${named} AS status FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
        [conversation],
      );
      return rows.map(({ status }) => status);
    },
    ledger: async () => {
      const { rows } = await pool.query<{ status: string; n: number }>(
        `SELECT ${named} AS status, count(*)::int AS n FROM outbox GROUP BY 1`,
      );
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    },
    idOf: async (conversation, place = 1) => {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT id FROM outbox WHERE conversation_id = $1 AND seq = $2',
        [conversation, place],
      );
      return rows[0]?.id ?? '';
    },
  };
}
