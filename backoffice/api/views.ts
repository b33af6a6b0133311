import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { getStaff } from '../access.ts';
import { ViewBody, ViewItem, ViewListView, ViewParams } from '../contracts/views.ts';
import { changeView, listViews, removeView, saveView, type ViewsOptions } from '../views/views-desk.ts';

/** Everything under `/views`: filters of lists under a name, one's own and the shared ones. */
export const viewsRoutes: FastifyPluginAsyncZod<ViewsOptions> = async (app, options) => {
  const config = { access: 'signed-in' } as const;

  app.get('/views', { config, schema: { response: { 200: ViewListView } } }, async (request) => ({
    items: [...(await listViews(getStaff(request), options))],
  }));

  app.post(
    '/views',
    { config, schema: { body: ViewBody, response: { 201: ViewItem } } },
    async (request, reply) => reply.code(201).send(await saveView(request.body, getStaff(request), options)),
  );

  app.put(
    '/views/:id',
    { config, schema: { params: ViewParams, body: ViewBody, response: { 200: ViewItem } } },
    (request) => changeView({ id: request.params.id, body: request.body }, getStaff(request), options),
  );

  app.delete(
    '/views/:id',
    { config, schema: { params: ViewParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await removeView(request.params.id, getStaff(request), options);
      return reply.code(204).send(null);
    },
  );
};
