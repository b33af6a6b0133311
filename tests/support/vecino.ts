import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVecino, type Vecino } from '../../bot/compose/vecino.ts';
import { readConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import type { Probe } from '../../bot/probe.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import { createTestDatabase } from './database.ts';

type Options = {
  /** A database of another running instance; by default one of its own. */
  readonly databaseUrl?: string;
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly probe?: Probe;
  readonly clock?: Clock;
};

export type TestVecino = {
  readonly origin: string;
  readonly vecino: Vecino;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
};

/** The whole program in this process: real HTTP on a free port, real PostgreSQL, a database and a folder of its own. */
export async function startTestVecino(options: Options = {}): Promise<TestVecino> {
  const database = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vecino-test-')));
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: '0',
    FRAGMENT_WINDOW_MS: '0',
    LOG_LEVEL: 'silent',
    ...options.settings,
  });
  const vecino = await startVecino({
    config,
    log: createLog(config.logLevel),
    ...(options.probe ? { probe: options.probe } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  return {
    origin: vecino.address ?? '',
    vecino,
    databaseUrl,
    dataDir,
    stop: async () => {
      await vecino.stop();
      await database?.drop();
      if (options.dataDir === undefined) {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  };
}
