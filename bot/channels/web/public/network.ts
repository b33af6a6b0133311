import { isIPv6 } from 'node:net';

const HEXTETS = 8;
const NETWORK_HEXTETS = 4;

/**
 * What the attempts of one caller are counted by: the address, or the /64 of IPv6.
 *
 * A single subscriber owns a whole /64, so counting single addresses of it would count nothing.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) {
    return address;
  }
  const [head = '', tail] = address.split('::');
  const first = hextetsIn(head);
  const last = hextetsIn(tail ?? '');
  const zeros = Array<string>(Math.max(0, HEXTETS - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last].slice(0, NETWORK_HEXTETS).join(':');
}

function hextetsIn(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
