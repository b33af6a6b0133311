import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { NotificationRepository } from '../../domain/notifications/notification.ts';
import { getStaff } from '../access.ts';
import { NotificationsView, ReadBody } from '../contracts/notifications.ts';

const SHOWN = 50;

type Options = { readonly notifications: NotificationRepository; readonly clock: Clock };

/** `/notifications`: what this colleague is told of. Nobody reaches those of another one. */
export const notificationsRoutes: FastifyPluginAsyncZod<Options> = async (app, { notifications, clock }) => {
  const config = { access: 'signed-in' } as const;

  app.get('/notifications', { config, schema: { response: { 200: NotificationsView } } }, async (request) => {
    const { items, unread } = await notifications.list(getStaff(request).id, SHOWN);
    return {
      unread,
      items: items.map(({ at, readAt, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        readAt: readAt?.toISOString() ?? null,
      })),
    };
  });

  app.post(
    '/notifications/read',
    { config, schema: { body: ReadBody, response: { 204: z.null() } } },
    async (request, reply) => {
      const { body } = request;
      const ids = 'all' in body ? 'all' : body.ids;
      await notifications.markRead(getStaff(request).id, ids, clock.now());
      return reply.code(204).send(null);
    },
  );
};
