import { z } from 'zod';
import { NotificationKind } from '../../domain/notifications/notification.ts';

/** What one colleague is told of; the client has the words of each kind. */
export const NotificationsView = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: NotificationKind,
      subject: z.string(),
      at: z.iso.datetime(),
      readAt: z.iso.datetime().nullable(),
    }),
  ),
  unread: z.int().min(0),
});
export type NotificationsView = z.infer<typeof NotificationsView>;

/** Which of one's own have been read. */
export const ReadBody = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) }),
]);
export type ReadBody = z.infer<typeof ReadBody>;
