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

/** Of each team so many are looked at: nobody is given more than one of them at once. */
const OF_A_QUEUE = 50;

/** So long what was decided waits for its turn; later something is wrong with that conversation, and it counts no more. */
const PENDING_MINUTES = 10;

type Tx = Prisma.TransactionClient;

const WaitingRow = z.object({
  id: z.string(),
  since: z.date(),
  topic: CareTopic.catch('general'),
  is_health: z.boolean(),
  queue_of: z.string().nullable(),
});
const CandidateRow = z.object({
  id: z.string(),
  name: z.string(),
  role: StaffRole,
  open: z.int(),
  owed: z.int(),
  given_at: z.date().nullable(),
});
const PendingRow = z.object({
  conversation_id: z.string(),
  since: z.date(),
  team_id: z.string(),
  team_name: z.string(),
  staff_id: z.string().nullable(),
  staff_name: z.string().nullable(),
  from_queue: z.boolean(),
  at: z.date(),
});

/** Where waits are given, in PostgreSQL: one process decides at a time, and each wait is given once to a colleague. */
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
        const present = await listAvailable(tx, absent);
        const queued = await listQueued(tx, { teams, present });
        const waiting = [...(await listWaiting(tx, teams)), ...queued].toSorted(byWait);
        if (waiting.length === 0) {
          return pending;
        }
        const candidates = await listCandidates(tx, { teams, present, at });
        const deals = rule({ waiting, teams, candidates });
        await keep(tx, deals);
        return [...pending, ...deals];
      });
    },
  };
}

/** Who is there, wants to be given something, and is on no absence. */
async function listAvailable(tx: Tx, absent: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const present = await listPresence(tx);
  return new Set([...present.keys()].filter((id) => present.get(id) === 'available' && !absent.has(id)));
}

function byWait(a: WaitingTalk, b: WaitingTalk): number {
  return a.since.getTime() - b.since.getTime();
}

/** By the longest wait: what has nobody, is in no team, and was not given for this wait. What no team takes is left. */
async function listWaiting(tx: Tx, teams: readonly Team[]): Promise<readonly WaitingTalk[]> {
  return teams.length === 0 ? [] : toWaiting(await tx.$queryRaw<readonly object[]>(waitingStatement(teams)));
}

/** What stands in the queues of teams that give by themselves and of which somebody is there by now. */
async function listQueued(
  tx: Tx,
  { teams, present }: { readonly teams: readonly Team[]; readonly present: ReadonlySet<string> },
): Promise<readonly WaitingTalk[]> {
  const ids = teams
    .filter(({ isAutomatic, memberIds }) => isAutomatic && memberIds.some((id) => present.has(id)))
    .map(({ id }) => id);
  return ids.length === 0 ? [] : toWaiting(await tx.$queryRaw<readonly object[]>(queuedStatement(ids)));
}

function toWaiting(found: readonly object[]): readonly WaitingTalk[] {
  return found.map((row) => {
    const { id, is_health: isHealth, queue_of: queueOf, ...rest } = WaitingRow.parse(row);
    return { conversationId: id, isHealth, queueOf, ...rest };
  });
}

const IS_HEALTH = Prisma.sql`(c.sensitivity = 'health'
  OR EXISTS (SELECT FROM event e WHERE e.conversation_id = c.id AND e.sensitivity = 'health')
  OR EXISTS (SELECT FROM outbox o WHERE o.conversation_id = c.id AND o.sensitivity = 'health'))`;

/**
 * The longest waits in the queues of these teams, of those that the rule put there because nobody was there.
 *
 * What somebody put there by hand, or what a colleague has had and did not answer, is left to whoever takes it.
 */
