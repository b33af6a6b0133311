import { z } from 'zod';
import type { Sealer } from '../domain/messages/sensitivity.ts';
import type {
  JournalEntry,
  MessageKey,
  UnacceptedMessage,
  WhatsAppSessionStore,
} from '../domain/messages/whatsapp-session.ts';
import type { Database } from './database.ts';

type JournalStore = Pick<
  WhatsAppSessionStore,
  'findPlaintext' | 'listUnaccepted' | 'markAccepted' | 'quarantine' | 'prune'
>;

type UnacceptedRow = {
  readonly chat: string;
  readonly participant: string;
  readonly from_me: boolean;
  readonly message_id: string;
  readonly age_seconds: number;
  readonly parts: readonly string[];
};

const Part = z.object({ stanza: z.string(), plaintext: z.base64() });

const ONE_MESSAGE = 'account = $1 AND chat = $2 AND participant = $3 AND from_me = $4 AND message_id = $5';
const ONE_PART = `SELECT sealed FROM whatsapp_journal WHERE ${ONE_MESSAGE} AND part = $6`;

const FIND = {
  ciphertext: { name: 'find-whatsapp-ciphertext', text: `${ONE_PART} AND ciphertext_hash = $7` },
  message: { name: 'find-whatsapp-message', text: `${ONE_PART} ORDER BY at LIMIT 1` },
};

/** A part that came again under another ciphertext is the same part. */
const LIST_UNACCEPTED = `
  SELECT chat, participant, from_me, message_id, array_agg(sealed ORDER BY part) AS parts,
    extract(epoch FROM clock_timestamp() - max(at))::float8 AS age_seconds
  FROM (
    SELECT DISTINCT ON (chat, participant, from_me, message_id, part) *
    FROM whatsapp_journal WHERE account = $1 AND NOT accepted AND quarantined IS NULL
    ORDER BY chat, participant, from_me, message_id, part, at) p
  GROUP BY chat, participant, from_me, message_id
  HAVING max(at) <= clock_timestamp() - make_interval(secs => $2 / 1000.0::float8)
  ORDER BY min(at), message_id`;

/** The journal of what was decrypted, as ciphertext of our own. */
export function createWhatsAppJournal({
  database: { pool },
  sealer,
}: {
  readonly database: Database;
  readonly sealer: Sealer;
}): JournalStore {
  const open = (sealed: string) => {
    const { stanza, plaintext } = Part.parse(sealer.open({ sealed }));
    return { stanza, plaintext: Buffer.from(plaintext, 'base64') };
  };
  return {
    async findPlaintext(account, key, match) {
      const hash = match === 'ciphertext' ? [Buffer.from(key.ciphertextHash)] : [];
      const { rows } = await pool.query<{ sealed: string }>({
        ...FIND[match],
        values: [...keyValues(account, key), key.part, ...hash],
      });
      return rows[0] ? open(rows[0].sealed).plaintext : null;
    },
    async listUnaccepted(account, olderThanMs) {
      const { rows } = await pool.query<UnacceptedRow>({
        name: 'list-whatsapp-unaccepted',
        text: LIST_UNACCEPTED,
        values: [account, olderThanMs],
      });
      return rows.map((row): UnacceptedMessage => {
        const { chat, participant, from_me: fromMe, message_id: messageId, age_seconds: ageSeconds } = row;
        return { chat, participant, fromMe, messageId, ageSeconds, parts: row.parts.map(open) };
      });
    },
    async markAccepted(account, key) {
      await pool.query({
        name: 'mark-whatsapp-accepted',
        text: `UPDATE whatsapp_journal SET accepted = true WHERE ${ONE_MESSAGE} AND NOT accepted`,
        values: keyValues(account, key),
      });
    },
    async quarantine(account, key, reason) {
      await pool.query(`UPDATE whatsapp_journal SET quarantined = $6 WHERE ${ONE_MESSAGE} AND NOT accepted`, [
        ...keyValues(account, key),
        reason,
      ]);
    },
    async prune(before) {
      const { rowCount } = await pool.query('DELETE FROM whatsapp_journal WHERE accepted AND at < $1', [
        before,
      ]);
      return rowCount ?? 0;
    },
  };
}

/** A journal entry as `commit_whatsapp` takes it. */
export function toJournalRow(entry: JournalEntry, sealer: Sealer): object {
  return {
    chat: entry.chat,
    participant: entry.participant,
    from_me: entry.fromMe,
    message_id: entry.messageId,
    part: entry.part,
    ciphertext_hash: Buffer.from(entry.ciphertextHash).toString('hex'),
    ...sealer.seal({
      stanza: entry.stanza,
      plaintext: Buffer.from(entry.plaintext).toString('base64'),
    }),
  };
}

function keyValues(account: string, { chat, participant, fromMe, messageId }: MessageKey): unknown[] {
  return [account, chat, participant, fromMe, messageId];
}
