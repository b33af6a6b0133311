import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { ask } from '../../../support/web-visitor.ts';

const CITY = 'https://www.essmar.gov.co';
const SISTER = 'https://www.santamarta.gov.co';
const EVIL = 'https://essmar.gov.co.evil.example';

const world = new WebWorld();
let allowed = [CITY, SISTER];
let server: WebServer;

beforeAll(async () => {
  const profile = () => ({ ...essmarProfile(), web: { ...essmarProfile().web, allowedOrigins: allowed } });
  server = await startWebServer(world, { profile });
});
afterAll(() => server.stop());

type From = string | undefined;

const headersOf = (origin: From, token?: string) => ({
  ...(origin === undefined ? {} : { origin }),
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

/** A conversation opened by a page of this origin. */
async function openFrom(origin: From) {
  const address = `${server.directLine}/tokens/generate`;
  const { body } = await ask(address, { method: 'POST', headers: headersOf(origin) });
  const { token = '', conversationId = '' } = body;
  const base = `${server.directLine}/conversations/${conversationId}`;
  const post = { method: 'POST' };
  return {
    streamUrl: async () => (await ask(base, { headers: headersOf(origin, token) })).body.streamUrl ?? '',
    /** The status of every way in, when the token is shown by a page of another origin. */
    statusesFrom: async (other: From) => {
      const headers = { ...headersOf(other, token), 'content-type': 'application/json' };
      const body = JSON.stringify({ type: 'message', text: 'hola' });
      const form = new FormData();
      const answers = [
        await ask(base, { headers }),
        await ask(`${base}/activities`, { headers }),
        await ask(`${base}/activities`, { ...post, headers, body }),
        await ask(`${base}/upload`, { ...post, headers: headersOf(other, token), body: form }),
        await ask(`${server.directLine}/conversations`, { ...post, headers, body: '{}' }),
        await ask(`${server.directLine}/tokens/refresh`, { ...post, headers, body: '{}' }),
      ];
      return answers.map(({ status }) => status);
    },
  };
}

function opens(address: string, origin: From): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, { headers: headersOf(origin) });
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

const own = () => server.url;

test.each<[string, () => From, number]>([
  ['no page', () => undefined, 200],
  ['our own page', own, 200],
  ['an allowed page', () => CITY, 200],
  ['another page', () => EVIL, 403],
  ['the allowed host without TLS', () => 'http://www.essmar.gov.co', 403],
  ['the allowed host at another port', () => `${CITY}:8443`, 403],
  ['our name as a part of another', () => `${server.url}.evil.example`, 403],
  ['an opaque origin', () => 'null', 403],
  ['two origins', () => `${CITY}, ${EVIL}`, 403],
  ['nothing', () => '', 403],
])('%s is given a token or not: %#', async (_, origin, status) => {
  const answer = await ask(`${server.directLine}/tokens/generate`, {
    method: 'POST',
    headers: headersOf(origin()),
  });

  expect(answer.status).toBe(status);
});

test('a token works on the page that asked for it', async () => {
  const [city, ours] = [await openFrom(CITY), await openFrom(own())];

  expect(await city.statusesFrom(CITY)).toEqual([200, 200, 200, 400, 201, 200]);
  expect(await ours.statusesFrom(undefined)).toEqual([200, 200, 200, 400, 201, 200]);
  expect(await opens(await city.streamUrl(), CITY)).toBe(true);
  expect(await opens(await ours.streamUrl(), own())).toBe(true);
});

test.each<[string, From, () => From]>([
  ['an allowed page', CITY, () => EVIL],
  ['an allowed page', CITY, () => SISTER],
  ['an allowed page', CITY, own],
  ['an allowed page', CITY, () => undefined],
  ['our own page', undefined, () => CITY],
  ['our own page', undefined, () => EVIL],
])('a token of %s is of no use elsewhere: %#', async (_, origin, elsewhere) => {
  const visitor = await openFrom(origin);

  expect(await visitor.statusesFrom(elsewhere())).toEqual([403, 403, 403, 403, 403, 403]);
  expect(await opens(await visitor.streamUrl(), elsewhere())).toBe(false);
});

test('an origin that the utility takes off its list is refused from then on', async () => {
  const visitor = await openFrom(SISTER);
  allowed = [CITY];
  const statuses = await visitor.statusesFrom(SISTER);
  allowed = [CITY, SISTER];

  expect(statuses).toEqual([403, 403, 403, 403, 403, 403]);
});

test('browsers are told that allowed pages may read, and nobody else', async () => {
  const preflight = (origin: string) =>
    ask(`${server.directLine}/tokens/generate`, { method: 'OPTIONS', headers: { origin } });
  const answers = [await preflight(CITY), await preflight(EVIL)];

  expect(answers.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([CITY, null]);
  expect(answers[0]?.headers.get('access-control-expose-headers')).toBe('retry-after');
  expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(['origin', 'origin']);
});