export function queuedStatement(teamIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT q.* FROM unnest(${[...teamIds]}::uuid[]) AS t(id) CROSS JOIN LATERAL (
      SELECT c.id::text AS id, c.waiting_since AS since, c.topic, ${IS_HEALTH} AS is_health,
        c.team_id::text AS queue_of
      FROM conversation c JOIN deal d ON d.conversation_id = c.id AND d.waiting_since = c.waiting_since
      WHERE c.waiting_since IS NOT NULL AND c.owner = 'waiting' AND c.assignee_id IS NULL AND c.team_id = t.id
        AND d.team_id = c.team_id AND d.staff_id IS NULL AND d.settled_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM handoff h
          WHERE h.conversation_id = c.id AND h.ended_at IS NULL AND h.taken_at IS NOT NULL)
      ORDER BY c.waiting_since, c.id LIMIT ${OF_A_QUEUE}) q
    ORDER BY q.since, q.id`;
}

/** The longest waits that nobody was named for and that a team takes, along the index of those who wait. */
export function waitingStatement(teams: readonly Pick<Team, 'topics' | 'takesRest'>[]): Prisma.Sql {
  const topics = teams.some(({ takesRest }) => takesRest) ? null : teams.flatMap((team) => team.topics);
  const ofTopics = topics === null ? Prisma.empty : Prisma.sql`AND c.topic = ANY(${topics})`;
  return Prisma.sql`
    SELECT c.id::text AS id, c.waiting_since AS since, c.topic, ${IS_HEALTH} AS is_health, NULL AS queue_of
    FROM conversation c
    WHERE c.waiting_since IS NOT NULL AND c.owner = 'waiting' AND c.assignee_id IS NULL AND c.team_id IS NULL
      AND NOT EXISTS (SELECT FROM deal d WHERE d.conversation_id = c.id AND d.waiting_since = c.waiting_since)
      ${ofTopics}
    ORDER BY c.waiting_since, c.id LIMIT ${AT_ONCE}`;
}

/** Everybody in a team, with what is theirs by now: also what was given and has not had its turn. */
async function listCandidates(
  tx: Tx,
  { teams, present, at }: { teams: readonly Team[]; present: ReadonlySet<string>; at: Date },
): Promise<readonly Candidate[]> {
  const ids = [...new Set(teams.flatMap(({ memberIds }) => memberIds))];
  const found = await tx.$queryRaw<readonly object[]>`
    SELECT u.id, u.name, u.role, (own.open + given.count)::int AS open, (own.owed + given.count)::int AS owed,
      (SELECT d.at FROM deal d WHERE d.staff_id = u.id ORDER BY d.at DESC LIMIT 1) AS given_at
    FROM staff_user u
      CROSS JOIN LATERAL (
        SELECT count(*) AS open, count(c.waiting_since) AS owed FROM conversation c
        WHERE c.assignee_id = u.id AND c.owner IN ('human', 'waiting')) own
      CROSS JOIN LATERAL (
        SELECT count(*) AS count FROM deal d
        WHERE d.staff_id = u.id AND d.settled_at IS NULL AND d.at > ${pendingFrom(at)}) given
    WHERE u.id = ANY(${ids}) AND u.deactivated_at IS NULL`;
  return found.map((row) => {
    const { id, name, role, open, owed, given_at: givenAt } = CandidateRow.parse(row);
    return {
      ...{ id, name, open, owed, givenAt },
      isPresent: present.has(id),
      mayWork: hasPermission(role, 'conversations:work'),
      mayReadHealth: hasPermission(role, 'health:read'),
    };
  });
}

async function keep(tx: Tx, deals: readonly Deal[]): Promise<void> {
  for (const { conversationId, since: waitingSince, to, at } of deals.filter(({ fromQueue }) => fromQueue)) {
    await tx.deal.update({
      where: { conversationId_waitingSince: { conversationId, waitingSince } },
      data: { staffId: to?.id ?? null, at, fromQueue: true, settledAt: null },
      select: { at: true },
    });
  }
  const first = deals.filter(({ fromQueue }) => !fromQueue);
  await tx.deal.createMany({
    data: first.map(({ conversationId, since, team, to, at }) => ({
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
      t.name AS team_name, u.id AS staff_id, u.name AS staff_name, d.from_queue, d.at
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
      from_queue: fromQueue,
      at: givenAt,
    } = PendingRow.parse(row);
    return {
      conversationId: conversation_id,
      since,
      team: { id: team_id, name: team_name },
      to: staff_id === null ? null : { id: staff_id, name: staff_name ?? '' },
      fromQueue,
      at: givenAt,
    };
  });
}

function pendingFrom(at: Date): Date {
  return new Date(at.getTime() - PENDING_MINUTES * 60_000);
}
