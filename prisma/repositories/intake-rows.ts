import { AvisoGiven, type IntakeRecord, type IntakeRepository } from '../../domain/pqrs/intake.ts';
import type { Run } from '../database.ts';
import type { PqrsIntake as IntakeRow, Prisma } from '../generated/client.ts';

/** PQRS that colleagues begin, in a transaction that somebody else ends. */
export function createIntakeRepository(run: Run): IntakeRepository {
  return {
    begin: async (record) => {
      const data = [toRow(record)];
      const { count } = await run((db) => db.pqrsIntake.createMany({ data, skipDuplicates: true }));
      return count > 0;
    },
    complete: async (id, { id: pqrsId }) => {
      await run((db) => db.pqrsIntake.update({ where: { id }, data: { pqrsId }, select: { id: true } }));
    },
  };
}

function toRow(record: IntakeRecord): Prisma.PqrsIntakeCreateManyInput {
  const { id, digest, openedById, filedAt, lateReason, readBack, aviso, details } = record;
  const { document, phone, email, postalAddress } = details;
  return {
    ...{ id, digest, openedById, filedAt, lateReason, readBack, aviso },
    ...{ document, phone, email, postalAddress },
  };
}

/** What is kept of how a PQRS began, parsed. */
export function toIntakeRecord(row: IntakeRow): IntakeRecord {
  const { document, phone, email, postalAddress, aviso, pqrsId: _, ...rest } = row;
  return {
    ...rest,
    aviso: AvisoGiven.nullable().parse(aviso),
    details: { document, phone, email, postalAddress },
  };
}
