import type { WaitingReader } from '../../domain/handoff/unanswered.ts';
import type { PrismaClient } from '../generated/client.ts';

/** Who waits for a colleague, by the index of those who wait. */
export function createWaitingReader(db: PrismaClient): WaitingReader {
  return {
    listUnanswered: async (since, limit) => {
      const rows = await db.conversation.findMany({
        where: {
          waitingSince: { lte: since },
          handoffs: { some: { endedAt: null, unansweredAt: null } },
        },
        orderBy: [{ waitingSince: 'asc' }, { id: 'asc' }],
        take: limit,
        select: { id: true, waitingSince: true },
      });
      return rows.flatMap(({ id, waitingSince }) =>
        waitingSince ? [{ conversationId: id, since: waitingSince }] : [],
      );
    },
  };
}
