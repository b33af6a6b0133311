import type { PresenceView } from '../../contracts/teams.ts';

/** Filled for who is there. It says nothing by itself: the word stands beside it. */
export function PresenceDot({ presence }: { readonly presence: PresenceView }) {
  return <span className={`team-dot ${presence}`} aria-hidden="true" />;
}
