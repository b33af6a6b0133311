import { z } from 'zod';
import type { Permission } from '../people/permissions.ts';

/** What a colleague is told of. */
export const NotificationKind = z.enum(['channel-trouble', 'reply-proposed', 'view-shared']);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** Something for one colleague to look at. `subject` is an id or a state, never a name or a text. */
export type Notification = {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly subject: string;
  readonly at: Date;
  readonly readAt: Date | null;
};

/** Something to tell every colleague who may do something, but for whoever did it. */
export type Notice = {
  readonly kind: NotificationKind;
  readonly subject: string;
  readonly at: Date;
  readonly to: Permission;
  readonly exceptStaffId?: string;
};

export type Inbox = { readonly items: readonly Notification[]; readonly unread: number };

/** What each colleague is told, and what they have read of it. */
export type NotificationRepository = {
  /** The newest of one colleague, and how many of all are unread. */
  readonly list: (staffId: string, limit: number) => Promise<Inbox>;
  /** Marks these as read, or all; those of another colleague stay as they are. */
  readonly markRead: (staffId: string, ids: readonly string[] | 'all', at: Date) => Promise<void>;
  /** The same notice twice is one: whoever was told of that subject is not told again. */
  readonly tell: (notice: Notice) => Promise<void>;
};
