import type { Sensitivity } from '../messages/sensitivity.ts';
import type { AuditEntry } from '../people/audit.ts';

/** The most PQRS that one action changes: beyond it nobody has looked at the list. */
export const MAX_BULK_ROWS = 500;

/** What can be done to many PQRS at once. Features add theirs. */
export type BulkAction = 'mark-reviewed' | 'unmark-reviewed';

/** A PQRS with the version that the colleague saw. */
export type BulkRow = { readonly radicado: string; readonly version: number };

/**
 * What became, or would become, of one row.
 *
 * `changed-meanwhile`: somebody else changed it after it was seen. `not-allowed`: it is reserved, or it is not there,
 * and which of the two is not told. `nothing-to-do`: it is already as asked.
 */
export type BulkOutcome = 'applied' | 'changed-meanwhile' | 'not-allowed' | 'nothing-to-do';

export type BulkState = {
  readonly radicado: string;
  readonly version: number;
  readonly sensitivity: Sensitivity;
  readonly isReviewed: boolean;
};

/** What an action does to a row as it stands; null when there is no such PQRS. */
export function bulkOutcomeOf(
  action: BulkAction,
  seen: BulkRow,
  { state, mayReadHealth }: { readonly state: BulkState | null; readonly mayReadHealth: boolean },
): BulkOutcome {
  if (state === null || (state.sensitivity === 'health' && !mayReadHealth)) {
    return 'not-allowed';
  }
  if (state.version !== seen.version) {
    return 'changed-meanwhile';
  }
  return state.isReviewed === (action === 'mark-reviewed') ? 'nothing-to-do' : 'applied';
}

/** What is written for the rows that change: `audits` has a line for each of them. */
export type BulkDecision = { readonly radicados: readonly string[]; readonly audits: readonly AuditEntry[] };

export type BulkWork = {
  readonly radicados: readonly string[];
  readonly action: BulkAction;
  readonly staffId: string;
  readonly at: Date;
  /** Picks from the states as they stand under lock. */
  readonly decide: (states: readonly BulkState[]) => BulkDecision;
};

/** Many PQRS looked at or changed at once. */
export type PqrsBulk = {
  readonly read: (radicados: readonly string[]) => Promise<readonly BulkState[]>;
  /** All of it commits together or not at all, with its lines of audit. */
  readonly apply: (work: BulkWork) => Promise<void>;
};
