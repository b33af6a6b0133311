import { findByCode, type PqrsByCode } from '../../domain/pqrs/status-by-code.ts';
import type { Hmac } from '../../domain/pqrs/verification.ts';
import type { Database } from '../database.ts';
import { createPqrsRepository } from './pqrs.ts';

/**
 * Reading by code in PostgreSQL: the row of the radicado stays locked from the count to the verdict.
 *
 * Each attempt holds a connection while it waits for the row, so whoever calls lets only a few in at once.
 */
export function createPqrsByCode({ transaction }: Pick<Database, 'transaction'>, hmac: Hmac): PqrsByCode {
  return {
    find: (attempt) =>
      transaction((db) =>
        findByCode(
          createPqrsRepository((work) => work(db)),
          hmac,
          attempt,
        ),
      ),
  };
}
