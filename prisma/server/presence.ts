import type pg from 'pg';
import { createAdminClient } from './accounts.ts';
import type { Cluster } from './cluster.ts';

/** Key of the advisory lock in the `postgres` database that every living application process holds, shared. */
const PRESENCE_LOCK = 72_707_370;

/** A connection that tells the other processes on this server that we still need it. */
export type Presence = {
  /** Gives up our share and tells whether nobody else holds one. When true, nobody else can declare itself alone. */
  readonly leave: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/**
 * Holds the shared lock until `leave`, or until this process dies in whatever way.
 *
 * `onLost` runs once when the connection breaks, which is the fastest sign that the server died.
 */
export async function announcePresence(
  cluster: Cluster,
  port: number,
  onLost: () => void,
): Promise<Presence> {
  const client = createAdminClient(cluster, port);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
  } catch (error) {
    await close(client);
    throw error;
  }
  client.once('end', onLost);
  return {
    async leave() {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE_LOCK]);
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
        PRESENCE_LOCK,
      ]);
      return rows[0]?.alone === true;
    },
    close: () => close(client),
  };
}

async function close(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}
