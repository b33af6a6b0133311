import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWebApp, type WebApp } from '../../../support/web-app.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { type Answer, ask, aVisitor, type Visitor } from '../../../support/web-visitor.ts';

const HTML = '<!doctype html><script>document.title="taken"</script>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const PDF = '%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF';
const PNG = '\x89PNG\r\n\x1a\n';

const world = new WebWorld();
let app: WebApp;

beforeAll(async () => {
  app = await startWebApp(world);
});
afterAll(() => app.stop());

const bytes = (text: string) => Buffer.from(text, 'latin1');

const addressOf = ({ conversationId }: Visitor) => `${app.directLine}/conversations/${conversationId}/upload`;

/** Sends the parts as they are, with the headers that their sender wrote. */
function send(visitor: Visitor, parts: readonly (readonly [string, Buffer])[]): Promise<Answer> {
  const written = parts.flatMap(([head, body]) => [
    Buffer.from(`--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  return ask(addressOf(visitor), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${visitor.token}`,
      'content-type': 'multipart/form-data; boundary=b',
    },
    body: Buffer.concat([...written, Buffer.from('--b--\r\n')]),
  });
}

const asPhoto = 'name="file"; filename="foto.png"\r\nContent-Type: image/png';

const attachmentsOf = async (visitor: Visitor) =>
  (await visitor.readUntil(3)).flatMap(({ attachments }) => attachments);

test.each([
  ['HTML', bytes(HTML)],
  ['HTML in two-byte letters', Buffer.from(`\ufeff${HTML}`, 'utf16le')],
  ['HTML with a PDF behind', bytes(HTML + PDF)],
  ['XHTML', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')],
  ['a web archive', bytes('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n')],
  ['SVG', bytes(SVG)],
  ['SVG after spaces', bytes(`${' '.repeat(600)}${SVG}`)],
  ['SVG, compressed', gzipSync(SVG)],
  ['a GIF that is a script', bytes('GIF89a=1;alert(1)//')],
  ['a BMP that is a script', bytes('BM=1;alert(1)//')],
  ['a film in the box of a photo', bytes('RIFF\0\0\0\0AVI LIST')],
  ['a box of no known brand', bytes('\0\0\0\x18ftypevil')],
  ['a ZIP', bytes('PK\x03\x04')],
  ['a program', bytes('MZ\x90\0')],
  ['a program of Linux', bytes('\x7fELF')],
  ['a script', bytes('#!/bin/sh\nrm -rf /')],
  ['half of a beginning', bytes('\x89PN')],
  ['nothing', Buffer.alloc(0)],
])('%s that is called a photo is refused, and no message is stored', async (_, body) => {
  const visitor = await aVisitor(app.directLine);
  const answer = await send(visitor, [[asPhoto, body]]);
  const kept = await visitor.readUntil(1);

  expect(answer.status).toBe(415);
  expect(kept.filter(({ from }) => from.role === 'user')).toEqual([]);
});

test.each([
  ['a PDF', bytes(`${PDF}${HTML}`), 'application/pdf'],
  ['a PDF that is an archive too', bytes(`${PDF}PK\x03\x04`), 'application/pdf'],
  ['a song', bytes(`ID3\x04\0${HTML}`), 'audio/mpeg'],
  ['a voice', bytes(`OggS\0${HTML}`), 'audio/ogg'],
  ['a sound', bytes(`RIFF=1//WAVE${HTML}`), 'audio/wav'],
  ['a film', bytes(`\0\0\0\x18ftypisom${HTML}`), 'video/mp4'],
])('%s with a page inside is saved as what it is and shown nowhere', async (_, body, type) => {
  const visitor = await aVisitor(app.directLine);
  await send(visitor, [['name="file"; filename="a.html"\r\nContent-Type: text/html', body]]);
  const [link] = await attachmentsOf(visitor);
  const { headers } = await fetch(link?.contentUrl ?? '');

  expect(headers.get('content-type')).toBe(type);
  expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});

test.each([
  [
    'a way up, written as escapes',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd.pdf',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd.pdf',
  ],
  ['a way up through two kinds of bars', '..\\../..\\x.pdf', 'x.pdf'],
  ['NUL', 'a\0.html.pdf', 'a.html.pdf'],
  ['marks that turn the reading', '\u2067fdp.\u2069exe.\u202Egpj', 'fdp.exe.gpj'],
  ['letters without width', 'recibo\u200B\uFEFF.pdf', 'recibo.pdf'],
  ['only a dot', '.', 'Archivo'],
  ['the end of a header', 'a"; filename="b.html', /b\.html$/],
  ['an escape of a terminal', 'a\u001b[31m.pdf', 'a[31m.pdf'],
])('a name with %s is kept as a plain name', async (_, name, kept) => {
  const visitor = await aVisitor(app.directLine);
  await visitor.upload([{ name, bytes: bytes(PDF) }]);
  const [link] = await attachmentsOf(visitor);
  const opened = await fetch(link?.contentUrl ?? '');

  expect(link?.name).toEqual(typeof kept === 'string' ? kept : expect.stringMatching(kept));
  expect(opened.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
});

test('of a name of four thousand letters the end is kept', async () => {
  const visitor = await aVisitor(app.directLine);
  await visitor.upload([{ name: `${'largo'.repeat(800)}.pdf`, bytes: bytes(PDF) }]);
  const [link] = await attachmentsOf(visitor);

  expect(link?.name).toMatch(/^[largo]{116}\.pdf$/);
});

test.each<[string, (readonly [string, Buffer])[], number]>([
  ['a thousand fields', Array.from({ length: 1000 }, (_, n) => [`name="f${n}"`, bytes('x')] as const), 413],
  [
    'a thousand files',
    Array.from({ length: 1000 }, () => ['name="file"; filename="a.pdf"', bytes(PDF)] as const),
    413,
  ],
  ['an activity that is too large', [['name="activity"', bytes(`"${'a'.repeat(300_000)}"`)]], 400],
  ['an activity of endless depth', [['name="activity"', bytes('['.repeat(100_000))]], 400],
  ['a field that pretends to be a part of every object', [['name="__proto__"', bytes('{"a":1}')]], 400],
  ['an activity in place of an address', [['name="activity"; filename="../../a"', bytes('{"type":1}')]], 400],
])('a form with %s is refused in words', async (_, parts, status) => {
  const visitor = await aVisitor(app.directLine);
  const answer = await send(visitor, parts);

  expect(answer.status).toBe(status);
  expect(answer.body.error?.message).toMatch(/[.?]$/);
  expect((await visitor.read()).filter(({ from }) => from.role === 'user')).toEqual([]);
  expect((await visitor.write('sigo aquí')).status).toBe(200);
});

test('a photo that is a page too is only a photo, whatever it is called', async () => {
  const visitor = await aVisitor(app.directLine);
  await send(visitor, [[asPhoto.replace('foto.png', 'a.svg'), bytes(PNG + HTML)]]);
  const [link] = await attachmentsOf(visitor);
  const { headers } = await fetch(link?.contentUrl ?? '');

  expect(link?.contentType).toBe('image/png');
  expect(headers.get('content-type')).toBe('image/png');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
