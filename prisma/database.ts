import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { AdoptingPool } from './adopting-pool.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';

const MAX_WAIT_MS = 5_000;
const TRANSACTION_TIMEOUT_MS = 20_000;

/** Runs queries somewhere: on their own, or inside a transaction that somebody else ends. */
export type Run = <T>(work: (db: Prisma.TransactionClient) => Promise<T>) => Promise<T>;

/** One installation's database: a pool for the hot statements, Prisma for everything else. */
export type Database = {
  readonly pool: AdoptingPool;
  readonly prisma: PrismaClient;
  /** Queries outside of any transaction. */
  readonly run: Run;
  /** All of the work commits together or not at all. */
  readonly transaction: Run;
  /** Queries that belong to the transaction already open on `client`. */
  readonly within: (client: pg.PoolClient) => Run;
  readonly close: () => Promise<void>;
};

/** Puts Prisma on a pool. Connects to nothing until the first query. */
export function createDatabase(pool: AdoptingPool): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const transaction: Run = (work) =>
    prisma.$transaction(work, { maxWait: MAX_WAIT_MS, timeout: TRANSACTION_TIMEOUT_MS });

  return {
    pool,
    prisma,
    run: (work) => work(prisma),
    transaction,
    within: (client) => (work) => pool.lend(client, () => transaction(work)),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
