import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { type Answer, ask, json } from '../../../support/web-visitor.ts';

const world = new WebWorld();
let server: WebServer;

beforeAll(async () => {
  server = await startWebServer(world);
});
afterAll(() => server.stop());

const openAt = ({ directLine }: WebServer, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(`${directLine}/conversations`, { method: 'POST', headers });

const textsIn = ({ body }: Answer) => body.activities?.map(({ text }) => text);

test('one request opens a conversation and brings what the assistant says first', async () => {
  const opened = await openAt(server);
  const { conversationId, token = '' } = opened.body;
  const base = `${server.directLine}/conversations/${conversationId}/activities`;
  const read = await ask(base, { headers: { authorization: `Bearer ${token}` } });

  expect(opened.status).toBe(201);
  expect(opened.body).toMatchObject({ expires_in: 1800, watermark: '2' });
  expect(textsIn(opened)).toEqual(['Hola, soy el asistente.']);
  expect(textsIn(read)).toEqual(['Hola, soy el asistente.']);
});

test('the stream that comes with it goes on after those words', async () => {
  const opened = await openAt(server);
  const { conversationId, token = '', streamUrl = '' } = opened.body;
  const socket = new WebSocket(streamUrl);
  const frame = once(socket, 'message');
  await once(socket, 'open');
  const base = `${server.directLine}/conversations/${conversationId}/activities`;
  await ask(base, json(token, { type: 'message', text: 'hola' }));
  const [first] = await frame;
  socket.close();

  expect(JSON.parse(String(first)).activities[0]).toMatchObject({ text: 'hola' });
});

test('coming again with the token opens no other conversation', async () => {
  const opened = await openAt(server);
  const again = await ask(`${server.directLine}/conversations`, json(opened.body.token ?? '', ''));

  expect([again.status, again.body.conversationId]).toEqual([200, opened.body.conversationId]);
});

test.each([
  ['a token that is none', { authorization: 'Bearer a.b.c' }],
  ['an empty token', { authorization: '' }],
  ['the page of a stranger', { origin: 'https://malo.example' }],
])('%s opens nothing', async (_, headers) => {
  const answer = await openAt(server, headers);

  expect([answer.status, answer.body.conversationId]).toEqual([403, undefined]);
});

test('an assistant that is late or silent keeps nobody waiting', async () => {
  const receive = async () => ({ eventId: 1n, duplicate: false });
  const silent = await startWebServer(world, {
    inbox: { ...world.inbox, receive },
    limits: { greetingWaitMs: 20 },
  });
  const opened = await openAt(silent);
  await silent.stop();

  expect([opened.status, opened.body.watermark, textsIn(opened)]).toEqual([201, '0', []]);
});

test('from one address so many are opened, whichever way', async () => {
  const small = await startWebServer(world, { limits: { opening: { burst: 2, perSecond: 0.001 } } });
  const generate = () => ask(`${small.directLine}/tokens/generate`, { method: 'POST' });
  const answers = [await openAt(small), await generate(), await openAt(small), await generate()];
  await small.stop();

  expect(answers.map(({ status }) => status)).toEqual([201, 200, 429, 429]);
});
