import {
  type Notice,
  NotificationKind,
  type NotificationRepository,
} from '../../domain/notifications/notification.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** What nobody looked at in a quarter is not news any more. */
const KEPT_DAYS = 90;

/**
 * Tells every colleague who may do something, when this transaction commits.
 *
 * The same notice twice is one: whoever was told of that subject is not told again.
 */
export async function notify(
  tx: Prisma.TransactionClient,
  { kind, subject, at, to, exceptStaffId = '' }: Notice,
): Promise<void> {
  await tx.$executeRaw`DELETE FROM notification WHERE created_at < ${at}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`;
  const roles = StaffRole.options.filter((role) => hasPermission(role, to));
  await tx.$executeRaw`
    INSERT INTO notification (id, staff_id, kind, subject, created_at)
    SELECT gen_random_uuid(), u.id, ${kind}, ${subject}, ${at}::timestamptz FROM staff_user u
    WHERE u.role = ANY(${roles}) AND u.deactivated_at IS NULL AND u.id <> ${exceptStaffId}
    ON CONFLICT (staff_id, kind, subject) DO NOTHING`;
}

/** What each colleague is told, in PostgreSQL. */
export function createNotificationRepository(db: PrismaClient): NotificationRepository {
  return {
    async list(staffId, limit) {
      const [rows, unread] = await Promise.all([
        db.notification.findMany({
          where: { staffId },
          select: { id: true, kind: true, subject: true, createdAt: true, readAt: true },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
        }),
        db.notification.count({ where: { staffId, readAt: null } }),
      ]);
      const items = rows.map(({ id, kind, subject, createdAt, readAt }) => ({
        id,
        kind: NotificationKind.parse(kind),
        subject,
        at: createdAt,
        readAt,
      }));
      return { items, unread };
    },
    async markRead(staffId, ids, at) {
      await db.notification.updateMany({
        where: { staffId, readAt: null, ...(ids !== 'all' && { id: { in: [...ids] } }) },
        data: { readAt: at },
      });
    },
    tell: (notice) => notify(db, notice),
  };
}
