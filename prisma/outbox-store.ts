import { z } from 'zod';
import { Channel } from '../domain/messages/address.ts';
import { DeliveryStatus, SendClass } from '../domain/messages/delivery.ts';
import type {
  ClaimedMessage,
  OutboxClaim,
  OutboxStore,
  SendOutcome,
} from '../domain/messages/outbox-store.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';

const ClaimedRow = z.object({
  id: z.string(),
  conversation_id: z.string(),
  channel: Channel,
  recipient: z.string(),
  class: SendClass,
  seq: z.int(),
  content: z.unknown(),
  attempts: z.int(),
  created_at: z.date(),
});

/**
 * The head of each lane and no other row: a row is taken only when nothing before it in its lane is still on
 * its way. The status is checked again under the row's lock, so two processes never hold the same message.
 */
const CLAIM = `
  WITH head AS (
    SELECT o.id FROM outbox o
    WHERE o.status IN ('queued', 'sending') AND o.channel = ANY($1) AND o.available_at <= $2
      AND ($6::text IS NULL OR o.recipient = $6)
      AND (o.status = 'queued' OR o.locked_until < $2)
      AND (o.expires_at IS NULL OR o.expires_at > $2)
      AND NOT EXISTS (
        SELECT FROM outbox p
        WHERE p.channel = o.channel AND p.recipient = o.recipient AND p.class = o.class
          AND p.status IN ('queued', 'sending') AND p.seq < o.seq)
    ORDER BY CASE o.class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END, o.available_at, o.id
    LIMIT $3 FOR UPDATE OF o SKIP LOCKED
  )
  UPDATE outbox SET status = 'sending', attempts = attempts + 1, locked_by = $4,
    locked_until = $2::timestamptz + make_interval(secs => $5)
  FROM head WHERE outbox.id = head.id
  RETURNING outbox.id, conversation_id, channel, recipient, class, seq, content, attempts, created_at`;

const SETTLE = `
  UPDATE outbox SET
    status = CASE x.kind WHEN 'retry' THEN 'queued' ELSE x.kind END,
    reason = x.reason, provider_id = coalesce(x."providerId", provider_id),
    sent_at = coalesce(x.at, sent_at), available_at = coalesce(x."availableAt", available_at),
    locked_by = NULL, locked_until = NULL
  FROM jsonb_to_recordset($2::jsonb) AS x(
    id uuid, kind text, reason text, "providerId" text, at timestamptz, "availableAt" timestamptz)
  WHERE outbox.id = x.id AND outbox.status = 'sending' AND outbox.locked_by = $1`;

const ACKNOWLEDGE = `
  UPDATE outbox SET status = $3, delivered_at = coalesce(delivered_at, $4),
    read_at = CASE WHEN $3 = 'read' THEN $4 ELSE read_at END
  WHERE conversation_id = $1 AND seq <= $2
    AND (status = 'sent' OR (status = 'delivered' AND $3 = 'read'))`;

/** The ledger of outgoing messages in PostgreSQL. */
export function createOutboxStore({ pool }: Pick<Database, 'pool'>, codec: ContentCodec): OutboxStore {
  return {
    claim: (claim) => claimHeads({ pool }, codec, claim),
    settle: async (worker: string, outcomes: readonly SendOutcome[]) => {
      await pool.query({ name: 'outbox-settle', text: SETTLE, values: [worker, JSON.stringify(outcomes)] });
    },
    expire: async (now) => {
      const { rowCount } = await pool.query(
        `UPDATE outbox SET status = 'expired', reason = 'expired', locked_by = NULL
         WHERE status = 'queued' AND expires_at <= $1`,
        [now],
      );
      return rowCount ?? 0;
    },
    acknowledge: async ({ conversationId, upTo, receipt, at }) => {
      await pool.query({
        name: 'outbox-acknowledge',
        text: ACKNOWLEDGE,
        values: [conversationId, upTo, receipt, at],
      });
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
         FROM outbox WHERE status IN ('queued', 'sending') AND available_at <= $1`,
        [now],
      );
      return rows[0]?.age ?? null;
    },
  };
}

async function claimHeads(
  { pool }: Pick<Database, 'pool'>,
  codec: ContentCodec,
  { worker, channels, recipient, limit, leaseSeconds, now }: OutboxClaim,
): Promise<readonly ClaimedMessage[]> {
  const { rows } = await pool.query({
    name: 'outbox-claim',
    text: CLAIM,
    values: [channels, now, limit, worker, leaseSeconds, recipient],
  });
  return rows.map((row) => {
    const parsed = ClaimedRow.parse(row);
    return {
      id: parsed.id,
      conversationId: parsed.conversation_id,
      channel: parsed.channel,
      recipient: parsed.recipient,
      class: parsed.class,
      seq: parsed.seq,
      content: codec.toOutgoing(parsed.content),
      attempts: parsed.attempts,
      createdAt: parsed.created_at,
    };
  });
}
