import type { HandoffRepository } from '../../domain/handoff/handoff.ts';
import type { Run } from '../database.ts';
import { toAuditRow } from './audit.ts';

type Tx = Parameters<Parameters<Run>[0]>[0];

/** The times of conversations with people, in the transaction of the turn. */
export function createHandoffRepository(run: Run): HandoffRepository {
  const open = (conversationId: string) => ({ conversationId, endedAt: null });
  return {
    ask: (request) => run((db) => ask(db, request)),
    take: async (conversationId, takenById, takenAt) => {
      const where = { ...open(conversationId), takenAt: null };
      await run((db) => db.handoff.updateMany({ where, data: { takenById, takenAt } }));
    },
    answer: async (conversationId, answeredById, answeredAt) => {
      const where = open(conversationId);
      await run(async (db) => {
        const first = { answeredAt, answeredById };
        await db.handoff.updateMany({ where: { ...where, answeredAt: null }, data: first });
        await db.handoff.updateMany({ where, data: { unansweredAt: null } });
      });
    },
    sendFiles: async (fileIds, sentAt) => {
      const where = { fileId: { in: [...fileIds] }, sentAt: null };
      await run((db) => db.colleagueFile.updateMany({ where, data: { sentAt } }));
    },
    end: async (conversationId, { how: endedHow, by: endedById, at: endedAt }) => {
      const [ended] = await run((db) =>
        db.handoff.updateManyAndReturn({
          where: open(conversationId),
          data: { endedHow, endedById, endedAt },
          select: { id: true },
        }),
      );
      return ended?.id ?? null;
    },
    reopen: (conversationId, since) => run((db) => reopen(db, conversationId, since)),
    giveToTeam: async (conversationId, teamId) => {
      await run((db) => db.handoff.updateMany({ where: open(conversationId), data: { teamId } }));
    },
    settleDeal: async (conversationId, waitingSince, settledAt) => {
      await run((db) => db.deal.updateMany({ where: { conversationId, waitingSince }, data: { settledAt } }));
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

/** One that is open already only learns of a danger. */
async function ask(
  db: Tx,
  { id, conversationId, reason, at }: Parameters<HandoffRepository['ask']>[0],
): Promise<void> {
  const dangerAt = reason === 'danger' ? at : null;
  const row = { id, conversationId, reason, askedAt: at, dangerAt };
  const { count } = await db.handoff.createMany({ data: [row], skipDuplicates: true });
  if (count === 0 && dangerAt) {
    const first = { conversationId, endedAt: null, dangerAt: null };
    await db.handoff.updateMany({ where: first, data: { dangerAt } });
  }
}

async function reopen(db: Tx, conversationId: string, since: Date): Promise<boolean> {
  const last = await db.handoff.findFirst({
    where: { conversationId },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  const data = { endedHow: null, endedById: null, endedAt: null, unansweredAt: null };
  const where = { id: last?.id ?? '', endedHow: 'ended', endedAt: { gte: since } };
  return last !== null && (await db.handoff.updateMany({ where, data })).count > 0;
}

/** Whose own wait begins with this turn has no instant yet: everybody who waits is ahead. */
async function countAhead(db: Tx, conversationId: string): Promise<number> {
  const own = await db.conversation.findUnique({
    where: { id: conversationId },
    select: { waitingSince: true },
  });
  const earlier = own?.waitingSince ? { lt: own.waitingSince } : { not: null };
  return db.conversation.count({
    where: { owner: 'waiting', waitingSince: earlier, id: { not: conversationId } },
  });
}
