/** A message that throws this often is given to a person: it is ours to mend, not theirs to repeat. */
export const MAX_ERRORS = 3;

/** Crashes are seldom the message's fault (deploys, kills, power), hence a wider limit than errors. */
export const MAX_CRASHES = 10;

/**
 * Says whether an event has failed so often that a person must take it.
 *
 * `attempts` counts the turns begun, this one included; `errors` the turns that threw. What remains of
 * them ended with the process, that is, in a crash.
 */
export function isPoisoned({ attempts, errors }: { attempts: number; errors: number }): boolean {
  const crashes = attempts - 1 - errors;
  return errors >= MAX_ERRORS || crashes >= MAX_CRASHES;
}
