import { z } from 'zod';
import { Channel } from '../domain/messages/address.ts';
import { DeliveryStatus, SendClass } from '../domain/messages/delivery.ts';
import type {
  ClaimedMessage,
  MessageName,
  OutboxClaim,
  OutboxStore,
  SendOutcome,
} from '../domain/messages/outbox-store.ts';
import { ConsentPurpose } from '../domain/people/consent.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';
import { IS_PAUSED } from './sending-pause.ts';

type Pool = Pick<Database, 'pool'>;

const ClaimedRow = z.object({
  id: z.string(),
  conversation_id: z.string(),
  channel: Channel,
  recipient: z.string(),
  class: SendClass,
  purpose: ConsentPurpose.nullable(),
  seq: z.int(),
  content: z.unknown(),
  attempts: z.int(),
  created_at: z.date(),
  expires_at: z.date().nullable(),
});

/** Of a paused installation nothing is claimed, whatever the channel; what was sent is written down all the same. */
const CLAIM = `
  SELECT id, conversation_id, channel, recipient, class, purpose, seq, content, attempts, created_at, expires_at
  FROM claim_outbox($1, $2, CASE WHEN ${IS_PAUSED} THEN '{}'::text[] ELSE $3 END, $4, $5, $6, $7, $8, $9, $10)`;

const RELEASE = `
  UPDATE outbox SET status = 'queued', locked_by = NULL, locked_until = NULL
  WHERE channel = $1 AND status = 'sending' AND locked_by <> $2`;

const ACKNOWLEDGE = `
  UPDATE outbox SET status = $3, delivered_at = coalesce(delivered_at, $4),
    read_at = CASE WHEN $3 = 'read' THEN $4 ELSE read_at END
  WHERE conversation_id = $1 AND seq <= $2
    AND (status = 'sent' OR (status = 'delivered' AND $3 = 'read'))`;

/** A row is named by its own id ($1) or by its channel and the channel's id ($2, $3). */
const NAMED = '(id = $1 OR (channel = $2 AND provider_id = $3))';

/** What was sent and given up, or put back by a crash, has arrived all the same when its receipt says so. */
const ACKNOWLEDGE_MESSAGE = `
  UPDATE outbox SET status = $4, reason = NULL, sent_at = coalesce(sent_at, $5),
    delivered_at = CASE WHEN $4 = 'sent' THEN delivered_at ELSE coalesce(delivered_at, $5) END,
    read_at = CASE WHEN $4 = 'read' THEN $5 ELSE read_at END
  WHERE ${NAMED} AND (status = 'sending' OR (status IN ('queued', 'failed') AND attempts > 0)
    OR (status = 'sent' AND $4 IN ('delivered', 'read')) OR (status = 'delivered' AND $4 = 'read'))
  RETURNING class`;

const FAIL_MESSAGE = `
  UPDATE outbox SET status = 'failed', reason = $4, locked_by = NULL, locked_until = NULL
  WHERE ${NAMED} AND (status IN ('sending', 'sent') OR (status = 'queued' AND attempts > 0))
  RETURNING class`;

/** The ledger of outgoing messages in PostgreSQL. */
export function createOutboxStore({ pool }: Pool, codec: ContentCodec): OutboxStore {
  return {
    claim: (claim) => claimHeads({ pool }, codec, claim),
    settle: async (worker: string, outcomes: readonly SendOutcome[]) => {
      await pool.query({
        name: 'outbox-settle',
        text: 'SELECT settle_outbox($1, $2)',
        values: [worker, JSON.stringify(outcomes)],
      });
    },
    renew: async (worker, ids, until) => {
      const { rows } = await pool.query<{ id: string }>(
        `UPDATE outbox SET locked_until = $3
         WHERE id = ANY($2) AND status = 'sending' AND locked_by = $1 RETURNING id`,
        [worker, ids, until],
      );
      return rows.map(({ id }) => id);
    },
    releaseClaims: async (channel, exceptWorker) => {
      const { rowCount } = await pool.query(RELEASE, [channel, exceptWorker]);
      return rowCount ?? 0;
    },
    ...createReceipts({ pool }),
    ...createCounts({ pool }),
  };
}

function createReceipts({
  pool,
}: Pool): Pick<OutboxStore, 'acknowledge' | 'acknowledgeMessage' | 'failMessage'> {
  const change = async (text: string, values: readonly unknown[]): Promise<SendClass | null> => {
    const { rows } = await pool.query<{ class: string }>(text, [...values]);
    return rows[0] ? SendClass.parse(rows[0].class) : null;
  };
  return {
    acknowledge: async ({ conversationId, upTo, receipt, at }) => {
      await pool.query({
        name: 'outbox-acknowledge',
        text: ACKNOWLEDGE,
        values: [conversationId, upTo, receipt, at],
      });
    },
    acknowledgeMessage: ({ receipt, at, ...name }) =>
      change(ACKNOWLEDGE_MESSAGE, [...toKeys(name), receipt, at]),
    failMessage: ({ reason, ...name }) => change(FAIL_MESSAGE, [...toKeys(name), reason]),
  };
}

function toKeys(name: MessageName): readonly (string | null)[] {
  return 'outboxId' in name ? [name.outboxId, null, null] : [null, name.channel, name.providerId];
}

function createCounts({
  pool,
}: Pool): Pick<OutboxStore, 'expire' | 'countByStatus' | 'oldestWaitingSeconds'> {
  return {
    expire: async (now) => {
      const { rowCount } = await pool.query(
        `UPDATE outbox SET status = 'expired', reason = 'expired', locked_by = NULL, locked_until = NULL
         WHERE expires_at <= $1 AND (status = 'queued' OR (status = 'sending' AND locked_until < $1))`,
        [now],
      );
      return rowCount ?? 0;
    },
    countByStatus: async () => {
      const { rows } = await pool.query<{ status: string; n: number }>(
        `SELECT status, count(*)::int AS n FROM outbox
         WHERE status IN ('queued', 'sending') GROUP BY status`,
      );
      return new Map(rows.map((row) => [DeliveryStatus.parse(row.status), row.n]));
    },
    oldestWaitingSeconds: async (now) => {
      const { rows } = await pool.query<{ age: number | null }>(
        `SELECT extract(epoch FROM $1::timestamptz - min(available_at))::float8 AS age
         FROM outbox WHERE status IN ('queued', 'sending') AND class = 'reply' AND available_at <= $1`,
        [now],
      );
      return rows[0]?.age ?? null;
    },
  };
}

async function claimHeads(
  { pool }: Pool,
  codec: ContentCodec,
  claim: OutboxClaim,
): Promise<ClaimedMessage[]> {
  const { worker, outcomes = [], channels, classes, recipient, limit, leaseSeconds, lease, now } = claim;
  const { rows } = await pool.query({
    name: 'outbox-claim',
    text: CLAIM,
    values: [
      worker,
      JSON.stringify(outcomes),
      channels,
      recipient,
      limit,
      leaseSeconds,
      now,
      classes ?? null,
      lease?.account ?? null,
      lease?.epoch ?? null,
    ],
  });
  return rows.map((row) => {
    const parsed = ClaimedRow.parse(row);
    return {
      id: parsed.id,
      conversationId: parsed.conversation_id,
      channel: parsed.channel,
      recipient: parsed.recipient,
      class: parsed.class,
      purpose: parsed.purpose,
      seq: parsed.seq,
      content: codec.toOutgoing(parsed.content),
      attempts: parsed.attempts,
      createdAt: parsed.created_at,
      expiresAt: parsed.expires_at,
    };
  });
}
