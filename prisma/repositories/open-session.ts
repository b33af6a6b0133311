import type { OpenSessionRepository, PasswordRepository } from '../../domain/people/open-session.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { PASSWORD_PROVIDER } from './staff.ts';

/** The sessions of colleagues, in the table that the sign-in library reads at every request. */
export function createOpenSessionRepository(db: PrismaClient): OpenSessionRepository {
  return {
    async list(staffId, openedSince) {
      const rows = await db.$queryRaw<
        { id: string; opened_at: Date; last_seen_at: Date; user_agent: string | null }[]
      >`
        SELECT id, created_at AS opened_at, updated_at AS last_seen_at, user_agent FROM staff_session
        WHERE user_id = ${staffId} AND created_at > ${openedSince} AND expires_at > now()
        ORDER BY updated_at DESC, id LIMIT 100`;
      return rows.map((row) => ({
        id: row.id,
        openedAt: row.opened_at,
        lastSeenAt: row.last_seen_at,
        userAgent: row.user_agent,
      }));
    },

    end: ({ staffId, sessionId, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffSession.deleteMany({ where: { id: sessionId, userId: staffId } });
        if (count > 0) {
          await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        }
        return count > 0;
      }),

    endOthers: ({ staffId, keptSessionId, audit }) =>
      db.$transaction(async (tx) => {
        await endSessions(tx, staffId, keptSessionId);
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),
  };
}

/** Passwords of colleagues, hashed, in the table that the sign-in library reads. */
export function createPasswordRepository(db: PrismaClient): PasswordRepository {
  return {
    async findHash(staffId) {
      const row = await db.staffAccount.findFirst({
        where: { userId: staffId, providerId: PASSWORD_PROVIDER },
        select: { password: true },
        orderBy: { id: 'asc' },
      });
      return row?.password ?? null;
    },

    change: ({ staffId, passwordHash, keptSessionId, audit }) =>
      db.$transaction(async (tx) => {
        await setPassword(tx, { staffId, passwordHash, isToBeChanged: false });
        await endSessions(tx, staffId, keptSessionId);
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),

    reset: ({ staffId, passwordHash, audit }) =>
      db.$transaction(async (tx) => {
        if (!(await setPassword(tx, { staffId, passwordHash, isToBeChanged: true }))) {
          return false;
        }
        await endSessions(tx, staffId, null);
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        return true;
      }),
  };
}

type NewPassword = {
  readonly staffId: string;
  readonly passwordHash: string;
  /** Somebody else knows it: it opens the console only to be changed. */
  readonly isToBeChanged: boolean;
};

/** Sets a password and voids the link to another one. False when the account has none yet. */
export async function setPassword(
  tx: Prisma.TransactionClient,
  { staffId, passwordHash, isToBeChanged }: NewPassword,
): Promise<boolean> {
  const { count } = await tx.staffAccount.updateMany({
    where: { userId: staffId, providerId: PASSWORD_PROVIDER },
    data: { password: passwordHash },
  });
  if (count === 0) {
    return false;
  }
  await tx.staffUser.update({
    where: { id: staffId },
    data: { passwordChangeNeeded: isToBeChanged },
    select: { id: true },
  });
  await voidPasswordLink(tx, staffId);
  return true;
}

/** Makes the link to another password useless, if there is one. */
export async function voidPasswordLink(tx: Prisma.TransactionClient, staffId: string): Promise<void> {
  await tx.staffPasswordLink.deleteMany({ where: { userId: staffId } });
}

/** Ends the sessions of a colleague, and every sign-in of theirs that waits for its second step. */
export async function endSessions(
  tx: Prisma.TransactionClient,
  staffId: string,
  keptSessionId: string | null,
): Promise<void> {
  await tx.staffSession.deleteMany({
    where: { userId: staffId, ...(keptSessionId !== null && { id: { not: keptSessionId } }) },
  });
  await tx.staffVerification.deleteMany({ where: { value: staffId } });
}
