import { z } from 'zod';
import type { Sealer } from '../../domain/messages/sensitivity.ts';
import type { SentWhatsAppStore } from '../../domain/messages/whatsapp-sent.ts';
import type { Database } from '../database.ts';

const Message = z.base64();

type SentRow = {
  readonly account: string;
  readonly person_id: string;
  readonly outbox_id: string;
  readonly sealed: string;
};

/** Our messages in the protocol's form, as ciphertext. */
export function createWhatsAppSentStore({
  database: { pool },
  sealer,
}: {
  readonly database: Database;
  readonly sealer: Sealer;
}): SentWhatsAppStore {
  return {
    async insert({ messageId, account, personId, outboxId, message }) {
      const { sealed } = sealer.seal(Buffer.from(message).toString('base64'));
      await pool.query({
        name: 'insert-whatsapp-sent',
        text: `INSERT INTO whatsapp_sent (message_id, account, person_id, outbox_id, sealed)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (message_id) DO NOTHING`,
        values: [messageId, account, personId, outboxId, sealed],
      });
    },
    async findById(messageId) {
      const { rows } = await pool.query<SentRow>(
        'SELECT account, person_id, outbox_id, sealed FROM whatsapp_sent WHERE message_id = $1',
        [messageId],
      );
      const [row] = rows;
      if (row === undefined) {
        return null;
      }
      const { account, person_id: personId, outbox_id: outboxId, sealed } = row;
      const message = Buffer.from(Message.parse(sealer.open({ sealed })), 'base64');
      return { messageId, account, personId, outboxId, message };
    },
    async findOutboxId(messageId) {
      const { rows } = await pool.query<{ outbox_id: string }>({
        name: 'find-whatsapp-outbox-id',
        text: 'SELECT outbox_id FROM whatsapp_sent WHERE message_id = $1',
        values: [messageId],
      });
      return rows[0]?.outbox_id ?? null;
    },
    async prune(before) {
      const { rowCount } = await pool.query('DELETE FROM whatsapp_sent WHERE created_at < $1', [before]);
      return rowCount ?? 0;
    },
  };
}
