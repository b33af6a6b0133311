// An engine in a process of its own: stores what its parent tells it to, all at once, and answers it.
import { createEngine, numbering } from './engine.ts';

let engine = null;
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ kind, url, messages }) => {
  if (kind === 'start') {
    engine = createEngine({ url, assistant: numbering() });
    await engine.messaging.start();
  } else {
    await Promise.all(messages.map(({ conversationId, text }) => engine.say(conversationId, text)));
  }
  process.send({ kind: 'done' });
});
