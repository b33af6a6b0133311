import type { WhatsAppSessionStore } from '../domain/messages/whatsapp-session.ts';
import type { Database } from './database.ts';
import { presenceLock } from './worker-presence.ts';

type Parameter<Method extends 'acquire' | 'renew'> = Parameters<WhatsAppSessionStore[Method]>[0];

/*
 * The lease runs by the clock of the database, the only one that all processes share. What reads it is one statement,
 * so that no process decides by a time that has passed meanwhile.
 */

/** Takes the lease with the next epoch, unless another owner's still runs and that owner shows no sign of its death. */
export async function acquireWhatsApp(
  { pool }: Database,
  { account, owner, presence = '', ttlSeconds }: Parameter<'acquire'>,
): Promise<number | null> {
  const { rows } = await pool.query<{ epoch: number }>(
    `INSERT INTO whatsapp_lease AS l (account, epoch, owner, presence, expires_at)
     VALUES ($1, 1, $2, nullif($4, ''), clock_timestamp() + make_interval(secs => $3))
     ON CONFLICT (account) DO UPDATE
     SET epoch = l.epoch + 1, owner = excluded.owner, presence = excluded.presence,
       expires_at = clock_timestamp() + make_interval(secs => $3)
     WHERE l.owner = excluded.owner OR l.expires_at < clock_timestamp()
       OR (l.presence IS NOT NULL AND pg_try_advisory_xact_lock(${presenceLock('l.presence')}))
     RETURNING epoch`,
    [account, owner, ttlSeconds, presence],
  );
  return rows[0]?.epoch ?? null;
}

/** False when another epoch has begun. */
export async function renewWhatsApp(
  { pool }: Database,
  { account, epoch, ttlSeconds }: Parameter<'renew'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE whatsapp_lease SET expires_at = clock_timestamp() + make_interval(secs => $3)
     WHERE account = $1 AND epoch = $2`,
    [account, epoch, ttlSeconds],
  );
  return rowCount === 1;
}

/** Ends the lease of this epoch at once; the epoch itself goes on until somebody takes the next. */
export async function releaseWhatsApp({ pool }: Database, account: string, epoch: number): Promise<void> {
  await pool.query(`UPDATE whatsapp_lease SET expires_at = '-infinity' WHERE account = $1 AND epoch = $2`, [
    account,
    epoch,
  ]);
}
