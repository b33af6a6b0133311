import { expect, test } from 'vitest';
import { localDateOf } from '../../../domain/calendar/local-date.ts';
import type { SendClass } from '../../../domain/messages/delivery.ts';
import {
  SENDING_LIMITS,
  type SenderPace,
  takeFromPace,
  toBucket,
} from '../../../domain/messages/sending-rules-pace.ts';

const START = new Date('2026-11-20T15:00:00Z');
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

const aPace = (pace: Partial<SenderPace> = {}): SenderPace => ({
  tokens: 5,
  refilledAt: START,
  proactiveOn: null,
  proactiveSent: 0,
  proactiveFreeAt: null,
  scope: 'none',
  ...pace,
});
const take = (pace: SenderPace, lane: SendClass, now: Date = START, more = {}) =>
  takeFromPace(
    pace,
    { class: lane, spared: lane === 'reply', personFreeAt: null, now, today: localDateOf(now), ...more },
    SENDING_LIMITS,
  );

test('proactive messages leave one after another, whoever they are for; nothing else waits for them', () => {
  const first = take(aPace(), 'proactive');
  const freeAt = after(SENDING_LIMITS.proactiveGapSeconds);
  const pace = 'pace' in first ? first.pace : aPace();

  expect(pace.proactiveFreeAt).toEqual(freeAt);
  expect(take({ ...pace, tokens: 5 }, 'proactive', after(1))).toEqual({
    refusal: { reason: 'proactive-pace', freeAt },
  });
  expect(take({ ...pace, tokens: 5 }, 'case', after(1))).toHaveProperty('pace.proactiveFreeAt', freeAt);
  expect(take({ ...pace, tokens: 5 }, 'proactive', freeAt)).toHaveProperty('pace');
});

test.each([
  // limits                            capacity, reserve, a second
  [{ perMinute: 20, burst: 1 }, 5, 4, 0.25],
  [{ perMinute: 20, burst: 4 }, 8, 4, 0.2],
  [{ perMinute: 5, burst: 1 }, 2, 1, 0.05],
])('%o fills a bucket', (limits, capacity, reserve, perSecond) => {
  expect(toBucket({ ...SENDING_LIMITS, ...limits })).toEqual({ capacity, reserve, perSecond });
});

test.each([
  { perMinute: 2, burst: 1 },
  { perMinute: 20, burst: 16 },
  { perMinute: 20, burst: 0 },
])('%o leaves nothing to send with', (limits) => {
  expect(() => toBucket({ ...SENDING_LIMITS, ...limits })).toThrow(RangeError);
});

test.each([
  // tokens, class,      after s, refused because,     free after s
  [5, 'proactive', 0, null, null],
  [4.9, 'proactive', 0, 'reply-reserve', 0.4],
  [4, 'case', 0, 'reply-reserve', 4],
  [4, 'case', 4, null, null],
  [4, 'reply', 0, null, null],
  [1, 'reply', 0, null, null],
  [0.5, 'reply', 0, 'pace', 2],
  [0.5, 'proactive', 0, 'pace', 18],
  [0, 'reply', 4, null, null],
  [0, 'reply', -10, 'pace', 4],
] as const)('a number with %d tokens and a %s after %d s', (tokens, lane, seconds, reason, freeAfter) => {
  const taken = take(aPace({ tokens }), lane, after(seconds));

  expect('refusal' in taken ? taken.refusal : null).toEqual(
    reason === null ? null : { reason, freeAt: after(freeAfter) },
  );
});

test('a number gives cases and proactive messages everything but what is kept for replies', () => {
  let pace = aPace();
  for (const lane of ['proactive', 'reply', 'reply', 'reply', 'reply'] as const) {
    const taken = take(pace, lane);
    pace = 'pace' in taken ? taken.pace : pace;
  }
  expect(pace.tokens).toBe(0);
  expect(take(pace, 'reply')).toMatchObject({ refusal: { reason: 'pace' } });
});

test('a number counts proactive messages by the day of Bogotá', () => {
  const today = localDateOf(START);
  const full = aPace({ proactiveOn: today, proactiveSent: SENDING_LIMITS.proactivePerDay });

  expect(take(full, 'proactive')).toEqual({ refusal: { reason: 'daily-ceiling', freeAt: null } });
  expect(take(full, 'case')).toHaveProperty('pace.proactiveSent', SENDING_LIMITS.proactivePerDay);
  expect(take(full, 'proactive', after(14 * 3600))).toMatchObject({ pace: { proactiveSent: 1 } });
});

test.each([
  ['none', 'proactive', false, null],
  ['proactive', 'proactive', false, 'sender-stopped'],
  ['proactive', 'case', false, 'sender-stopped'],
  ['proactive', 'case', true, null],
  ['proactive', 'reply', true, null],
  ['all', 'reply', true, 'sender-stopped'],
] as const)('a number stopped for %s and a %s (spared: %s)', (scope, lane, spared, reason) => {
  const taken = take(aPace({ scope }), lane, START, { spared });

  expect('refusal' in taken ? taken.refusal.reason : null).toBe(reason);
});

test('a number lets a person breathe between two messages', () => {
  const personFreeAt = after(2);

  expect(take(aPace(), 'reply', after(1), { personFreeAt })).toEqual({
    refusal: { reason: 'person-pace', freeAt: personFreeAt },
  });
  expect(take(aPace(), 'reply', after(2), { personFreeAt })).toHaveProperty('pace');
});
