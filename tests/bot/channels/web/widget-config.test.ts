import { afterAll, beforeAll, expect, test } from 'vitest';
import { EntityProfile } from '../../../../domain/entity/profile.ts';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';

const CITY = 'https://www.essmar.gov.co';

let server: WebServer;

beforeAll(async () => {
  const web = { allowedOrigins: [CITY], launcher: { side: 'left' as const } };
  server = await startWebServer(new WebWorld(), { profile: () => ({ ...essmarProfile(), web }) });
});
afterAll(() => server.stop());

type Config = { readonly canContinue: boolean };

const configOf = async (response: Response) => (await response.json()) as Config;
const configFor = (origin?: string) =>
  fetch(`${server.url}/widget-config.json`, origin === undefined ? {} : { headers: { origin } });

test('an allowed page reads what the chat needs there', async () => {
  const response = await configFor(CITY);
  const config = await configOf(response);

  expect(response.headers.get('access-control-allow-origin')).toBe(CITY);
  expect(response.headers.get('vary')).toContain('origin');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(config).toMatchObject({
    title: 'Asistente virtual Vecino',
    lang: 'es-CO',
    extras: '/widget-extras.js',
    canContinue: false,
    launcher: { side: 'left' },
    colors: { primary: expect.stringMatching(/^#[0-9a-f]{6}$/) },
    words: { message: 'Escribe tu mensaje' },
  });
  expect(config).not.toHaveProperty('worker');
});

test.each(['https://essmar.gov.co.evil.example', 'https://essmar.gov.co', 'null'])(
  'a page of %s reads nothing',
  async (origin) => {
    const response = await configFor(origin);

    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect(await response.text()).not.toContain('words');
  },
);

test('our own pages read it as they are', async () => {
  expect((await configFor()).status).toBe(200);
  expect((await configFor(server.url)).status).toBe(200);
});

test('the page at / carries the same and, besides, the worker that opens it offline', async () => {
  const html = await (await fetch(server.url)).text();
  const [, json = ''] = /id="vecino-config">(.+?)<\/script>/.exec(html) ?? [];

  expect(JSON.parse(json)).toEqual({ ...(await configOf(await configFor())), worker: '/sw.js' });
});

test('an entity that says nothing of other pages allows none, and the button would stand on the right', () => {
  const { web: _, ...silent } = essmarProfile();

  expect(EntityProfile.parse(silent).web).toEqual({ allowedOrigins: [], launcher: { side: 'right' } });
  expect(EntityProfile.parse({ ...silent, web: { allowedOrigins: [CITY] } }).web.launcher.side).toBe('right');
});

test('WhatsApp is offered while it is there', async () => {
  let isOffered = true;
  const continuation = { isOffered: async () => isOffered } as never;
  const linked = await startWebServer(new WebWorld(), { continuation });
  const before = await configOf(await fetch(`${linked.url}/widget-config.json`));
  isOffered = false;
  const after = await configOf(await fetch(`${linked.url}/widget-config.json`));
  await linked.stop();

  expect([before.canContinue, after.canContinue]).toEqual([true, false]);
});
