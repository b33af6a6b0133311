import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createQuestionRepository } from '../../../prisma/repositories/question.ts';
import { openSealedDatabase, type SealedDatabase } from '../sealed-database.ts';

const AT = new Date('2026-11-20T15:00:00Z');

let db: SealedDatabase;
beforeAll(async () => {
  db = await openSealedDatabase();
});
afterAll(() => db.drop());

type Prompt = { readonly status: string; readonly reason: string | null; readonly attempts: number };

/** A survey that was asked by a message of ours in this state. */
async function askedBy(prompt: Prompt): Promise<{ readonly id: string; readonly promptId: string }> {
  const { prisma } = db.database;
  const address = { channel: 'whatsapp', address: randomUUID() } as const;
  const { id: conversationId } = await openConversation(db.database, address, randomUUID);
  const [id, promptId] = [randomUUID(), randomUUID()];
  await prisma.outbox.create({
    data: {
      ...prompt,
      id: promptId,
      conversationId,
      seq: 1,
      channel: 'whatsapp',
      recipient: address.address,
      class: 'proactive',
      content: {},
      availableAt: AT,
      createdAt: AT,
    },
  });
  const question = { conversationId, kind: 'survey.filing', caseRef: id, createdAt: AT };
  await prisma.question.create({ data: { ...question, id, promptId, status: 'asked', askedAt: AT } });
  return { id, promptId };
}

test.each<[string, Prompt, boolean, string, string]>([
  ['was sent', { status: 'sent', reason: null, attempts: 1 }, false, 'asked', 'sent'],
  ['is about to leave', { status: 'queued', reason: null, attempts: 0 }, false, 'asked', 'queued'],
  ['may have left', { status: 'queued', reason: 'OperationalError', attempts: 1 }, false, 'asked', 'queued'],
  [
    'waits for the morning',
    { status: 'queued', reason: 'quiet-hours', attempts: 0 },
    true,
    'waiting',
    'expired',
  ],
  ['was not allowed', { status: 'skipped', reason: 'no-consent', attempts: 0 }, true, 'cancelled', 'skipped'],
  ['was refused', { status: 'failed', reason: 'refused-463', attempts: 1 }, true, 'cancelled', 'failed'],
])('a question whose message %s', async (_, prompt, isUnseen, status, left) => {
  const questions = createQuestionRepository(db.database.run);
  const { id, promptId } = await askedBy(prompt);

  expect(await questions.dropUnseen(id)).toBe(isUnseen);
  expect(await questions.findById(id)).toMatchObject({ status });
  const row = await db.database.prisma.outbox.findUniqueOrThrow({ where: { id: promptId } });
  expect(row.status).toBe(left);
});

test('a question that nobody asked yet is not dropped', async () => {
  const questions = createQuestionRepository(db.database.run);
  expect(await questions.dropUnseen(randomUUID())).toBe(false);
});
