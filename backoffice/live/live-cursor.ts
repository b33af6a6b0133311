import type { LivePosition } from '../../domain/live/live-event.ts';

/** A place in the history as a browser gives it back: a transaction and when it was told, nothing else. */
const CURSOR = /^(\d{1,20})\.(\d{1,11})$/;

/** The history is kept for a day; what is nearly as old may have been swept in part. */
const MAX_AGE_SECONDS = 23 * 60 * 60;

/**
 * Where to go on, or null when that place cannot be gone on from: too old, from another database, or made up.
 *
 * A made-up one that passes shows its author nothing that they may not see.
 */
export function parseCursor(text: string, present: LivePosition): bigint | null {
  const [, first, second] = CURSOR.exec(text) ?? [];
  if (first === undefined || second === undefined) {
    return null;
  }
  const xid = BigInt(first);
  const ageSeconds = present.atSeconds - Number(second);
  const isThere = xid > 0n && xid <= present.xid;
  return isThere && Math.abs(ageSeconds) <= MAX_AGE_SECONDS ? xid : null;
}
