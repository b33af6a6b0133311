import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sendBytes, startWebApp, type WebApp } from '../../../support/web-app.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { aVisitor, type Visitor } from '../../../support/web-visitor.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF');
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(200, 7),
]);
/** A hundredth of what an ordinary installation waits. */
const SHORT = { headersMs: 300, patienceMs: 600, bytesPerSecond: 512, requestMs: 60_000, lookMs: 50 };

/** So long the library waits for the other side to agree that a stream has ended. */
const CLOSING_HANDSHAKE_MS = 30_000;

const world = new WebWorld();
let app: WebApp;

beforeAll(async () => {
  app = await startWebApp(world, { pace: SHORT });
});
afterAll(() => app.stop());

const messagesOf = ({ conversationId }: Visitor) =>
  world
    .entriesOf(conversationId)
    .flatMap((entry) => (entry.direction === 'in' && entry.kind === 'message' ? [entry.content.text] : []));

const bearer = ({ token }: Visitor) => ({ authorization: `Bearer ${token}` });

const pathOf = ({ conversationId }: Visitor, what: string) =>
  `/v3/directline/conversations/${conversationId}/${what}`;

const UPLOAD = (length: number) =>
  `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n`;
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7';

const postTo = (visitor: Visitor, what: string) =>
  `POST ${pathOf(visitor, what)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${visitor.token}\r\n`;

test.each([
  ['nothing at all', () => '', 408],
  ['half a head', () => 'GET / HTTP/1.1\r\nHost: x\r\nX-', 408],
  [
    'half a message',
    (visitor: Visitor) =>
      `${postTo(visitor, 'activities')}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
    408,
  ],
  ['half a file', (visitor: Visitor) => `${postTo(visitor, 'upload')}${UPLOAD(9999)}${PART}`, 408],
  ['half a form to nowhere', () => `POST /nada HTTP/1.1\r\nHost: x\r\n${UPLOAD(9999)}radicado=`, 404],
])('a request of %s ends, and holds nobody else', async (_, bytesOf, status) => {
  const [slow, quick] = [await aVisitor(app.directLine), await aVisitor(app.directLine)];
  const held = [1, 2, 3].map(() => sendBytes(app.url, bytesOf(slow)));
  const free = await quick.write('sigo aquí');
  const answers = await Promise.all(held);

  expect(free.status).toBe(200);
  expect(answers.map((answer) => answer.slice(0, 12))).toEqual(Array(3).fill(`HTTP/1.1 ${status}`));
  expect(messagesOf(slow)).toEqual([]);
});

test('files that never end give their place back', async () => {
  const visitor = await aVisitor(app.directLine);
  const bytes = `${postTo(visitor, 'upload')}${UPLOAD(9999)}${PART}`;
  await Promise.all([1, 2, 3].map(() => sendBytes(app.url, bytes)));

  expect((await visitor.upload([{ name: 'a.pdf', bytes: PDF }])).status).toBe(200);
});

test('a file that comes slowly for far longer than a body may stand still is taken whole', async () => {
  const visitor = await aVisitor(app.directLine);
  const form = new Response(
    toForm([{ name: 'foto.png', bytes: Buffer.concat([PNG, Buffer.alloc(40_000)]) }]),
  );
  const bytes = Buffer.from(await form.arrayBuffer());
  const upload = request(`${app.url}${pathOf(visitor, 'upload')}`, {
    method: 'POST',
    headers: {
      ...bearer(visitor),
      'content-type': form.headers.get('content-type') ?? '',
      'content-length': bytes.length,
    },
  });
  const answered = once(upload, 'response');
  const startedAt = performance.now();
  await trickle(upload, bytes);
  const [response] = await answered;

  expect(performance.now() - startedAt).toBeGreaterThan(3 * SHORT.patienceMs);
  expect(response.statusCode).toBe(200);
  expect((await visitor.readUntil(3)).flatMap(({ attachments }) => attachments)).toMatchObject([
    { name: 'foto.png', contentType: 'image/png' },
  ]);
});

test('a request that moves and never ends is ended all the same', async () => {
  const brief = await startWebApp(world, { pace: { ...SHORT, requestMs: 700 } });
  const visitor = await aVisitor(brief.directLine);
  const upload = request(`${brief.url}${pathOf(visitor, 'upload')}`, {
    method: 'POST',
    headers: {
      ...bearer(visitor),
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': 1e7,
    },
  });
  const ended = new Promise<string>((resolve) => {
    upload.on('response', ({ statusCode }) => resolve(String(statusCode)));
    upload.on('error', ({ message }) => resolve(message));
  });
  upload.write(PART);
  const drops = setInterval(() => upload.write('gota'.repeat(256)), 30);
  const end = await ended;
  clearInterval(drops);
  await brief.stop();

  expect(end).toMatch(/408|hang up|EPIPE|ECONNRESET/);
  expect(messagesOf(visitor)).toEqual([]);
});

test(
  'a phone that is gone does not hold up the end of the program',
  async () => {
    const ending = await startWebApp(world);
    const visitor = await aVisitor(ending.directLine);
    const socket = new WebSocket(visitor.streamUrl);
    await once(socket, 'open');
    socket.pause();
    await ending.stop();

    socket.on('error', () => undefined).terminate();
  },
  CLOSING_HANDSHAKE_MS,
);

async function trickle(upload: ClientRequest, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 1000) {
    upload.write(bytes.subarray(at, at + 1000));
    await sleep(50);
  }
  upload.end();
}

function toForm(files: readonly { name: string; bytes: Uint8Array }[]): FormData {
  const form = new FormData();
  for (const { name, bytes } of files) {
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
  }
  return form;
}
