import { z } from 'zod';
import { dayOfWeek, type LocalDate, localDateOf } from '../calendar/local-date.ts';

const EXTENSION = '.respaldo';
const OWN_NAME = /^vecino-([a-z][a-z0-9-]*)-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.respaldo$/;

/** A backup by its name: whose it is, and the instant of the database that it holds. */
export type BackupFile = { readonly name: string; readonly entity: string; readonly takenAt: Date };

/** How many backups stay: the newest of each of the last days, and of each of the last weeks. */
export type BackupRetention = { readonly daily: number; readonly weekly: number };

/** `7,4`: seven days and four weeks. */
export const BackupKeep = z
  .string()
  .regex(/^[1-9]\d{0,2},\d{1,3}$/)
  .transform((text): BackupRetention => {
    const [daily = 1, weekly = 0] = text.split(',').map(Number);
    return { daily, weekly };
  });

/** What a backup is called: 'vecino-essmar-20261122T073000Z.respaldo'. The order of names is that of time. */
export function backupNameOf(entity: string, takenAt: Date): string {
  const instant = takenAt.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return `vecino-${entity}-${instant}${EXTENSION}`;
}

/** Reads a name; null for anything that this program would not have written, letter by letter. */
export function parseBackupName(name: string): BackupFile | null {
  const [, entity, ...parts] = OWN_NAME.exec(name) ?? [];
  if (entity === undefined) {
    return null;
  }
  const [year, month, day, hour, minute, second] = parts;
  const takenAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(takenAt.getTime()) || backupNameOf(entity, takenAt) !== name
    ? null
    : { name, entity, takenAt };
}

/**
 * The backups of an entity that may go, oldest first.
 *
 * The newest of each of the last days that have one stays, and the newest of each of the last weeks that have one:
 * days and weeks without a backup use up nothing. The newest of all is never among them.
 */
export function listExpiredBackups(
  files: readonly BackupFile[],
  entity: string,
  keep: BackupRetention,
): readonly BackupFile[] {
  const own = files
    .filter((file) => file.entity === entity)
    .toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
  const kept = new Set([
    ...own.slice(0, 1),
    ...newestOfEach(own, dayOf).slice(0, keep.daily),
    ...newestOfEach(own, weekOf).slice(0, keep.weekly),
  ]);
  return own.filter((file) => !kept.has(file)).reverse();
}

function newestOfEach(
  newestFirst: readonly BackupFile[],
  periodOf: (file: BackupFile) => string,
): readonly BackupFile[] {
  const periods = new Map<string, BackupFile>();
  for (const file of newestFirst) {
    const period = periodOf(file);
    periods.set(period, periods.get(period) ?? file);
  }
  return [...periods.values()];
}

const dayOf = ({ takenAt }: BackupFile): LocalDate => localDateOf(takenAt);

const DAY_MS = 24 * 60 * 60 * 1000;
const SATURDAY = 6;

/** A week by its last day, a Sunday in Bogotá. */
function weekOf({ takenAt }: BackupFile): LocalDate {
  const weekday = dayOfWeek(localDateOf(takenAt));
  const daysLeft = (SATURDAY + 1 - weekday) % (SATURDAY + 1);
  return localDateOf(new Date(takenAt.getTime() + daysLeft * DAY_MS));
}
