/**
 * Tables whose rows no backup has and no restored installation gets.
 *
 * Sessions, tickets and who is there end with the place they were given in; the session of a linked phone must never live twice; the
 * live events of the console carry transaction numbers that mean nothing in another database.
 */
export const TABLES_LEFT_OUT: ReadonlySet<string> = new Set([
  '_prisma_migrations',
  'staff_session',
  'staff_verification',
  'staff_rate_limit',
  'sign_in_failure',
  'stream_ticket',
  'console_presence',
  'cron_run',
  'live_event',
  'whatsapp_account',
  'whatsapp_credentials',
  'whatsapp_key',
  'whatsapp_lease',
  'whatsapp_sent',
]);

/** Where rows name bytes of the folder of files. */
export const FILE_KEY_COLUMNS = [
  { table: 'file', column: 'original_key' },
  { table: 'file', column: 'prepared_key' },
] as const;

/** The tables of the application: what belongs to an extension is none. */
export const LIST_TABLES = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
  ORDER BY c.relname`;

/** An SQL name in its quotes: the reserved words among ours (`user`, `at`) need them. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The columns of a table as a list for COPY. */
export function toColumnList(columns: readonly string[]): string {
  return columns.map(quoteName).join(', ');
}
