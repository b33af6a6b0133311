import { describe, expect, test } from 'vitest';
import { judgeEvent, judgeMessage, reasonOfGivenUp } from '../../../domain/messages/retry.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const BEFORE = new Date('2026-11-20T14:59:59Z');
const AFTER = new Date('2026-11-20T15:00:01Z');

describe('a message that did not leave', () => {
  test.each([
    // status     reason                expires  later left  verdict
    ['failed', 'too-many-attempts', null, false, 'allowed'],
    ['failed', 'refused-463', AFTER, false, 'allowed'],
    ['failed', 'file-missing', BEFORE, false, 'expired'],
    ['failed', 'no-address', NOW, false, 'expired'],
    ['failed', 'too-many-attempts', null, true, 'superseded'],
    ['failed', 'too-many-attempts', BEFORE, true, 'expired'],
    ['skipped', 'sender-stopped', null, false, 'allowed'],
    ['skipped', 'restored', null, false, 'allowed'],
    ['skipped', 'number-unknown', null, false, 'allowed'],
    ['skipped', 'restored', null, true, 'superseded'],
    ['skipped', 'no-consent', null, false, 'ruled-out'],
    ['skipped', 'never-wrote', BEFORE, true, 'ruled-out'],
    ['skipped', 'no-purpose', null, false, 'ruled-out'],
    ['queued', null, null, false, 'nothing-to-do'],
    ['sending', null, null, false, 'nothing-to-do'],
    ['sent', null, null, false, 'nothing-to-do'],
    ['read', null, BEFORE, true, 'nothing-to-do'],
    ['expired', 'expired', BEFORE, false, 'nothing-to-do'],
  ] as const)(
    '%s because of %s, with an end at %s, something later gone: %s, is %s',
    (status, reason, expiresAt, isSuperseded, verdict) => {
      expect(judgeMessage({ status, reason, expiresAt, isSuperseded }, NOW)).toBe(verdict);
    },
  );
});

describe('what came in and was given up', () => {
  test.each([
    ['handed-to-human', false, 'allowed'],
    ['handed-to-human', true, 'superseded'],
    ['applied', false, 'nothing-to-do'],
    [null, false, 'nothing-to-do'],
  ] as const)(
    'with the outcome %s, something later answered: %s, is %s',
    (outcome, isSuperseded, verdict) => {
      expect(judgeEvent({ outcome, isSuperseded })).toBe(verdict);
    },
  );

  test.each([
    [4, 3, 'errors'],
    [11, 0, 'crashes'],
    [12, 1, 'crashes'],
    [1, 0, 'restored'],
    [3, 2, 'restored'],
  ] as const)('after %i attempts with %i errors was given up because of %s', (attempts, errors, reason) => {
    expect(reasonOfGivenUp({ attempts, errors })).toBe(reason);
  });
});
