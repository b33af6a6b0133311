import { createBackupHistory } from '../../prisma/repositories/backup-history.ts';
import { isSendingPaused } from '../../prisma/sending-pause.ts';
import type { Config } from '../config.ts';
import type { Standing } from '../health.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly config: Pick<Config, 'backup'>;
  readonly storage: Pick<Storage, 'database'>;
};

/** Backups are asked about where the settings want them made, whichever process makes them. */
export function composeStanding({ config, storage: { database } }: Dependencies): () => Promise<Standing> {
  const history = createBackupHistory(database);
  return async () => {
    const [paused, backup] = await Promise.all([
      isSendingPaused(database),
      config.backup.dir === null ? null : history.readStanding(),
    ]);
    return { paused, backup };
  };
}
