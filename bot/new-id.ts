import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/calendar/clock.ts';

/** Where a random UUID (version 4) has its version; what follows is random but for the two bits of the variant. */
const VERSION_AT = 14;

/** Makes UUIDs of version 7 (RFC 9562): their order is that of time, so rows of one day stay together in an index. */
export function createNewId(clock: Clock): () => string {
  return () => {
    const time = clock.now().getTime().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(VERSION_AT + 1)}`;
  };
}
