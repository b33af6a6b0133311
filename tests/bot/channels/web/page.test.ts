import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestWidget } from '../../../support/build-test-widget.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';

let server: WebServer;
let widgetPath: string;

beforeAll(async () => {
  widgetPath = await buildTestWidget();
  server = await startWebServer(new WebWorld(), { widgetPath });
});
afterAll(() => server.stop());

test('the page works without scripts and allows none but its own', async () => {
  const response = await fetch(server.url);
  const html = await response.text();

  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(html).toContain('<html lang="es-CO">');
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html).toMatch(/<noscript>.*href="\/radicar".*tel:116/s);
  expect(html).not.toMatch(/ on\w+=| style=|<script>/);
});

test('the page names versions that may be kept for ever, and answers a known one with nothing', async () => {
  const html = await (await fetch(server.url)).text();
  const [, path = ''] = /src="([^"]+)"/.exec(html) ?? [];
  const script = await fetch(server.url + path);
  const known = await fetch(`${server.url}/widget.js`, {
    headers: { 'if-none-match': script.headers.get('etag') ?? '' },
  });

  expect(script.headers.get('cache-control')).toContain('immutable');
  expect(await script.text()).toBe(readFileSync(widgetPath, 'utf8'));
  expect(known.status).toBe(304);
});

test('the page says the first words of the assistant before its conversation is open', async () => {
  const other = await startWebServer(new WebWorld(), { widgetPath, hello: () => 'Hola, soy <Vecino>.' });
  const response = await fetch(other.url, { headers: { 'accept-encoding': 'gzip' } });
  const known = await fetch(other.url, {
    headers: { 'accept-encoding': 'gzip', 'if-none-match': response.headers.get('etag') ?? '' },
  });
  await other.stop();

  expect(await response.text()).toContain('<div id="vecino-chat"><p>Hola, soy &lt;Vecino&gt;.</p></div>');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(known.status).toBe(304);
});

test('the widget weighs at most 10,000 bytes compressed, style included', () => {
  expect(gzipSync(readFileSync(widgetPath), { level: 9 }).length).toBeLessThanOrEqual(10_000);
});
