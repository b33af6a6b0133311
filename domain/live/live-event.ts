import type { Sensitivity } from '../messages/sensitivity.ts';
import { hasPermission, type Permission } from '../people/permissions.ts';
import type { StaffRole } from '../people/roles.ts';

/** What a colleague must be allowed to read to hear of a change; null where being signed in is enough. */
const PERMISSION_BY_KIND = {
  pqrs: 'pqrs:read',
  conversations: 'conversations:read',
  deliveries: 'conversations:read',
  channels: 'channels:read',
  staff: 'staff:read',
  settings: null,
  views: null,
  replies: 'conversations:read',
  notifications: null,
  teams: 'conversations:read',
} as const satisfies Readonly<Record<string, Permission | null>>;

/** What changes while colleagues look at it. */
export type LiveKind = keyof typeof PERMISSION_BY_KIND;

/** Every kind of change that the console is told of. */
export const LIVE_KINDS = Object.keys(PERMISSION_BY_KIND) as readonly LiveKind[];

/** That something changed: what it is and its id or radicado, never what it says. */
export type LiveEvent = {
  readonly id: string;
  readonly kind: LiveKind;
  readonly subject: string;
  readonly sensitivity: Sensitivity;
  /** The only colleague whom it concerns; null for everybody who may read the kind. */
  readonly staffId: string | null;
};

/** Whether a colleague may know that it changed. Of a health matter not even that, without the permission for it. */
export function mayHear(
  event: Pick<LiveEvent, 'kind' | 'sensitivity' | 'staffId'>,
  staff: { readonly id: string; readonly role: StaffRole },
): boolean {
  const permission = PERMISSION_BY_KIND[event.kind];
  return (
    (event.staffId === null || event.staffId === staff.id) &&
    (permission === null || hasPermission(staff.role, permission)) &&
    (event.sensitivity === 'normal' || hasPermission(staff.role, 'health:read'))
  );
}

/**
 * A place in the history of changes: everything of transactions before `xid` has been seen.
 *
 * A transaction and not an id, because commits do not come in the order of ids. `atSeconds` is the database's own clock.
 */
export type LivePosition = { readonly xid: bigint; readonly atSeconds: number };

/** What was read: `position` is where to go on; null `events` when there were too many to tell one by one. */
export type LiveReading = {
  readonly events: readonly (LiveEvent & { readonly xid: bigint })[] | null;
  readonly position: LivePosition;
};

/** Where changes are kept for a day, and how one learns of new ones. */
export type LiveHistory = {
  readonly position: () => Promise<LivePosition>;
  /**
   * The visible changes of this transaction and of later ones, in order, but for those already known.
   *
   * A change can be read again from the returned position while its transaction is not older than all that are open.
   */
  readonly readSince: (xid: bigint, knownIds: readonly string[]) => Promise<LiveReading>;
  /** Forgets what is older than a day. Returns how many. */
  readonly sweep: () => Promise<number>;
  /** Calls on every new change, and whenever something may have been missed. Returns the way to end it. */
  readonly listen: (onNews: () => void) => Promise<() => Promise<void>>;
};
