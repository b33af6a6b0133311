import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startWebApp, type WebApp } from '../../../support/web-app.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { aVisitor, type Visitor } from '../../../support/web-visitor.ts';

const BURST = 60;

const world = new WebWorld();
let app: WebApp;

beforeAll(async () => {
  app = await startWebApp(world, {
    limits: { streamLookMs: 100, posting: { burst: BURST, perSecond: 0.001 } },
  });
});
afterAll(() => app.stop());

const messagesOf = ({ conversationId }: Visitor) =>
  world
    .entriesOf(conversationId)
    .flatMap((entry) => (entry.direction === 'in' && entry.kind === 'message' ? [entry.content.text] : []));

test('of a thousand messages in one burst those beyond the pace wait, and each taken one is there once', async () => {
  const [loud, quiet] = [await aVisitor(app.directLine), await aVisitor(app.directLine)];
  const texts = Array.from({ length: 1000 }, (_, n) => `m${n}`);
  const posted = await Promise.all(texts.map((text) => loud.write(text, text)));
  const taken = texts.filter((_, n) => posted[n]?.status === 200);
  const waiting = posted.filter(({ status }) => status === 429);

  expect((await quiet.write('sigo aquí')).status).toBe(200);
  expect(taken.length + waiting.length).toBe(1000);
  expect(taken.length).toBe(BURST - 1);
  expect(messagesOf(loud).toSorted()).toEqual(taken.toSorted());
  expect(waiting.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
});

test('a thousand messages in one request are none', async () => {
  const visitor = await aVisitor(app.directLine);
  const many = Array.from({ length: 1000 }, (_, n) => ({ type: 'message', text: `m${n}` }));

  expect((await visitor.post(many)).status).toBe(400);
  expect(messagesOf(visitor)).toEqual([]);
});

test.each<[string, (socket: WebSocket) => void]>([
  ['a frame beyond its size', (socket) => socket.send('x'.repeat(5000))],
  ['a message in endless pieces', (socket) => pieces(socket, 5000)],
  ['many frames', (socket) => repeat(1000, () => socket.send(''))],
  ['many pings', (socket) => repeat(1000, () => socket.ping('eco'))],
  ['many pongs that nobody asked for', (socket) => repeat(1000, () => socket.pong('9'))],
])('%s over the stream: the stream ends, and the conversation goes on', async (_, shout) => {
  const visitor = await aVisitor(app.directLine);
  const socket = await streamOf(visitor);
  const closed = once(socket, 'close');
  shout(socket);
  await closed;

  expect((await visitor.write('sigo aquí')).status).toBe(200);
});

test('a stream that never answers is given up', async () => {
  const visitor = await aVisitor(app.directLine);
  const socket = await streamOf(visitor, { autoPong: false });

  await once(socket, 'close');
  expect((await visitor.write('sigo aquí')).status).toBe(200);
});

async function streamOf({ streamUrl }: Visitor, options: { autoPong?: boolean } = {}): Promise<WebSocket> {
  const socket = new WebSocket(streamUrl, options);
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

function repeat(times: number, work: () => void): void {
  for (let n = 0; n < times; n += 1) {
    work();
  }
}

function pieces(socket: WebSocket, count: number): void {
  repeat(count, () => socket.send('x', { fin: false }));
}
