import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

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
  return { url: url.href, drop: () => executeAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
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
