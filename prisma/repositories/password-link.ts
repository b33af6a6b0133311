import type { PasswordLinkRepository } from '../../domain/people/password-link.ts';
import { Staff } from '../../domain/people/staff.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { endSessions, setPassword } from './open-session.ts';
import { findMember, lockTeam } from './staff-directory.ts';

const OWNER = { id: true, email: true, name: true, role: true } as const;

/** Links to another password: a row is gone as soon as its link is used. */
export function createPasswordLinkRepository(db: PrismaClient): PasswordLinkRepository {
  return {
    make: ({ staffId, secretHash, expiresAt, audit }) =>
      db.$transaction(async (tx) => {
        await lockTeam(tx);
        const member = await findMember(tx, staffId);
        if (member?.state !== 'active') {
          return member ? ('not-active' as const) : ('not-found' as const);
        }
        await tx.staffPasswordLink.upsert({
          where: { userId: staffId },
          create: { userId: staffId, secretHash, expiresAt },
          update: { secretHash, expiresAt },
          select: { userId: true },
        });
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return 'made' as const;
      }),

    async find(secretHash, now) {
      const row = await db.staffPasswordLink.findFirst({
        where: usable(secretHash, now),
        select: { user: { select: OWNER } },
        orderBy: { userId: 'asc' },
      });
      return row && Staff.parse(row.user);
    },

    redeem: (redemption) => db.$transaction((tx) => redeem(tx, redemption)),
  };
}

async function redeem(
  tx: Prisma.TransactionClient,
  { secretHash, now, passwordHash, auditOf }: Parameters<PasswordLinkRepository['redeem']>[0],
): Promise<Staff | null> {
  const row = await tx.staffPasswordLink.findFirst({
    where: usable(secretHash, now),
    select: { user: { select: OWNER } },
    orderBy: { userId: 'asc' },
  });
  // Of several at once, one deletes the row; the others find it gone.
  const { count } = await tx.staffPasswordLink.deleteMany({ where: usable(secretHash, now) });
  if (!row || count === 0) {
    return null;
  }
  const staff = Staff.parse(row.user);
  await setPassword(tx, { staffId: staff.id, passwordHash, isToBeChanged: false });
  await endSessions(tx, staff.id, null);
  await tx.audit.create({ data: toAuditRow(auditOf(staff)), select: { id: true } });
  return staff;
}

function usable(secretHash: string, now: Date): Prisma.StaffPasswordLinkWhereInput {
  return { secretHash, expiresAt: { gt: now }, user: { deactivatedAt: null } };
}
