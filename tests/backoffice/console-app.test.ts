import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleApp } from '../../backoffice/console/console-app.ts';
import { createTranslate } from '../../locales/translate.ts';

const t = createTranslate('es-CO');
const PROGRAM = 'export const here = true;';

let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vecino-console-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><meta name="style-nonce" content="__STYLE_NONCE__"><script type="module" src="/consola/assets/main-1a.js"></script>',
  );
  const file = path.join(folder, 'assets/main-1a.js');
  writeFileSync(file, PROGRAM);
  writeFileSync(`${file}.gz`, gzipSync(PROGRAM));
  writeFileSync(`${file}.br`, brotliCompressSync(PROGRAM));
  writeFileSync(path.join(folder, 'manifest.json'), '{}');
  app = await serve(folder);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

async function serve(from: string): Promise<FastifyInstance> {
  const server = Fastify({ logger: false });
  await server.register(consoleApp, { prefix: '/consola', folder: from, t });
  return server;
}

test.each([
  '/consola',
  '/consola/',
  '/consola/pqrs',
  '/consola/pqrs/ESSMAR-2026-000001?desde=3',
  '/consola/manifest.json',
])('%s answers the page', async (url) => {
  const { statusCode, headers, body } = await app.inject({ url });

  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers['cache-control']).toBe('no-store');
  expect(body).toContain('/consola/assets/main-1a.js');
});

test('each answer has a word of its own for styles, in the page and in its policy; scripts are files only', async () => {
  const answers = [await app.inject({ url: '/consola' }), await app.inject({ url: '/consola' })];

  const nonces = answers.map(({ body }) => /content="([\w-]{20,})"/.exec(body)?.[1]);
  expect(new Set(nonces).size).toBe(2);
  for (const [index, { headers }] of answers.entries()) {
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[index]}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  }
});

test.each([
  ['br', 'br, gzip'],
  ['gzip', 'gzip'],
  [undefined, 'identity'],
])('a part comes as %s to whoever takes %s, to be kept for ever', async (encoding, accepted) => {
  const { statusCode, headers } = await app.inject({
    url: '/consola/assets/main-1a.js',
    headers: { 'accept-encoding': accepted },
  });

  expect([statusCode, headers['content-encoding']]).toEqual([200, encoding]);
  expect(headers['content-type']).toContain('javascript');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test.each([
  '/consola/assets/nada.js',
  '/consola/assets/..%2Fmanifest.json',
  '/consola/assets/%2e%2e/%2e%2e/package.json',
  '/consola/assets/',
])('%s is no part of it', async (url) => {
  const { statusCode, body } = await app.inject({ url });

  expect([400, 403, 404]).toContain(statusCode);
  expect(body).not.toContain('{}');
});

test('without a build the page says who must do what', async () => {
  const empty = await serve(path.join(folder, 'nowhere'));
  const { statusCode, headers, body } = await empty.inject({ url: '/consola' });
  await empty.close();

  expect([statusCode, body]).toEqual([503, t('console.frame.notBuilt')]);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
});
