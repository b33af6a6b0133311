import { Staff, type StaffRepository } from '../../domain/people/staff.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** The provider under which the sign-in library looks for a password. */
export const PASSWORD_PROVIDER = 'credential';

/** Colleagues, in the tables that the sign-in library reads. */
export function createStaffRepository(db: PrismaClient): StaffRepository {
  return {
    insert: ({ staff, passwordHash, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffUser.createMany({
          data: [{ ...staff, emailVerified: true, passwordChangeNeeded: true }],
          skipDuplicates: true,
        });
        if (count === 0) {
          return 'email-taken' as const;
        }
        await insertPassword(tx, staff.id, passwordHash);
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return 'inserted' as const;
      }),

    async findByEmail(email) {
      const row = await db.staffUser.findUnique({
        where: { email },
        select: { id: true, email: true, name: true, role: true },
      });
      return row && Staff.parse(row);
    },

    async isActive(staffId) {
      const row = await db.staffUser.findUnique({ where: { id: staffId }, select: { deactivatedAt: true } });
      return row !== null && row.deactivatedAt === null;
    },

    async recordSignIn({ staffId, at, audit }) {
      await db.$transaction([
        db.staffUser.update({ where: { id: staffId }, data: { lastSignInAt: at }, select: { id: true } }),
        db.audit.create({ data: toAuditRow(audit), select: { id: true } }),
      ]);
    },

    async hasAny() {
      const row = await db.staffUser.findFirst({ select: { id: true }, orderBy: { id: 'asc' } });
      return row !== null;
    },
  };
}

/** Gives an account the password under which the sign-in library finds it. */
export async function insertPassword(
  tx: Prisma.TransactionClient,
  staffId: string,
  passwordHash: string,
): Promise<void> {
  await tx.staffAccount.create({
    data: {
      id: staffId,
      accountId: staffId,
      userId: staffId,
      providerId: PASSWORD_PROVIDER,
      password: passwordHash,
    },
    select: { id: true },
  });
}
