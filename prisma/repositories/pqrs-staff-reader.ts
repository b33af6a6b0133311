import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { PqrsKind, PqrsRegime } from '../../domain/pqrs/peticion.ts';
import { PqrsChannel, PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type {
  PqrsStaffReader,
  StaffListCursor,
  StaffListItem,
  StaffListQuery,
  StaffPqrsDetail,
} from '../../domain/pqrs/staff-reader.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toGeoPoint } from './pqrs.ts';
import { ANNEX, toStaffAnnex } from './staff-annex.ts';

const LIST_ITEM = {
  radicado: true,
  kind: true,
  status: true,
  channel: true,
  sensitivity: true,
  petitionerName: true,
  contactId: true,
  barrioId: true,
  barrioText: true,
  receivedAt: true,
  dueOn: true,
} as const satisfies Prisma.PqrsSelect;

const DETAIL = {
  ...LIST_ITEM,
  regime: true,
  aboutService: true,
  description: true,
  accountNumber: true,
  latitude: true,
  longitude: true,
  internalDueOn: true,
  ruleVersion: true,
  conversation: { select: { id: true, nextSeq: true, sensitivity: true } },
  annexes: { select: ANNEX, orderBy: [{ position: 'asc' }, { fileId: 'asc' }] },
} as const satisfies Prisma.PqrsSelect;

type ListRow = Prisma.PqrsGetPayload<{ select: typeof LIST_ITEM }>;
type DetailRow = Prisma.PqrsGetPayload<{ select: typeof DETAIL }>;
type BarrioNames = ReadonlyMap<string, string>;

/** The PQRS as colleagues read them. */
export function createPqrsStaffReader(db: PrismaClient): PqrsStaffReader {
  return {
    async list(query) {
      const rows = await db.pqrs.findMany({
        where: whereOf(query),
        select: LIST_ITEM,
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { radicado: 'asc' }],
        take: query.limit + 1,
      });
      const barrios = await findBarrioNames(db, rows);
      const items = rows.slice(0, query.limit).map((row) => toListItem(row, barrios));
      const last = items.at(-1);
      const hasMore = rows.length > query.limit;
      return { items, nextCursor: hasMore && last ? { dueOn: last.dueOn, radicado: last.radicado } : null };
    },

    async findByRadicado(radicado) {
      const row = await db.pqrs.findUnique({ where: { radicado }, select: DETAIL });
      if (!row) {
        return null;
      }
      const barrios = await findBarrioNames(db, [row]);
      return toDetail(row, { barrios, hasHealthMessage: await hasHealthMessage(db, row.conversation) });
    },
  };
}

function whereOf({ statuses, dueFrom, dueUntil, cursor }: StaffListQuery): Prisma.PqrsWhereInput {
  return {
    AND: [
      statuses === null ? {} : { status: { in: [...statuses] } },
      dueFrom === null ? {} : { dueOn: { gte: toDbDate(dueFrom) } },
      dueUntil === null ? {} : { dueOn: { lte: toDbDate(dueUntil) } },
      cursor === null ? {} : after(cursor),
    ],
  };
}

/** Strictly after the cursor in the order of the list, where the rows without term come last. */
function after({ dueOn, radicado }: StaffListCursor): Prisma.PqrsWhereInput {
  if (dueOn === null) {
    return { dueOn: null, radicado: { gt: radicado } };
  }
  const on = toDbDate(dueOn);
  return { OR: [{ dueOn: { gt: on } }, { dueOn: on, radicado: { gt: radicado } }, { dueOn: null }] };
}

async function findBarrioNames(
  db: PrismaClient,
  rows: readonly { readonly barrioId: string | null }[],
): Promise<BarrioNames> {
  const ids = rows.flatMap(({ barrioId }) => (barrioId === null ? [] : [barrioId]));
  if (ids.length === 0) {
    return new Map();
  }
  const barrios = await db.barrio.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  return new Map(barrios.map(({ id, name }) => [id, name]));
}

/** A conversation is as sensitive as its most sensitive message, whatever dialog is open in it at present. */
async function hasHealthMessage(
  db: PrismaClient,
  conversation: { readonly id: string } | null,
): Promise<boolean> {
  if (!conversation) {
    return false;
  }
  const where = { conversationId: conversation.id, sensitivity: 'health' };
  const [event, reply] = await Promise.all([
    db.event.findFirst({ where, select: { id: true }, orderBy: { id: 'asc' } }),
    db.outbox.findFirst({ where, select: { id: true }, orderBy: { id: 'asc' } }),
  ]);
  return event !== null || reply !== null;
}

function toListItem(row: ListRow, barrios: BarrioNames): StaffListItem {
  return {
    radicado: Radicado.parse(row.radicado),
    kind: PqrsKind.parse(row.kind),
    status: PqrsStatus.parse(row.status),
    channel: PqrsChannel.parse(row.channel),
    sensitivity: Sensitivity.parse(row.sensitivity),
    petitionerName: row.petitionerName,
    anonymous: row.petitionerName === null && row.contactId === null,
    barrio: (row.barrioId === null ? null : barrios.get(row.barrioId)) ?? row.barrioText,
    receivedAt: row.receivedAt,
    dueOn: toLocalDate(row.dueOn),
  };
}

function toDetail(
  row: DetailRow,
  { barrios, hasHealthMessage }: { readonly barrios: BarrioNames; readonly hasHealthMessage: boolean },
): StaffPqrsDetail {
  const { conversation } = row;
  return {
    ...toListItem(row, barrios),
    regime: PqrsRegime.parse(row.regime),
    aboutService: row.aboutService,
    description: row.description,
    accountNumber: row.accountNumber,
    location: toGeoPoint(row),
    internalDueOn: toLocalDate(row.internalDueOn),
    ruleVersion: row.ruleVersion,
    conversation: conversation && {
      id: conversation.id,
      lastSeq: conversation.nextSeq - 1,
      sensitivity: hasHealthMessage ? 'health' : Sensitivity.parse(conversation.sensitivity),
    },
    annexes: row.annexes.map(toStaffAnnex),
  };
}

/** A `date` column comes as midnight UTC of its day. */
function toLocalDate(date: Date | null): LocalDate | null {
  return date && LocalDate.parse(date.toISOString().slice(0, 10));
}

function toDbDate(on: LocalDate): Date {
  return new Date(`${on}T00:00:00Z`);
}
