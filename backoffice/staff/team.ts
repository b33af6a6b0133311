import type { Clock } from '../../domain/calendar/clock.ts';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import {
  assertMayLeave,
  assertMayTakeRole,
  type LastChange,
  type StaffDirectory,
  type StaffFacts,
  type StaffMember,
  type StaffUpdate,
} from '../../domain/people/staff-directory.ts';
import { Refusal } from '../refusal.ts';

export type TeamOptions = { readonly directory: StaffDirectory; readonly clock: Clock };

type By = { readonly id: string };

/** What a change of a colleague comes to: stored, or what somebody else stored meanwhile. */
export type TeamChange =
  | { readonly kind: 'saved'; readonly member: StaffMember }
  | { readonly kind: 'conflict'; readonly member: StaffMember; readonly lastChange: LastChange | null };

type Wanted = {
  /** The version that was looked at while it was edited. */
  readonly version: number;
  readonly name: string;
  readonly role: StaffRole;
};

/** Changing colleagues, by whoever manages the team. */
export type Team = {
  readonly list: () => Promise<readonly StaffMember[]>;
  /**
   * Another role takes effect at once: whoever had the old one signs in again.
   *
   * Nothing is written over a version that was not seen, nor when it would change nothing.
   */
  readonly change: (staffId: string, wanted: Wanted, by: By) => Promise<TeamChange>;
  /** Ends every session at once. Nobody is ever deleted. */
  readonly deactivate: (staffId: string, by: By) => Promise<StaffMember>;
  readonly reactivate: (staffId: string, by: By) => Promise<StaffMember>;
};

/** Joins the rules about the team with the change and its audit line. */
export function createTeam({ directory, clock }: TeamOptions): Team {
  async function update(
    staffId: string,
    decide: (facts: StaffFacts) => StaffUpdate | null,
  ): Promise<StaffMember> {
    const member = await directory.update(staffId, localDateOf(clock.now()), decide);
    if (!member) {
      throw new Refusal('staff-not-found');
    }
    return member;
  }

  const auditOf = (by: By, action: AuditAction, staffId: string) =>
    ({ at: clock.now(), actor: { kind: 'staff', id: by.id }, action, subject: `staff/${staffId}` }) as const;

  return {
    list: directory.list,

    async change(staffId, wanted, by) {
      let isStale = false;
      const member = await update(staffId, (facts) => {
        if (isSame(wanted, facts.member)) {
          return null;
        }
        isStale = wanted.version !== facts.member.version;
        return isStale ? null : toUpdate(facts, wanted, auditOf(by, 'staff.changed', staffId));
      });
      return isStale
        ? { kind: 'conflict', member, lastChange: await directory.findLastChange(staffId) }
        : { kind: 'saved', member };
    },

    deactivate: (staffId, by) =>
      update(staffId, (facts) => {
        assertMayLeave(facts);
        const audit = auditOf(by, 'staff.deactivated', staffId);
        return { deactivatedAt: clock.now(), endsSessions: true, audit };
      }),

    reactivate: (staffId, by) =>
      update(staffId, () => ({
        deactivatedAt: null,
        endsSessions: false,
        audit: auditOf(by, 'staff.reactivated', staffId),
      })),
  };
}

function isSame({ name, role }: Wanted, member: StaffMember): boolean {
  return name === member.name && role === member.role;
}

function toUpdate(facts: StaffFacts, { name, role }: Wanted, audit: AuditEntry): StaffUpdate {
  assertMayTakeRole(facts, role);
  const { member } = facts;
  return {
    name,
    role,
    endsSessions: role !== member.role,
    audit: {
      ...audit,
      before: { role: member.role },
      after: { role, nameChanged: name !== member.name },
    },
  };
}
