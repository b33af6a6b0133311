import type { Clock } from '../../domain/calendar/clock.ts';
import type { ColleagueFileRepository } from '../../domain/handoff/colleague-file.ts';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import type { MediaRepository } from '../../domain/messages/media.ts';
import { createColleagueFileRepository } from '../../prisma/repositories/colleague-file.ts';
import { createFileRepository } from '../../prisma/repositories/file.ts';
import { createWhatsAppMedia } from '../../prisma/repositories/whatsapp-media.ts';
import { createKeepColleagueFile } from '../files/keep-colleague-file.ts';
import { createFiles } from '../files/keep-file.ts';
import { createLocalFileStore } from '../files/local-file-store.ts';
import type { Files } from '../files.ts';
import { FETCH_MEDIA } from '../jobs/fetch-media.ts';
import { PREPARE_FILE } from '../jobs/prepare-file.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly storage: Storage;
  readonly filesDir: string;
  readonly clock: Clock;
  readonly newId: () => string;
};

export type ComposedFiles = {
  readonly files: Files;
  /** Files whose bytes are still at WhatsApp. */
  readonly media: MediaRepository;
  readonly repository: FileRepository;
  readonly store: FileStore;
  /** What colleagues keep for their answers, and the way to keep it. */
  readonly colleagueFiles: ColleagueFileRepository;
  readonly keepColleagueFile: ReturnType<typeof createKeepColleagueFile>;
};

/** Files on this machine's disk; the job that makes the safe copy is added in the row's own transaction. */
export function composeFiles({ storage, filesDir, clock, newId }: Dependencies): ComposedFiles {
  const store = createLocalFileStore(filesDir);
  const repository = createFileRepository(storage.database, async (db, fileId) => {
    const payload = JSON.stringify({ fileId });
    await db.$executeRaw`SELECT graphile_worker.add_job(${PREPARE_FILE}, ${payload}::json, job_key := ${fileId})`;
  });
  const tasks = { fetch: FETCH_MEDIA, prepare: PREPARE_FILE };
  const media = createWhatsAppMedia({ database: storage.database, sealer: storage.keys.sealer, tasks });
  const colleagueFiles = createColleagueFileRepository(storage.database);
  const keepColleagueFile = createKeepColleagueFile({ store, files: colleagueFiles, clock, newId });
  const files = createFiles({ store, files: repository, clock, newId });
  return { store, repository, media, files, colleagueFiles, keepColleagueFile };
}
