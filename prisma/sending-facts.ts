import type { SendingFactsReader } from '../domain/messages/sender-state.ts';
import type { Database } from './database.ts';

/** What a person does counts; that a chat was opened, or what the system asks, does not. */
const READ = `
  SELECT
    (SELECT max(e.received_at) FROM event e JOIN conversation own ON own.id = e.conversation_id
     WHERE own.contact_id = c.contact_id AND own.channel = c.channel
       AND e.kind IN ('message', 'edit', 'delete', 'reaction')) AS "lastWroteAt",
    coalesce((SELECT k.granted FROM consent k WHERE k.contact_id = c.contact_id AND k.purpose = $2
      ORDER BY k.given_at DESC, k.id DESC LIMIT 1), false) AS consented
  FROM conversation c WHERE c.id = $1`;

/** Reads what the sending rules must know of a person: across all their conversations on the channel. */
export function createSendingFactsReader({ pool }: Pick<Database, 'pool'>): SendingFactsReader {
  return async (conversationId, purpose) => {
    const { rows } = await pool.query<{ lastWroteAt: Date | null; consented: boolean }>({
      name: 'sending-facts',
      text: READ,
      values: [conversationId, purpose],
    });
    return rows[0] ?? { lastWroteAt: null, consented: false };
  };
}
