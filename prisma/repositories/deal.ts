import { z } from 'zod';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import { isAwayOn } from '../../domain/people/absence.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import type { Candidate, Deal, DealStore, WaitingTalk } from '../../domain/teams/assignment.ts';
import { CareTopic } from '../../domain/teams/care-topic.ts';
import type { Team } from '../../domain/teams/team.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { createAbsenceRepository } from './absence.ts';
import { listPresence } from './presence.ts';
import { listTeams } from './team.ts';

/** Held while the rule decides: what one process gives counts for the next. */
const DEAL_LOCK = 7317;

const AT_ONCE = 200;

/** So long what was decided waits for its turn; later something is wrong with that conversation, and it counts no more. */
const PENDING_MINUTES = 10;

type Tx = Prisma.TransactionClient;

const WaitingRow = z.object({
  id: z.string(),
  since: z.date(),
  topic: CareTopic.catch('general'),
  is_health: z.boolean(),
});
const CandidateRow = z.object({
  id: z.string(),
  name: z.string(),
  role: StaffRole,
  open: z.int(),
  given_at: z.date().nullable(),
});
const PendingRow = z.object({
  conversation_id: z.string(),
  since: z.date(),
  team_id: z.string(),
  team_name: z.string(),
  staff_id: z.string().nullable(),
  staff_name: z.string().nullable(),
  at: z.date(),
});

/** Where waits are given, in PostgreSQL: one process decides at a time, and each wait is given once. */
export function createDealStore(db: PrismaClient): DealStore {
  const absences = createAbsenceRepository(db);
  return {
    async deal(at, rule) {
      const today = localDateOf(at);
      const away = (await absences.listSince(today)).filter((absence) => isAwayOn(absence, today));
      const absent = new Set(away.map(({ staffId }) => staffId));
      return db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${DEAL_LOCK}::bigint)`;
        const pending = await listPending(tx, at);
        const teams = await listTeams(tx);
        const waiting = await listWaiting(tx, teams);
        if (waiting.length === 0) {
          return pending;
        }
        const candidates = await listCandidates(tx, { teams, absent, at });
        const deals = rule({ waiting, teams, candidates });
        await keep(tx, deals);
        return [...pending, ...deals];
      });
    },
  };
}

/** By the longest wait: what has nobody, is in no team, and was not given for this wait. What no team takes is left. */
async function listWaiting(tx: Tx, teams: readonly Team[]): Promise<readonly WaitingTalk[]> {
  if (teams.length === 0) {
    return [];
  }
  const found = await tx.$queryRaw<readonly object[]>(waitingStatement(teams));
  return found.map((row) => {
    const { id, is_health: isHealth, ...rest } = WaitingRow.parse(row);
    return { conversationId: id, isHealth, ...rest };
  });
}

/** The longest waits that nobody was named for and that a team takes, along the index of those who wait. */
export function waitingStatement(teams: readonly Pick<Team, 'topics' | 'takesRest'>[]): Prisma.Sql {
  const topics = teams.some(({ takesRest }) => takesRest) ? null : teams.flatMap((team) => team.topics);
  const ofTopics = topics === null ? Prisma.empty : Prisma.sql`AND c.topic = ANY(${topics})`;
  return Prisma.sql`
    SELECT c.id::text AS id, c.waiting_since AS since, c.topic, (c.sensitivity = 'health'
      OR EXISTS (SELECT FROM event e WHERE e.conversation_id = c.id AND e.sensitivity = 'health')
      OR EXISTS (SELECT FROM outbox o WHERE o.conversation_id = c.id AND o.sensitivity = 'health')) AS is_health
    FROM conversation c
    WHERE c.waiting_since IS NOT NULL AND c.owner = 'waiting' AND c.assignee_id IS NULL AND c.team_id IS NULL
      AND NOT EXISTS (SELECT FROM deal d WHERE d.conversation_id = c.id AND d.waiting_since = c.waiting_since)
      ${ofTopics}
    ORDER BY c.waiting_since, c.id LIMIT ${AT_ONCE}`;
}

/** Everybody in a team, with what is theirs by now: also what was given and has not had its turn. */
async function listCandidates(
  tx: Tx,
  { teams, absent, at }: { teams: readonly Team[]; absent: ReadonlySet<string>; at: Date },
): Promise<readonly Candidate[]> {
  const present = await listPresence(tx);
  const ids = [...new Set(teams.flatMap(({ memberIds }) => memberIds))];
  const found = await tx.$queryRaw<readonly object[]>`
    SELECT u.id, u.name, u.role,
      ((SELECT count(*) FROM conversation c WHERE c.assignee_id = u.id AND c.owner IN ('human', 'waiting'))
        + (SELECT count(*) FROM deal d WHERE d.staff_id = u.id AND d.settled_at IS NULL AND d.at > ${pendingFrom(at)})
      )::int AS open,
      (SELECT d.at FROM deal d WHERE d.staff_id = u.id ORDER BY d.at DESC LIMIT 1) AS given_at
    FROM staff_user u WHERE u.id = ANY(${ids}) AND u.deactivated_at IS NULL`;
  return found.map((row) => {
    const { id, name, role, open, given_at: givenAt } = CandidateRow.parse(row);
    return {
      id,
      name,
      open,
      givenAt,
      isPresent: present.get(id) === 'available' && !absent.has(id),
      mayWork: hasPermission(role, 'conversations:work'),
      mayReadHealth: hasPermission(role, 'health:read'),
    };
  });
}

async function keep(tx: Tx, deals: readonly Deal[]): Promise<void> {
  await tx.deal.createMany({
    data: deals.map(({ conversationId, since, team, to, at }) => ({
      conversationId,
      waitingSince: since,
      teamId: team.id,
      staffId: to?.id ?? null,
      at,
    })),
  });
}

/** What a death left between the decision and its event: the same event again changes nothing. */
async function listPending(tx: Tx, at: Date): Promise<readonly Deal[]> {
  const found = await tx.$queryRaw<readonly object[]>`
    SELECT d.conversation_id::text AS conversation_id, d.waiting_since AS since, t.id::text AS team_id,
      t.name AS team_name, u.id AS staff_id, u.name AS staff_name, d.at
    FROM deal d JOIN team t ON t.id = d.team_id LEFT JOIN staff_user u ON u.id = d.staff_id
    WHERE d.settled_at IS NULL AND d.at > ${pendingFrom(at)} ORDER BY d.at, d.conversation_id LIMIT ${AT_ONCE}`;
  return found.map((row) => {
    const {
      conversation_id,
      since,
      team_id,
      team_name,
      staff_id,
      staff_name,
      at: givenAt,
    } = PendingRow.parse(row);
    return {
      conversationId: conversation_id,
      since,
      team: { id: team_id, name: team_name },
      to: staff_id === null ? null : { id: staff_id, name: staff_name ?? '' },
      at: givenAt,
    };
  });
}

function pendingFrom(at: Date): Date {
  return new Date(at.getTime() - PENDING_MINUTES * 60_000);
}
