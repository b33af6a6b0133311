import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

const NOT_ALLOWED = '42501';
const DROP_ATTEMPTS = 20;
const DROP_PAUSE_MS = 250;

/** A database that belongs to one test or one file. */
export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** A new database with every migration applied: a copy of the run's template, made in some tens of milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${inject('templateDatabase')}`);
}

/** A new database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const name = `vecino_test_${randomUUID().replaceAll('-', '')}`;
  await executeAsAdmin(`CREATE DATABASE ${name} ${options}`);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}

/**
 * Drops a database, however busy.
 *
 * An autovacuum of the server may be in it, which an ordinary role may not end: it leaves by itself in a moment.
 */
async function dropDatabase(name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await executeAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    } catch (error) {
      if (attempt === DROP_ATTEMPTS || !(error instanceof pg.DatabaseError && error.code === NOT_ALLOWED)) {
        throw error;
      }
      await setTimeout(DROP_PAUSE_MS);
    }
  }
}

async function executeAsAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
