import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { networkOf, senderOf } from '../../../../bot/channels/web/sender-address.ts';

const hmac = (data: string) => createHmac('sha256', 'secret').update(data).digest();
const NOON = new Date('2026-03-02T17:00:00Z');

test.each([
  ['190.24.8.1', '190.24.8.1'],
  ['::ffff:190.24.8.1', '190.24.8.1'],
  ['2800:e2:1a80:9f1::5', '2800:e2:1a80:9f1'],
  ['2800:00E2:1a80:09f1:abcd:1:2:3', '2800:e2:1a80:9f1'],
  ['2800:e2::9', '2800:e2:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test('the name of a sender is the same all day, tells no address, and is another the next day', () => {
  const name = senderOf('190.24.8.1', NOON, hmac);

  expect(senderOf('190.24.8.1', new Date('2026-03-03T04:59:59Z'), hmac)).toBe(name);
  expect(senderOf('190.24.8.1', new Date('2026-03-03T05:00:00Z'), hmac)).not.toBe(name);
  expect(senderOf('190.24.8.2', NOON, hmac)).not.toBe(name);
  expect(name).toMatch(/^[\w-]{22}$/);
});
