import type { ArrivingEvent, StoredEvent } from '../domain/messages/turn-store.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';

type ReceivedRow = { readonly pos: number; readonly event_id: string | null; readonly duplicate: boolean };

const RECEIVE = {
  name: 'receive-events',
  text: 'SELECT pos, event_id, duplicate FROM receive_events($1, $2::jsonb)',
};

/**
 * Stores what arrived in one statement and one commit.
 *
 * The ciphertext travels beside the words: which of the two is stored depends on whether the conversation
 * holds health data at that instant, and only the database knows.
 */
export async function receiveEvents(
  { database, codec }: { database: Database; codec: ContentCodec },
  worker: string,
  events: readonly ArrivingEvent[],
): Promise<readonly StoredEvent[]> {
  const rows = events.map((event, pos) => ({
    pos,
    conversation_id: event.conversationId,
    message_id: event.messageId,
    kind: event.kind,
    content: event.content,
    sealed: codec.seal(event.content),
    received_at: event.receivedAt,
  }));
  const { rows: stored } = await database.pool.query<ReceivedRow>({
    ...RECEIVE,
    values: [worker, JSON.stringify(rows)],
  });
  const byPosition = new Map(stored.map((row) => [row.pos, row]));
  return Promise.all(events.map((event, pos) => toStoredEvent(database, event, byPosition.get(pos))));
}

async function toStoredEvent(
  database: Database,
  event: ArrivingEvent,
  row: ReceivedRow | undefined,
): Promise<StoredEvent> {
  if (row && row.event_id !== null) {
    return { eventId: BigInt(row.event_id), duplicate: row.duplicate };
  }
  // Another process stored the same message between this statement's snapshot and its insert.
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT id FROM event WHERE conversation_id = $1 AND channel_message_id = $2',
    [event.conversationId, event.messageId],
  );
  const id = rows[0]?.id;
  if (id === undefined) {
    throw new Error('a received message has no row');
  }
  return { eventId: BigInt(id), duplicate: true };
}

export async function countAttempt(
  database: Database,
  worker: string,
  conversationId: string,
): Promise<void> {
  await database.pool.query(
    `UPDATE event SET attempts = attempts + 1, claimed_by = $1
     WHERE conversation_id = $2 AND processed_at IS NULL`,
    [worker, conversationId],
  );
}

export async function countError(database: Database, eventId: bigint): Promise<void> {
  await database.pool.query(
    'UPDATE event SET errors = errors + 1, claimed_by = NULL WHERE id = $1 AND processed_at IS NULL',
    [eventId.toString()],
  );
}

/** Conversations with events older than `since`, or with a question to ask and nothing open; the oldest first. */
export async function listStranded(
  database: Database,
  since: Date,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ conversation_id: string }>(
    `(SELECT conversation_id FROM event WHERE processed_at IS NULL AND received_at <= $1
      GROUP BY conversation_id ORDER BY min(id) LIMIT $2)
     UNION ALL
     (SELECT q.conversation_id FROM question q JOIN conversation c ON c.id = q.conversation_id
      WHERE q.status = 'waiting' AND q.created_at <= $1 AND c.state->>'idle' IS DISTINCT FROM 'false'
        AND (q.expires_at IS NULL OR q.expires_at > $1)
      LIMIT $2)`,
    [since, limit],
  );
  return rows.map((row) => row.conversation_id);
}
