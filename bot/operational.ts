import { OperationalError } from '../domain/errors.ts';

/**
 * Does some work on the database; its momentary trouble becomes an OperationalError.
 *
 * Whoever asked is told to come back soon, which is true, instead of hearing of a fault of ours.
 */
export async function orOperational<T>(
  isTransient: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isTransient(error) ? new OperationalError('the database is away', { cause: error }) : error;
  }
}
