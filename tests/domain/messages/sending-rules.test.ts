import { describe, expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { nextContactAt } from '../../../domain/messages/contact-hours.ts';
import {
  decideByPerson,
  isSparedByStop,
  needsNumberCheck,
  purposeOfQuestion,
  type SendingFacts,
  type SendingMessage,
} from '../../../domain/messages/sending-rules.ts';

const calendar = createBusinessCalendar();
/** Bogotá. */
const at = (text: string): Date => new Date(`${text}:00-05:00`);
const FRIDAY = at('2026-11-20T10:00');

const aMessage = (message: Partial<SendingMessage> = {}): SendingMessage => ({
  class: 'proactive',
  purpose: 'encuestas',
  expiresAt: null,
  ...message,
});
const facts = (some: Partial<SendingFacts> = {}): SendingFacts => ({
  lastWroteAt: at('2026-11-19T10:00'),
  consented: true,
  ...some,
});

describe('who may be written to', () => {
  test.each([
    ['a reply to who wrote', aMessage({ class: 'reply', purpose: null }), facts({ consented: false }), null],
    ['a case of who wrote', aMessage({ class: 'case', purpose: null }), facts({ consented: false }), null],
    ['a survey to who allowed surveys', aMessage(), facts(), null],
    ['a survey to who did not', aMessage(), facts({ consented: false }), 'no-consent'],
    ['a proactive message for nothing', aMessage({ purpose: null }), facts(), 'no-purpose'],
    ['a survey to who never wrote', aMessage(), facts({ lastWroteAt: null }), 'never-wrote'],
    ['a case of who never wrote', aMessage({ class: 'case' }), facts({ lastWroteAt: null }), 'never-wrote'],
    ['a reply to who never wrote', aMessage({ class: 'reply' }), facts({ lastWroteAt: null }), 'never-wrote'],
  ])('%s', (_, message, known, reason) => {
    const decision = decideByPerson(message, known, { now: FRIDAY, calendar });

    expect(decision).toEqual(reason === null ? null : { kind: 'skip', reason });
  });
});

describe('quiet hours', () => {
  test.each([
    // purpose       now (Bogotá)        what it announces   leaves at
    ['encuestas', '2026-11-20T18:59', null, null],
    ['encuestas', '2026-11-20T19:00', null, '2026-11-21T08:00'],
    ['encuestas', '2026-11-21T15:00', null, '2026-11-23T07:00'],
    ['encuestas', '2026-11-14T16:00', null, '2026-11-17T07:00'],
    ['encuestas', '2026-11-20T22:00', '2026-11-21T05:00', '2026-11-21T08:00'],
    ['avisos', '2026-11-20T22:00', null, '2026-11-21T08:00'],
    ['avisos', '2026-11-20T22:00', '2026-11-21T05:00', null],
    ['avisos', '2026-11-20T22:00', '2026-11-21T08:59', null],
    ['avisos', '2026-11-20T22:00', '2026-11-21T09:00', '2026-11-21T08:00'],
    ['avisos', '2026-11-21T16:00', '2026-11-22T10:00', null],
    ['avisos', '2026-11-21T16:00', '2026-11-24T10:00', '2026-11-23T07:00'],
    ['salud', '2026-11-21T16:00', '2026-11-22T10:00', '2026-11-23T07:00'],
  ] as const)('%s at %s for %s waits until %s', (purpose, now, announced, leavesAt) => {
    const message = aMessage({ purpose, expiresAt: announced && at(announced) });

    const decision = decideByPerson(message, facts(), { now: at(now), calendar });

    expect(decision).toEqual(
      leavesAt === null ? null : { kind: 'hold', until: at(leavesAt), reason: 'quiet-hours' },
    );
  });

  test('cases and replies leave at any hour', () => {
    const sunday = { now: at('2026-11-22T03:00'), calendar };

    expect(decideByPerson(aMessage({ class: 'reply' }), facts(), sunday)).toBeNull();
    expect(decideByPerson(aMessage({ class: 'case' }), facts(), sunday)).toBeNull();
  });

  test('the hours open at the next day that has any', () => {
    const wednesday = at('2026-04-01T20:00');

    expect(nextContactAt(wednesday, calendar)).toEqual(at('2026-04-04T08:00'));
    expect(nextContactAt(FRIDAY, calendar)).toEqual(FRIDAY);
  });
});

test.each([
  // class        wrote         checked       is asked about
  ['proactive', '2026-11-19', null, false],
  ['proactive', '2026-10-22', null, false],
  ['proactive', '2026-10-20', null, true],
  ['proactive', '2026-09-01', '2026-11-01', false],
  ['proactive', '2026-09-01', '2026-10-01', true],
  ['case', '2026-09-01', null, false],
  ['reply', '2026-09-01', null, false],
] as const)('the number of a %s of who wrote on %s and was checked on %s', (lane, wrote, checked, asked) => {
  const check = { checkedAt: checked && at(`${checked}T10:00`), registered: null };
  const known = facts({ lastWroteAt: at(`${wrote}T10:00`) });

  expect(needsNumberCheck(aMessage({ class: lane }), { facts: known, check, now: FRIDAY })).toBe(asked);
});

test.each([
  ['reply', '2026-09-01T10:00', true],
  ['case', '2026-11-19T10:00', true],
  ['case', '2026-11-19T09:59', false],
  ['proactive', '2026-11-20T09:59', false],
] as const)('while proactive messages are stopped, a %s of who wrote at %s', (lane, wrote, spared) => {
  const known = facts({ lastWroteAt: at(wrote) });

  expect(isSparedByStop(aMessage({ class: lane }), known, FRIDAY)).toBe(spared);
});

test('a survey is proactive, and asking for a permission belongs to the conversation', () => {
  expect(purposeOfQuestion('survey.filing')).toBe('encuestas');
  expect(purposeOfQuestion('consent.surveys')).toBeNull();
});
