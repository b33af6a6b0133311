import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { PqrsKind } from '../../domain/pqrs/peticion.ts';
import { PqrsChannel, PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type {
  StaffListCursor,
  StaffListFilter,
  StaffListItem,
  StaffListQuery,
} from '../../domain/pqrs/staff-reader.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

const Row = z.object({
  radicado: Radicado,
  kind: PqrsKind,
  status: PqrsStatus,
  channel: PqrsChannel,
  sensitivity: Sensitivity,
  petitioner_name: z.string().nullable(),
  contact_id: z.string().nullable(),
  barrio: z.string().nullable(),
  received_at: z.date(),
  due_on: LocalDate.nullable(),
  version: z.int(),
  reviewed_at: z.date().nullable(),
  reviewer: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

/** The expression of the indexes: a PQRS without term comes last. */
const DUE = Prisma.sql`coalesce(p.due_on, 'infinity'::date)`;

/** One page of the list, in one walk along the index of its order. */
export async function listPqrsPage(
  db: PrismaClient,
  query: StaffListQuery,
): Promise<{ readonly items: readonly StaffListItem[]; readonly nextCursor: StaffListCursor | null }> {
  const items = await readItems(db, pageStatement(query), orderOf(query.sort));
  const page = items.slice(0, query.limit);
  const last = page.at(-1);
  return { items: page, nextCursor: items.length > page.length && last ? cursorOf(last, query.sort) : null };
}

/** How many rows a filter has. */
export async function countPqrs(db: PrismaClient, filter: StaffListFilter): Promise<number> {
  const rows = await db.$queryRaw<readonly { n: bigint }[]>(
    Prisma.sql`SELECT count(*) AS n FROM pqrs p WHERE ${Prisma.join(conditionsOf(filter), ' AND ')}`,
  );
  return Number(rows[0]?.n ?? 0n);
}

/** The rows of a page, one more than it shows. */
export function pageStatement(query: StaffListQuery): Prisma.Sql {
  const conditions = [...conditionsOf(query), ...(query.cursor ? [after(query.cursor)] : [])];
  return Prisma.sql`SELECT p.* FROM pqrs p WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY ${orderOf(query.sort)} LIMIT ${query.limit + 1}`;
}

function orderOf(sort: StaffListCursor['sort']): Prisma.Sql {
  return sort === 'vencimiento'
    ? Prisma.sql`${DUE}, p.radicado`
    : Prisma.sql`p.received_at DESC, p.radicado DESC`;
}

/** Names are looked up for the rows that are shown, and for no others. */
async function readItems(
  db: PrismaClient,
  rows: Prisma.Sql,
  order: Prisma.Sql,
): Promise<readonly StaffListItem[]> {
  const found = await db.$queryRaw<readonly object[]>`
    WITH page AS MATERIALIZED (${rows})
    SELECT p.radicado, p.kind, p.status, p.channel, p.sensitivity, p.petitioner_name, p.contact_id::text AS contact_id,
      coalesce(b.name, p.barrio_text) AS barrio, p.received_at, p.due_on::text AS due_on, p.version, p.reviewed_at,
      u.name AS reviewer
    FROM page p LEFT JOIN barrio b ON b.id = p.barrio_id LEFT JOIN staff_user u ON u.id = p.reviewed_by
    ORDER BY ${order}`;
  return found.map((row) => toStaffListItem(Row.parse(row)));
}

function conditionsOf(filter: StaffListFilter): readonly Prisma.Sql[] {
  const { statuses, dueFrom, dueUntil, receivedFrom, receivedBefore, isReviewed, withoutHealth } = filter;
  const { kind, regime, channel, barrioId } = filter;
  return [
    Prisma.sql`true`,
    ...given(statuses, (value) => Prisma.sql`p.status = ANY(${[...value]})`),
    ...given(dueFrom, (value) => Prisma.sql`${DUE} >= ${value}::date`),
    ...given(dueUntil, (value) => Prisma.sql`${DUE} <= ${value}::date`),
    ...given(kind, (value) => Prisma.sql`p.kind = ${value}`),
    ...given(regime, (value) => Prisma.sql`p.regime = ${value}`),
    ...given(channel, (value) => Prisma.sql`p.channel = ${value}`),
    ...given(barrioId, (value) => Prisma.sql`p.barrio_id = ${value}`),
    ...given(receivedFrom, (value) => Prisma.sql`p.received_at >= ${value}`),
    ...given(receivedBefore, (value) => Prisma.sql`p.received_at < ${value}`),
    ...given(isReviewed, (value) =>
      value ? Prisma.sql`p.reviewed_at IS NOT NULL` : Prisma.sql`p.reviewed_at IS NULL`,
    ),
    ...(withoutHealth ? [Prisma.sql`p.sensitivity = 'normal'`] : []),
  ];
}

function given<Value>(value: Value | null, toCondition: (value: Value) => Prisma.Sql): readonly Prisma.Sql[] {
  return value === null ? [] : [toCondition(value)];
}

/** Strictly after the cursor, as one comparison of rows, which is where the walk along the index begins. */
function after(cursor: StaffListCursor): Prisma.Sql {
  return cursor.sort === 'vencimiento'
    ? Prisma.sql`(${DUE}, p.radicado) > (${cursor.dueOn ?? 'infinity'}::date, ${cursor.radicado})`
    : Prisma.sql`(p.received_at, p.radicado) < (${cursor.receivedAt}, ${cursor.radicado})`;
}

function cursorOf(item: StaffListItem, sort: StaffListCursor['sort']): StaffListCursor {
  const { radicado, dueOn, receivedAt } = item;
  return sort === 'vencimiento' ? { sort, dueOn, radicado } : { sort, receivedAt, radicado };
}

function toStaffListItem(row: Row): StaffListItem {
  return {
    radicado: row.radicado,
    kind: row.kind,
    status: row.status,
    channel: row.channel,
    sensitivity: row.sensitivity,
    petitionerName: row.petitioner_name,
    anonymous: row.petitioner_name === null && row.contact_id === null,
    barrio: row.barrio,
    receivedAt: row.received_at,
    dueOn: row.due_on,
    version: row.version,
    review: row.reviewed_at && { at: row.reviewed_at, by: row.reviewer },
  };
}

type OfPerson = { readonly contactId: string; readonly withHealth: boolean; readonly limit: number };

/** What one person has filed, newest first. */
export async function listPqrsOf(
  db: PrismaClient,
  { contactId, withHealth, limit }: OfPerson,
): Promise<readonly StaffListItem[]> {
  const health = withHealth ? Prisma.empty : Prisma.sql`AND p.sensitivity = 'normal'`;
  return readItems(
    db,
    Prisma.sql`SELECT p.* FROM pqrs p WHERE p.contact_id = ${contactId}::uuid ${health}
      ORDER BY p.received_at DESC, p.radicado DESC LIMIT ${limit}`,
    Prisma.sql`p.received_at DESC, p.radicado DESC`,
  );
}
