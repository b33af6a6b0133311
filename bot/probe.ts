/** The instants at which a process may die with the most to lose. */
export type FaultPoint =
  | 'stored'
  | 'attempt-counted'
  | 'in-turn'
  | 'committed'
  | 'sent-not-settled'
  | 'job-started'
  // WhatsApp: inside a decryption's transaction, while its commit travels, after it; when the library hands the
  // message over, while it travels to the inbox, when it is there and the journal does not know.
  | 'wa-in-tx'
  | 'wa-commit-inflight'
  | 'wa-after-commit'
  | 'wa-upsert'
  | 'wa-inbox-inflight'
  | 'wa-after-inbox';

/** Told at each fault point. In production it does nothing; the torture kills the process there. */
export type Probe = (point: FaultPoint) => void;

export const noProbe: Probe = () => undefined;
