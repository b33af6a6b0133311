const HOUR_MS = 60 * 60 * 1000;

/** A night that failed may be made good the next day; two in a row are what somebody must look at. */
const LATE_HOURS = 48;

/** A night's backup is not made again before this, whoever asks for it. */
const FRESH_HOURS = 20;

/** One try to make a backup, and what came of it. */
export type BackupRun = {
  readonly id: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: 'made' | 'failed';
  /** The file's name; null when it failed. */
  readonly name: string | null;
  /** The code of what went wrong, never a path or a word of a person; null when it was made. */
  readonly reason: string | null;
  readonly bytes: number;
  readonly rows: number;
  readonly files: number;
  /** Files that rows name and the folder had not: what is missing here was missing before. */
  readonly missingFiles: number;
};

/** What is known of the backups of this installation. */
export type BackupStanding = {
  readonly lastMadeAt: Date | null;
  readonly lastOutcome: BackupRun['outcome'] | null;
};

/** What became of each try. Implemented in `prisma/repositories/backup-history.ts`. */
export type BackupHistory = {
  readonly record: (run: BackupRun) => Promise<void>;
  readonly readStanding: () => Promise<BackupStanding>;
};

/** How old the newest backup is, in hours; null when there is none. */
export function backupAgeHours({ lastMadeAt }: BackupStanding, now: Date): number | null {
  return lastMadeAt && (now.getTime() - lastMadeAt.getTime()) / HOUR_MS;
}

/** Whether somebody must look: the newest is older than two days, or none was ever made and a try failed. */
export function isBackupLate(standing: BackupStanding, now: Date): boolean {
  const age = backupAgeHours(standing, now);
  return age === null ? standing.lastOutcome === 'failed' : age > LATE_HOURS;
}

/** Whether the night's backup has still to be made. */
export function isBackupDue(standing: BackupStanding, now: Date): boolean {
  const age = backupAgeHours(standing, now);
  return age === null || age >= FRESH_HOURS;
}
