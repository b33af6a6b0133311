/** The only source of the present instant, so that every rule can be replayed at any date. */
export type Clock = { readonly now: () => Date };

/** The real clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and recomputations. */
export function clockAt(instant: string | Date): Clock {
  const fixed = new Date(instant);
  return { now: () => new Date(fixed) };
}
