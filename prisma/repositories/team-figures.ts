import { z } from 'zod';
import { CARE_RATING } from '../../domain/surveys/care-rating.ts';
import type { FigureReader, FigureRow } from '../../domain/teams/figures.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

const Row = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  waiting: z.int(),
  oldest_since: z.date().nullable(),
  answered: z.int(),
  median_seconds: z.number().nullable(),
  p90_seconds: z.number().nullable(),
  on_time: z.int(),
  waits: z.int(),
  given_back: z.int(),
  ended: z.int(),
  ratings: z.int(),
  rating: z.number().nullable(),
});

type Query = Parameters<FigureReader['read']>[0];

/** By whom the figures are told apart: who has it now, who gave the first answer, and who ended it. */
type By = {
  readonly waiting: Prisma.Sql;
  readonly answered: Prisma.Sql;
  readonly ended: Prisma.Sql;
  readonly names: Prisma.Sql;
  /** Which rows are told: what no team has is, what no colleague has is not. */
  readonly isTold: Prisma.Sql;
};

/** By the team that has it, or had it last. */
export const TEAMS: By = {
  waiting: Prisma.sql`c.team_id::text`,
  answered: Prisma.sql`h.team_id::text`,
  ended: Prisma.sql`h.team_id::text`,
  names: Prisma.sql`SELECT id::text AS id, name, position AS place FROM team`,
  isTold: Prisma.sql`true`,
};

/** By the colleague who has it, answered it first, or ended it. */
export const COLLEAGUES: By = {
  waiting: Prisma.sql`c.assignee_id`,
  answered: Prisma.sql`h.answered_by_id`,
  ended: Prisma.sql`h.ended_by_id`,
  names: Prisma.sql`SELECT id, name, 0 AS place FROM staff_user`,
  isTold: Prisma.sql`k.key IS NOT NULL`,
};

/** How it goes, from the conversations that wait now and the times of those with people. */
export function createFigureReader(db: PrismaClient): FigureReader {
  const read = async (by: By, query: Query) => {
    const rows = await db.$queryRaw<readonly object[]>(figuresStatement(by, query));
    return rows.map((row) => toFigures(Row.parse(row)));
  };
  return {
    read: async (query) => {
      const [teams, colleagues] = await Promise.all([read(TEAMS, query), read(COLLEAGUES, query)]);
      return { teams, colleagues };
    },
  };
}

/** Each part is read along its own index, and joined by whose it is. */
export function figuresStatement(by: By, { since, targetMinutes, withHealth }: Query): Prisma.Sql {
  const seen = (id: Prisma.Sql) => (withHealth ? Prisma.sql`true` : Prisma.sql`NOT ${isHealth(id)}`);
  const ofHandoff = seen(Prisma.sql`h.conversation_id`);
  const waitSeconds = Prisma.sql`extract(epoch FROM h.answered_at - h.asked_at)`;
  const isWait = Prisma.sql`h.reason <> 'taken'`;
  return Prisma.sql`
    WITH waiting AS (
      SELECT ${by.waiting} AS key, count(*)::int AS waiting, min(c.waiting_since) AS oldest_since
      FROM conversation c WHERE c.waiting_since IS NOT NULL AND c.owner <> 'assistant'
        AND ${seen(Prisma.sql`c.id`)} GROUP BY 1
    ), answered AS (
      SELECT ${by.answered} AS key, count(*)::int AS answered,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY ${waitSeconds}) FILTER (WHERE ${isWait}) AS median_seconds,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY ${waitSeconds}) FILTER (WHERE ${isWait}) AS p90_seconds,
        (count(*) FILTER (WHERE ${isWait} AND ${waitSeconds} <= ${targetMinutes * 60}))::int AS on_time,
        (count(*) FILTER (WHERE ${isWait}))::int AS waits
      FROM handoff h WHERE h.answered_at >= ${since} AND ${ofHandoff} GROUP BY 1
    ), ended AS (
      SELECT ${by.ended} AS key, (count(*) FILTER (WHERE h.ended_how = 'given-back'))::int AS given_back,
        (count(*) FILTER (WHERE h.ended_how = 'ended'))::int AS ended, count(q.answer)::int AS ratings,
        avg((q.answer #>> '{}')::float8) AS rating
      FROM handoff h LEFT JOIN question q ON q.conversation_id = h.conversation_id AND q.kind = ${CARE_RATING}
        AND q.case_ref = h.id::text AND q.status = 'answered' AND jsonb_typeof(q.answer) = 'number'
      WHERE h.ended_at >= ${since} AND ${ofHandoff} GROUP BY 1
    ), keys AS (
      SELECT key FROM waiting UNION SELECT key FROM answered UNION SELECT key FROM ended
    )
    SELECT k.key AS id, n.name, coalesce(w.waiting, 0) AS waiting, w.oldest_since, coalesce(a.answered, 0) AS answered,
      a.median_seconds::float8 AS median_seconds, a.p90_seconds::float8 AS p90_seconds, coalesce(a.on_time, 0) AS on_time,
      coalesce(a.waits, 0) AS waits, coalesce(e.given_back, 0) AS given_back, coalesce(e.ended, 0) AS ended,
      coalesce(e.ratings, 0) AS ratings, e.rating
    FROM keys k LEFT JOIN (${by.names}) n ON n.id = k.key
    LEFT JOIN waiting w ON w.key IS NOT DISTINCT FROM k.key
    LEFT JOIN answered a ON a.key IS NOT DISTINCT FROM k.key
    LEFT JOIN ended e ON e.key IS NOT DISTINCT FROM k.key
    WHERE ${by.isTold} ORDER BY n.place, n.name, k.key`;
}

/** Looked at one conversation after the other: only those of the days are, never all that there are. */
function isHealth(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((SELECT s.sensitivity FROM conversation s WHERE s.id = ${id}) = 'health'
    OR EXISTS (SELECT FROM event v WHERE v.conversation_id = ${id} AND v.sensitivity = 'health')
    OR EXISTS (SELECT FROM outbox o WHERE o.conversation_id = ${id} AND o.sensitivity = 'health'))`;
}

function toFigures(row: z.infer<typeof Row>): FigureRow {
  const { id, name, waiting, answered, waits, ended, ratings, rating } = row;
  return {
    ...{ id, name, waiting, answered, waits, ended, ratings, rating },
    oldestSince: row.oldest_since,
    medianSeconds: row.median_seconds,
    p90Seconds: row.p90_seconds,
    onTime: waits === 0 ? null : row.on_time,
    givenBack: row.given_back,
  };
}
