const OWNER_KEY = 'vecino.drafts-of';

/** Takes away what another person left half-written in this window; one's own drafts stay. */
export function forgetDraftsOfOthers(staffId: string): void {
  const owner = sessionStorage.getItem(OWNER_KEY);
  if (owner !== null && owner !== staffId) {
    sessionStorage.clear();
  }
  sessionStorage.setItem(OWNER_KEY, staffId);
}
