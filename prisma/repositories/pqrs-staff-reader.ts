import { LocalDate } from '../../domain/calendar/local-date.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { PqrsKind, PqrsRegime } from '../../domain/pqrs/peticion.ts';
import { PqrsChannel, PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { PqrsStaffReader, StaffListItem, StaffPqrsDetail } from '../../domain/pqrs/staff-reader.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toGeoPoint } from './pqrs.ts';
import { countPqrs, listPqrsPage } from './pqrs-staff-list.ts';
import { ANNEX, toStaffAnnex } from './staff-annex.ts';

const SUMMARY = {
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
  version: true,
  reviewedAt: true,
  reviewedBy: true,
} as const satisfies Prisma.PqrsSelect;

const DETAIL = {
  ...SUMMARY,
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

type SummaryRow = Prisma.PqrsGetPayload<{ select: typeof SUMMARY }>;
type DetailRow = Prisma.PqrsGetPayload<{ select: typeof DETAIL }>;
type BarrioNames = ReadonlyMap<string, string>;
type Names = { readonly barrios: BarrioNames; readonly reviewer: string | null };

/** The PQRS as colleagues read them. */
export function createPqrsStaffReader(db: PrismaClient): PqrsStaffReader {
  return {
    list: (query) => listPqrsPage(db, query),
    count: (filter) => countPqrs(db, filter),

    async findByRadicado(radicado) {
      const row = await db.pqrs.findUnique({ where: { radicado }, select: DETAIL });
      if (!row) {
        return null;
      }
      const [barrios, reviewer, health] = await Promise.all([
        findBarrioNames(db, [row]),
        findStaffName(db, row.reviewedBy),
        hasHealthMessage(db, row.conversation),
      ]);
      return toDetail(row, { barrios, reviewer, hasHealthMessage: health });
    },
  };
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

async function findStaffName(db: PrismaClient, id: string | null): Promise<string | null> {
  const found = id && (await db.staffUser.findUnique({ where: { id }, select: { name: true } }));
  return found ? found.name : null;
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

function toListItem(row: SummaryRow, { barrios, reviewer }: Names): StaffListItem {
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
    version: row.version,
    review: row.reviewedAt && { at: row.reviewedAt, by: reviewer },
  };
}

function toDetail(
  row: DetailRow,
  { hasHealthMessage, ...names }: Names & { readonly hasHealthMessage: boolean },
): StaffPqrsDetail {
  const { conversation } = row;
  return {
    ...toListItem(row, names),
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
