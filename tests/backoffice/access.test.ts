import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guardRoutes } from '../../backoffice/access.ts';
import { type ConsoleFixture, openConsole, signInAs, t } from './console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await openConsole();
});
afterAll(() => fixture.close());

/** Public on purpose; every other route needs a session. */
const PUBLIC_ROUTES = [
  'GET /api/v1/openapi.json',
  'GET /consola/entrar',
  'GET /consola/estilo.css',
  'POST /api/v1/session',
  'POST /consola/entrar',
  'POST /consola/salir',
];

function routesOf({ routes }: ConsoleFixture) {
  return routes
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url, config }) => ({
      name: `${String(method)} ${url}`,
      method,
      url,
      access: config?.access,
    }));
}

test('every route of the console declares who may call it, and only a few are public', () => {
  const routes = routesOf(fixture);

  expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
  const open = routes.filter(({ access }) => access === 'public').map(({ name }) => name);
  expect(open.toSorted()).toEqual(PUBLIC_ROUTES);
});

test('a route that declares nothing does not start', () => {
  const app = Fastify();
  const sessions = {
    open: async () => ({ outcome: 'refused' }) as const,
    find: async () => ({ session: null, setCookies: [] }),
    close: async () => ({ setCookies: [] }),
  };
  guardRoutes(app, { sessions, publicUrl: 'http://consola.test' });

  expect(() => app.get('/nada', () => 'x')).toThrow('declares no access');
});

test('a stranger is sent to the sign-in by every page and refused by every other route', async () => {
  const closed = routesOf(fixture).filter(({ access }) => access !== 'public');
  expect(closed.length).toBeGreaterThan(5);

  for (const { method, url } of closed) {
    const response = await fixture.app.inject({
      method: method as 'GET',
      url: url.replace(':radicado', 'nada').replace(':fileId', 'nada'),
      headers: { origin: fixture.publicUrl },
    });
    expect([url, response.statusCode]).toEqual([url, url.startsWith('/consola') ? 303 : 401]);
  }
});

test.each(['comite', 'coordinador-comite'] as const)(
  '%s, without the permission, is refused',
  async (role) => {
    const cookie = await signInAs(fixture, role);

    const api = await fixture.app.inject({ url: '/api/v1/pqrs', headers: { cookie } });
    const page = await fixture.app.inject({ url: '/consola', headers: { cookie } });

    expect([api.statusCode, page.statusCode]).toEqual([403, 403]);
    expect(api.json()).toEqual({ code: 'forbidden', message: t('errors.forbidden') });
    expect(page.body).toContain(t('errors.forbidden'));
  },
);

test('what does not exist is not found, in the form of each side', async () => {
  const api = await fixture.app.inject({ url: '/api/v1/nada' });
  const page = await fixture.app.inject({ url: '/consola/nada' });

  expect(api.json()).toEqual({ code: 'page-not-found', message: t('console.errors.page-not-found') });
  expect([api.statusCode, page.statusCode]).toEqual([404, 404]);
  expect(page.headers['content-type']).toContain('text/html');
});

test('a failure of ours tells nothing of itself', async () => {
  const broken = await openConsole();
  const cookie = await signInAs(broken, 'pqrs');
  await broken.db.$executeRaw`ALTER TABLE pqrs RENAME TO secret_table`;

  const api = await broken.app.inject({ url: '/api/v1/pqrs', headers: { cookie } });
  const page = await broken.app.inject({ url: '/consola', headers: { cookie } });
  await broken.close();

  expect(api.json()).toEqual({ code: 'unexpected', message: t('console.errors.unexpected') });
  expect([api.statusCode, page.statusCode]).toEqual([500, 500]);
  expect(page.body).not.toMatch(/pqrs"|prisma|relation/i);
});

test('the description of the API is served and knows its routes', async () => {
  const response = await fixture.app.inject({ url: '/api/v1/openapi.json' });

  const { openapi, paths } = response.json();
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(paths).toSorted()).toEqual([
    '/api/v1/channels/whatsapp',
    '/api/v1/channels/whatsapp/sending',
    '/api/v1/pqrs',
    '/api/v1/pqrs/{radicado}',
    '/api/v1/pqrs/{radicado}/annexes/{fileId}',
    '/api/v1/session',
  ]);
});

test('no answer of the console may be kept by a cache, except its style', async () => {
  const cookie = await signInAs(fixture, 'pqrs');
  const cacheOf = async (url: string) =>
    (await fixture.app.inject({ url, headers: { cookie } })).headers['cache-control'];

  expect(await Promise.all(['/consola', '/api/v1/pqrs', '/consola/entrar'].map(cacheOf))).toEqual([
    'no-store',
    'no-store',
    'no-store',
  ]);
  expect(await cacheOf('/consola/estilo.css')).toContain('max-age');
});
