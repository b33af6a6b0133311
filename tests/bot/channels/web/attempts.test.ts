import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendBytes, startWebApp, type WebApp } from '../../../support/web-app.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { ask, aVisitor, json, type Visitor } from '../../../support/web-visitor.ts';

/**
 * What somebody could ask for at the web's door, with the answer. The files beside this one hold the rest: tokens,
 * tickets, origins, uploads, bad input, and what comes too slowly or too much at once. `public-consulta.test.ts`
 * holds the guessing of codes.
 */

const PUBLIC = 'https://chat.essmar.gov.co';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF');
const HOLA = { type: 'message', text: 'hola' };

const world = new WebWorld();
let app: WebApp;
let named: WebApp;

beforeAll(async () => {
  app = await startWebApp(world);
  named = await startWebApp(world, { publicUrl: PUBLIC });
});
afterAll(() => Promise.all([app.stop(), named.stop()]));

const messagesOf = ({ conversationId }: Visitor) =>
  world
    .entriesOf(conversationId)
    .flatMap((entry) => (entry.direction === 'in' && entry.kind === 'message' ? [entry.content.text] : []));

const pathOf = ({ conversationId }: Visitor, what = '/activities') =>
  `/v3/directline/conversations/${conversationId}${what}`;

const bearer = ({ token }: Visitor) => ({ authorization: `Bearer ${token}` });

const BODY = '{"type":"message","text":"uno"}';
const HIDDEN = 'POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n';
const LENGTH = `Content-Length: ${BODY.length}`;

