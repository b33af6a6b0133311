import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestVecino, type TestVecino } from '../../../support/vecino.ts';
import { aVisitor } from '../../../support/web-visitor.ts';

let app: TestVecino;

beforeAll(async () => {
  app = await startTestVecino({});
});
afterAll(() => app.stop());

test('the whole program tells every reader which question an answer belongs to', async () => {
  const visitor = await aVisitor(`${app.origin}/v3/directline`);
  const [question] = await visitor.readUntil(1);
  await visitor.post({ type: 'message', text: 'Acepto', replyToId: question?.id });
  await visitor.post({ type: 'message', text: 'a nada', replyToId: `${visitor.conversationId}|0009999` });
  await app.vecino.messaging.idle();
  const mine = (await visitor.read()).filter(({ from }) => from.role === 'user');

  expect(mine.map(({ text, replyToId }) => [text, replyToId])).toEqual([
    ['Acepto', question?.id],
    ['a nada', undefined],
  ]);
});
