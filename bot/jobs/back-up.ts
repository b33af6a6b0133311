import type { Job } from './job.ts';

/** What a try of the night came to. `made` is 0 when there was nothing to do. */
export type NightlyBackup = () => Promise<{ readonly made: number; readonly removed: number }>;

/**
 * Makes the night's backup. It is asked for some times a night and at start, and made once: a try that failed is made
 * good an hour later, and one that was missed at the next start.
 */
export function backUp(run: NightlyBackup): Job {
  return { name: 'back-up', schedule: '0 30 2-6 * * *', atStart: true, run };
}
