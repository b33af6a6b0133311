import type { AuditEntry, AuditLog } from '../../domain/people/audit.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** The audit table, for changes that have no transaction of their own. */
export function createAuditLog(db: PrismaClient): AuditLog {
  return {
    async append(entry) {
      await db.audit.create({ data: toAuditRow(entry), select: { id: true } });
    },
  };
}

/** The row of an entry, to be written in the transaction of the change that it tells of. */
export function toAuditRow({
  at,
  actor,
  action,
  subject,
  before,
  after,
}: AuditEntry): Prisma.AuditCreateInput {
  return {
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    action,
    subject,
    ...(before && { before }),
    ...(after && { after }),
  };
}
