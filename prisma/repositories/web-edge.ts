import { OperationalError } from '../../domain/errors.ts';
import type { WebEdge } from '../../domain/messages/web-edge.ts';
import type { Database } from '../database.ts';
import { isConnectionLoss } from '../pool.ts';

/** Clocks of processes may differ by less than this: an older row cannot be needed any more. */
const KEEP_EXPIRED_MS = 60 * 60 * 1000;

/** What is of no use any more is swept with the next ticket, a few rows at a time. */
const SPEND = `WITH swept AS (
    DELETE FROM stream_ticket WHERE id IN (
      SELECT id FROM stream_ticket WHERE expires_at < $3 ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)
  )
  INSERT INTO stream_ticket (id, expires_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING`;

/** The row of the day is made or grown in one statement, so that uploads at once are all counted. */
const COUNT = `WITH swept AS (
    DELETE FROM upload_day WHERE (day, sender) IN (
      SELECT day, sender FROM upload_day WHERE day < $1::date - 1 LIMIT 100 FOR UPDATE SKIP LOCKED)
  )
  INSERT INTO upload_day AS kept (day, sender, files, bytes)
  SELECT $1::date, $2, $3::int, $4::bigint WHERE $3::int <= $5::int AND $4::bigint <= $6::bigint
  ON CONFLICT (day, sender) DO UPDATE
    SET files = kept.files + excluded.files, bytes = kept.bytes + excluded.bytes
    WHERE kept.files + excluded.files <= $5::int AND kept.bytes + excluded.bytes <= $6::bigint`;

/**
 * Tickets and daily counts in PostgreSQL, so that a second process refuses what the first has seen.
 *
 * Throws OperationalError while the database is away: nobody is let in unseen.
 */
export function createWebEdge({ pool }: Pick<Database, 'pool'>): WebEdge {
  const wrote = async (statement: string, values: readonly unknown[]): Promise<boolean> => {
    try {
      return (await pool.query(statement, [...values])).rowCount === 1;
    } catch (error) {
      throw isConnectionLoss(error) ? new OperationalError('the database is away', { cause: error }) : error;
    }
  };
  return {
    spendTicket: ({ id, expiresAt }, now) =>
      wrote(SPEND, [id, expiresAt, new Date(now.getTime() - KEEP_EXPIRED_MS)]),
    countUpload: ({ on, sender, files, bytes, allowance }) =>
      wrote(COUNT, [on, sender, files, bytes, allowance.files, allowance.bytes]),
  };
}
