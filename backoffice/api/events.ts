import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { LiveQuery } from '../contracts/live.ts';
import type { LiveNews } from '../live/live-news.ts';
import { Refusal } from '../refusal.ts';

/** `/events`: what changes, as server-sent events of the kinds that this colleague may know of. */
export const eventsRoutes: FastifyPluginAsyncZod<{ readonly news: LiveNews }> = async (app, { news }) => {
  app.addHook('onReady', () => news.start());
  // Before the server waits for its connections: these would never end by themselves.
  app.addHook('preClose', () => news.stop());

  app.get(
    '/events',
    { config: { access: 'signed-in' }, schema: { querystring: LiveQuery } },
    async (request, reply) => {
      const session = request.staffSession;
      if (!session) {
        throw new Refusal('not-signed-in');
      }
      const last = request.headers['last-event-id'];
      const cursor = typeof last === 'string' && last !== '' ? last : request.query.after;
      openStream(reply);
      await news.open(session, reply.raw, cursor);
    },
  );
};

/** No proxy may gather or change what is sent, and none may keep it. */
function openStream(reply: FastifyReply): void {
  reply.hijack();
  reply.headers({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    reply.raw.setHeader(name, value ?? '');
  }
  reply.raw.statusCode = 200;
  reply.raw.flushHeaders();
}
