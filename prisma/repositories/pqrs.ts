import { LocalDate } from '../../domain/calendar/local-date.ts';
import { FileStatus, isOnItsWay } from '../../domain/messages/file-store.ts';
import { PqrsKind, PqrsRegime } from '../../domain/pqrs/peticion.ts';
import {
  type Annex,
  type GeoPoint,
  type Pqrs,
  PqrsChannel,
  PqrsId,
  type PqrsRepository,
  PqrsStatus,
} from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { Run } from '../database.ts';
import type { Prisma } from '../generated/client.ts';

const WITH_ANNEXES = {
  annexes: { orderBy: { position: 'asc' }, select: { file: true } },
} as const satisfies Prisma.PqrsInclude;
type PqrsRow = Prisma.PqrsGetPayload<{ include: typeof WITH_ANNEXES }>;

/** PQRS in PostgreSQL. Queries only: every rule is in `domain/pqrs`. */
export function createPqrsRepository(run: Run): PqrsRepository {
  return {
    insert: async (pqrs, sensitivity = 'normal') => {
      await run((db) => db.pqrs.create({ data: { ...toRow(pqrs), sensitivity } }));
    },
    findByRadicado: async (radicado) => {
      const row = await run((db) => db.pqrs.findUnique({ where: { radicado }, include: WITH_ANNEXES }));
      return row && toPqrs(row);
    },
    findFiledBy: async (contactId, limit) => {
      const rows = await run((db) =>
        db.pqrs.findMany({
          where: { contactId },
          include: WITH_ANNEXES,
          orderBy: [{ receivedAt: 'desc' }, { radicado: 'desc' }],
          take: limit,
        }),
      );
      return rows.map(toPqrs);
    },
    lockVerificationAttempts: async (radicado) => {
      const row = await run(async (db) => {
        await db.$queryRaw`SELECT id FROM pqrs WHERE radicado = ${radicado} FOR UPDATE`;
        return db.pqrs.findUnique({
          where: { radicado },
          select: { verificationFailures: true, verificationFailedAt: true },
        });
      });
      return { failures: row?.verificationFailures ?? 0, lastFailureAt: row?.verificationFailedAt ?? null };
    },
    recordVerificationFailure: async (radicado, at) => {
      await run((db) =>
        db.pqrs.updateMany({
          where: { radicado },
          data: { verificationFailures: { increment: 1 }, verificationFailedAt: at },
        }),
      );
    },
  };
}

/** A `date` column travels as midnight UTC of that day, whatever the server's zone. */
function toDateColumn(on: LocalDate): Date {
  return new Date(`${on}T00:00:00Z`);
}

function toLocalDate(column: Date): LocalDate {
  return LocalDate.parse(column.toISOString().slice(0, 10));
}

function toRow(pqrs: Pqrs): Prisma.PqrsUncheckedCreateInput {
  const { annexes, dueOn, internalDueOn, location, petitioner, verification, ...facts } = pqrs;
  return {
    ...facts,
    ...(location && { latitude: location.latitude, longitude: location.longitude }),
    contactId: petitioner.contactId,
    petitionerName: petitioner.name,
    dueOn: dueOn && toDateColumn(dueOn),
    internalDueOn: internalDueOn && toDateColumn(internalDueOn),
    verificationHash: verification.hash,
    annexes: { create: annexes.map(({ fileId }, position) => ({ fileId, position })) },
  };
}

function toPqrs(row: PqrsRow): Pqrs {
  return {
    id: PqrsId.parse(row.id),
    radicado: Radicado.parse(row.radicado),
    kind: PqrsKind.parse(row.kind),
    regime: PqrsRegime.parse(row.regime),
    aboutService: row.aboutService,
    description: row.description,
    accountNumber: row.accountNumber,
    barrioId: row.barrioId,
    barrioText: row.barrioText,
    location: toGeoPoint(row),
    petitioner: { contactId: row.contactId, name: row.petitionerName },
    conversationId: row.conversationId,
    channel: PqrsChannel.parse(row.channel),
    status: PqrsStatus.parse(row.status),
    receivedAt: row.receivedAt,
    dueOn: row.dueOn && toLocalDate(row.dueOn),
    internalDueOn: row.internalDueOn && toLocalDate(row.internalDueOn),
    ruleVersion: row.ruleVersion,
    annexes: row.annexes.map(toAnnex),
    verification: { hash: row.verificationHash },
  };
}

/** The point of a row; null unless both of its numbers are there. */
export function toGeoPoint({
  latitude,
  longitude,
}: Pick<PqrsRow, 'latitude' | 'longitude'>): GeoPoint | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

function toAnnex({ file }: PqrsRow['annexes'][number]): Annex {
  return {
    fileId: file.id,
    name: file.name,
    mimeType: file.mimeType,
    bytes: file.bytes,
    pending: isOnItsWay(FileStatus.parse(file.status)),
  };
}
