import { expect, test } from 'vitest';
import { askNumber } from '../../../bot/operator/number.ts';
import type { WhatsAppAccount } from '../../../domain/messages/whatsapp-account.ts';
import type { WhatsAppControl } from '../../../domain/messages/whatsapp-control.ts';

const SECOND_MS = 1_000;

/** A number held in memory, that is never attended unless the test says so, and a clock that jumps at each look. */
function aNumber({
  state = 'unpaired',
  attendedLooks = 0,
}: Partial<WhatsAppAccount> & { attendedLooks?: number }) {
  const time = { now: new Date('2026-11-20T15:00:00Z') };
  const audit: string[] = [];
  let looks = 0;
  let account: WhatsAppAccount = {
    account: 'principal',
    state,
    reason: null,
    request: 'none',
    pairingPhone: null,
    pairing: null,
    phone: null,
    connectedAt: null,
    updatedAt: time.now,
  };
  const control: WhatsAppControl = {
    find: async () => {
      looks += 1;
      time.now = new Date(time.now.getTime() + 4 * SECOND_MS);
      return { account, isAttended: looks <= attendedLooks };
    },
    request: async ({ request, pairingPhone, audit: line }) => {
      audit.push(line.action);
      account = { ...account, request, pairingPhone, updatedAt: line.at };
    },
    withdraw: async ({ audit: line }) => {
      audit.push(line.action);
      account = { ...account, request: 'none' };
    },
  };
  return { control, audit, clock: { now: () => time.now }, read: () => account, looks: () => looks };
}

const PAIR = { request: 'pair-qr', pairingPhone: null } as const;
const { signal } = new AbortController();

test('a request that nobody attends is taken back', async () => {
  const number = aNumber({});

  const outcome = await askNumber(PAIR, async () => null, { ...number, signal });

  expect(outcome).toBe('unattended');
  expect(number.read().request).toBe('none');
  expect(number.audit).toEqual(['whatsapp.pairing-requested', 'whatsapp.request-withdrawn']);
});

test('a process that dies while the request waits is noticed too', async () => {
  const number = aNumber({ attendedLooks: 5 });

  const outcome = await askNumber(PAIR, async () => null, { ...number, signal });

  expect(outcome).toBe('unattended');
  expect(number.looks()).toBeGreaterThan(5);
});

test('whoever gives up leaves nothing asked', async () => {
  const number = aNumber({ attendedLooks: 100 });
  const given = new AbortController();
  given.abort();

  const outcome = await askNumber(PAIR, async () => null, { ...number, signal: given.signal });

  expect(outcome).toBe('interrupted');
  expect(number.read().request).toBe('none');
});

test('what the number does not allow is not asked', async () => {
  const number = aNumber({ state: 'open' });

  expect(await askNumber(PAIR, async () => null, { ...number, signal })).toBe('not-possible');
  expect(number.audit).toEqual([]);
});
