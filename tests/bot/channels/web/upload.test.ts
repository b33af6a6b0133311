import { request } from 'node:http';
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
  expect(opened.headers.get('cache-control')).toBe('private, no-store');
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
  [
    'SVG with its prologue, called a photo',
    [{ name: 'a.png', bytes: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>') }],
    415,
    'file-type-not-accepted',
  ],
  [
    'a program called a PDF',
    [{ name: 'a.pdf', bytes: Buffer.from('MZ\u0090') }],
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

test('a photo is shown without a chance to run, and everything else is saved', async () => {
  const visitor = await aVisitor(server.directLine);
  const html = Buffer.concat([PNG, Buffer.from('<html><script>alert(1)</script>')]);
  const pdf = Buffer.concat([PDF, Buffer.from('<script>alert(1)</script>')]);
  await visitor.upload([
    { name: 'foto.html', bytes: html },
    { name: 'acta.svg', bytes: pdf },
  ]);
  const links = (await visitor.readUntil(3)).flatMap(({ attachments }) => attachments);
  const opened = await Promise.all(links.map(({ contentUrl }) => fetch(contentUrl)));
  const read = (name: string) => opened.map(({ headers }) => headers.get(name));

  expect(read('content-type')).toEqual(['image/png', 'application/pdf']);
  expect(read('content-disposition')).toEqual([
    "inline; filename*=UTF-8''foto.html",
    "attachment; filename*=UTF-8''acta.svg",
  ]);
  expect(read('x-content-type-options')).toEqual(['nosniff', 'nosniff']);
  expect(read('cross-origin-resource-policy')).toEqual(['same-origin', 'same-origin']);
  expect(read('content-security-policy')).toEqual(Array(2).fill("default-src 'none'; sandbox"));
});

test('the address of a file ends after an hour', async () => {
  let late = 0;
  const clock = { now: () => new Date(Date.parse('2026-03-02T14:00:00Z') + late) };
  const aged = await startWebServer(world, { clock });
  const visitor = await aVisitor(aged.directLine);
  await visitor.upload([{ name: 'a.pdf', bytes: PDF }]);
  const [link = ''] = (await visitor.readUntil(3)).flatMap(({ attachments }) =>
    attachments.map(({ contentUrl }) => contentUrl),
  );
  late = 3_599_000;
  const before = (await ask(link)).status;
  late = 3_600_000;
  const after = (await ask(link)).status;
  await aged.stop();

  expect([before, after]).toEqual([200, 403]);
});

test.each([
  ['a way up', '../../../etc/passwd.pdf', 'passwd.pdf'],
  ['a way up of Windows', String.raw`..\..\system32\x.pdf`, 'x.pdf'],
  ['a root', '/etc/cron.d/x.pdf', 'x.pdf'],
  ['nothing but a way up', '../..', 'Archivo'],
  ['nothing but folders', 'a/b/', 'Archivo'],
  ['a disguised ending', 'recibo\u202Efdp.exe', 'recibofdp.exe'],
  ['a header', 'a\r\nset-cookie: x=1.pdf', /^a.*x=1\.pdf$/],
  ['markup', '"><img src=x onerror=alert(1)>.pdf', /alert\(1\)>\.pdf$/],
  ['half a character at the cut', `a${'😀'.repeat(150)}bcd.pdf`, /^(😀)+bcd\.pdf$/u],
])('a name that holds %s is only a name', async (_, name, kept) => {
  const visitor = await aVisitor(server.directLine);
  const posted = await visitor.upload([{ name, bytes: PDF }]);
  const mine = (await visitor.readUntil(3)).find(({ id }) => id === posted.body.id);
  const opened = await fetch(mine?.attachments[0]?.contentUrl ?? '');

  expect(mine?.attachments[0]?.name).toEqual(typeof kept === 'string' ? kept : expect.stringMatching(kept));
  expect(opened.status).toBe(200);
  expect(opened.headers.get('set-cookie')).toBeNull();
  expect(opened.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
});

test('one address sends so much in a day, whoever writes from it, and the next day again', async () => {
  let late = 0;
  const clock = { now: () => new Date(Date.parse('2026-03-02T14:00:00Z') + late) };
  const limits = { uploadsADay: { files: 3, bytes: 10_000 } };
  const small = await startWebServer(world, { clock, limits });
  const [one, other] = [await aVisitor(small.directLine), await aVisitor(small.directLine)];
  const two = [
    { name: 'a.pdf', bytes: PDF },
    { name: 'b.pdf', bytes: PDF },
  ];
  const heavy = [{ name: 'a.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(10_000)]) }];
  const statuses = [
    (await one.upload(two)).status,
    (await other.upload(two)).status,
    (await other.upload(heavy)).status,
    (await other.upload([{ name: 'a.pdf', bytes: PDF }])).status,
    (await one.write('sigo aquí')).status,
  ];
  late = 24 * 60 * 60 * 1000;
  const token = (await ask(`${small.directLine}/tokens/refresh`, json(other.token, ''))).body.token ?? '';
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(PDF)]), 'a.pdf');
  const headers = { authorization: `Bearer ${token}` };
  const address = `${small.directLine}/conversations/${other.conversationId}/upload`;
  const tomorrow = await ask(address, { method: 'POST', headers, body });
  await small.stop();

  expect(statuses).toEqual([200, 429, 429, 200, 200]);
  expect(tomorrow.status).toBe(200);
});

test('one conversation cannot hold the memory that is meant for everybody', async () => {
  const visitor = await aVisitor(server.directLine);
  const other = await aVisitor(server.directLine);
  const url = new URL(`${server.directLine}/conversations/${visitor.conversationId}/upload`);
  const headers = {
    authorization: `Bearer ${visitor.token}`,
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': '9999',
  };
  const slow = Array.from({ length: 3 }, () => {
    const upload = request(url, { method: 'POST', headers }).on('error', () => undefined);
    upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7');
    return upload;
  });
  let refused = await visitor.upload([{ name: 'a.pdf', bytes: PDF }]);
  while (refused.headers.get('retry-after') !== '5') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    refused = await visitor.upload([{ name: 'a.pdf', bytes: PDF }]);
  }
  const free = await other.upload([{ name: 'a.pdf', bytes: PDF }]);
  for (const upload of slow) {
    upload.destroy();
  }

  expect(refused.body.error?.code).toBe('RateLimited');
  expect(free.status).toBe(200);
});

test('an upload beyond the quota is refused', async () => {
  const visitor = await aVisitor(server.directLine);
  const three = Array.from({ length: 3 }, () => ({ name: 'a.pdf', bytes: PDF }));

  expect((await visitor.upload(three)).status).toBe(200);
  expect((await visitor.upload(three)).status).toBe(429);
});
