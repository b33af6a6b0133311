import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainText } from '../../../../domain/messages/content.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { ask, aVisitor, json } from '../../../support/web-visitor.ts';

const world = new WebWorld();
let server: WebServer;

beforeAll(async () => {
  server = await startWebServer(world);
});
afterAll(() => server.stop());

const incoming = (conversationId: string) =>
  world.entriesOf(conversationId).flatMap((entry) => (entry.direction === 'in' ? [entry] : []));

test('opens once, however often it is asked for', async () => {
  const visitor = await aVisitor(server.directLine);
  const again = await ask(`${server.directLine}/conversations`, json(visitor.token, ''));
  const resumed = await ask(`${server.directLine}/conversations/${visitor.conversationId}?watermark=7`, {
    headers: { authorization: `Bearer ${visitor.token}` },
  });

  expect(again.status).toBe(200);
  expect(again.body.conversationId).toBe(visitor.conversationId);
  expect(resumed.body.streamUrl).toContain('watermark=7');
  expect((await visitor.readUntil(1)).map(({ text }) => text)).toEqual(['Hola, soy el asistente.']);
});

test('gives every message the id under which it appears, and the answer points at it', async () => {
  const visitor = await aVisitor(server.directLine);
  const posted = await visitor.write('hola', 'first');
  const [, mine, answer] = await visitor.readUntil(3);

  expect(mine).toMatchObject({ id: posted.body.id, text: 'hola', from: { role: 'user' } });
  expect(answer).toMatchObject({ text: 'Eco: hola', replyToId: posted.body.id });
});

test('stores a replayed message once and answers with the same id', async () => {
  const visitor = await aVisitor(server.directLine);
  const ids = await Promise.all([1, 2, 3].map(() => visitor.write('hola', 'same')));
  await visitor.write('después', 'later');

  expect(new Set(ids.map(({ body }) => body.id)).size).toBe(1);
  expect((await visitor.readUntil(5)).map(({ text }) => text)).toEqual([
    'Hola, soy el asistente.',
    'hola',
    'Eco: hola',
    'después',
    'Eco: después',
  ]);
});

test('never believes who the client says it is', async () => {
  const visitor = await aVisitor(server.directLine);
  await visitor.post({ type: 'message', text: 'yo', from: { id: 'vecino', role: 'bot', name: 'Vecino' } });
  const [, mine] = await visitor.readUntil(2);

  expect(mine?.from).toEqual({ id: `dl_${visitor.conversationId}`, role: 'user' });
});

test('knows which message of ours is quoted', async () => {
  const visitor = await aVisitor(server.directLine);
  const [greeting] = await visitor.readUntil(1);
  await visitor.post({ type: 'message', text: 'a eso', replyToId: greeting?.id });
  await visitor.post({ type: 'message', text: 'a nada', replyToId: `${visitor.conversationId}|0009999` });
  await visitor.readUntil(5);

  const ours = world.entriesOf(visitor.conversationId).find(({ direction }) => direction === 'out');
  const [, first, second] = incoming(visitor.conversationId);
  expect(first?.content.quotedId).toBe(ours?.id);
  expect(second?.content.quotedId).toBeNull();
});

test('pages through everything that was said', async () => {
  const visitor = await aVisitor(server.directLine);
  for (let n = 0; n < 230; n++) {
    world.say(visitor.conversationId, plainText(`línea ${n}`));
  }
  const texts = (await visitor.readUntil(231)).map(({ text }) => text);

  expect(texts.filter((text) => text.startsWith('línea'))).toEqual(
    Array.from({ length: 230 }, (_, n) => `línea ${n}`),
  );
});

test('records what was delivered and what was seen', async () => {
  const visitor = await aVisitor(server.directLine);
  const { conversationId } = visitor;
  await visitor.read('2');
  await visitor.post({ type: 'event', name: 'vecino.seen', value: '3' });

  expect(world.receipts.filter((receipt) => receipt.conversationId === conversationId)).toEqual([
    { conversationId, upTo: 2, receipt: 'delivered' },
    { conversationId, upTo: 3, receipt: 'read' },
  ]);
});

test('who asks too fast is asked to wait, by conversation and whatever the way of asking', async () => {
  const slow = await startWebServer(world, { limits: { reading: { burst: 3, perSecond: 0.1 } } });
  const visitor = await aVisitor(slow.directLine);
  const other = await aVisitor(slow.directLine);
  const headers = { authorization: `Bearer ${visitor.token}` };
  const base = `${slow.directLine}/conversations/${visitor.conversationId}`;
  const statuses = [
    (await ask(base, { headers })).status,
    (await ask(`${base}/activities`, { headers })).status,
    (await ask(`${slow.directLine}/tokens/refresh`, json(visitor.token, ''))).status,
    (await ask(base, { headers })).status,
    (await ask(`${slow.directLine}/tokens/refresh`, json(visitor.token, ''))).status,
  ];
  const others = await other.read();
  await slow.stop();

  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect(others).not.toEqual([]);
});

test('who writes too fast is asked to wait, and nobody else is', async () => {
  const slow = await startWebServer(world, {
    limits: { posting: { burst: 3, perSecond: 0.1 } },
  });
  const visitor = await aVisitor(slow.directLine);
  const other = await aVisitor(slow.directLine);
  const statuses = [];
  for (const text of ['uno', 'dos', 'tres']) {
    statuses.push((await visitor.write(text)).status);
  }
  const refused = await visitor.write('cuatro');
  await slow.stop();

  expect(statuses).toEqual([200, 200, 429]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(other.token).not.toBe('');
});
