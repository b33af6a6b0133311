import type { ArrivingEvent, StoredEvent } from '../domain/messages/turn-store.ts';
import type { Database } from './database.ts';
import type { ContentCodec } from './sealed-content.ts';

type ReceivedRow = { readonly event_id: string; readonly stored_in: string; readonly message_id: string };

const RECEIVE = {
  name: 'receive-events',
  text: 'SELECT event_id, stored_in, message_id FROM receive_events($1, $2::jsonb)',
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
    content: codec.toStored(event.content),
    sealed: codec.seal(event.content),
    received_at: event.receivedAt,
  }));
  const { rows: stored } = await database.pool.query<ReceivedRow>({
    ...RECEIVE,
    values: [worker, JSON.stringify(rows)],
  });
  const idByKey = new Map(stored.map((row) => [keyOf(row.stored_in, row.message_id), row.event_id]));
  const results = await Promise.all(
    events.map((event) =>
      toStoredEvent(database, event, idByKey.get(keyOf(event.conversationId, event.messageId))),
    ),
  );
  return results.map((result, pos) => ({
    ...result,
    duplicate: result.duplicate || isRepeated(results, pos),
  }));
}

/** The same message can come twice in one statement: only the first was stored. */
function isRepeated(results: readonly StoredEvent[], pos: number): boolean {
  return results.findIndex(({ eventId }) => eventId === results[pos]?.eventId) < pos;
}

function keyOf(conversationId: string, messageId: string): string {
  return `${conversationId} ${messageId}`;
}

async function toStoredEvent(
  database: Database,
  event: ArrivingEvent,
  storedId: string | undefined,
): Promise<StoredEvent> {
  if (storedId !== undefined) {
    return { eventId: BigInt(storedId), duplicate: false };
  }
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

/**
 * While nothing has failed, what waits is answered together and counted together. After that it is answered one by
 * one, and only the first is counted: nobody is blamed for the message in front.
 */
const COUNT_ATTEMPT = `
  UPDATE event e SET claimed_by = $1,
    attempts = e.attempts + CASE WHEN w.together OR e.id = w.first THEN 1 ELSE 0 END
  FROM (
    SELECT min(id) AS first, bool_and(errors = 0 AND attempts <= 2) AS together
    FROM event WHERE conversation_id = $2 AND processed_at IS NULL
  ) w
  WHERE e.conversation_id = $2 AND e.processed_at IS NULL AND e.claimed_by IS DISTINCT FROM $1`;

export async function countAttempt(
  database: Database,
  worker: string,
  conversationId: string,
): Promise<void> {
  await database.pool.query({ name: 'count-attempt', text: COUNT_ATTEMPT, values: [worker, conversationId] });
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
