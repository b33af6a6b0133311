import type { Logger } from 'pino';

/** Work repeated on a schedule: an idempotent scan of state. `run` returns the counts worth logging. */
export type Job = {
  readonly name: string;
  /** Cron expression of six fields (seconds first), read in America/Bogota. */
  readonly schedule: string;
  /** Also once at start: no legal moment may depend on a tick that fell while we were down. */
  readonly atStart: boolean;
  readonly run: () => Promise<Readonly<Record<string, number>>>;
};

/** Runs a job once and logs its outcome. Never throws: one failed run must not stop the others. */
export async function runJob(job: Job, logger: Logger): Promise<void> {
  const log = logger.child({ job: job.name });
  try {
    const result = await job.run();
    log[Object.values(result).some((count) => count > 0) ? 'info' : 'debug']({ result }, 'job completed');
  } catch (error) {
    log.warn({ code: error instanceof Error ? error.name : typeof error }, 'job failed');
  }
}
