import type { Database } from './database.ts';

/** One row a tick: of the processes that try, one inserts it and runs. */
export function createCronCoordinator(
  { pool }: Pick<Database, 'pool'>,
  owner: string,
): {
  readonly shouldRun: (key: string) => Promise<boolean>;
  readonly prune: (before: Date) => Promise<number>;
} {
  return {
    shouldRun: async (key) => {
      const { rowCount } = await pool.query(
        'INSERT INTO cron_run (key, owner) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
        [key, owner],
      );
      return rowCount === 1;
    },
    prune: async (before) => {
      const { rowCount } = await pool.query('DELETE FROM cron_run WHERE at < $1', [before]);
      return rowCount ?? 0;
    },
  };
}
