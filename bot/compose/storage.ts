import { randomUUID } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import type { Logger } from 'pino';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { findFact, requireSameFact } from '../../prisma/installation.ts';
import { applyMigrations } from '../../prisma/migrate.ts';
import { poolSettings, surviveConnectionLoss } from '../../prisma/pool.ts';
import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import type { Config } from '../config.ts';
import { requireFilesFolder } from '../files/folder-marker.ts';
import { createKeys, type Keys, readAppSecret } from '../secret.ts';

/** Turns run on fewer connections than these, so that receiving and sending never wait for them. */
const POOL_CONNECTIONS = 14;
export const TURNS_AT_ONCE = 8;

/** A database that is ready: migrated, and known to belong to this secret and this folder of files. */
export type Storage = {
  readonly url: string;
  readonly database: Database;
  readonly keys: Keys;
  readonly stop: () => Promise<void>;
};

/** Opens the database of the settings (our own embedded one when none is named) and makes it ready. */
export async function openStorage(config: Config, log: Logger): Promise<Storage> {
  const keys = createKeys(readAppSecret(config));
  const embedded =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  const pool = new AdoptingPool(poolSettings(url, { max: POOL_CONNECTIONS, applicationName: 'vecino' }));
  surviveConnectionLoss(pool, log);
  const database = createDatabase(pool);
  const stop = async (): Promise<void> => {
    await database.close();
    await embedded?.stop();
  };
  try {
    await applyMigrations({ database: { connectionString: url }, log });
    await runMigrations({ pgPool: pool });
    await requireSameFact(database, 'app-secret', keys.fingerprint);
    const mark = await requireFilesFolder(
      config.filesDir,
      await findFact(database, 'files-dir'),
      randomUUID(),
    );
    await requireSameFact(database, 'files-dir', mark);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, database, keys, stop };
}
