import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../../bot/app.ts';
import { createTokens } from '../../../../bot/channels/web/tokens.ts';
import { webChannel } from '../../../../bot/channels/web/web-channel.ts';
import { createLog } from '../../../../bot/log.ts';
import { createMetrics } from '../../../../bot/metrics.ts';
import { systemClock } from '../../../../domain/calendar/clock.ts';
import { createTranslate } from '../../../../locales/translate.ts';
import { buildTestWidget } from '../../../support/build-test-widget.ts';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { hmac } from '../../../support/web-server.ts';

type App = Awaited<ReturnType<typeof buildApp>>;

const PROXY = '10.0.0.9';
let app: App;

beforeAll(async () => {
  const world = new WebWorld();
  const widgetPath = await buildTestWidget();
  app = await buildApp({
    trustedProxies: [PROXY],
    log: createLog('silent'),
    health: async () => {
      throw new Error('nobody asks');
    },
    metrics: createMetrics(),
    register: async (root) => {
      await root.register(webChannel, {
        inbox: world.inbox,
        timeline: world.timeline,
        files: world.files,
        newId: () => world.newId(),
        tokens: createTokens({ hmac, clock: systemClock, ttlSeconds: 1800 }),
        hmac,
        clock: systemClock,
        t: createTranslate('es-CO'),
        profile: essmarProfile,
        widgetPath,
        limits: { opening: { burst: 2, perSecond: 0.001 } },
      });
    },
  });
});
afterAll(() => app.close());

const open = (remoteAddress: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/v3/directline/tokens/generate', remoteAddress, headers });

const statuses = async (answers: readonly ReturnType<typeof open>[]) =>
  (await Promise.all(answers)).map(({ statusCode }) => statusCode);

test('who says that they come from elsewhere is counted where they are', async () => {
  const claims = ['1.1.1.1', '2.2.2.2', '3.3.3.3'].map((claimed) =>
    open('203.0.113.5', { 'x-forwarded-for': claimed }),
  );

  expect(await statuses(claims)).toEqual([200, 200, 429]);
});

test('behind a trusted proxy each person is counted by the address that it saw', async () => {
  const behind = (address: string) => open(PROXY, { 'x-forwarded-for': `9.9.9.9, ${address}` });
  const one = ['198.51.100.1', '198.51.100.1', '198.51.100.1'].map(behind);

  expect(await statuses(one)).toEqual([200, 200, 429]);
  expect(await statuses([behind('198.51.100.2')])).toEqual([200]);
});

test('a subscriber of IPv6 has one pace for all their addresses', async () => {
  const addresses = ['2800:e2:1:1::1', '2800:e2:1:1:ffff::2', '2800:e2:1:1::3', '2800:e2:1:2::1'];

  expect(await statuses(addresses.map((address) => open(address)))).toEqual([200, 200, 429, 200]);
});

test('who has a token goes on where an address has no pace left for new ones', async () => {
  const crowded = '198.51.100.77';
  const { token, conversationId } = (await open(crowded)).json<{ token: string; conversationId: string }>();
  await open(crowded);
  const late = await open(crowded);
  const as = (method: 'GET' | 'POST', url: string, payload?: object) =>
    app.inject({
      method,
      url: `/v3/directline${url}`,
      remoteAddress: crowded,
      headers: { authorization: `Bearer ${token}` },
      ...(payload ? { payload } : {}),
    });
  const answers = [
    await as('POST', '/conversations', {}),
    await as('POST', `/conversations/${conversationId}/activities`, { type: 'message', text: 'hola' }),
    await as('GET', `/conversations/${conversationId}/activities`),
    await as('POST', '/tokens/refresh', {}),
  ];

  expect(late.statusCode).toBe(429);
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 200, 200, 200]);
});
