import { expect, test } from 'vitest';
import type { WhatsAppAccount, WhatsAppState } from '../../../domain/messages/whatsapp-account.ts';
import { groupPairingCode, listPossibleRequests } from '../../../domain/messages/whatsapp-control.ts';

const anAccount = (state: WhatsAppState): WhatsAppAccount => ({
  account: 'principal',
  state,
  reason: null,
  request: 'none',
  pairingPhone: null,
  pairing: null,
  phone: null,
  connectedAt: null,
  updatedAt: new Date('2026-11-20T15:00:00Z'),
});

test.each([
  ['waiting', ['pair-qr', 'pair-code']],
  ['unpaired', ['pair-qr', 'pair-code']],
  ['pairing', ['pair-qr', 'pair-code']],
  ['connecting', ['logout']],
  ['open', ['logout']],
  ['closed', ['logout']],
  ['stopped', ['connect', 'logout']],
] as const)('of a number that is %s, %j may be asked', (state, requests) => {
  expect(listPossibleRequests(anAccount(state))).toEqual(requests);
});

test('a number that nobody has cared for yet may be linked', () => {
  expect(listPossibleRequests(null)).toEqual(['pair-qr', 'pair-code']);
});

test.each([
  ['2S8MF95W', '2S8M-F95W'],
  ['short', 'short'],
])('the code %s is read as %s', (code, grouped) => {
  expect(groupPairingCode(code)).toBe(grouped);
});
