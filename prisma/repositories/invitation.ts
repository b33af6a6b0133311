import type { InvitationRepository } from '../../domain/people/invitation.ts';
import { Staff } from '../../domain/people/staff.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { insertPassword } from './staff.ts';

const INVITED = { id: true, email: true, name: true, role: true } as const;

/** Invitations beside the accounts of the sign-in library: who is invited has no password yet. */
export function createInvitationRepository(db: PrismaClient): InvitationRepository {
  return {
    invite: ({ staff, secretHash, expiresAt, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffUser.createMany({
          data: [{ ...staff, emailVerified: true }],
          skipDuplicates: true,
        });
        if (count === 0) {
          return 'email-taken' as const;
        }
        await tx.staffInvitation.create({
          data: { userId: staff.id, secretHash, expiresAt },
          select: { userId: true },
        });
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return 'invited' as const;
      }),

    renew: ({ staffId, secretHash, expiresAt, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffInvitation.updateMany({
          where: { userId: staffId, redeemedAt: null, user: { deactivatedAt: null } },
          data: { secretHash, expiresAt },
        });
        if (count > 0) {
          await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        }
        return count > 0;
      }),

    async find(secretHash, now) {
      const row = await db.staffInvitation.findFirst({
        where: usable(secretHash, now),
        select: { user: { select: INVITED } },
        orderBy: { userId: 'asc' },
      });
      return row && Staff.parse(row.user);
    },

    redeem: (redemption) => db.$transaction((tx) => redeem(tx, redemption)),
  };
}

async function redeem(
  tx: Prisma.TransactionClient,
  { secretHash, now, name, passwordHash, auditOf }: Parameters<InvitationRepository['redeem']>[0],
): Promise<Staff | null> {
  const { count } = await tx.staffInvitation.updateMany({
    where: usable(secretHash, now),
    data: { redeemedAt: now },
  });
  if (count === 0) {
    return null;
  }
  const { userId } = await tx.staffInvitation.findUniqueOrThrow({
    where: { secretHash },
    select: { userId: true },
  });
  const row = await tx.staffUser.update({
    where: { id: userId },
    data: { name, version: { increment: 1 } },
    select: INVITED,
  });
  const staff = Staff.parse(row);
  await insertPassword(tx, staff.id, passwordHash);
  await tx.audit.create({ data: toAuditRow(auditOf(staff)), select: { id: true } });
  return staff;
}

function usable(secretHash: string, now: Date): Prisma.StaffInvitationWhereInput {
  return { secretHash, redeemedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null } };
}
