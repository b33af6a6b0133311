/** How long a machine waits for a person who may have left. */
export type KioskTimes = {
  /** Without a key, a touch or a movement, until it asks. */
  readonly idleSeconds: number;
  /** To answer. A person can ask for more as often as they like (WCAG 2.1, 2.2.1: at least ten times). */
  readonly warningSeconds: number;
};
