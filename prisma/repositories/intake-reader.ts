import { z } from 'zod';
import type { IntakeReader } from '../../domain/pqrs/intake.ts';
import { PqrsChannel } from '../../domain/pqrs/pqrs.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { ContentCodec } from '../sealed-content.ts';
import { toIntakeRecord } from './intake-rows.ts';

const Outcome = z.enum(['applied', 'merged', 'deferred', 'handed-to-human', 'refused']).nullable();

/** What the console asks about PQRS that colleagues began. */
export function createIntakeReader(db: PrismaClient, codec: Pick<ContentCodec, 'toIncoming'>): IntakeReader {
  return {
    findByRadicado: async (radicado) => {
      const row = await db.pqrsIntake.findFirst({
        where: { pqrs: { radicado } },
        include: { openedBy: { select: { name: true } }, pqrs: { select: { channel: true } } },
      });
      if (!row?.pqrs) {
        return null;
      }
      const { openedBy, pqrs, ...stored } = row;
      const { digest: _, ...record } = toIntakeRecord(stored);
      return { ...record, openedByName: openedBy.name, channel: PqrsChannel.parse(pqrs.channel) };
    },
    findAct: async (conversationId, intakeId) => {
      const row = await db.event.findUnique({
        where: {
          conversationId_channelMessageId: { conversationId, channelMessageId: `colleague:${intakeId}` },
        },
        select: { content: true, outcome: true },
      });
      const act = row && codec.toIncoming(row.content).act;
      return act?.act === 'open-pqrs'
        ? {
            digest: act.filing.digest,
            openedById: act.by.id,
            outcome: Outcome.parse(row?.outcome ?? null),
          }
        : null;
    },
    findFirstSaid: async (conversationId, eventIds) => {
      const ids = [...new Set(eventIds)].map(BigInt);
      const said = await db.event.aggregate({
        where: { conversationId, id: { in: ids }, kind: 'message' },
        _count: true,
        _min: { receivedAt: true },
      });
      return said._count === ids.length ? said._min.receivedAt : null;
    },
  };
}
