import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { ask, aVisitor } from '../../../support/web-visitor.ts';

const world = new WebWorld();
let server: WebServer;

beforeAll(async () => {
  server = await startWebServer(world);
});
afterAll(() => server.stop());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF');
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(200, 7),
]);

const incoming = (conversationId: string) =>
  world.entriesOf(conversationId).flatMap((entry) => (entry.direction === 'in' ? [entry] : []));

test('an upload becomes one message with its files, whose links open for nobody else', async () => {
  const visitor = await aVisitor(server.directLine);
  const other = await aVisitor(server.directLine);
  const files = [
    { name: '../../recibo <b>.pdf', bytes: PDF },
    { name: 'fuga.png', bytes: PNG },
  ];
  const posted = await visitor.upload(files, {
    type: 'message',
    text: 'adjunto',
    channelData: { clientActivityID: 'with-files' },
  });
  const mine = (await visitor.readUntil(3)).find(({ id }) => id === posted.body.id);
  const link = mine?.attachments[0]?.contentUrl ?? '';
  const opened = await fetch(link);

  expect(mine?.attachments.map(({ name }) => name)).toEqual(['recibo <b>.pdf', 'fuga.png']);
  expect(Buffer.from(await opened.arrayBuffer())).toEqual(PDF);
  expect(opened.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''recibo%20%3Cb%3E.pdf");
  expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
  expect(opened.headers.get('cache-control')).toBe('no-store');
  expect(opened.headers.get('content-security-policy')).toContain('sandbox');
  expect((await ask(link.replace(/k=.*/, 'k=9999999999.AAAA'))).status).toBe(403);
  expect((await ask(link.replace(/\?.*/, ''))).status).toBe(403);
  expect((await ask(link.replace(visitor.conversationId, other.conversationId))).status).toBe(403);
});

test.each([
  [
    'a file of 30 MB',
    [{ name: 'a.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(30 << 20)]) }],
    413,
    'file-too-large',
  ],
  [
    'more than all limits together',
    [{ name: 'a.pdf', bytes: Buffer.alloc(80 << 20) }],
    413,
    'file-too-large',
  ],
  ['four files', Array.from({ length: 4 }, () => ({ name: 'a.pdf', bytes: PDF })), 413, 'TooManyAttachments'],
  ['a broken image', [{ name: 'a.png', bytes: PNG.subarray(0, 9) }], 422, 'file-broken'],
  [
    'HTML called a photo',
    [{ name: 'a.jpg', bytes: Buffer.from('<html><script>') }],
    415,
    'file-type-not-accepted',
  ],
  ['SVG', [{ name: 'a.svg', bytes: Buffer.from('<svg onload="alert(1)"/>') }], 415, 'file-type-not-accepted'],
  ['no file and no text', [], 400, 'MissingProperty'],
])('an upload of %s is refused in words', async (_, files, status, code) => {
  const visitor = await aVisitor(server.directLine);
  const answer = await visitor.upload(files);

  expect(answer.status).toBe(status);
  expect(answer.body.error).toEqual({ code, message: expect.stringMatching(/[.?]$/) });
  expect(incoming(visitor.conversationId).filter(({ kind }) => kind === 'message')).toEqual([]);
  expect((await visitor.write('sigo aquí')).status).toBe(200);
});

test.each([
  ['JSON instead of a form', { 'content-type': 'application/json' }, '{}', 415],
  ['a form without boundary', { 'content-type': 'multipart/form-data' }, 'x', 400],
  [
    'a form that ends early',
    { 'content-type': 'multipart/form-data; boundary=b' },
    '--b\r\nContent-Disp',
    400,
  ],
])('an upload of %s is refused', async (_, type, body, status) => {
  const { conversationId, token } = await aVisitor(server.directLine);
  const address = `${server.directLine}/conversations/${conversationId}/upload`;
  const headers = { ...type, authorization: `Bearer ${token}` };

  expect((await ask(address, { method: 'POST', headers, body })).status).toBe(status);
});

test('an upload beyond the quota is refused', async () => {
  const visitor = await aVisitor(server.directLine);
  const three = Array.from({ length: 3 }, () => ({ name: 'a.pdf', bytes: PDF }));

  expect((await visitor.upload(three)).status).toBe(200);
  expect((await visitor.upload(three)).status).toBe(429);
});
