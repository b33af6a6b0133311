const DAY_MS = 24 * 60 * 60 * 1000;

/** After so long it is another matter: it is taken, and rated, anew. */
const REOPEN_MS = 7 * DAY_MS;

/** What was ended before this instant is not reopened. */
export function reopenableSince(now: Date): Date {
  return new Date(now.getTime() - REOPEN_MS);
}

/** Whether what a colleague ended then may be reopened; null for what nobody ended. */
export function isReopenable(endedAt: Date | null, now: Date): boolean {
  return endedAt !== null && endedAt >= reopenableSince(now);
}
