import { realpathSync } from 'node:fs';
import pg from 'pg';
import { OperationalError } from '../../domain/errors.ts';
import { ADMIN_ROLE, type Cluster } from './cluster.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** Name of both the application's database and its role. */
const APP_NAME = 'vecino';

/** Codes of "it exists already", which a process that started at the same moment may cause. */
const ALREADY_THERE = new Set(['42P04', '42710', '23505']);

/** The address of the application's database. Its role owns that database and may create others, and nothing more. */
export function appUrl(cluster: Cluster, port: number): string {
  return `postgresql://${APP_NAME}:${cluster.appPassword}@127.0.0.1:${port}/${APP_NAME}`;
}

/** A client of the administrator, not yet connected. */
export function createAdminClient(cluster: Cluster, port: number): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ADMIN_ROLE,
    password: cluster.adminPassword,
    database: 'postgres',
    application_name: 'vecino-supervisor',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  return client;
}

/** Refuses a server that answers on the expected port and serves another data folder. */
export async function checkSameCluster(cluster: Cluster, port: number): Promise<void> {
  const served = await asAdmin(cluster, port, async (client) => {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory ?? '';
  });
  if (realpathSync(served) !== cluster.dataDir) {
    throw new OperationalError(`The PostgreSQL on port ${port} serves ${served}, not ${cluster.dataDir}.`);
  }
}

/** Creates the application's role and database when they are missing. */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  await asAdmin(cluster, port, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [APP_NAME]);
    if (found.rowCount === 0) {
      await unlessThere(client, `CREATE ROLE ${APP_NAME} LOGIN CREATEDB PASSWORD '${cluster.appPassword}'`);
      await unlessThere(client, `CREATE DATABASE ${APP_NAME} OWNER ${APP_NAME}`);
    }
  });
}

async function unlessThere(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && ALREADY_THERE.has(error.code ?? ''))) {
      throw error;
    }
  }
}

async function asAdmin<T>(
  cluster: Cluster,
  port: number,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = createAdminClient(cluster, port);
  try {
    await client.connect();
    return await use(client);
  } catch (cause) {
    throw new OperationalError(`The embedded PostgreSQL on port ${port} cannot be used.`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
