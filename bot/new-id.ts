import { randomBytes } from 'node:crypto';
import type { Clock } from '../domain/calendar/clock.ts';

const RANDOM_BYTES = 10;

/** Makes UUIDs of version 7 (RFC 9562): their order is that of time, so rows of one day stay together in an index. */
export function createNewId(clock: Clock): () => string {
  return () => {
    const time = clock.now().getTime().toString(16).padStart(12, '0');
    const random = randomBytes(RANDOM_BYTES);
    random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
    random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
    const hex = random.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
  };
}
