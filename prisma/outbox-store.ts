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

const CLAIM = `
  SELECT id, conversation_id, channel, recipient, class, seq, content, attempts, created_at
  FROM claim_outbox($1, $2, $3, $4, $5, $6, $7)`;

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
        `UPDATE outbox SET status = 'expired', reason = 'expired', locked_by = NULL, locked_until = NULL
         WHERE expires_at <= $1 AND (status = 'queued' OR (status = 'sending' AND locked_until < $1))`,
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
  { worker, outcomes = [], channels, recipient, limit, leaseSeconds, now }: OutboxClaim,
): Promise<readonly ClaimedMessage[]> {
  const { rows } = await pool.query({
    name: 'outbox-claim',
    text: CLAIM,
    values: [worker, JSON.stringify(outcomes), channels, recipient, limit, leaseSeconds, now],
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
