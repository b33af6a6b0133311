import { beforeEach, describe, expect, test } from 'vitest';
import { createAssistant } from '../../dialogs/assistant.ts';
import { ConversationInMemory, fixedDependencies } from '../support/world-in-memory.ts';

const assistant = createAssistant(fixedDependencies());
let conversation: ConversationInMemory;

beforeEach(async () => {
  conversation = new ConversationInMemory(assistant);
  await say('hola', 'acepto', '1');
});

async function say(...texts: string[]): Promise<string> {
  let last = '';
  for (const text of texts) {
    const replies = await conversation.send('message', { text });
    last = replies.map((reply) => reply.text).join('\n');
  }
  return last;
}

const QUESTIONS = {
  kind: /^¿Qué quieres radicar\?/,
  description: /^Cuéntame qué pasó/,
  barrio: /^¿En qué barrio es\?/,
  account: /^¿Cuál es el número de cuenta/,
  annexes: /^Si quieres, envía fotos/,
  summary: /^Así va a quedar/,
};
const ANSWERS = ['reclamo', 'no llega el agua a mi casa', 'Mamatoco', 'saltar', 'listo'];
const AFTER = ['description', 'barrio', 'account', 'annexes', 'summary'] as const;

describe('at every question', () => {
  test.each(AFTER.map((name, index) => [name, index + 1] as const))(
    '%s follows its answer',
    async (name, count) => {
      expect(await say(...ANSWERS.slice(0, count))).toMatch(QUESTIONS[name]);
    },
  );

  test.each(AFTER.map((name, index) => [name, index + 1] as const))(
    'leaving before %s and coming back finds it',
    async (name, count) => {
      expect(await say(...ANSWERS.slice(0, count), 'menú', 'retomar')).toMatch(QUESTIONS[name]);
    },
  );

  test.each(AFTER.map((name, index) => [name, index + 1] as const))(
    'ayuda before %s asks it again',
    async (name, count) => {
      const reply = await say(...ANSWERS.slice(0, count), 'ayuda');

      expect(reply.slice(reply.indexOf('\n') + 1)).toMatch(QUESTIONS[name]);
    },
  );

  test.each([
    ['kind', 1],
    ['description', 2],
    ['barrio', 3],
    ['account', 4],
    ['annexes', 5],
  ] as const)('atrás returns to %s', async (name, count) => {
    const reply = await say(...ANSWERS.slice(0, count), 'atrás');

    expect(reply).toMatch(name === 'description' ? /^Esto fue lo que me contaste/ : QUESTIONS[name]);
  });
});

test('free text is expected only while the story is told', async () => {
  expect(conversation.last.expectsFreeText).toBe(false);
  await say('reclamo');
  expect(conversation.last).toEqual({ idle: false, expectsFreeText: true });
  await say('no llega el agua a mi casa');
  expect(conversation.last).toEqual({ idle: false, expectsFreeText: false });
});

test.each([
  ['too short', 'agua'],
  ['only blanks', '         '],
])('a description is refused when it is %s', async (_, text) => {
  await say('reclamo', text);

  expect(conversation.storedState).toContain('"at":"description"');
});

test.each([
  ['es la 123456', '123456'],
  ['12.345.678', '12345678'],
  ['Cuenta: A-1234', 'A-1234'],
  ['0012 3456', '00123456'],
])('the account in %j is %j', async (text, accountNumber) => {
  await say(...ANSWERS.slice(0, 3), text, 'listo', 'sí');

  expect(conversation.filed).toMatchObject([{ accountNumber }]);
});

test('the state stays small and holds no text of ours', async () => {
  await say(...ANSWERS);

  expect(conversation.storedState.length).toBeLessThan(1000);
  expect(conversation.storedState).not.toContain('¿');
});

test('what is filed is what was confirmed, received when the confirmation arrived', async () => {
  conversation.now = new Date('2026-12-31T23:30:00-05:00');
  await say(...ANSWERS, 'sí');

  expect(conversation.filed).toMatchObject([
    {
      radicado: 'ESSMAR-2026-000001',
      kind: 'reclamo',
      description: 'no llega el agua a mi casa',
      barrioId: 'b5',
      accountNumber: null,
      receivedAt: conversation.now,
      petitioner: { contactId: 'contact-1' },
      channel: 'terminal',
    },
  ]);
  expect(conversation.storedState).toContain('"drafts":{}');
});

test('the code of the acuse is stored only as a hash', async () => {
  const acuse = await say(...ANSWERS, 'sí');

  expect(acuse).toContain('2345-6789-ABCD');
  expect(JSON.stringify(conversation.filed)).not.toContain('23456789ABCD');
  expect(conversation.storedState).not.toContain('23456789ABCD');
});

test('a turn that is run again from the same state files the same thing once more, never two at once', async () => {
  await say(...ANSWERS);
  const before = conversation.storedState;
  await say('sí');
  conversation.storedState = before;
  conversation.filed.splice(0);
  await say('sí');

  expect(conversation.filed).toHaveLength(1);
});

test.each([
  ['a megabyte of digits', '1'.repeat(4096)],
  ['only emojis', '😀'.repeat(1000)],
  ['control characters', '\u0000\u202e\u200b'.repeat(50)],
  ['a very long word', 'a'.repeat(4096)],
])('%s is an ordinary wrong answer at every question', async (_, text) => {
  for (const answer of ['reclamo', 'no llega el agua a mi casa', 'Mamatoco']) {
    await say(text);
    await say(answer);
  }

  expect(conversation.storedState).toContain('"id":"pqrs"');
});
