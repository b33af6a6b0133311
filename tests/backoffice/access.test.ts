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
  'GET /api/v1/entity',
  'GET /api/v1/entity/logo/:hash',
  'GET /api/v1/openapi.json',
  'GET /api/v1/session/door',
  'GET /consola/',
  'GET /consola/*',
  'HEAD,GET /consola/assets/*',
  'POST /api/v1/invitations/look',
  'POST /api/v1/invitations/redeem',
  'POST /api/v1/password-links/look',
  'POST /api/v1/password-links/redeem',
  'POST /api/v1/session',
  'POST /api/v1/session/second-step',
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
  const sessions = { find: async () => ({ session: null, setCookies: [] }) };
  guardRoutes(app, { sessions, publicUrl: 'http://consola.test' });

  expect(() => app.get('/nada', () => 'x')).toThrow('declares no access');
});

test('a stranger is refused by every route that is not open to all', async () => {
  const closed = routesOf(fixture).filter(({ access }) => access !== 'public');
  expect(closed.length).toBeGreaterThan(5);

  for (const { method, url } of closed) {
    const response = await fixture.app.inject({
      method: method as 'GET',
      url: url.replace(':radicado', 'nada').replace(':fileId', 'nada'),
      headers: { origin: fixture.publicUrl },
    });
    expect([url, response.statusCode]).toEqual([url, 401]);
  }
});

test.each(['comite', 'coordinador-comite'] as const)(
  '%s, without the permission, is refused',
  async (role) => {
    const cookie = await signInAs(fixture, role);

    const api = await fixture.app.inject({ url: '/api/v1/pqrs', headers: { cookie } });

    expect(api.statusCode).toBe(403);
    expect(api.json()).toEqual({ code: 'forbidden', message: t('errors.forbidden') });
  },
);

test('what does not exist is not found', async () => {
  const api = await fixture.app.inject({ url: '/api/v1/nada' });

  expect(api.json()).toEqual({ code: 'page-not-found', message: t('console.errors.page-not-found') });
  expect(api.statusCode).toBe(404);
});

test('a failure of ours tells nothing of itself', async () => {
  const broken = await openConsole();
  const cookie = await signInAs(broken, 'pqrs');
  await broken.db.$executeRaw`ALTER TABLE pqrs RENAME TO secret_table`;

  const api = await broken.app.inject({ url: '/api/v1/pqrs', headers: { cookie } });
  await broken.close();

  expect(api.json()).toEqual({ code: 'unexpected', message: t('console.errors.unexpected') });
  expect(api.statusCode).toBe(500);
});

test('the description of the API is served and knows its routes', async () => {
  const response = await fixture.app.inject({ url: '/api/v1/openapi.json' });

  const { openapi, paths } = response.json();
  expect(openapi).toMatch(/^3\./);
  const served = routesOf(fixture)
    .filter(({ url }) => url.startsWith('/api/v1/') && url !== '/api/v1/openapi.json')
    .map(({ url }) => url.replaceAll(/:(\w+)/g, '{$1}'));
  expect(Object.keys(paths).toSorted()).toEqual([...new Set(served)].toSorted());
});

test('no answer of the API may be kept by a cache', async () => {
  const cookie = await signInAs(fixture, 'pqrs');
  const answers = await Promise.all(
    ['/api/v1/pqrs', '/api/v1/session', '/api/v1/nada'].map((url) =>
      fixture.app.inject({ url, headers: { cookie } }),
    ),
  );

  expect(answers.map(({ headers }) => headers['cache-control'])).toEqual([
    'no-store',
    'no-store',
    'no-store',
  ]);
});
