const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** Numbers of the protocol: small ones are numbers, large ones objects of their own. Null when it is none. */
export function toNumber(
  value: number | { readonly toString: () => string } | null | undefined,
): number | null {
  const number = value === null || value === undefined ? Number.NaN : Number(value.toString());
  return Number.isFinite(number) ? number : null;
}

/**
 * The instant that a message says it was sent, in seconds since 1970.
 *
 * Never later than `now`, and never more than 30 days ago: legal terms are counted from it, and the network keeps
 * nothing for longer.
 */
export function toSentAt(seconds: Parameters<typeof toNumber>[0], now: Date): Date {
  const ms = (toNumber(seconds) ?? Number.NaN) * 1000;
  const latest = now.getTime();
  return Number.isFinite(ms) && ms > 0 ? new Date(Math.min(latest, Math.max(latest - MAX_AGE_MS, ms))) : now;
}
