import type { FilingSurveys } from '../../domain/surveys/filing-survey.ts';
import type { Database } from '../database.ts';
import { RESTORED_AT_FACT } from '../sending-pause.ts';

/**
 * Inserts the question of each filing that is due for one; a filing that has its question is never asked again, and
 * after a restoration nobody is asked about what came before it. The greater of two ignores a null.
 */
const ASK = `
  WITH due AS (
    SELECT p.radicado, p.conversation_id FROM pqrs p
    JOIN LATERAL (
      SELECT c.granted FROM consent c WHERE c.contact_id = p.contact_id AND c.purpose = 'encuestas'
      ORDER BY c.given_at DESC, c.id DESC LIMIT 1) choice ON choice.granted
    WHERE p.received_at > greatest($1::timestamptz,
        (SELECT value::timestamptz FROM installation WHERE name = '${RESTORED_AT_FACT}'))
      AND p.received_at <= $2 AND p.conversation_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM question q WHERE q.conversation_id = p.conversation_id
        AND q.kind = 'survey.filing' AND q.case_ref = p.radicado)
    ORDER BY p.received_at LIMIT $3
  )
  INSERT INTO question (id, conversation_id, kind, case_ref, created_at, expires_at)
  SELECT gen_random_uuid(), conversation_id, 'survey.filing', radicado, $4, $5 FROM due
  ON CONFLICT (conversation_id, kind, case_ref, attempt) DO NOTHING
  RETURNING conversation_id`;

/** The survey after a filing, in PostgreSQL. */
export function createFilingSurveys({ pool }: Pick<Database, 'pool'>): FilingSurveys {
  return {
    ask: async ({ filedAfter, filedUntil, limit, now, expiresAt }) => {
      const { rows } = await pool.query<{ conversation_id: string }>(ASK, [
        filedAfter,
        filedUntil,
        limit,
        now,
        expiresAt,
      ]);
      return rows.map((row) => row.conversation_id);
    },
  };
}
