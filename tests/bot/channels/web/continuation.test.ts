import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebContinuation } from '../../../../bot/channels/web/options.ts';
import { clockAt } from '../../../../domain/calendar/clock.ts';
import type { NewContinuation } from '../../../../domain/people/continuation.ts';
import { findContinuationCodeIn, hashContinuationCode } from '../../../../domain/people/continuation-code.ts';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { ask, aVisitor, json, type Visitor } from '../../../support/web-visitor.ts';

const NOW = '2026-11-20T15:00:00.000Z';
const ENDS = '2026-11-20T15:15:00.000Z';
const PARTNER = 'https://alcaldia.example';
const hmac = (data: string) => createHmac('sha256', 'secret').update(data).digest('hex');

const world = new WebWorld();
let number: string | null;
let issued: NewContinuation[];
let redeemed: string[];
let server: WebServer;

/** Codes for the web are good once, as in the database; that of `WHATSAPP` opens a new chat. */
const WHATSAPP = 'K5RMY-8VTEM';
const continuation: WebContinuation = {
  findNumber: async () => number,
  isOffered: async () => number !== null,
  hmac,
  randomBytes: (count) => randomBytes(count),
  toWhatsAppText: (code) => `Mi código es ${code}`,
  issue: async (made) => {
    issued.push(made);
  },
  redeem: async ({ codeHash }) => {
    if (redeemed.includes(codeHash)) {
      return null;
    }
    const made = issued.find((each) => each.codeHash === codeHash && each.target === 'web');
    const code = findContinuationCodeIn(WHATSAPP);
    const isFromWhatsApp = code !== null && codeHash === hashContinuationCode(code, hmac);
    redeemed.push(codeHash);
    if (isFromWhatsApp) {
      return {
        conversationId: (await world.inbox.openConversation({ channel: 'web', address: '' })).id,
        opened: true,
      };
    }
    return made ? { conversationId: made.conversationId, opened: false } : null;
  },
};

beforeAll(async () => {
  const profile = () => {
    const known = essmarProfile();
    return { ...known, web: { ...known.web, allowedOrigins: [PARTNER] } };
  };
  server = await startWebServer(world, {
    continuation,
    profile,
    clock: clockAt(NOW),
    publicUrl: 'https://vecino.example/',
  });
  number = '576054209676';
  issued = [];
  redeemed = [];
});
afterAll(() => server.stop());

type Offer = { code: string; expiresAt: string; link: string; qr: string };

async function offer(visitor: Visitor, to: unknown = 'whatsapp') {
  const address = `${server.directLine}/conversations/${visitor.conversationId}/continuation`;
  const answer = await ask(address, json(visitor.token, { to }));
  return { ...answer, body: answer.body as unknown as Offer };
}

const redeem = (body: unknown, headers: Record<string, string> = {}) => {
  const request = json('', body);
  return ask(`${server.directLine}/continuations`, {
    ...request,
    headers: { ...request.headers, ...headers },
  });
};

test('WhatsApp is offered by a code, a link with the words ready, and a drawing of the link', async () => {
  const visitor = await aVisitor(server.directLine);
  const { status, body } = await offer(visitor);

  expect(status).toBe(200);
  expect(body.expiresAt).toBe(ENDS);
  expect(body.code).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
  expect(body.link).toBe(
    `https://wa.me/576054209676?text=${encodeURIComponent(`Mi código es ${body.code}`)}`,
  );
  const [head, drawing] = body.qr.split(',');
  expect(head).toBe('data:image/svg+xml;charset=utf-8');
  expect(decodeURIComponent(drawing ?? '')).toMatch(/^<svg.*<path.*<\/svg>$/s);
  expect(decodeURIComponent(drawing ?? '')).not.toMatch(/<script|style=|href/);

  const code = findContinuationCodeIn(body.code);
  expect(issued.at(-1)).toMatchObject({
    conversationId: visitor.conversationId,
    target: 'whatsapp',
    codeHash: code && hashContinuationCode(code, hmac),
    expiresAt: new Date(ENDS),
  });
  expect(JSON.stringify(issued.at(-1))).not.toContain(code);
});

test('where no phone is linked WhatsApp is not offered, and the web still is', async () => {
  const visitor = await aVisitor(server.directLine);
  number = null;
  const [refused, web] = [await offer(visitor), await offer(visitor, 'web')];
  number = '576054209676';

  expect([refused.status, web.status]).toEqual([404, 200]);
});

