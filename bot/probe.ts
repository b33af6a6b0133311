/** The instants at which a process may die with the most to lose. */
export type FaultPoint =
  | 'stored'
  | 'attempt-counted'
  | 'in-turn'
  | 'committed'
  | 'sent-not-settled'
  | 'job-started';

/** Told at each fault point. In production it does nothing; the torture kills the process there. */
export type Probe = (point: FaultPoint) => void;

export const noProbe: Probe = () => undefined;
