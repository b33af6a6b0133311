import { z } from 'zod';
import type { InboxLine } from '../domain/handoff/inbox-reader.ts';
import { EventKind } from '../domain/messages/event.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';

const Row = z.object({
  direction: z.enum(['in', 'out']),
  seq: z.int().nullable(),
  id: z.string(),
  message_id: z.string().nullable(),
  kind: EventKind,
  content: z.unknown(),
  radicado: z.string().nullable(),
  outcome: z.enum(['applied', 'merged', 'deferred', 'handed-to-human', 'refused']).nullable(),
  in_reply_to: z.string().nullable(),
  status: z.string().nullable(),
  reason: z.string().nullable(),
  sent_at: z.date().nullable(),
  delivered_at: z.date().nullable(),
  read_at: z.date().nullable(),
  at: z.date(),
});
type Row = z.infer<typeof Row>;

/** Both sides in the order of the turns, with what colleagues did; what waits for its turn comes last. */
const LINES = `
  (SELECT 'in' AS direction, seq, id::text AS id, channel_message_id AS message_id, kind, content, outcome,
     NULL AS in_reply_to, NULL AS status, NULL AS reason, NULL::timestamptz AS sent_at, NULL::timestamptz AS delivered_at,
     NULL::timestamptz AS read_at, received_at AS at,
     CASE WHEN kind = 'colleague' AND channel_message_id ~ '^colleague:[0-9a-f-]{36}$' THEN (
       SELECT p.radicado FROM pqrs_intake i JOIN pqrs p ON p.id = i.pqrs_id
       WHERE i.id = substr(channel_message_id, 11)::uuid) END AS radicado
   FROM event WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3)
  UNION ALL
  (SELECT 'out', o.seq, o.id::text, NULL, 'message', o.content, NULL, o.in_reply_to::text, o.status, o.reason, o.sent_at,
     o.delivered_at, o.read_at, o.created_at, NULL
   FROM outbox o WHERE o.conversation_id = $1 AND o.seq > $2 ORDER BY o.seq LIMIT $3)
  UNION ALL
  (SELECT 'in', NULL, id::text, channel_message_id, kind, content, NULL, NULL, NULL, NULL, NULL, NULL, NULL, received_at, NULL
   FROM event WHERE conversation_id = $1 AND processed_at IS NULL ORDER BY id LIMIT $3)
  ORDER BY seq NULLS LAST, at LIMIT $3`;

type Query = { readonly conversationId: string; readonly after: number; readonly limit: number };

/** The lines of one conversation as colleagues see them. Sealed lines are opened: callers have asked who may read them. */
export async function listInboxLines(
  { database, codec }: { readonly database: Pick<Database, 'pool'>; readonly codec: ContentCodec },
  { conversationId, after, limit }: Query,
): Promise<readonly InboxLine[]> {
  const { rows } = await database.pool.query({
    name: 'inbox-lines',
    text: LINES,
    values: [conversationId, after, limit],
  });
  return rows.map((row) => toLine(Row.parse(row), codec));
}

function toLine(row: Row, codec: ContentCodec): InboxLine {
  const { id, at, seq } = row;
  if (row.direction === 'out') {
    return {
      direction: 'out',
      seq: seq ?? 0,
      id,
      at,
      content: codec.toOutgoing(row.content),
      inReplyTo: row.in_reply_to,
      delivery: {
        status: row.status ?? 'queued',
        reason: row.reason,
        sentAt: row.sent_at,
        deliveredAt: row.delivered_at,
        readAt: row.read_at,
      },
    };
  }
  const { kind, outcome, radicado } = row;
  const content = codec.toIncoming(row.content);
  return { direction: 'in', seq, id, at, messageId: row.message_id ?? id, kind, content, outcome, radicado };
}
