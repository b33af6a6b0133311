import { isIPv6 } from 'node:net';
import { localDateOf } from '../../../domain/calendar/local-date.ts';
import type { Hmac } from './tokens.ts';

const GROUPS_OF_A_NETWORK = 4;
const ALL_GROUPS = 8;
const HASH_CHARACTERS = 22;

/**
 * The network that an address belongs to, as far as one subscriber holds it.
 *
 * An IPv6 subscriber has 2^64 addresses to write from, so the first half counts; IPv4 counts whole.
 */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) {
    return plain;
  }
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, ALL_GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return groups
    .slice(0, GROUPS_OF_A_NETWORK)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** A name for the sender's network that is good for a day of Bogotá and tells nobody the address. */
export function senderOf(ip: string, now: Date, hmac: Hmac): string {
  const name = hmac(`sender ${localDateOf(now)} ${networkOf(ip)}`).toString('base64url');
  return name.slice(0, HASH_CHARACTERS);
}
