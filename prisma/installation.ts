import { OperationalError } from '../domain/errors.ts';
import type { Database } from './database.ts';

/**
 * Refuses to start when the outside no longer belongs to this database.
 *
 * The first start writes the fact; later ones compare. Another secret would make every sealed message, every
 * verification code and every session unreadable, so nothing may begin with it.
 */
export async function requireSameFact(database: Database, name: string, value: string): Promise<void> {
  const { rows } = await database.pool.query<{ value: string }>(
    `WITH written AS (INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING value)
     SELECT value FROM written UNION ALL SELECT value FROM installation WHERE name = $1 LIMIT 1`,
    [name, value],
  );
  if (rows[0]?.value !== value) {
    throw new OperationalError(`this database belongs to an installation with another ${name}`);
  }
}

/** The remembered fact, or null when this is the first start. */
export async function findFact(database: Database, name: string): Promise<string | null> {
  const { rows } = await database.pool.query<{ value: string }>(
    'SELECT value FROM installation WHERE name = $1',
    [name],
  );
  return rows[0]?.value ?? null;
}
