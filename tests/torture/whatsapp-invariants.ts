import type pg from 'pg';
import { toMessageId } from '../../bot/channels/whatsapp/convert/message-id.ts';
import type { WhatsAppTalker } from './whatsapp-citizen.ts';

/** What waits still on WhatsApp: nothing, once the application has been left in peace for a while. */
export async function countUnaccepted(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM whatsapp_journal WHERE NOT accepted',
  );
  return rows[0]?.n ?? 0;
}

/** What no death may cause, whoever wrote. */
export async function listJournalViolations(client: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
  const { rows } = await client.query<{ what: string; n: number }>(`
    SELECT 'messages set apart' AS what, count(*)::int AS n FROM whatsapp_journal WHERE quarantined IS NOT NULL
    UNION ALL SELECT 'replies given up', count(*)::int FROM outbox WHERE status = 'failed'`);
  return rows.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`);
}

/** Holds what a citizen sent and read against what is stored. Call when nothing waits any more. */
export async function listTalkerViolations(
  client: pg.ClientBase | pg.Pool,
  { person, sent, radicados }: WhatsAppTalker,
): Promise<readonly string[]> {
  const violations: string[] = [];
  const { rows: events } = await client.query<{ name: string; outcome: string | null; seq: number | null }>(
    `SELECT channel_message_id AS name, outcome, seq FROM event
     WHERE kind = 'message' AND channel_message_id = ANY($1) ORDER BY seq`,
    [sent],
  );
  const stored = events.map(({ name }) => name);
  violations.push(...sent.filter((id) => !stored.includes(id)).map((id) => `lost: ${id}`));
  if (new Set(stored).size !== stored.length) {
    violations.push('a message has two events');
  }
  if (stored.join() !== sent.filter((id) => stored.includes(id)).join()) {
    violations.push('messages were taken up in another order than they were sent');
  }
  violations.push(
    ...events.filter(({ outcome }) => outcome === null).map(({ name }) => `unanswered: ${name}`),
  );
  violations.push(...(await listHeardViolations(client, person, sent)));
  const { rows: filed } = await client.query<{ radicado: string }>(
    'SELECT radicado FROM pqrs WHERE radicado = ANY($1)',
    [radicados],
  );
  if (filed.length !== radicados.length || new Set(radicados).size !== radicados.length) {
    violations.push('a radicado that was told is missing or repeated');
  }
  return violations;
}

async function listHeardViolations(
  client: pg.ClientBase | pg.Pool,
  person: WhatsAppTalker['person'],
  sent: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string; status: string }>(
    `SELECT id, status FROM outbox WHERE conversation_id =
       (SELECT conversation_id FROM event WHERE channel_message_id = $1 LIMIT 1)`,
    [sent[0]],
  );
  const heard = new Set(person.messages.map(({ id }) => id));
  const said = new Set(rows.map(({ id }) => toMessageId(id, 0)));
  return [
    ...rows
      .filter(({ id }) => !heard.has(toMessageId(id, 0)))
      .map(({ id, status }) => `said and never read: ${id} ${status}`),
    ...person.messages.filter(({ id }) => !said.has(id)).map(({ id }) => `read and never said: ${id}`),
    ...person.neverRead.map((id) => `unreadable: ${id}`),
  ];
}
