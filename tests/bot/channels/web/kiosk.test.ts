import { afterAll, beforeAll, expect, test } from 'vitest';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';

const HOSTILE = '"><script>x</script>';

let server: WebServer;
let html: string;

beforeAll(async () => {
  server = await startWebServer(new WebWorld(), { kiosk: { idleSeconds: 7 } });
  html = await (await fetch(`${server.url}/kiosco`)).text();
});
afterAll(() => server.stop());

function settings(page: string, id: string): Record<string, unknown> {
  const [, json = ''] = new RegExp(`id="${id}">(.*?)</script>`, 's').exec(page) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

test('nothing keeps a copy of the page, and it loads nothing of others', async () => {
  const { headers } = await fetch(`${server.url}/kiosco`);

  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(html).not.toMatch(/ on\w+=| style=|<script>|https?:/);
});

test('no link leads away, and telephones are only to be read', () => {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);

  expect(html).not.toContain('<a ');
  expect(links).toEqual(['data:,', expect.stringMatching(/^\/kiosco\.css\?v=/)]);
  expect(html).toMatch(/Línea de daños de acueducto: 116/);
});

test('the machine waits a minute and a half, and half a minute more, unless it is told otherwise', () => {
  expect(settings(html, 'kiosco-config')).toMatchObject({ idleSeconds: 7, warningSeconds: 30 });
});

test('the widget has no worker and no other way out on this page', () => {
  const config = settings(html, 'vecino-config');

  expect(config).not.toHaveProperty('worker');
  expect(config).toMatchObject({ canContinue: false });
});

test('its script and its style may be kept for ever under their version', async () => {
  const paths = [/src="([^"]+)"/, /stylesheet" href="([^"]+)"/].map((link) => link.exec(html)?.[1] ?? '');
  const kept = await Promise.all(
    paths.map(async (path) => (await fetch(server.url + path)).headers.get('cache-control')),
  );

  expect(kept).toEqual(Array(2).fill('public, max-age=31536000, immutable'));
});

test('a name with signs of markup stays a name', async () => {
  const profile = { ...essmarProfile(), name: HOSTILE, assistantName: HOSTILE };
  const other = await startWebServer(new WebWorld(), { profile: () => profile });
  const page = await (await fetch(`${other.url}/kiosco`)).text();
  await other.stop();

  expect(page).not.toContain('<script>x');
});
