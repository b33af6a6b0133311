import type { Clock } from '../../domain/calendar/clock.ts';
import { type ColleagueFileRepository, unsentBefore } from '../../domain/handoff/colleague-file.ts';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import type { MediaRepository } from '../../domain/messages/media.ts';
import type { Job } from '../jobs/job.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOST_AFTER_MS = 10 * MINUTE_MS;
const FILES_A_RUN = 500;
/** A database put back from a copy of some days ago must still find the bytes that its rows name. */
const ORPHAN_AFTER_MS = 30 * DAY_MS;
const KEYS_AT_ONCE = 500;

/** Files on their way whose job was lost get it again. */
export function restoreLostFetches({ media, clock }: { media: MediaRepository; clock: Clock }): Job {
  return {
    name: 'restore-lost-fetches',
    schedule: '20 */5 * * * *',
    atStart: true,
    run: async () => ({
      restored: await media.restoreLostJobs(new Date(clock.now().getTime() - LOST_AFTER_MS), FILES_A_RUN),
    }),
  };
}

/** What colleagues kept for an answer and never sent is forgotten; its bytes go with the orphans. */
export function removeUnsentFiles({
  colleagueFiles,
  clock,
}: {
  colleagueFiles: ColleagueFileRepository;
  clock: Clock;
}): Job {
  return {
    name: 'remove-unsent-files',
    schedule: '0 30 3 * * *',
    atStart: true,
    run: async () => ({
      removed: await colleagueFiles.removeUnsent(unsentBefore(clock.now()), FILES_A_RUN),
    }),
  };
}

type Bytes = { readonly store: FileStore; readonly files: FileRepository; readonly clock: Clock };

/** Bytes that no row names (a process died between the two) are removed after a month. */
export function removeOrphanBytes({ store, files, clock }: Bytes): Job {
  return {
    name: 'remove-orphan-bytes',
    schedule: '0 40 3 * * *',
    atStart: false,
    run: async () => {
      let removed = 0;
      let batch: string[] = [];
      for await (const key of store.listOlder(new Date(clock.now().getTime() - ORPHAN_AFTER_MS))) {
        batch.push(key);
        if (batch.length === KEYS_AT_ONCE) {
          removed += await removeUnnamed(batch, { store, files });
          batch = [];
        }
      }
      return { removed: removed + (await removeUnnamed(batch, { store, files })) };
    },
  };
}

async function removeUnnamed(
  keys: readonly string[],
  { store, files }: Pick<Bytes, 'store' | 'files'>,
): Promise<number> {
  const named = await files.filterNamed(keys);
  const orphans = keys.filter((key) => !named.has(key));
  for (const key of orphans) {
    await store.remove(key);
  }
  return orphans.length;
}
