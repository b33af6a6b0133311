import { beforeEach, expect, test } from 'vitest';
import { createAssistant } from '../../dialogs/assistant.ts';
import { ConversationInMemory, fixedDependencies } from '../support/world-in-memory.ts';

const assistant = createAssistant(fixedDependencies());
let conversation: ConversationInMemory;

beforeEach(async () => {
  conversation = new ConversationInMemory(assistant);
  await conversation.send('message', { text: 'hola' });
});

test.each(['1', 'uno', 'la primera', 'Acepto', 'ACEPTO', 'acepto.', 'sí', 'Si', 'ok', '1️⃣', '👍', 'opción 1'])(
  '%j accepts the aviso',
  async (text) => {
    await conversation.send('message', { text });

    expect(conversation.consents).toMatchObject([{ purpose: 'tramite', granted: true, channel: 'terminal' }]);
  },
);

test.each(['2', 'dos', 'No acepto', 'no', 'la segunda', 'rechazo'])('%j refuses it', async (text) => {
  await conversation.send('message', { text });

  expect(conversation.consents).toMatchObject([{ granted: false }]);
});

test.each(['3', '0', '12', 'quizás', '?', '1 y 2', ''])('%j is neither', async (text) => {
  await conversation.send('message', { text });

  expect(conversation.consents).toEqual([]);
  expect(conversation.last.idle).toBe(false);
});

test('the proof names the words that were shown, and the message that answered', async () => {
  const shown = await new ConversationInMemory(assistant).send('message', { text: 'hola' });
  await conversation.send('message', { text: 'acepto' });
  const aviso = shown.at(-1)?.text ?? '';

  expect(conversation.consents).toMatchObject([
    { textHash: fixedDependencies().sha256(aviso), eventId: 2n, givenAt: conversation.now },
  ]);
});

test('options are shown by their titles and say what channels must wait for', async () => {
  const [, aviso] = await new ConversationInMemory(assistant).send('message', { text: 'hola' });

  expect(aviso).toMatchObject({
    expects: 'option',
    options: [
      { value: 'Acepto', title: 'Acepto' },
      { value: 'No acepto', title: 'No acepto' },
    ],
  });
});
