import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createEngine, type Engine, echo } from './durability/engine.ts';

let database: TestDatabase;
let engine: Engine;
beforeEach(async () => {
  database = await createTestDatabase();
  engine = createEngine({
    url: database.url,
    assistant: echo(async (turn) => {
      if (turn.question !== null) {
        const promptId = turn.reply(plainText('¿Cómo te fue?'));
        await turn.repositories.questions.markAsked(turn.question.id, promptId, turn.now);
      }
      return undefined;
    }),
  });
});
afterEach(async () => {
  await engine.stop();
  await database.drop();
});

test.each([
  ['survey.filing', { class: 'proactive', purpose: 'encuestas', expires: true }],
  ['consent.surveys', { class: 'reply', purpose: null, expires: false }],
])('a question of kind %s leaves as what it is', async (kind, way) => {
  const conversation = await engine.open();
  await engine.query(
    `INSERT INTO question (id, conversation_id, kind, case_ref, created_at, expires_at)
     VALUES ($1, $2, $3, 'case-1', now(), now() + interval '1 day')`,
    [randomUUID(), conversation, kind],
  );
  engine.messaging.wake(conversation);
  await engine.messaging.idle();

  expect(
    await engine.query(
      `SELECT class, purpose, expires_at = (SELECT expires_at FROM question) AS expires, status FROM outbox
       WHERE content->>'text' = '¿Cómo te fue?'`,
    ),
  ).toEqual([{ ...way, expires: way.expires ? true : null, status: 'sent' }]);
});

test('an answer is a reply for no purpose', async () => {
  const conversation = await engine.open();
  await engine.say(conversation, 'hola');
  await engine.messaging.idle();

  expect(await engine.query('SELECT class, purpose, expires_at FROM outbox')).toEqual([
    { class: 'reply', purpose: null, expires_at: null },
  ]);
});