test('another page goes on with the same chat by a link whose code no server reads, once', async () => {
  const visitor = await aVisitor(server.directLine);
  await visitor.write('hola');
  const { body } = await offer(visitor, 'web');
  const [, code = ''] = /^https:\/\/vecino\.example\/#seguir=(\w{10})$/.exec(body.link) ?? [];
  expect(body.code.replace('-', '')).toBe(code);

  const { status, body: there } = await redeem({ code });
  expect([status, there.conversationId]).toEqual([200, visitor.conversationId]);
  expect(there).toMatchObject({ expires_in: 1800 });
  const headers = { authorization: `Bearer ${there.token}` };
  const seen = await ask(`${server.directLine}/conversations/${there.conversationId}/activities`, {
    headers,
  });
  expect(seen.body.activities?.map(({ text }) => text)).toContain('Eco: hola');

  expect((await redeem({ code })).status).toBe(404);
});

test('a chat that begins by a link from elsewhere is greeted at once', async () => {
  const { body } = await redeem({ code: WHATSAPP });
  const headers = { authorization: `Bearer ${body.token}` };

  await expect
    .poll(async () => {
      const address = `${server.directLine}/conversations/${body.conversationId}/activities`;
      return (await ask(address, { headers })).body.activities?.map(({ text }) => text);
    })
    .toContain('Hola, soy el asistente.');
});

test('a token is good for the page that asked for it', async () => {
  const visitor = await aVisitor(server.directLine);
  const { body } = await offer(visitor, 'web');
  const partner = await redeem({ code: body.code }, { origin: PARTNER });
  const address = `${server.directLine}/conversations/${visitor.conversationId}`;
  const authorization = `Bearer ${partner.body.token}`;

  expect((await ask(address, { headers: { authorization, origin: PARTNER } })).status).toBe(200);
  expect((await ask(address, { headers: { authorization } })).status).toBe(403);
  expect((await redeem({ code: body.code }, { origin: 'https://evil.example' })).status).toBe(403);
});

test('nobody gets a code for the chat of another, or for nowhere', async () => {
  const [one, other] = [await aVisitor(server.directLine), await aVisitor(server.directLine)];
  const before = issued.length;
  const refused = [
    await offer({ ...one, conversationId: other.conversationId }),
    await offer({ ...one, token: 'a.b.c' }),
    await offer(one, 'telegram'),
    await offer(one, null),
  ];

  expect(refused.map(({ status }) => status)).toEqual([403, 403, 400, 400]);
  expect(issued).toHaveLength(before);
});

test('everything that is no good code gets the same answer', async () => {
  const visitor = await aVisitor(server.directLine);
  const used = (await offer(visitor, 'web')).body.code;
  await redeem({ code: used });
  const forWhatsApp = (await offer(visitor)).body.code;
  const answers = [
    await redeem({ code: used }),
    await redeem({ code: forWhatsApp }),
    await redeem({ code: 'WUP7P-QMNP6' }),
    await redeem({ code: 'nothing' }),
    await redeem({ code: 12 }),
    await redeem({}),
    await redeem('[]'),
    await redeem({ code: 'A'.repeat(5000) }),
  ];

  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 404, body: { error: { code: 'continuation-not-valid' } } });
});

test('these addresses are for POST alone, and stay in no cache', async () => {
  const { headers, status } = await ask(`${server.directLine}/continuations`);

  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  expect((await redeem({})).headers.get('cache-control')).toBe('no-store');
});

test('who asks for many codes, or tries many, waits longer and longer', async () => {
  const visitor = await aVisitor(server.directLine);
  const asked: number[] = [];
  for (let count = 0; count < 14; count += 1) {
    asked.push((await offer(visitor)).status);
  }
  expect(asked).toEqual([...Array.from({ length: 12 }, () => 200), 429, 429]);

  const tries: Awaited<ReturnType<typeof redeem>>[] = [];
  while (tries.at(-1)?.status !== 429 && tries.length < 200) {
    tries.push(await redeem({ code: 'WUP7P-QMNP6' }));
  }
  expect(tries.length).toBeLessThan(120);
  expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('without the rest of the program there is no way to elsewhere', async () => {
  const alone = await startWebServer(world);
  const visitor = await aVisitor(alone.directLine);
  const address = `${alone.directLine}/conversations/${visitor.conversationId}/continuation`;
  const answers = [
    await ask(address, json(visitor.token, { to: 'web' })),
    await ask(`${alone.directLine}/continuations`, json('', { code: WHATSAPP })),
  ];
  await alone.stop();

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});
