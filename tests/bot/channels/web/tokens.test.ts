import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createFileLinks } from '../../../../bot/channels/web/file-links.ts';
import { createTokens, OWN_PAGE } from '../../../../bot/channels/web/tokens.ts';
import { clockAt } from '../../../../domain/calendar/clock.ts';

const NINE = '2026-03-02T14:00:00Z';
const HALF_PAST = '2026-03-02T14:30:00Z';
const hmac = (data: string) => createHmac('sha256', 'secret').update(data).digest();
const otherHmac = (data: string) => createHmac('sha256', 'another secret').update(data).digest();

const tokensAt = (instant: string, key = hmac) =>
  createTokens({ hmac: key, clock: clockAt(instant), ttlSeconds: 1800 });

const encode = (value: string) => Buffer.from(value).toString('base64url');

/** A token whose signature is right, whatever it says. */
function signed(header: string, body: string): string {
  const text = `${encode(header)}.${encode(body)}`;
  return `${text}.${hmac(text).toString('base64url')}`;
}

const TICKET = { conversationId: 'c1', page: OWN_PAGE, id: '0c9e6a4e-32e1-4a0c-9d58-0d0f6f7f2a11' };
const HEADER = '{"alg":"HS256","typ":"JWT"}';
const good = tokensAt(NINE).issue('c1');
const [head = '', body = '', signature = ''] = good.split('.');

test('a token opens its conversation until it ends', () => {
  expect(tokensAt('2026-03-02T14:29:59Z').verify(good)).toBe('c1');
  expect(tokensAt(HALF_PAST).verify(good)).toBeNull();
});

test.each([
  ['nothing', ''],
  ['a word', 'garbage'],
  ['only dots', '..'],
  ['a part too many', `${good}.x`],
  ['no signature', `${head}.${body}.`],
  ['a cut signature', `${head}.${body}.${signature.slice(0, -2)}`],
  [
    'an altered body',
    `${head}.${encode(JSON.stringify({ conv: 'c2', use: 'chat', exp: 2e9 }))}.${signature}`,
  ],
  ['the signature of another secret', tokensAt(NINE, otherHmac).issue('c1')],
  ['no algorithm', signed('{"alg":"none"}', '{"conv":"c1","use":"chat","exp":2000000000}')],
  ['a body that is no JSON', signed(HEADER, '{')],
  ['a body of another shape', signed(HEADER, '[1]')],
  ['null', signed(HEADER, 'null')],
  ['an end that is no number', signed(HEADER, '{"conv":"c1","use":"chat","exp":"never"}')],
  ['a stream ticket', tokensAt(NINE).issueTicket(TICKET)],
  ['a token of another page', tokensAt(NINE).issue('c1', 'https://www.essmar.gov.co')],
  ['a very long text', 'a.'.repeat(100_000)],
])('%s opens nothing', (_, token) => {
  expect(tokensAt(NINE).verify(token)).toBeNull();
  expect(tokensAt(NINE).verifyForRefresh(token)).toBeNull();
});

test.each([
  ['2026-03-20T12:00:00Z', 'c1'],
  ['2026-04-02T12:00:00Z', null],
])('an expired token can be exchanged within thirty days: at %s it gives %s', (instant, conversation) => {
  expect(tokensAt(instant).verifyForRefresh(good)).toBe(conversation);
});

test('a stream ticket lasts half a minute and is no token', () => {
  const ticket = tokensAt(NINE).issueTicket(TICKET);

  expect(tokensAt('2026-03-02T14:00:29Z').verifyTicket(ticket, OWN_PAGE)).toEqual({
    conversationId: 'c1',
    id: TICKET.id,
    expiresAt: new Date('2026-03-02T14:00:30Z'),
  });
  expect(tokensAt('2026-03-02T14:00:30Z').verifyTicket(ticket, OWN_PAGE)).toBeNull();
  expect(tokensAt(NINE).verifyTicket(ticket, 'https://www.essmar.gov.co')).toBeNull();
  expect(tokensAt(NINE).verifyTicket(good, OWN_PAGE)).toBeNull();
});

test('a token opens its conversation for the page that asked for it, and no other', () => {
  const page = 'https://www.essmar.gov.co';
  const token = tokensAt(NINE).issue('c1', page);

  expect(tokensAt(NINE).verify(token, page)).toBe('c1');
  expect(tokensAt(NINE).verifyForRefresh(token, page)).toBe('c1');
  expect(tokensAt(NINE).verify(token, 'https://essmar.gov.co')).toBeNull();
  expect(tokensAt(NINE).verifyForRefresh(token)).toBeNull();
});

describe('the key of a file', () => {
  const linksAt = (instant: string) => createFileLinks({ hmac, clock: clockAt(instant), ttlSeconds: 600 });
  const file = { conversationId: 'c1', fileId: 'f1' };
  const key = linksAt(NINE).sign(file);

  test('opens that file for a while', () => {
    expect(linksAt('2026-03-02T14:09:59Z').isValid(file, key)).toBe(true);
    expect(linksAt('2026-03-02T14:10:00Z').isValid(file, key)).toBe(false);
  });

  test.each([
    ['another file', { ...file, fileId: 'f2' }, key],
    ['another conversation', { ...file, conversationId: 'c2' }, key],
    ['a later end', file, key.replace(/^\d+/, '9999999999')],
    ['garbage', file, 'x'],
    ['nothing', file, ''],
    ['a number without signature', file, '9999999999.'],
  ])('does not open with %s', (_, wanted, given) => {
    expect(linksAt(NINE).isValid(wanted, given)).toBe(false);
  });
});
