import { Staff, type StaffRepository } from '../../domain/people/staff.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** The provider under which the sign-in library looks for a password. */
const PASSWORD_PROVIDER = 'credential';

/** Colleagues, in the tables that the sign-in library reads. */
export function createStaffRepository(db: PrismaClient): StaffRepository {
  return {
    insert: ({ staff, passwordHash, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffUser.createMany({
          data: [{ ...staff, emailVerified: true }],
          skipDuplicates: true,
        });
        if (count === 0) {
          return 'email-taken' as const;
        }
        await tx.staffAccount.create({
          data: {
            id: staff.id,
            accountId: staff.id,
            userId: staff.id,
            providerId: PASSWORD_PROVIDER,
            password: passwordHash,
          },
          select: { id: true },
        });
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

    async hasAny() {
      const row = await db.staffUser.findFirst({ select: { id: true }, orderBy: { id: 'asc' } });
      return row !== null;
    },
  };
}
