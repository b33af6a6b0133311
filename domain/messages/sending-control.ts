import type { AuditEntry } from '../people/audit.ts';
import type { PersonalStop } from './personal-stop.ts';
import type { StopScope } from './sending-rules-pace.ts';
import type { StopReason } from './sending-rules-stop.ts';

/** Who stopped a number and why. Null where it is not known (any more). */
export type StoppedBy = {
  readonly name: string | null;
  readonly cause: PersonalStop['cause'] | null;
  readonly note: string | null;
};

/** How freely a number may write. */
export type SendingStatus = {
  readonly scope: StopScope;
  readonly reason: StopReason | null;
  readonly since: Date | null;
  /** Null unless a person stopped it. */
  readonly by: StoppedBy | null;
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
  /** Stops what is proactive, for the cause that is kept with it; replies go on. */
  readonly stop: (by: string, stop: PersonalStop, audit: AuditEntry) => Promise<void>;
};
