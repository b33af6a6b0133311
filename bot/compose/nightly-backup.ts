import { isBackupDue } from '../../domain/backup/backup-run.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import { createBackupHistory } from '../../prisma/repositories/backup-history.ts';
import { isSendingPaused } from '../../prisma/sending-pause.ts';
import { removeExpired } from '../backup/make-backup.ts';
import { readPassphrase } from '../backup/passphrase.ts';
import type { Config } from '../config.ts';
import { backUp } from '../jobs/back-up.ts';
import type { Job } from '../jobs/job.ts';
import { backUpInstallation } from './backup.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly storage: Storage;
  readonly config: Config;
  readonly clock: Clock;
  readonly newId: () => string;
};

/**
 * The night's backup when the settings name a folder for it; nothing otherwise.
 *
 * A restored installation makes none until a person has let it go on: it may be a trial beside the real one, whose
 * backups it would count and remove.
 */
export function composeNightlyBackup(deps: Dependencies): readonly Job[] {
  const { dir, keep } = deps.config.backup;
  if (dir === null) {
    return [];
  }
  const history = createBackupHistory(deps.storage.database);
  const when = async (): Promise<boolean> =>
    !(await isSendingPaused(deps.storage.database)) &&
    isBackupDue(await history.readStanding(), deps.clock.now());
  return [
    backUp(async () => {
      const order = {
        ...deps,
        url: deps.storage.url,
        folder: dir,
        readPassphrase: () => readPassphrase(deps.config.backup),
      };
      const made = await backUpInstallation(order, when);
      return made === null
        ? { made: 0, removed: 0 }
        : { made: 1, removed: await removeExpired(dir, deps.config.entity, keep) };
    }),
  ];
}
