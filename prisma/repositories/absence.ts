import { type Absence, AbsenceReason, type AbsenceRepository } from '../../domain/people/absence.ts';
import { toDateColumn, toLocalDate } from '../date-column.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { findMember, lockTeam } from './staff-directory.ts';

const ABSENCE = {
  id: true,
  staffId: true,
  substituteId: true,
  fromOn: true,
  toOn: true,
  reason: true,
  endedOn: true,
} as const satisfies Prisma.StaffAbsenceSelect;

type AbsenceRow = Prisma.StaffAbsenceGetPayload<{ select: typeof ABSENCE }>;

/** Absences of colleagues. They are written one at a time, so that two cannot close a circle together. */
export function createAbsenceRepository(db: PrismaClient): AbsenceRepository {
  return {
    async listSince(on) {
      const rows = await db.staffAbsence.findMany({
        where: { toOn: { gte: toDateColumn(on) } },
        select: ABSENCE,
        orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toAbsence);
    },

    insert: (absence, { at, audit, assert }) =>
      db.$transaction(async (tx) => {
        await lockTeam(tx);
        const staff = await findMember(tx, absence.staffId);
        const substitute = await findMember(tx, absence.substituteId);
        if (!staff || !substitute) {
          return null;
        }
        assert({ staff, substitute, others: await listTouching(tx, absence) });
        const { fromOn, toOn, endedOn: _none, ...row } = absence;
        await tx.staffAbsence.create({
          data: { ...row, fromOn: toDateColumn(fromOn), toOn: toDateColumn(toOn), createdAt: at },
          select: { id: true },
        });
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return absence;
      }),

    end: ({ id, on, audit }) =>
      db.$transaction(async (tx) => {
        const day = toDateColumn(on);
        const { count } = await tx.staffAbsence.updateMany({
          where: { id, endedOn: null, toOn: { gte: day } },
          data: { endedOn: day },
        });
        if (count === 0) {
          return null;
        }
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return toAbsence(await tx.staffAbsence.findUniqueOrThrow({ where: { id }, select: ABSENCE }));
      }),
  };
}

async function listTouching(
  tx: Prisma.TransactionClient,
  { fromOn, toOn }: Absence,
): Promise<readonly Absence[]> {
  const rows = await tx.staffAbsence.findMany({
    where: { toOn: { gte: toDateColumn(fromOn) }, fromOn: { lte: toDateColumn(toOn) } },
    select: ABSENCE,
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toAbsence);
}

function toAbsence({ fromOn, toOn, endedOn, reason, ...row }: AbsenceRow): Absence {
  return {
    ...row,
    fromOn: toLocalDate(fromOn),
    toOn: toLocalDate(toOn),
    endedOn: endedOn && toLocalDate(endedOn),
    reason: AbsenceReason.parse(reason),
  };
}
