/** PostgreSQL settings by name. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Sized for an application and its database on a small machine; everything not named keeps PostgreSQL's default. */
const BASE_SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '64MB',
  fsync: 'on',
  wal_compression: 'on',
  // Our statements are short: compiling them costs more than running them.
  jit: 'off',
  // Processes that a single small server does not need.
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  // A backend whose application was killed in the middle of a query ends soon.
  client_connection_check_interval: '5s',
  // Failed statements and their details carry what people wrote: they belong in no log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

/** The command line of a server, `overrides` winning over our own choices. */
export function toArguments(overrides: ServerSettings): string[] {
  return Object.entries({ ...BASE_SETTINGS, ...overrides }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}
