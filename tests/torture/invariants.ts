import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { MAX_CRASHES } from '../../domain/messages/attempts.ts';
import type { Session } from './citizen.ts';

type Line = {
  readonly side: 'in' | 'out';
  readonly seq: number | null;
  readonly name: string;
  readonly state: string;
};

/** What every installation must hold at any instant, whatever died. */
export async function listStandingViolations(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ what: string; n: number }>(`
    SELECT 'messages handed to a person' AS what, count(*)::int AS n FROM event WHERE outcome = 'handed-to-human'
    UNION ALL SELECT 'messages tried too often', count(*)::int FROM event WHERE attempts > ${MAX_CRASHES}
    UNION ALL SELECT 'errors counted against messages', count(*)::int FROM event WHERE errors > 0
    UNION ALL SELECT 'processed messages without a place',
      count(*)::int FROM event WHERE (processed_at IS NULL) <> (seq IS NULL) OR (processed_at IS NULL) <> (outcome IS NULL)
    UNION ALL SELECT 'places taken twice', count(*)::int FROM (
      SELECT FROM (SELECT conversation_id, seq FROM event WHERE seq IS NOT NULL
        UNION ALL SELECT conversation_id, seq FROM outbox) a GROUP BY conversation_id, seq HAVING count(*) > 1) b
    UNION ALL SELECT 'radicados missing or repeated', count(*)::int FROM (
      SELECT FROM (SELECT right(radicado, 6)::int AS number, row_number() OVER (ORDER BY radicado) AS place FROM pqrs) a
      WHERE number <> place) b
    UNION ALL SELECT 'radicados that the counter does not know', (abs(
      (SELECT coalesce(sum(value), 0) FROM counter WHERE series = 'pqrs') - (SELECT count(*) FROM pqrs)))::int
    UNION ALL SELECT 'files without a prepared copy that say ready',
      count(*)::int FROM file WHERE status = 'ready' AND mime_type LIKE 'image/%' AND prepared_key IS NULL`);
  return rows.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`);
}

/** What waits still: nothing, once the application has been left in peace for a while. */
export async function countUnfinished(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`
    SELECT ((SELECT count(*) FROM event WHERE processed_at IS NULL)
      + (SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending'))
      + (SELECT count(*) FROM file WHERE status IN ('arriving', 'pending'))
      + (SELECT count(*) FROM question q JOIN conversation c ON c.id = q.conversation_id
         WHERE q.status = 'waiting' AND c.state->>'idle' IS DISTINCT FROM 'false'
           AND (q.expires_at IS NULL OR q.expires_at > now())))::int AS n`);
  return rows[0]?.n ?? 0;
}

/** Holds what a citizen sent and saw against what is stored. Call when nothing waits any more. */
export async function listSessionViolations(
  client: pg.ClientBase,
  session: Session,
): Promise<readonly string[]> {
  const { rows: lines } = await client.query<Line>({
    name: 'torture-lines',
    text: `SELECT 'in' AS side, seq, channel_message_id AS name, coalesce(outcome, 'unprocessed') AS state
      FROM event WHERE conversation_id = $1
      UNION ALL SELECT 'out', seq, conversation_id || '|' || lpad(seq::text, 7, '0'), status
      FROM outbox WHERE conversation_id = $1 ORDER BY seq NULLS LAST`,
    values: [session.conversationId],
  });
  const found = [
    ...checkPlaces(lines),
    ...checkMessages(lines, session),
    ...checkReplies(lines, session),
    ...(await checkFilings(client, session)),
  ];
  return found.map((what) => `${session.conversationId}: ${what}`);
}

function checkPlaces(lines: readonly Line[]): string[] {
  return lines.every(({ seq }, index) => seq === index + 1)
    ? []
    : [`places are ${lines.map(({ seq }) => seq).join(',')}`];
}

function checkMessages(lines: readonly Line[], { sent }: Session): string[] {
  const stored = lines.filter(({ side }) => side === 'in');
  const expected = ['joined', ...sent].join(',');
  const actual = stored.map(({ name }) => name).join(',');
  const undone = stored.filter(({ state }) => state !== 'applied' && state !== 'merged');
  return [
    ...(actual === expected ? [] : [`sent ${expected}, but stored ${actual}`]),
    ...undone.map(({ name, state }) => `message ${name} is ${state}`),
  ];
}

const ARRIVED = new Set(['sent', 'delivered', 'read']);

function checkReplies(lines: readonly Line[], { received }: Session): string[] {
  const replies = lines.filter(({ side }) => side === 'out');
  const unsent = replies.filter(({ state }) => !ARRIVED.has(state));
  const unseen = replies.filter(({ name }) => !received.has(name));
  const unknown = received.size - (replies.length - unseen.length);
  return [
    ...unsent.map(({ name, state }) => `reply ${name} is ${state}`),
    ...unseen.map(({ name }) => `reply ${name} never arrived`),
    ...(unknown > 0 ? [`${unknown} replies arrived that are not stored`] : []),
  ];
}

async function checkFilings(
  client: pg.ClientBase,
  { conversationId, radicados, photos }: Session,
): Promise<string[]> {
  const { rows } = await client.query<{ radicado: string; annexes: number }>({
    name: 'torture-filings',
    text: `SELECT radicado, (SELECT count(*)::int FROM pqrs_annex a WHERE a.pqrs_id = p.id) AS annexes
      FROM pqrs p WHERE conversation_id = $1 ORDER BY radicado`,
    values: [conversationId],
  });
  const filed = rows.map(({ radicado }) => radicado).join(',');
  const told = [...radicados].sort().join(',');
  const annexes = rows.reduce((sum, row) => sum + row.annexes, 0);
  return [
    ...(filed === told ? [] : [`was told ${told}, but filed ${filed}`]),
    ...(annexes === photos ? [] : [`${photos} photos were sent, but ${annexes} are annexed`]),
  ];
}

/** Every row of a file has its bytes, and they are those that came. */
export async function listFileViolations(
  client: pg.ClientBase,
  filesDir: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{
    id: string;
    status: string;
    sha256: string;
    original_key: string;
    prepared_key: string | null;
  }>('SELECT id, status, sha256, original_key, prepared_key FROM file');
  const found: string[] = [];
  for (const file of rows) {
    const original = await readFile(path.join(filesDir, file.original_key)).catch(() => null);
    const hash = original && createHash('sha256').update(original).digest('hex');
    const copy =
      file.prepared_key && (await readFile(path.join(filesDir, file.prepared_key)).catch(() => null));
    if (hash !== file.sha256 || file.status !== 'ready' || !copy) {
      found.push(`file ${file.id} is ${file.status}, bytes ${hash === file.sha256 ? 'whole' : 'missing'}`);
    }
  }
  return found;
}
