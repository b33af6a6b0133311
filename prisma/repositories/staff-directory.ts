import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import { Staff } from '../../domain/people/staff.ts';
import type {
  LastChange,
  StaffDirectory,
  StaffFacts,
  StaffMember,
  StaffState,
  StaffUpdate,
} from '../../domain/people/staff-directory.ts';
import { toDateColumn } from '../date-column.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { endSessions, voidPasswordLink } from './open-session.ts';

/** Held by whatever changes the team or its absences: what one of them found true stays true until it has written. */
const TEAM_LOCK = 7310;

const MEMBER = {
  id: true,
  email: true,
  name: true,
  role: true,
  twoFactorEnabled: true,
  lastSignInAt: true,
  deactivatedAt: true,
  accounts: { select: { id: true } },
  invitation: { select: { expiresAt: true, redeemedAt: true } },
  version: true,
} as const satisfies Prisma.StaffUserSelect;

type MemberRow = Prisma.StaffUserGetPayload<{ select: typeof MEMBER }>;

/** The team as whoever manages it sees it. */
export function createStaffDirectory(db: PrismaClient): StaffDirectory {
  return {
    async list() {
      const rows = await db.staffUser.findMany({ select: MEMBER, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
      return rows.map(toMember);
    },

    find: (staffId) => findMember(db, staffId),

    findLastChange: (staffId) => findLastChange(db, staffId),

    update: (staffId, on, decide) =>
      db.$transaction(async (tx) => {
        await lockTeam(tx);
        const member = await findMember(tx, staffId);
        if (!member) {
          return null;
        }
        const update = decide(await factsOf(tx, member, on));
        if (!update) {
          return member;
        }
        await write(tx, staffId, update);
        return findMember(tx, staffId);
      }),
  };
}

/** Waits until nobody else changes the team, and keeps everybody else waiting until the transaction ends. */
export async function lockTeam(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${TEAM_LOCK}::bigint)`;
}

/** One colleague, or null. */
export async function findMember(db: Prisma.TransactionClient, staffId: string): Promise<StaffMember | null> {
  const row = await db.staffUser.findUnique({ where: { id: staffId }, select: MEMBER });
  return row && toMember(row);
}

/** What the team list shows of a colleague is changed by these, and by nothing else. */
const CHANGES: readonly AuditAction[] = [
  'staff.changed',
  'staff.deactivated',
  'staff.invitation-redeemed',
  'staff.reactivated',
];

async function findLastChange(db: PrismaClient, staffId: string): Promise<LastChange | null> {
  const line = await db.audit.findFirst({
    where: { subject: `staff/${staffId}`, action: { in: [...CHANGES] } },
    select: { at: true, actorId: true },
    orderBy: { id: 'desc' },
  });
  const by =
    line?.actorId && (await db.staffUser.findUnique({ where: { id: line.actorId }, select: { name: true } }));
  return line && { at: line.at, by: by ? by.name : null };
}

function toMember({ id, email, name, role, invitation, ...row }: MemberRow): StaffMember {
  const state = stateOf(row);
  return {
    ...Staff.parse({ id, email, name, role }),
    state,
    hasSecondFactor: row.twoFactorEnabled,
    lastSignInAt: row.lastSignInAt,
    invitationExpiresAt: state === 'invited' && invitation ? invitation.expiresAt : null,
    version: row.version,
  };
}

function stateOf({ deactivatedAt, accounts }: Pick<MemberRow, 'deactivatedAt' | 'accounts'>): StaffState {
  if (deactivatedAt !== null) {
    return 'inactive';
  }
  return accounts.length > 0 ? 'active' : 'invited';
}

async function factsOf(
  tx: Prisma.TransactionClient,
  member: StaffMember,
  on: LocalDate,
): Promise<StaffFacts> {
  const otherActiveAdmins = await tx.staffUser.count({
    where: { id: { not: member.id }, role: 'admin', deactivatedAt: null, accounts: { some: {} } },
  });
  const substituted = await tx.staffAbsence.findMany({
    where: { substituteId: member.id, endedOn: null, toOn: { gte: toDateColumn(on) } },
    select: { staff: { select: { role: true } } },
    orderBy: { id: 'asc' },
  });
  const substitutedRoles = substituted.map(({ staff }) => StaffRole.parse(staff.role));
  return { member, otherActiveAdmins, substitutedRoles };
}

async function write(
  tx: Prisma.TransactionClient,
  staffId: string,
  { name, role, deactivatedAt, endsSessions, audit }: StaffUpdate,
): Promise<void> {
  await tx.staffUser.update({
    where: { id: staffId },
    data: {
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(deactivatedAt !== undefined && { deactivatedAt }),
      version: { increment: 1 },
    },
    select: { id: true },
  });
  if (deactivatedAt) {
    await voidPasswordLink(tx, staffId);
  }
  if (endsSessions) {
    await endSessions(tx, staffId, null);
  }
  await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
}
