import type { LocalDate } from '../calendar/local-date.ts';
import { DomainError } from '../errors.ts';
import type { AuditEntry } from './audit.ts';
import { permissionsOf } from './permissions.ts';
import type { StaffRole } from './roles.ts';
import type { Staff } from './staff.ts';

/** `invited`: has not used the link yet. `inactive`: was deactivated and may come back. */
export type StaffState = 'active' | 'invited' | 'inactive';

/** A colleague as whoever manages the team sees them. */
export type StaffMember = Staff & {
  readonly state: StaffState;
  readonly hasSecondFactor: boolean;
  readonly lastSignInAt: Date | null;
  /** Until when the link can be used; null when there is no open link. */
  readonly invitationExpiresAt: Date | null;
  /** Raised by every change of name, role or state. */
  readonly version: number;
};

/** Who changed a colleague last, by name (null when it was no colleague), and when. */
export type LastChange = { readonly by: string | null; readonly at: Date };

/** What must be known to change a colleague, read while nobody else can change it. */
export type StaffFacts = {
  readonly member: StaffMember;
  /** Other people who could still manage the team. */
  readonly otherActiveAdmins: number;
  /** Roles of the people for whom this one answers or will answer. */
  readonly substitutedRoles: readonly StaffRole[];
};

/** What is to be written. `endsSessions`: nobody goes on with rights that they no longer have. */
export type StaffUpdate = {
  readonly name?: string;
  readonly role?: StaffRole;
  readonly deactivatedAt?: Date | null;
  readonly endsSessions: boolean;
  readonly audit: AuditEntry;
};

export type StaffDirectory = {
  readonly list: () => Promise<readonly StaffMember[]>;
  readonly find: (staffId: string) => Promise<StaffMember | null>;
  /** Who made the version that there is; null while nobody has changed anything. */
  readonly findLastChange: (staffId: string) => Promise<LastChange | null>;
  /**
   * Reads the facts under a lock, asks what to write, and writes it with its audit line.
   *
   * Null when there is no such colleague. Nothing is written when `decide` returns null, nor when it throws.
   */
  readonly update: (
    staffId: string,
    today: LocalDate,
    decide: (facts: StaffFacts) => StaffUpdate | null,
  ) => Promise<StaffMember | null>;
};

/** Throws a DomainError when somebody has to keep the role: the last admin, or whoever stands in for a colleague. */
export function assertMayTakeRole({ member, ...facts }: StaffFacts, role: StaffRole): void {
  if (member.role === 'admin' && role !== 'admin') {
    assertNotLastAdmin({ member, ...facts });
  }
  if (facts.substitutedRoles.some((substituted) => !mayStandInFor(role, substituted))) {
    throw new DomainError('staff-is-substitute');
  }
}

/** Throws a DomainError when somebody has to stay: the last admin, or whoever stands in for a colleague. */
export function assertMayLeave(facts: StaffFacts): void {
  assertNotLastAdmin(facts);
  if (facts.substitutedRoles.length > 0) {
    throw new DomainError('staff-is-substitute');
  }
}

/** Says whether a role has every permission of another one. */
export function mayStandInFor(role: StaffRole, substituted: StaffRole): boolean {
  const own = permissionsOf(role);
  return permissionsOf(substituted).every((permission) => own.includes(permission));
}

function assertNotLastAdmin({ member, otherActiveAdmins }: StaffFacts): void {
  if (member.role === 'admin' && member.state === 'active' && otherActiveAdmins === 0) {
    throw new DomainError('last-admin');
  }
}
