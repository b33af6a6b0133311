import { OperationalError } from '../../../../domain/errors.ts';

/** Runs some work when there is room for it. */
export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets a few pieces of work run and makes the others wait in order.
 *
 * Throws OperationalError when too many wait already: a crowd at one door must not take every connection to the
 * database, nor the memory.
 */
export function createFewAtOnce({
  atOnce,
  maxWaiting,
}: {
  readonly atOnce: number;
  readonly maxWaiting: number;
}): FewAtOnce {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async (work) => {
    if (running < atOnce) {
      running += 1;
    } else if (waiting.length < maxWaiting) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      throw new OperationalError('too many wait already');
    }
    try {
      return await work();
    } finally {
      // The place is handed over, so nobody who comes in between can take it.
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        running -= 1;
      }
    }
  };
}