test.each([
  ['two lengths', [LENGTH, 'Content-Length: 5'], BODY],
  ['one length twice', [LENGTH, LENGTH], BODY],
  ['a list of lengths', ['Content-Length: 5, 5'], BODY],
  ['a length below nothing', ['Content-Length: -5'], BODY],
  ['a length with a sign', ['Content-Length: +5'], BODY],
  ['a length and chunks', [LENGTH, 'Transfer-Encoding: chunked'], `0\r\n\r\n${HIDDEN}`],
  ['chunks by another name', ['Transfer-Encoding: xchunked'], `0\r\n\r\n${HIDDEN}`],
  ['chunks inside of something', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${HIDDEN}`],
  ['a chunk of no size', ['Transfer-Encoding: chunked'], 'ZZ\r\n\r\n'],
  ['a space before the colon', ['Content-Length : 5'], BODY],
  ['a header over two lines', ['X-A: 1', ' Content-Length: 5'], BODY],
  ['a NUL in a header', ['X-A: a\0b', LENGTH], BODY],
  ['line feeds without returns', [`X-A: 1\n${LENGTH}`], BODY],
])('a request with %s is answered once, with 400, and nothing is stored', async (_, headers, body) => {
  const visitor = await aVisitor(app.directLine);
  const head = [
    `POST ${pathOf(visitor)} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${visitor.token}`,
    'Content-Type: application/json',
    ...headers,
  ];
  const answer = await sendBytes(app.url, `${head.join('\r\n')}\r\n\r\n${body}`);

  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  expect(messagesOf(visitor)).toEqual([]);
});

test.each([
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400'],
  ['no HTTP', 'HOLA\r\n\r\n', '400'],
  [
    'a method that repeats what it was told',
    'TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secreto\r\nConnection: close\r\n\r\n',
    '404',
  ],
])('a request with %s is refused', async (_, bytes, status) => {
  const answer = await sendBytes(app.url, bytes);

  expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  expect(answer).not.toContain('secreto');
});

test('nobody is connected to anywhere else', async () => {
  expect(await sendBytes(app.url, 'CONNECT otra.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
});

test('a method in a header is only a header', async () => {
  const visitor = await aVisitor(app.directLine);
  const headers = { ...bearer(visitor), 'x-http-method-override': 'POST', 'x-http-method': 'POST' };
  const answer = await ask(`${app.url}${pathOf(visitor)}?_method=POST`, { method: 'DELETE', headers });

  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, POST');
});

const WEBSOCKET =
  'Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';

test.each([
  ['a page', 'GET /', WEBSOCKET],
  ['nothing', 'GET /nada', WEBSOCKET],
  ['messages', 'GET /v3/directline/conversations/x/activities', WEBSOCKET],
  ['the stream without a ticket', 'GET /v3/directline/conversations/x/stream', WEBSOCKET],
  ['a page, over HTTP/2', 'GET /', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'],
  ['a token', 'POST /v3/directline/tokens/generate', `${WEBSOCKET}\r\nContent-Length: 0`],
  ['a token, without its body', 'POST /v3/directline/tokens/generate', `${WEBSOCKET}\r\nContent-Length: 9`],
])(
  'who asks for another protocol at %s is answered in HTTP, and the connection ends',
  async (_, line, headers) => {
    const answer = await sendBytes(
      app.url,
      `${line} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n${headers}\r\n\r\n`,
    );

    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|403|404) /);
  },
);

const streamOf = ({ streamUrl }: Visitor) => streamUrl.replace(/^ws/, 'http');
const fileOf = async (visitor: Visitor) => {
  await visitor.upload([{ name: 'a.pdf', bytes: PDF }]);
  const [link = ''] = (await visitor.readUntil(3)).flatMap(({ attachments }) =>
    attachments.map(({ contentUrl }) => contentUrl),
  );
  return link;
};

test.each<[string, (visitor: Visitor) => Promise<Response>]>([
  ['a token', () => fetch(`${app.directLine}/tokens/generate`, { method: 'POST' })],
  ['a new token', ({ token }) => fetch(`${app.directLine}/tokens/refresh`, json(token, ''))],
  ['a conversation', ({ token }) => fetch(`${app.directLine}/conversations`, json(token, ''))],
  ['a stream', (visitor) => fetch(`${app.url}${pathOf(visitor, '')}`, { headers: bearer(visitor) })],
  ['messages', (visitor) => fetch(`${app.url}${pathOf(visitor)}`, { headers: bearer(visitor) })],
  ['a message taken', (visitor) => fetch(`${app.url}${pathOf(visitor)}`, json(visitor.token, HOLA))],
  ['a file', async (visitor) => fetch(await fileOf(visitor))],
  ['a stream without a socket', (visitor) => fetch(streamOf(visitor))],
  ['a refusal', (visitor) => fetch(`${app.url}${pathOf(visitor)}`)],
  ['nothing', () => fetch(`${app.directLine}/nada`)],
])('an answer with %s is kept by no cache and told to no other page', async (_, get) => {
  const { headers } = await get(await aVisitor(app.directLine));

  expect(headers.get('cache-control')).toMatch(/^(private, )?no-store$/);
  expect(headers.get('etag')).toBeNull();
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  ['another host as ours', 'Host: malo.example'],
  ['a host with a path', 'Host: chat.essmar.gov.co/../malo'],
  ['a host with somebody before it', 'Host: malo@chat.essmar.gov.co'],
  ['two hosts', 'Host: malo.example\r\nHost: otro.example'],
  ['a proxy’s word', 'Host: x\r\nX-Forwarded-Host: malo.example\r\nX-Forwarded-Proto: gopher'],
  ['a proxy’s newer word', 'Host: x\r\nForwarded: host=malo.example;proto=http'],
])('%s appears in no address that we give', async (_, headers) => {
  const visitor = await aVisitor(named.directLine);
  await visitor.upload([{ name: 'a.pdf', bytes: PDF }]);
  await visitor.readUntil(3);
  const get = (path: string) =>
    sendBytes(
      named.url,
      `GET ${path} HTTP/1.1\r\n${headers}\r\nAuthorization: Bearer ${visitor.token}\r\nConnection: close\r\n\r\n`,
    );
  const answers = await Promise.all([get(pathOf(visitor)), get(pathOf(visitor, '')), get('/')]);
  const addresses = answers.flatMap((answer) => answer.match(/(?:https?|wss?|gopher):\/\/[^/"]+/g) ?? []);

  expect(answers.join()).not.toMatch(/malo|otro\.example/);
  expect(
    new Set(addresses.filter((address) => !address.includes('gov.co') || address.includes('chat'))),
  ).toEqual(new Set([PUBLIC, PUBLIC.replace('https', 'wss')]));
});

test.each([
  '-1',
  '1e99',
  'NaN',
  'undefined',
  '../../x',
  '%00',
  '1;DROP',
  '0x10',
  '１',
  '',
  '&watermark=2',
  '[]',
])('a conversation asked with the watermark %j answers with its own messages', async (watermark) => {
  const visitor = await aVisitor(app.directLine);
  await visitor.readUntil(1);
  const answer = await ask(`${app.url}${pathOf(visitor)}?watermark=${watermark}`, {
    headers: bearer(visitor),
  });

  expect(answer.status).toBe(200);
  expect(Number(answer.body.watermark)).toBeGreaterThanOrEqual(0);
  expect((await visitor.read()).map(({ text }) => text)).toEqual(['Hola, soy el asistente.']);
});

test.each([
  ['a way up', (id: string) => `/v3/directline/conversations/..%2f..%2f${id}/activities`],
  ['a doubled slash', (id: string) => `/v3/directline//conversations/${id}/activities`],
  ['a NUL', (id: string) => `/v3/directline/conversations/${id}%00/activities`],
  ['a broken escape', (id: string) => `/v3/directline/conversations/%E0%A4%A/${id}`],
  ['another letter case', (id: string) => `/V3/DirectLine/conversations/${id}/activities`],
  ['a very long id', (id: string) => `/v3/directline/conversations/${id.repeat(100)}/activities`],
])('a conversation asked by an address with %s gives nothing', async (_, addressOf) => {
  const visitor = await aVisitor(app.directLine);
  const answer = await ask(app.url + addressOf(visitor.conversationId), { headers: bearer(visitor) });

  expect([400, 403, 404, 414]).toContain(answer.status);
  expect(answer.body.activities).toBeUndefined();
});

test('a token that is past its month opens no conversation and is exchanged for none', async () => {
  let lateMs = 0;
  const clock = { now: () => new Date(Date.parse('2026-03-02T14:00:00Z') + lateMs) };
  const aged = await startWebApp(world, { clock });
  const visitor = await aVisitor(aged.directLine);
  const statuses = async () => [
    (await ask(`${aged.url}${pathOf(visitor)}`, { headers: bearer(visitor) })).status,
    (await ask(`${aged.directLine}/tokens/refresh`, json(visitor.token, ''))).status,
  ];
  const seen = [await statuses()];
  for (const days of [1, 29, 31]) {
    lateMs = days * 24 * 60 * 60 * 1000;
    seen.push(await statuses());
  }
  await aged.stop();

  expect(seen).toEqual([
    [200, 200],
    [403, 200],
    [403, 200],
    [403, 403],
  ]);
});

test('what pretends to be a part of every object is only a word', async () => {
  const visitor = await aVisitor(app.directLine);
  const body =
    '{"type":"message","text":"hola","__proto__":{"text":"otra"},"constructor":{"prototype":{"a":1}}}';

  expect((await visitor.post(body)).status).toBe(200);
  expect(messagesOf(visitor)).toEqual(['hola']);
  expect(({} as { a?: number; text?: string }).a).toBeUndefined();
});
