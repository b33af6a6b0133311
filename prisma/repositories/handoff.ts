import type { HandoffRepository } from '../../domain/handoff/handoff.ts';
import type { Run } from '../database.ts';
import { toAuditRow } from './audit.ts';

/** The times of conversations with people, in the transaction of the turn. */
export function createHandoffRepository(run: Run): HandoffRepository {
  const open = (conversationId: string) => ({ conversationId, endedAt: null });
  return {
    ask: async ({ id, conversationId, reason, at }) => {
      const dangerAt = reason === 'danger' ? at : null;
      await run(async (db) => {
        const row = { id, conversationId, reason, askedAt: at, dangerAt };
        const { count } = await db.handoff.createMany({ data: [row], skipDuplicates: true });
        if (count === 0 && dangerAt) {
          const first = { ...open(conversationId), dangerAt: null };
          await db.handoff.updateMany({ where: first, data: { dangerAt } });
        }
      });
    },
    take: async (conversationId, takenById, takenAt) => {
      const where = { ...open(conversationId), takenAt: null };
      await run((db) => db.handoff.updateMany({ where, data: { takenById, takenAt } }));
    },
    answer: async (conversationId, answeredAt) => {
      const where = open(conversationId);
      await run(async (db) => {
        await db.handoff.updateMany({ where: { ...where, answeredAt: null }, data: { answeredAt } });
        await db.handoff.updateMany({ where, data: { unansweredAt: null } });
      });
    },
    end: async (conversationId, endedHow, endedAt) => {
      const [ended] = await run((db) =>
        db.handoff.updateManyAndReturn({
          where: open(conversationId),
          data: { endedHow, endedAt },
          select: { id: true },
        }),
      );
      return ended?.id ?? null;
    },
    askForCall: async (conversationId, callPhone, callAskedAt) => {
      const where = open(conversationId);
      await run((db) => db.handoff.updateMany({ where, data: { callPhone, callAskedAt } }));
    },
    tellUnanswered: async (conversationId, unansweredAt) => {
      const where = { ...open(conversationId), unansweredAt: null };
      const { count } = await run((db) => db.handoff.updateMany({ where, data: { unansweredAt } }));
      return count > 0;
    },
    record: async (entry) => {
      await run((db) => db.audit.create({ data: toAuditRow(entry), select: { id: true } }));
    },
    countAhead: (conversationId) => run((db) => countAhead(db, conversationId)),
  };
}

/** Whose own wait begins with this turn has no instant yet: everybody who waits is ahead. */
async function countAhead(db: Parameters<Parameters<Run>[0]>[0], conversationId: string): Promise<number> {
  const own = await db.conversation.findUnique({
    where: { id: conversationId },
    select: { waitingSince: true },
  });
  const earlier = own?.waitingSince ? { lt: own.waitingSince } : { not: null };
  return db.conversation.count({
    where: { owner: 'waiting', waitingSince: earlier, id: { not: conversationId } },
  });
}
