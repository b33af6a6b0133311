import type pg from 'pg';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { PAUSED_FACT, RESTORED_AT_FACT } from '../sending-pause.ts';

/** A message that was on its way may have left after the backup was made: nobody says it a second time. */
const HOLD_OUTBOX = `
  UPDATE outbox SET status = 'skipped', reason = 'restored', locked_by = NULL, locked_until = NULL
  WHERE status IN ('queued', 'sending')`;

const CANCEL_QUESTIONS = `UPDATE question SET status = 'cancelled' WHERE status = 'waiting'`;

/**
 * What nobody had answered goes to a person, who can see what came of it: the answer may have been given after the
 * backup was made. Each event gets its place in the conversation, so that it is read where it was written.
 */
const HAND_OVER = `
  WITH left_over AS (
    SELECT e.id, e.conversation_id, e.kind, c.next_seq - 1 + row_number() OVER (PARTITION BY c.id ORDER BY e.id) AS seq
    FROM event e JOIN conversation c ON c.id = e.conversation_id WHERE e.processed_at IS NULL
  ), placed AS (
    UPDATE event e SET seq = l.seq, outcome = 'handed-to-human', processed_at = $1, claimed_by = NULL
    FROM left_over l WHERE e.id = l.id
  )
  UPDATE conversation c SET next_seq = l.last_seq + 1, version = c.version + 1, updated_at = $1,
    owner = CASE WHEN l.spoke AND c.owner = 'assistant' THEN 'waiting' ELSE c.owner END,
    waiting_since = CASE WHEN l.spoke AND c.owner = 'assistant' THEN $1 ELSE c.waiting_since END
  FROM (SELECT conversation_id, max(seq) AS last_seq, bool_or(kind IN ('message', 'edit', 'delete')) AS spoke
    FROM left_over GROUP BY conversation_id) l
  WHERE c.id = l.conversation_id`;

const STOP_SENDERS = `
  SELECT stop_sender(account, 'all', 'restored', NULL, $1)
  FROM (SELECT $2::text AS account UNION SELECT account FROM sender) s`;

/** A number that was stopped by its network is linked anew: what stops it from here on is the restoring. */
const NAME_STOP = `UPDATE sender SET stopped_reason = 'restored', stopped_at = $1 WHERE stopped_scope = 'all'`;

const REMEMBER = `
  INSERT INTO installation (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`;

/**
 * Makes sure that a restored database does nothing by itself: what waited is held, questions are not asked, numbers are
 * stopped, and a fact keeps every sending back until a person lets it go on.
 */
export async function holdRestored(
  client: pg.ClientBase,
  { at, filesMark }: { readonly at: Date; readonly filesMark: string },
): Promise<void> {
  await client.query(HOLD_OUTBOX);
  await client.query(CANCEL_QUESTIONS);
  await client.query(HAND_OVER, [at]);
  await client.query(STOP_SENDERS, [at, MAIN_ACCOUNT]);
  await client.query(NAME_STOP, [at]);
  for (const [name, value] of [
    [PAUSED_FACT, 'restored'],
    [RESTORED_AT_FACT, at.toISOString()],
    ['files-dir', filesMark],
  ]) {
    await client.query(REMEMBER, [name, value]);
  }
}
