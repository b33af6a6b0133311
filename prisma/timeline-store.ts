import { z } from 'zod';
import { EventKind } from '../domain/messages/event.ts';
import type { TimelineEntry } from '../domain/messages/timeline.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';

const Row = z.object({
  direction: z.enum(['in', 'out']),
  seq: z.int(),
  id: z.string(),
  message_id: z.string().nullable(),
  kind: EventKind,
  content: z.unknown(),
  at: z.date(),
});

/**
 * Both sides of a conversation after a seq, merged by the order that the turns gave them.
 *
 * What colleagues did is left out here and not by whoever renders: a note must have no way to the person.
 */
const SINCE = `
  (SELECT 'in' AS direction, seq, id::text AS id, channel_message_id AS message_id, kind, content, received_at AS at
   FROM event WHERE conversation_id = $1 AND seq > $2 AND kind <> 'colleague' ORDER BY seq LIMIT $3)
  UNION ALL
  (SELECT 'out', o.seq, o.id::text, e.channel_message_id, 'message', o.content, o.created_at
   FROM outbox o LEFT JOIN event e ON e.id = o.in_reply_to
   WHERE o.conversation_id = $1 AND o.seq > $2 ORDER BY o.seq LIMIT $3)
  ORDER BY seq LIMIT $3`;

/** Where in their conversation messages of ours are: what quotes them may be sealed, so no join finds them. */
const PLACES = 'SELECT id::text AS id, seq FROM outbox WHERE conversation_id = $1 AND id = ANY ($2::uuid[])';

const PlaceRow = z.object({ id: z.string(), seq: z.int() });

type Source = { readonly database: Database; readonly codec: ContentCodec };

/** Lists the entries of a conversation with seq > `after`, in order. Sealed entries are opened: callers filter. */
export async function listTimelineSince(
  { database, codec }: Source,
  query: { readonly conversationId: string; readonly after: number; readonly limit: number },
): Promise<readonly TimelineEntry[]> {
  const { rows } = await database.pool.query({
    name: 'timeline-since',
    text: SINCE,
    values: [query.conversationId, query.after, query.limit],
  });
  const entries = rows.map((row) => toEntry(Row.parse(row), codec));
  return withQuotedPlaces(database, query.conversationId, entries);
}

async function withQuotedPlaces(
  database: Database,
  conversationId: string,
  entries: readonly TimelineEntry[],
): Promise<readonly TimelineEntry[]> {
  const quoted = entries.flatMap((entry) => quotedIdOf(entry) ?? []);
  if (quoted.length === 0) {
    return entries;
  }
  const { rows } = await database.pool.query({
    name: 'timeline-quoted',
    text: PLACES,
    values: [conversationId, quoted],
  });
  const seqOf = new Map(rows.map((row) => PlaceRow.parse(row)).map(({ id, seq }) => [id, seq]));
  return entries.map((entry) => {
    const quotedSeq = seqOf.get(quotedIdOf(entry) ?? '');
    return entry.direction === 'out' || quotedSeq === undefined ? entry : { ...entry, quotedSeq };
  });
}

function quotedIdOf(entry: TimelineEntry): string | null {
  return entry.direction === 'in' ? entry.content.quotedId : null;
}

function toEntry(row: z.infer<typeof Row>, codec: ContentCodec): TimelineEntry {
  const { seq, id, at } = row;
  return row.direction === 'out'
    ? { direction: 'out', seq, id, at, inReplyTo: row.message_id, content: codec.toOutgoing(row.content) }
    : {
        direction: 'in',
        seq,
        id,
        at,
        messageId: row.message_id ?? id,
        kind: row.kind,
        content: codec.toIncoming(row.content),
      };
}
