import { createLog } from '../../bot/log.ts';
import { createKeys } from '../../bot/secret.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { poolSettings, surviveConnectionLoss } from '../../prisma/pool.ts';
import { createTestDatabase } from '../support/database.ts';

export const { sealer } = createKeys('a secret of the tests that is long enough');

/** A migrated database of one's own with the pool of the program. */
export type SealedDatabase = {
  readonly database: Database;
  readonly url: string;
  readonly query: <Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>;
  readonly drop: () => Promise<void>;
};

export async function openSealedDatabase(): Promise<SealedDatabase> {
  const { url, drop } = await createTestDatabase();
  const pool = new AdoptingPool(poolSettings(url, { max: 6, applicationName: 'vecino-test' }));
  surviveConnectionLoss(pool, createLog('silent'));
  const database = createDatabase(pool);
  return {
    database,
    url,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      const { rows } = await pool.query(text, [...values]);
      return rows as Row[];
    },
    async drop() {
      await database.close();
      await drop();
    },
  };
}
