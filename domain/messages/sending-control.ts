import type { AuditEntry } from '../people/audit.ts';
import type { StopScope } from './sending-rules-pace.ts';
import type { StopReason } from './sending-rules-stop.ts';

/** How freely a number may write. */
export type SendingStatus = {
  readonly scope: StopScope;
  readonly reason: StopReason | null;
  readonly since: Date | null;
  /** Proactive messages of this day in Bogotá, and how many there may be. */
  readonly proactiveToday: number;
  readonly ceiling: number;
};

/** How a person watches, stops and lets go what a number sends by itself. */
export type SendingControl = {
  /** Null when nothing governs the number. */
  readonly read: () => Promise<SendingStatus | null>;
  /** Lets everything go on; only a person does this. `by` is the id of the colleague. */
  readonly resume: (by: string, audit: AuditEntry) => Promise<void>;
  /** Stops what is proactive; replies go on. */
  readonly stop: (by: string, audit: AuditEntry) => Promise<void>;
};
