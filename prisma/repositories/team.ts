import { z } from 'zod';
import { CareTopic } from '../../domain/teams/care-topic.ts';
import {
  MAX_TEAMS,
  type Team,
  type TeamPlan,
  type TeamRepository,
  type TeamSaving,
} from '../../domain/teams/team.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** Held by whatever changes the teams, so that names and places are looked at one change after the other. */
const TEAMS_LOCK = 7316;

const TEAM = {
  id: true,
  name: true,
  topics: true,
  takesRest: true,
  isAutomatic: true,
  position: true,
  version: true,
  members: { select: { staffId: true }, orderBy: { staffId: 'asc' } },
} as const satisfies Prisma.TeamSelect;

type TeamRow = Prisma.TeamGetPayload<{ select: typeof TEAM }>;
type Tx = Prisma.TransactionClient;

const IN_USE = { archivedAt: null } as const;

/** Teams in PostgreSQL. Each change and its audit line are one transaction. */
export function createTeamRepository(db: PrismaClient): TeamRepository {
  return {
    list: () => listTeams(db),
    insert: (team, audit) => change(db, async (tx) => (await insert(tx, team)) ?? audited(tx, audit)),
    update: (team, audit) => change(db, async (tx) => (await update(tx, team)) ?? audited(tx, audit)),
    move: (id, place, audit) => change(db, async (tx) => (await move(tx, id, place)) ?? audited(tx, audit)),
    archive: (id, audit) =>
      change(db, async (tx) => {
        const data = { archivedAt: audit.at, version: { increment: 1 } };
        const { count } = await tx.team.updateMany({ where: { id, ...IN_USE }, data });
        return count === 0 ? 'gone' : audited(tx, audit);
      }),
  };
}

/** Why it is not to be; null when it was done. */
type Objection = Promise<Exclude<TeamSaving, 'saved'> | null>;

async function insert(tx: Tx, team: Pick<Team, 'id'> & TeamPlan): Objection {
  const places = await tx.team.findMany({ where: IN_USE, select: { position: true } });
  if (places.length >= MAX_TEAMS) {
    return 'too-many';
  }
  if (await isTaken(tx, team)) {
    return 'name-taken';
  }
  const position = Math.max(0, ...places.map((one) => one.position)) + 1;
  await tx.team.create({ data: { ...rowOf(team), id: team.id, position }, select: { id: true } });
  await writeMembers(tx, team);
  return null;
}

async function update(tx: Tx, team: Pick<Team, 'id' | 'version'> & TeamPlan): Objection {
  const found = await tx.team.findUnique({ where: { id: team.id, ...IN_USE }, select: { version: true } });
  if (!found) {
    return 'gone';
  }
  if (found.version !== team.version) {
    return 'changed';
  }
  if (await isTaken(tx, team)) {
    return 'name-taken';
  }
  const data = { ...rowOf(team), version: team.version + 1 };
  await tx.team.update({ where: { id: team.id }, data, select: { id: true } });
  await writeMembers(tx, team);
  return null;
}

async function move(tx: Tx, id: string, place: number): Objection {
  const teams = await tx.team.findMany({
    where: IN_USE,
    select: { id: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  if (!teams.some((team) => team.id === id)) {
    return 'gone';
  }
  const ordered = teams.map((team) => team.id).filter((one) => one !== id);
  ordered.splice(place - 1, 0, id);
  for (const [index, teamId] of ordered.entries()) {
    const position = index + 1;
    await tx.team.updateMany({ where: { id: teamId, position: { not: position } }, data: { position } });
  }
  return null;
}

/** The teams in use, in their order. */
export async function listTeams(db: Pick<Tx, 'team'>): Promise<readonly Team[]> {
  const rows = await db.team.findMany({
    where: IN_USE,
    select: TEAM,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toTeam);
}

function change<Outcome>(db: PrismaClient, work: (tx: Tx) => Promise<Outcome>): Promise<Outcome> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${TEAMS_LOCK}::bigint)`;
    return work(tx);
  });
}

async function audited(tx: Tx, audit: Parameters<typeof toAuditRow>[0]): Promise<'saved'> {
  await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
  return 'saved';
}

function rowOf({ name, topics, takesRest, isAutomatic }: TeamPlan) {
  return { name, topics: [...new Set(topics)], takesRest, isAutomatic };
}

async function isTaken(tx: Tx, { id, name }: Pick<Team, 'id' | 'name'>): Promise<boolean> {
  const found = await tx.$queryRaw<readonly object[]>`
    SELECT 1 FROM team WHERE lower(name) = lower(${name}) AND archived_at IS NULL AND id <> ${id}::uuid`;
  return found.length > 0;
}

async function writeMembers(
  tx: Tx,
  { id: teamId, memberIds }: Pick<Team, 'id' | 'memberIds'>,
): Promise<void> {
  await tx.teamMember.deleteMany({ where: { teamId } });
  const data = [...new Set(memberIds)].map((staffId) => ({ teamId, staffId }));
  await tx.teamMember.createMany({ data });
}

/** A topic that another version knew is left out. */
function toTeam({ members, topics, ...row }: TeamRow): Team {
  return {
    ...row,
    topics: z
      .array(CareTopic.nullable().catch(null))
      .parse(topics)
      .filter((topic) => topic !== null),
    memberIds: members.map(({ staffId }) => staffId),
  };
}
