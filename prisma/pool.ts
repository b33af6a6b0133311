import pg from 'pg';
import type { Log } from './log.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_CONNECTION_MS = 30_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

export type PoolOptions = {
  /** The most connections this pool opens. */
  readonly max: number;
  /** Shown in `pg_stat_activity`, so that an operator sees which part holds a connection. */
  readonly applicationName: string;
  readonly log: Log;
};

/**
 * A pool that survives the death of its server: broken connections are dropped and the next request opens another.
 *
 * No statement and no idle transaction holds a connection or a lock for longer than 30 seconds.
 */
export function createPool(url: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool(poolSettings(url, options));
  surviveConnectionLoss(pool, options.log);
  return pool;
}

/** The settings of `createPool`, for a pool of another class. */
export function poolSettings(url: string, { max, applicationName }: Omit<PoolOptions, 'log'>): pg.PoolConfig {
  return {
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
  };
}

/** Logs the loss of an idle connection, which without a listener would end the process. */
export function surviveConnectionLoss(pool: pg.Pool, log: Log): void {
  pool.on('error', (error) =>
    log.warn({ code: codeOf(error) ?? error.message }, 'idle database connection lost'),
  );
  // A connection that breaks while it is lent tells its borrower by the failed query; this listener only keeps
  // the event from ending the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
}

const CONNECTION_LOSS_CODES = new Set([
  // PostgreSQL: shutdown by the operator, crash of another session, starting up, no free slot, idle too long.
  ...['57P01', '57P02', '57P03', '53300', '25P03'],
  // The operating system.
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
  // Prisma: unreachable, timed out, closed; with the names of its adapter.
  ...[
    'P1001',
    'P1002',
    'P1017',
    'DatabaseNotReachable',
    'ConnectionClosed',
    'SocketTimeout',
    'TooManyConnections',
  ],
]);

const SERIALIZATION_FAILURE_CODES = new Set(['40001', '40P01', '55P03', 'P2034', 'TransactionWriteConflict']);

/** Class 08 of the SQL standard: connection exceptions. */
const CONNECTION_CLASS = /^08[0-9A-Z]{3}$/;

/** node-postgres gives no code to the losses that it notices itself. */
const CONNECTION_LOSS_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Connection ended unexpectedly/;

/**
 * True when the connection was lost or could not be made, by node-postgres or by Prisma.
 *
 * The work may have been committed: repeat it only when repeating is harmless.
 */
export function isConnectionLoss(error: unknown): boolean {
  return listCauses(error).some(
    (cause) =>
      listCodes(cause).some((code) => CONNECTION_LOSS_CODES.has(code) || CONNECTION_CLASS.test(code)) ||
      CONNECTION_LOSS_MESSAGE.test(textOf(cause)),
  );
}

/** True when PostgreSQL rolled the transaction back because of another one: a repetition may succeed. */
export function isSerializationFailure(error: unknown): boolean {
  return listCauses(error)
    .flatMap(listCodes)
    .some((code) => SERIALIZATION_FAILURE_CODES.has(code));
}

/** The error and everything that it wraps, Prisma's `meta` included; a cycle ends the walk. */
function listCauses(error: unknown): object[] {
  const found = new Set<object>();
  const pending: unknown[] = [error];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'object' && next !== null && !found.has(next)) {
      found.add(next);
      pending.push(...['cause', 'meta', 'driverAdapterError', 'errors'].map((key) => Reflect.get(next, key)));
      pending.push(...(Array.isArray(next) ? next : []));
    }
  }
  return [...found];
}

function listCodes(error: object): string[] {
  return ['code', 'originalCode', 'kind']
    .map((key) => Reflect.get(error, key))
    .filter((code) => typeof code === 'string');
}

function textOf(error: object): string {
  const message: unknown = Reflect.get(error, 'message');
  return typeof message === 'string' ? message : '';
}

function codeOf(error: Error): string | null {
  return listCodes(error)[0] ?? null;
}
