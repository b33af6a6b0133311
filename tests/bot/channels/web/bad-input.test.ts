import { afterAll, beforeAll, expect, test } from 'vitest';
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

const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
test.each([
  ['broken JSON', '{"type":"message"', 400, 'BadArgument'],
  ['no activity', '[]', 400, 'BadArgument'],
  ['nothing', '', 400, 'BadArgument'],
  ['an empty message', '{"type":"message","text":"  \\u0000 "}', 400, 'MissingProperty'],
  ['a body beyond its limit', `{"type":"message","text":"${'a'.repeat(300_000)}"}`, 413, 'MessageSizeTooBig'],
  ['deep JSON that is no activity', deep, 400, 'BadArgument'],
  ['a deep list', '['.repeat(100_000), 400, 'BadArgument'],
])('%s is refused in words', async (_, body, status, code) => {
  const { conversationId, token } = await aVisitor(server.directLine);
  const answer = await ask(
    `${server.directLine}/conversations/${conversationId}/activities`,
    json(token, body),
  );

  expect(answer.status).toBe(status);
  expect(answer.body.error).toEqual({ code, message: expect.stringMatching(/^\p{Lu}.*\.$/u) });
});

test.each([
  ['64 KB of text', 'texto '.repeat(11_000), 4096],
  ['64 KB of digits', '7'.repeat(65_536), 4096],
  ['64 KB of emoji', '😀'.repeat(16_384), 4096],
  ['NUL', 'a\u0000b', 2],
  ['a lone surrogate', 'a\ud800b', 2],
  ['hostile HTML', '<script>alert(1)</script>', 25],
])('%s is taken in', async (_, text, length) => {
  const visitor = await aVisitor(server.directLine);
  expect((await visitor.write(text)).status).toBe(200);
  await visitor.readUntil(3);

  expect(incoming(visitor.conversationId).at(-1)?.content.text).toHaveLength(length);
});

test('a deep decoration of a good message does no harm', async () => {
  const visitor = await aVisitor(server.directLine);
  const base = `${server.directLine}/conversations/${visitor.conversationId}/activities`;
  const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const body = `{"type":"message","text":"hola","value":${nested},"channelData":${nested}}`;

  expect((await ask(base, json(visitor.token, body))).status).toBe(200);
});

test.each([
  ['DELETE', '/conversations', 405],
  ['GET', '/tokens/generate', 405],
  ['PUT', '/conversations/x/activities', 405],
  ['GET', '/conversations/x/upload', 405],
  ['GET', '/nada', 404],
  ['POST', '/../../etc/passwd', 404],
])('%s %s is answered with %d', async (method, path, status) => {
  const answer = await ask(server.directLine + path, { method });
  expect(answer.status).toBe(status);
});

test('another kind of content is refused', async () => {
  const { conversationId, token } = await aVisitor(server.directLine);
  const answer = await ask(`${server.directLine}/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
    body: '<a/>',
  });
  expect(answer).toMatchObject({ status: 415, body: { error: { code: 'UnsupportedMediaType' } } });
});
