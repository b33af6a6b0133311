import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { BackupHealth, Health } from './health.ts';

const SECONDS_IN_AN_HOUR = 3600;

export type Metrics = {
  readonly countTurn: () => void;
  readonly countReceived: () => void;
  /** Prometheus text. Numbers only: no label ever holds something of a person. */
  readonly render: (health: Health) => Promise<string>;
  readonly contentType: string;
};

/** The figures of this process for Prometheus. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({ name: 'vecino_turns_total', help: 'Turns committed.', registers });
  const received = new Counter({
    name: 'vecino_messages_received_total',
    help: 'Messages stored.',
    registers,
  });
  const up = new Gauge({ name: 'vecino_database_up', help: '1 when the database answers.', registers });
  const age = new Gauge({
    name: 'vecino_outbox_oldest_seconds',
    help: 'Age of the oldest message that waits to be sent.',
    registers,
  });
  const waiting = new Gauge({
    name: 'vecino_turns_waiting',
    help: 'Conversations that wait for a turn.',
    registers,
  });
  const paused = new Gauge({
    name: 'vecino_sending_paused',
    help: '1 while a restored installation waits for a person.',
    registers,
  });
  const backups = createBackupGauges(registers);
  return {
    countTurn: () => turns.inc(),
    countReceived: () => received.inc(),
    contentType: registry.contentType,
    render: async (health) => {
      up.set(health.database === 'ok' ? 1 : 0);
      age.set(health.outboxOldestSeconds ?? 0);
      waiting.set(health.turnsWaiting);
      paused.set(health.sending === 'paused' ? 1 : 0);
      backups.set(health.backup);
      return registry.metrics();
    },
  };
}

/** Of backups that are not made by themselves, or of none yet, nothing is said: NaN. */
function createBackupGauges(registers: Registry[]): { readonly set: (backup: BackupHealth | null) => void } {
  const age = new Gauge({
    name: 'vecino_backup_age_seconds',
    help: 'Age of the newest backup.',
    registers,
  });
  const failed = new Gauge({
    name: 'vecino_backup_failed',
    help: '1 when the last try to make a backup failed.',
    registers,
  });
  return {
    set: (backup) => {
      age.set((backup?.ageHours ?? Number.NaN) * SECONDS_IN_AN_HOUR);
      failed.set(backup?.last === 'failed' ? 1 : 0);
    },
  };
}
