import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { ColleagueFileRepository } from '../../domain/handoff/colleague-file.ts';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import type { MediaRepository } from '../../domain/messages/media.ts';
import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import { createCronCoordinator } from '../../prisma/cron-coordinator.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createDealStore } from '../../prisma/repositories/deal.ts';
import { createFilingSurveys } from '../../prisma/repositories/filing-survey.ts';
import { createWaitingReader } from '../../prisma/repositories/waiting-reader.ts';
import { createWhatsAppSentStore } from '../../prisma/repositories/whatsapp-sent.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { WorkerPresence } from '../../prisma/worker-presence.ts';
import type { Config } from '../config.ts';
import { removeOrphanBytes, removeUnsentFiles, restoreLostFetches } from '../files/sweep.ts';
import { askFilingSurvey } from '../jobs/ask-filing-survey.ts';
import { dealOutWaiting } from '../jobs/deal-out-waiting.ts';
import { FETCH_MEDIA, fetchMedia } from '../jobs/fetch-media.ts';
import type { Job } from '../jobs/job.ts';
import { PREPARE_FILE, prepareFile } from '../jobs/prepare-file.ts';
import { pruneWhatsApp } from '../jobs/prune-whatsapp.ts';
import { tellUnanswered } from '../jobs/tell-unanswered.ts';
import { startWorker, type Tasks } from '../jobs/worker.ts';
import type { Messaging } from '../messaging.ts';
import type { Probe } from '../probe.ts';
import { startSchedule } from '../schedule.ts';
import { calendarOf } from './calendar.ts';
import { composeNightlyBackup } from './nightly-backup.ts';
import type { Storage } from './storage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

type Dependencies = {
  readonly storage: Storage;
  readonly outbox: OutboxStore;
  readonly entity: LiveEntity;
  readonly repository: FileRepository;
  readonly store: FileStore;
  readonly media: MediaRepository;
  readonly colleagueFiles: ColleagueFileRepository;
  readonly config: Config;
  readonly messaging: Pick<Messaging, 'wake' | 'inbox'>;
  readonly newId: () => string;
  readonly worker: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly probe: Probe;
};

/** Starts the jobs and the schedules of this process; returns the way to end them. */
export async function startBackground(deps: Dependencies): Promise<() => Promise<void>> {
  const { storage, log, repository: files, store, probe, worker } = deps;
  const fetching = await prepareFetching(deps);
  const presence = new WorkerPresence({ url: storage.url, log });
  await presence.start();
  const runner = await startWorker({
    pool: storage.database.pool,
    log,
    tasks: {
      [PREPARE_FILE]: prepareFile({ files, store, probe }),
      ...fetching.tasks,
    },
    hold: (id) => presence.hold(id),
    drop: (id) => presence.drop(id),
  });
  const coordinator = createCronCoordinator(storage.database, worker);
  const stopSchedule = startSchedule(listJobs(deps, { presence, coordinator }), { coordinator, logger: log });
  return async () => {
    await stopSchedule();
    await runner.stop();
    await presence.stop();
    await fetching.stop();
  };
}

type Fetching = { readonly tasks: Tasks; readonly stop: () => Promise<void> };

/** Fetches files of WhatsApp where it is in use; its library is loaded only then. */
async function prepareFetching(deps: Dependencies): Promise<Fetching> {
  const { config, media, store, clock, probe } = deps;
  if (config.whatsapp === null) {
    return { tasks: {}, stop: async () => undefined };
  }
  const { createMediaDownload } = await import('../channels/whatsapp/media/media-download.ts');
  const source = createMediaDownload({ host: config.whatsappMediaHost });
  return {
    tasks: { [FETCH_MEDIA]: fetchMedia({ media, source, store, clock, probe }) },
    stop: source.close,
  };
}

type Housekeeping = {
  readonly presence: WorkerPresence;
  readonly coordinator: ReturnType<typeof createCronCoordinator>;
};

/** Idempotent scans: one that does not run today finds the same work tomorrow. */
function listJobs(deps: Dependencies, { presence, coordinator }: Housekeeping): readonly Job[] {
  const { storage, outbox, clock } = deps;
  return [
    restoreLostFetches(deps),
    removeUnsentFiles(deps),
    removeOrphanBytes({ ...deps, files: deps.repository }),
    tellUnanswered({
      ...deps,
      waiting: createWaitingReader(storage.database.prisma),
      inbox: deps.messaging.inbox,
      entity: deps.entity.profile,
      calendar: calendarOf(deps.entity),
    }),
    dealOutWaiting({
      deals: createDealStore(storage.database.prisma),
      inbox: deps.messaging.inbox,
      clock,
    }),
    askFilingSurvey({
      ...deps,
      wake: deps.messaging.wake,
      calendar: calendarOf(deps.entity),
      surveys: createFilingSurveys(storage.database),
    }),
    composePruning(deps),
    ...composeNightlyBackup(deps),
    {
      name: 'unlock-dead-workers',
      schedule: '*/15 * * * * *',
      atStart: true,
      run: async () => ({ unlocked: await presence.unlockDead() }),
    },
    {
      name: 'expire-outbox',
      schedule: '30 * * * * *',
      atStart: true,
      run: async () => ({ expired: await outbox.expire(clock.now()) }),
    },
    {
      name: 'prune-cron-runs',
      schedule: '0 10 3 * * *',
      atStart: false,
      run: async () => ({ pruned: await coordinator.prune(new Date(clock.now().getTime() - 2 * DAY_MS)) }),
    },
  ];
}

/** Also where WhatsApp is off: what it left while it was on grows old all the same. */
function composePruning({ storage, clock }: Dependencies): Job {
  const stored = { database: storage.database, sealer: storage.keys.sealer };
  return pruneWhatsApp({
    journal: createWhatsAppSessionStore(stored),
    sent: createWhatsAppSentStore(stored),
    sender: createSenderState(storage.database),
    clock,
  });
}
