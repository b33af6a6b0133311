import type { SecondFactorRepository } from '../../domain/people/second-factor.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { endSessions } from './open-session.ts';

type Dependencies = { readonly db: PrismaClient; readonly newId: () => string };

/** Second factors beside the accounts of the sign-in library. */
export function createSecondFactorRepository({ db, newId }: Dependencies): SecondFactorRepository {
  return {
    async find(staffId) {
      const row = await db.staffTwoFactor.findUnique({
        where: { userId: staffId },
        select: { secret: true, verified: true },
      });
      return row && { sealedSecret: row.secret, isVerified: row.verified };
    },

    async claimStep(staffId, step) {
      const { count } = await db.staffTwoFactor.updateMany({
        where: { userId: staffId, verified: true, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
        data: { lastStep: step },
      });
      return count > 0;
    },

    enable: (change) =>
      db.$transaction((tx) =>
        enable(tx, { ...change, codes: change.codeHashes.map((codeHash) => ({ id: newId(), codeHash })) }),
      ),

    remove: ({ staffId, keptSessionId, audit }) =>
      db.$transaction(async (tx) => {
        await tx.staffTwoFactor.deleteMany({ where: { userId: staffId } });
        await tx.staffRecoveryCode.deleteMany({ where: { userId: staffId } });
        await setEnabled(tx, staffId, false);
        await endSessions(tx, staffId, keptSessionId);
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),

    replaceRecoveryCodes: ({ staffId, codeHashes, audit }) =>
      db.$transaction(async (tx) => {
        await replaceCodes(
          tx,
          staffId,
          codeHashes.map((codeHash) => ({ id: newId(), codeHash })),
        );
        await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
      }),

    consumeRecoveryCode: ({ staffId, codeHash, at, audit }) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.staffRecoveryCode.updateMany({
          where: { userId: staffId, codeHash, usedAt: null },
          data: { usedAt: at },
        });
        if (count > 0) {
          await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        }
        return count > 0;
      }),

    countRecoveryCodes: (staffId) => db.staffRecoveryCode.count({ where: { userId: staffId, usedAt: null } }),
  };
}

type Code = { readonly id: string; readonly codeHash: string };

async function enable(
  tx: Prisma.TransactionClient,
  change: Parameters<SecondFactorRepository['enable']>[0] & { readonly codes: readonly Code[] },
): Promise<boolean> {
  const { staffId, step, codes, keptSessionId, audit } = change;
  const { count } = await tx.staffTwoFactor.updateMany({
    where: { userId: staffId, verified: false },
    data: { verified: true, lastStep: step },
  });
  if (count === 0) {
    return false;
  }
  await setEnabled(tx, staffId, true);
  await replaceCodes(tx, staffId, codes);
  await endSessions(tx, staffId, keptSessionId);
  await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
  return true;
}

async function setEnabled(tx: Prisma.TransactionClient, staffId: string, isEnabled: boolean): Promise<void> {
  await tx.staffUser.update({
    where: { id: staffId },
    data: { twoFactorEnabled: isEnabled },
    select: { id: true },
  });
}

async function replaceCodes(
  tx: Prisma.TransactionClient,
  userId: string,
  codes: readonly Code[],
): Promise<void> {
  await tx.staffRecoveryCode.deleteMany({ where: { userId } });
  await tx.staffRecoveryCode.createMany({ data: codes.map((code) => ({ ...code, userId })) });
}
