import { z } from 'zod';
import type { Question, QuestionRepository } from '../../domain/questions/question.ts';
import type { Run } from '../database.ts';
import type { Question as QuestionRow } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';

const Status = z.enum(['waiting', 'asked', 'answered', 'expired', 'cancelled']);

/** Questions of the system; the row's status is what makes an answer apply once. */
export function createQuestionRepository(run: Run): QuestionRepository {
  return {
    insert: async (question) => {
      await run((db) => db.question.createMany({ data: [question], skipDuplicates: true }));
    },
    findById: async (id) => {
      const row = await run((db) => db.question.findUnique({ where: { id } }));
      return row && toQuestion(row);
    },
    findByPrompt: async (promptId) => {
      const row = await run((db) => db.question.findFirst({ where: { promptId }, orderBy: { id: 'asc' } }));
      return row && toQuestion(row);
    },
    findNextWaiting: async (conversationId, now) => {
      const row = await run((db) =>
        db.question.findFirst({
          where: { conversationId, status: 'waiting', OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        }),
      );
      return row && toQuestion(row);
    },
    markAsked: async (id, promptId, askedAt) => {
      await run((db) => db.question.update({ where: { id }, data: { status: 'asked', promptId, askedAt } }));
    },
    answer: async (id, answer, answeredAt) => {
      const data = {
        answer: answer === null ? Prisma.JsonNull : (answer as Prisma.InputJsonValue),
        answeredAt,
      };
      const { count } = await run((db) =>
        db.question.updateMany({ where: { id, status: 'asked' }, data: { ...data, status: 'answered' } }),
      );
      return count === 1;
    },
    cancel: async (id) => {
      await run((db) => db.question.update({ where: { id }, data: { status: 'cancelled' } }));
    },
    dropUnseen: (id) => run((db) => dropUnseen(db, id)),
  };
}

async function dropUnseen(db: Parameters<Parameters<Run>[0]>[0], id: string): Promise<boolean> {
  const asked = await db.question.findUnique({ where: { id, status: 'asked' }, select: { promptId: true } });
  if (!asked?.promptId) {
    return false;
  }
  // Held back by a sending rule and never tried.
  const held = await db.outbox.updateMany({
    where: { id: asked.promptId, status: 'queued', attempts: 0, reason: { not: null } },
    data: { status: 'expired', reason: 'expired' },
  });
  if (held.count > 0) {
    await db.question.update({ where: { id }, data: { status: 'waiting', promptId: null, askedAt: null } });
    return true;
  }
  const over = await db.outbox.count({
    where: { id: asked.promptId, status: { in: ['skipped', 'failed', 'expired'] } },
  });
  if (over > 0) {
    await db.question.update({ where: { id }, data: { status: 'cancelled' } });
  }
  return over > 0;
}

function toQuestion({
  id,
  conversationId,
  kind,
  caseRef,
  attempt,
  status,
  promptId,
  expiresAt,
}: QuestionRow): Question {
  return { id, conversationId, kind, caseRef, attempt, status: Status.parse(status), promptId, expiresAt };
}
