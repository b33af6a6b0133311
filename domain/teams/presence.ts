import type { AuditEntry } from '../people/audit.ts';

/**
 * Whether a colleague can be given something now. `away`: the console is open, and they said that they are not there.
 */
export type Presence = 'available' | 'away' | 'offline';

/** Who has the console open, in whichever process, by the clock of the database: a dead process keeps nobody present. */
export type PresenceStore = {
  /** These sessions are served by this process now; what no process has said for a while is forgotten. */
  readonly keep: (sessionIds: readonly string[]) => Promise<void>;
  /** Of colleagues with an open console; who is not there is offline. */
  readonly list: () => Promise<ReadonlyMap<string, Presence>>;
  readonly isAway: (staffId: string) => Promise<boolean>;
  /** Nothing happens when it is so already. */
  readonly setAway: (staffId: string, isAway: boolean, audit: AuditEntry) => Promise<void>;
};
