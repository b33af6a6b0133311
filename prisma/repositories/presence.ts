import { z } from 'zod';
import type { Presence, PresenceStore } from '../../domain/teams/presence.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** Three beats of a living process: whoever was not said to be there for so long is not. */
const FORGET_SECONDS = 45;

const Row = z.object({ staff_id: z.string(), is_away: z.boolean() });

/** Who has the console open, in PostgreSQL and by its clock. */
export function createPresenceStore(db: PrismaClient): PresenceStore {
  return {
    async keep(sessionIds) {
      // A session that ended in between has no row any more: it is not kept.
      await db.$executeRaw`
        INSERT INTO console_presence (session_id, seen_at)
        SELECT s.id, clock_timestamp() FROM staff_session s WHERE s.id = ANY(${[...sessionIds].toSorted()})
        ORDER BY s.id FOR KEY SHARE
        ON CONFLICT (session_id) DO UPDATE SET seen_at = excluded.seen_at`;
      await db.$executeRaw`
        DELETE FROM console_presence WHERE session_id IN (
          SELECT session_id FROM console_presence
          WHERE seen_at < clock_timestamp() - make_interval(secs => ${FORGET_SECONDS})
          FOR UPDATE SKIP LOCKED)`;
    },
    list: () => listPresence(db),
    async isAway(staffId) {
      const row = await db.staffAvailability.findUnique({ where: { staffId }, select: { awaySince: true } });
      return row?.awaySince != null;
    },
    setAway: (staffId, isAway, audit) =>
      db.$transaction(async (tx) => {
        const awaySince = isAway ? audit.at : null;
        const changed = await tx.$executeRaw`
          INSERT INTO staff_availability AS a (staff_id, away_since)
          SELECT ${staffId}, ${awaySince}::timestamptz
          WHERE ${isAway}::boolean OR EXISTS (SELECT FROM staff_availability WHERE staff_id = ${staffId})
          ON CONFLICT (staff_id) DO UPDATE SET away_since = excluded.away_since
          WHERE (a.away_since IS NULL) <> (excluded.away_since IS NULL)`;
        if (changed > 0) {
          await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
        }
      }),
  };
}

/** Of colleagues who can work: whoever is not in it has no console open. */
export async function listPresence(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
): Promise<ReadonlyMap<string, Presence>> {
  const found = await db.$queryRaw<readonly object[]>`
    SELECT DISTINCT s.user_id AS staff_id, a.away_since IS NOT NULL AS is_away
    FROM console_presence p JOIN staff_session s ON s.id = p.session_id
    JOIN staff_user u ON u.id = s.user_id AND u.deactivated_at IS NULL
    LEFT JOIN staff_availability a ON a.staff_id = s.user_id
    WHERE p.seen_at >= clock_timestamp() - make_interval(secs => ${FORGET_SECONDS})`;
  return new Map(
    found.map((row) => {
      const { staff_id, is_away } = Row.parse(row);
      return [staff_id, is_away ? 'away' : 'available'] as const;
    }),
  );
}
