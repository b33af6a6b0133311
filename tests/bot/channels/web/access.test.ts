import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokens } from '../../../../bot/channels/web/tokens.ts';
import { clockAt, systemClock } from '../../../../domain/calendar/clock.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { hmac, startWebServer, type WebServer } from '../../../support/web-server.ts';
import { ask, aVisitor, json } from '../../../support/web-visitor.ts';

const world = new WebWorld();
let server: WebServer;

beforeAll(async () => {
  server = await startWebServer(world);
});
afterAll(() => server.stop());

const incoming = (conversationId: string) =>
  world.entriesOf(conversationId).flatMap((entry) => (entry.direction === 'in' ? [entry] : []));

const at = (instant: string) => createTokens({ hmac, clock: clockAt(instant), ttlSeconds: 1800 });

test.each([
  ['no token', () => ''],
  ['garbage', () => 'abc.def.ghi'],
  ['an expired one', (id: string) => at('2020-01-01T00:00:00Z').issue(id)],
  [
    'one of another conversation',
    () => createTokens({ hmac, clock: systemClock, ttlSeconds: 60 }).issue('other'),
  ],
  ['a forged one', (id: string) => `${at('2020-01-01T00:00:00Z').issue(id).slice(0, -4)}AAAA`],
])('%s opens no address', async (_, tokenFor) => {
  const { conversationId } = await aVisitor(server.directLine);
  const token = tokenFor(conversationId);
  const base = `${server.directLine}/conversations/${conversationId}`;
  const headers = { authorization: `Bearer ${token}` };
  const answers = await Promise.all([
    ask(base, { headers }),
    ask(`${base}/activities`, { headers }),
    ask(`${base}/activities`, json(token, { type: 'message', text: 'x' })),
    ask(`${base}/upload`, { method: 'POST', headers, body: new FormData() }),
    ask(`${base}/stream?t=${token}`, { headers: { ...headers } }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  expect(answers.every(({ body }) => body.error?.code && body.error.message)).toBe(true);
  expect(incoming(conversationId).filter(({ kind }) => kind === 'message')).toEqual([]);
});

test('a token is exchanged for one of the same conversation', async () => {
  const visitor = await aVisitor(server.directLine);
  const fresh = await ask(`${server.directLine}/tokens/refresh`, json(visitor.token, ''));
  const forged = await ask(`${server.directLine}/tokens/refresh`, json('a.b.c', ''));

  expect(fresh.body).toMatchObject({ conversationId: visitor.conversationId, expires_in: 1800 });
  expect(forged.status).toBe(403);
});
