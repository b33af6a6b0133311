import { type BackupStanding, backupAgeHours, isBackupLate } from '../domain/backup/backup-run.ts';
import type { Clock } from '../domain/calendar/clock.ts';
import type { OutboxStore } from '../domain/messages/outbox-store.ts';
import type { WhatsAppState } from '../domain/messages/whatsapp-account.ts';

/** Replies that wait longer than this mean that people are not being answered. */
const OUTBOX_SLOW_SECONDS = 120;
const PROBE_TIMEOUT_MS = 2_000;

/** What `GET /salud` says. `whatsapp` is `elsewhere` while another process owns the number or nobody reported yet. */
export type Health = {
  readonly status: 'ok' | 'degraded';
  readonly database: 'ok' | 'down';
  readonly whatsapp: 'off' | 'elsewhere' | WhatsAppState;
  /** `paused`: restored from a backup, and nothing leaves until a person lets it. */
  readonly sending: 'running' | 'paused';
  /** Null when no backup is made by itself. */
  readonly backup: BackupHealth | null;
  readonly jobs: 'running' | 'elsewhere';
  readonly outboxOldestSeconds: number | null;
  readonly turnsRunning: number;
  readonly turnsWaiting: number;
};

/** How the backups stand: the age of the newest in hours, and whether the last try made one. */
export type BackupHealth = {
  readonly ageHours: number | null;
  readonly last: BackupStanding['lastOutcome'];
  readonly late: boolean;
};

/** What of an installation stands in its database. */
export type Standing = { readonly paused: boolean; readonly backup: BackupStanding | null };

type Dependencies = {
  readonly outbox: OutboxStore;
  /** Asked together with the outbox. */
  readonly standing: () => Promise<Standing>;
  readonly clock: Clock;
  readonly runsJobs: boolean;
  /** How this process's WhatsApp number stands. */
  readonly whatsapp: () => Health['whatsapp'];
  readonly load: () => { readonly running: number; readonly waiting: number };
};

/** Asks the parts how they are; never throws and never waits long. */
export function createHealth(deps: Dependencies): () => Promise<Health> {
  const { outbox, standing, clock, runsJobs, whatsapp, load } = deps;
  return async () => {
    const now = clock.now();
    const asked = Promise.all([outbox.oldestWaitingSeconds(now), standing()]);
    const answer = await withTimeout(asked);
    const [age, { paused, backup }] = answer ?? [null, { paused: false, backup: null }];
    const { running, waiting } = load();
    const state = {
      database: answer === null ? 'down' : 'ok',
      whatsapp: whatsapp(),
      sending: paused ? 'paused' : 'running',
      backup: backup && toBackupHealth(backup, now),
      jobs: runsJobs ? 'running' : 'elsewhere',
      outboxOldestSeconds: age,
      turnsRunning: running,
      turnsWaiting: waiting,
    } as const;
    return { status: isWell(state) ? 'ok' : 'degraded', ...state };
  };
}

function isWell({
  database,
  whatsapp,
  sending,
  backup,
  outboxOldestSeconds,
}: Omit<Health, 'status'>): boolean {
  const isSlow = outboxOldestSeconds !== null && outboxOldestSeconds > OUTBOX_SLOW_SECONDS;
  const isLate = backup?.late === true;
  return database === 'ok' && whatsapp !== 'stopped' && sending === 'running' && !isSlow && !isLate;
}

function toBackupHealth(standing: BackupStanding, now: Date): BackupHealth {
  const age = backupAgeHours(standing, now);
  return {
    ageHours: age === null ? null : Math.round(age * 10) / 10,
    last: standing.lastOutcome,
    late: isBackupLate(standing, now),
  };
}

/** The answer, or null when it fails or takes too long. */
async function withTimeout<T>(question: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PROBE_TIMEOUT_MS);
  });
  return Promise.race([question.catch(() => null), late]).finally(() => clearTimeout(timer));
}
