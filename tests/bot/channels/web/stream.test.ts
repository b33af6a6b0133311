import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { plainText } from '../../../../domain/messages/content.ts';
import { createWebEdge } from '../../../../prisma/repositories/web-edge.ts';
import { openSealedDatabase } from '../../../prisma/sealed-database.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { type AnswerActivity, ask, aVisitor, type Visitor } from '../../../support/web-visitor.ts';

const world = new WebWorld();
let server: WebServer;
let second: WebServer;

beforeAll(async () => {
  server = await startWebServer(world);
  second = await startWebServer(world);
});
afterAll(() => Promise.all([server.stop(), second.stop()]));

/** A reader of one stream that keeps what it was sent. */
async function listen(address: string) {
  const socket = new WebSocket(address);
  const texts: string[] = [];
  const activities: AnswerActivity[] = [];
  let watermark = '';
  socket.on('message', (data) => {
    const frame = String(data);
    if (frame !== '') {
      const set = JSON.parse(frame) as { activities: AnswerActivity[]; watermark: string };
      activities.push(...set.activities);
      texts.push(...set.activities.map(({ text }) => text));
      watermark = set.watermark;
    }
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return { socket, texts, activities, closed, watermark: () => watermark };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function streamOf(visitor: Visitor, at: WebServer, watermark: string): Promise<string> {
  const headers = { authorization: `Bearer ${visitor.token}` };
  const address = `${at.directLine}/conversations/${visitor.conversationId}?watermark=${watermark}`;
  return (await ask(address, { headers })).body.streamUrl ?? '';
}

test('a stream gives what was said before and what comes, each once and in order', async () => {
  const visitor = await aVisitor(server.directLine);
  const stream = await listen(visitor.streamUrl);
  for (let n = 0; n < 20; n++) {
    await visitor.write(`m${n}`);
  }
  await until(() => stream.texts.length >= 41);
  stream.socket.close();

  const own = stream.activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
  expect(own).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`));
  expect(new Set(stream.activities.map(({ id }) => id)).size).toBe(41);
});

test('twenty messages at once all arrive, once', async () => {
  const visitor = await aVisitor(server.directLine);
  const stream = await listen(visitor.streamUrl);
  const posted = await Promise.all(Array.from({ length: 20 }, (_, n) => visitor.write(`m${n}`, `id-${n}`)));
  await until(() => stream.texts.length >= 41);
  stream.socket.close();

  expect(posted.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(new Set(stream.activities.map(({ id }) => id)).size).toBe(41);
});

test('a reader that comes back with its watermark, at another process, misses nothing and reads nothing twice', async () => {
  const visitor = await aVisitor(server.directLine);
  const first = await listen(visitor.streamUrl);
  await visitor.write('antes');
  await until(() => first.texts.length >= 3);
  server.dropStreams();
  await first.closed;
  await visitor.write('mientras');
  await visitor.readUntil(5);
  const again = await listen(await streamOf(visitor, second, first.watermark()));
  await visitor.write('después');
  await until(() => again.texts.length >= 4);
  again.socket.close();

  expect([...first.texts, ...again.texts]).toEqual([
    'Hola, soy el asistente.',
    'antes',
    'Eco: antes',
    'mientras',
    'Eco: mientras',
    'después',
    'Eco: después',
  ]);
});

test('a long conversation arrives whole over one stream', async () => {
  const visitor = await aVisitor(server.directLine);
  for (let n = 0; n < 230; n++) {
    world.say(visitor.conversationId, plainText(`línea ${n}`));
  }
  const stream = await listen(visitor.streamUrl);
  await until(() => stream.texts.length >= 231);
  stream.socket.close();

  expect(stream.texts).toHaveLength(231);
});

test('growth that nobody announced is found all the same', async () => {
  const deaf = new WebWorld();
  const looking = await startWebServer(deaf, { limits: { streamLookMs: 50 } });
  const visitor = await aVisitor(looking.directLine);
  const stream = await listen(visitor.streamUrl);
  await until(() => stream.texts.length >= 1);
  deaf.muted = true;
  deaf.say(visitor.conversationId, plainText('sin aviso'));
  await until(() => stream.texts.length >= 2);
  await looking.stop();

  expect(stream.texts).toEqual(['Hola, soy el asistente.', 'sin aviso']);
});

test('the device that has a message says so', async () => {
  const visitor = await aVisitor(server.directLine);
  const stream = await listen(visitor.streamUrl);
  await until(() => world.receipts.some(({ conversationId }) => conversationId === visitor.conversationId));
  stream.socket.close();

  expect(world.receipts).toContainEqual({
    conversationId: visitor.conversationId,
    upTo: 2,
    receipt: 'delivered',
  });
});

test('of many streams of one conversation the newest stay', async () => {
  const visitor = await aVisitor(server.directLine);
  const streams = [];
  for (let n = 0; n < 11; n++) {
    streams.push(await listen(await streamOf(visitor, server, '0')));
  }
  await streams[0]?.closed;
  const open = streams.filter(({ socket }) => socket.readyState === WebSocket.OPEN);
  for (const { socket } of open) {
    socket.close();
  }

  expect(open).toHaveLength(10);
});

test('a client that talks too much over the stream is cut off', async () => {
  const visitor = await aVisitor(server.directLine);
  const stream = await listen(visitor.streamUrl);
  stream.socket.on('error', () => undefined).send('x'.repeat(10_000));

  await stream.closed;
  expect((await visitor.write('sigo')).status).toBe(200);
});

test.each([
  ['without a ticket', (address: string) => address.replace(/&t=.*/, '')],
  ['with a forged ticket', (address: string) => address.replace(/&t=.*/, '&t=a.b.c')],
  ['with two tickets', (address: string) => `${address}&t=a.b.c`],
  [
    'of another conversation',
    (address: string) => address.replace(/conversations\/[^/]+/, 'conversations/other'),
  ],
])('a stream %s does not open', async (_, change) => {
  const visitor = await aVisitor(server.directLine);

  await expect(listen(change(visitor.streamUrl))).rejects.toThrow('403');
});

test('a stream asked for without a socket says what it is, and its ticket stays good', async () => {
  const visitor = await aVisitor(server.directLine);
  const answer = await ask(visitor.streamUrl.replace(/^ws/, 'http'));
  const stream = await listen(visitor.streamUrl);
  stream.socket.close();

  expect(answer.status).toBe(426);
});

test('a ticket opens one stream: the second is refused, and the open one goes on', async () => {
  const visitor = await aVisitor(server.directLine);
  const stream = await listen(visitor.streamUrl);
  await expect(listen(visitor.streamUrl)).rejects.toThrow('403');
  await visitor.write('sigo');
  await until(() => stream.texts.includes('Eco: sigo'));
  stream.socket.close();

  expect((await ask(visitor.streamUrl.replace(/^ws/, 'http'))).status).toBe(426);
});

test('a ticket that nobody used is refused after half a minute', async () => {
  let late = 0;
  const clock = { now: () => new Date(Date.parse('2026-03-02T14:00:00Z') + late) };
  const aged = await startWebServer(world, { clock });
  const visitor = await aVisitor(aged.directLine);
  late = 30_000;

  await expect(listen(visitor.streamUrl)).rejects.toThrow('403');
  const fresh = await listen(await streamOf(visitor, aged, '0'));
  fresh.socket.close();
  await aged.stop();
});

test('of many that show one ticket at once to two processes, one is let in', async () => {
  const db = await openSealedDatabase();
  const edge = createWebEdge(db.database);
  const [one, two] = [await startWebServer(world, { edge }), await startWebServer(world, { edge })];
  const visitor = await aVisitor(one.directLine);
  const elsewhere = visitor.streamUrl.replace(new URL(one.url).host, new URL(two.url).host);
  const tries = await Promise.allSettled(
    [visitor.streamUrl, elsewhere, visitor.streamUrl, elsewhere].map((address) => listen(address)),
  );
  const later = await listen(elsewhere).catch((error: Error) => error.message);
  for (const one of tries) {
    if (one.status === 'fulfilled') {
      one.value.socket.close();
    }
  }
  await Promise.all([one.stop(), two.stop()]);
  await db.drop();

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(later).toContain('403');
});
