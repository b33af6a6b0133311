import { z } from 'zod';
import type { LiveSessions } from '../../domain/live/live-session.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import type { PrismaClient } from '../generated/client.ts';

const Row = z.object({ id: z.string(), staff_id: z.string(), role: StaffRole, opened_at: z.date() });

/** The sessions of colleagues who listen to changes. */
export function createLiveSessions(db: PrismaClient): LiveSessions {
  return {
    async listOpen(ids, now) {
      const found = await db.$queryRaw<readonly object[]>`
        SELECT s.id, u.id AS staff_id, u.role, s.created_at AS opened_at
        FROM staff_session s JOIN staff_user u ON u.id = s.user_id
        WHERE s.id = ANY(${[...ids]}) AND s.expires_at > ${now} AND u.deactivated_at IS NULL`;
      return found.map((row) => {
        const { id, staff_id: staffId, role, opened_at: openedAt } = Row.parse(row);
        return { id, staff: { id: staffId, role }, openedAt };
      });
    },
  };
}
