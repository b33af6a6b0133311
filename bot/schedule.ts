import cron from 'node-cron';
import type { Logger } from 'pino';
import { type Job, runJob } from './jobs/job.ts';

/** Decides which of several processes runs a tick: the first that writes its key. */
export type RunCoordinator = { readonly shouldRun: (key: string) => Promise<boolean> };

/** Starts every job in Bogotá's time, one process per tick; returns a function that stops them all. */
export function startSchedule(
  jobs: readonly Job[],
  { coordinator, logger }: { readonly coordinator: RunCoordinator; readonly logger: Logger },
): () => Promise<void> {
  const tasks = jobs.map((job) =>
    cron.schedule(job.schedule, () => runJob(job, logger), {
      name: job.name,
      timezone: 'America/Bogota',
      noOverlap: true,
      distributed: true,
      runCoordinator: { shouldRun: (key: string) => coordinator.shouldRun(key).catch(() => false) },
    }),
  );
  for (const job of jobs.filter(({ atStart }) => atStart)) {
    void runJob(job, logger);
  }
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
  };
}
