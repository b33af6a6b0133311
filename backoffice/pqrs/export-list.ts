import { bogotaTimeOf, localDateOf } from '../../domain/calendar/local-date.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import type { StaffListCursor, StaffListQuery } from '../../domain/pqrs/staff-reader.ts';
import type { Translate } from '../../locales/translate.ts';
import type { PqrsListItem } from '../contracts/pqrs.ts';
import type { PqrsExportQuery } from '../contracts/pqrs-export.ts';
import { type TableFile, toCsvFile, toXlsxFile } from '../documents/table-file.ts';
import { Refusal } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { toListItem, toStaffFilter } from './read-list.ts';
import type { PqrsReading } from './reader.ts';

/** A sheet is made whole in memory, and nothing else runs meanwhile: 20,000 rows took 130 MB. CSV has no such bound. */
const MAX_SHEET_ROWS = 5_000;

const PAGE_ROWS = 1_000;

export type ExportOptions = {
  readonly reading: Pick<PqrsReading, 'pqrs' | 'calendar' | 'clock'>;
  readonly audit: AuditLog;
  readonly t: Translate;
};

/**
 * The rows of a filter, in the order of the list and with what this role may see of each.
 *
 * The line of audit is written before the first row leaves. Throws Refusal `export-too-large` for a sheet with more rows
 * than `MAX_SHEET_ROWS`.
 */
export async function exportPqrs(
  { format, sort, ...filter }: PqrsExportQuery,
  staff: StaffSession['staff'],
  options: ExportOptions,
): Promise<TableFile> {
  const { reading, audit, t } = options;
  const narrowed = toStaffFilter(filter, staff.role, reading);
  const count = await reading.pqrs.count(narrowed);
  if (format === 'xlsx' && count > MAX_SHEET_ROWS) {
    throw new Refusal('export-too-large');
  }
  await audit.append({
    at: reading.clock.now(),
    actor: { kind: 'staff', id: staff.id },
    action: 'pqrs.exported',
    subject: 'pqrs/list',
    after: { filter: toAddress({ ...filter, sort }), format, count },
  });
  const table = {
    sheet: t('console.export.sheet'),
    heading: COLUMNS.map(({ heading }) => t(heading)),
    rows: rowsOf({ query: { ...narrowed, sort }, role: staff.role, options }),
  };
  return format === 'csv' ? toCsvFile(table) : toXlsxFile(table);
}

/** As the address of the list has it: codes and days, nothing that a person wrote. */
function toAddress(filter: Omit<PqrsExportQuery, 'format'>): string {
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) {
      address.set(name, value);
    }
  }
  return address.toString();
}

type Walk = {
  readonly query: Omit<StaffListQuery, 'cursor' | 'limit'>;
  readonly role: StaffSession['staff']['role'];
  readonly options: ExportOptions;
};

/** Page by page along the keyset, as a person would turn them. */
async function* rowsOf({ query, role, options: { reading, t } }: Walk): AsyncGenerator<readonly string[]> {
  let cursor: StaffListCursor | null = null;
  do {
    const page: Awaited<ReturnType<PqrsReading['pqrs']['list']>> = await reading.pqrs.list({
      ...query,
      cursor,
      limit: PAGE_ROWS,
    });
    for (const row of page.items) {
      const item = toListItem(row, role, reading);
      yield COLUMNS.map(({ cell }) => cell(item, t));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

type Column = {
  readonly heading: `console.export.column.${ColumnName}`;
  readonly cell: (item: PqrsListItem, t: Translate) => string;
};
type ColumnName =
  | 'radicado'
  | 'kind'
  | 'status'
  | 'channel'
  | 'petitioner'
  | 'barrio'
  | 'receivedOn'
  | 'receivedTime'
  | 'dueOn'
  | 'review'
  | 'reviewer';

const COLUMNS: readonly Column[] = [
  { heading: 'console.export.column.radicado', cell: ({ radicado }) => radicado },
  { heading: 'console.export.column.kind', cell: ({ kind }, t) => t(`console.kind.${kind}`) },
  { heading: 'console.export.column.status', cell: ({ status }, t) => t(`console.status.${status}`) },
  { heading: 'console.export.column.channel', cell: ({ channel }, t) => t(`console.channel.${channel}`) },
  { heading: 'console.export.column.petitioner', cell: petitionerOf },
  {
    heading: 'console.export.column.barrio',
    cell: ({ barrio, reserved }, t) => (reserved ? t('console.reserved') : (barrio ?? '')),
  },
  {
    heading: 'console.export.column.receivedOn',
    cell: ({ receivedAt }) => localDateOf(new Date(receivedAt)),
  },
  { heading: 'console.export.column.receivedTime', cell: ({ receivedAt }) => toTime(new Date(receivedAt)) },
  { heading: 'console.export.column.dueOn', cell: ({ dueOn }) => dueOn ?? '' },
  {
    heading: 'console.export.column.review',
    cell: ({ review }) => (review === null ? '' : localDateOf(new Date(review.at))),
  },
  { heading: 'console.export.column.reviewer', cell: ({ review }) => review?.by ?? '' },
];

function petitionerOf({ reserved, anonymous, petitionerName }: PqrsListItem, t: Translate): string {
  if (reserved) {
    return t('console.reserved');
  }
  return petitionerName ?? t(anonymous ? 'console.anonymous' : 'console.nameless');
}

/** What a clock on a wall in Bogotá showed. */
function toTime(instant: Date): string {
  const { hour, minute } = bogotaTimeOf(instant);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
