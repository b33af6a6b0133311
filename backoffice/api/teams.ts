import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { getStaff } from '../access.ts';
import {
  FiguresQuery,
  FiguresView,
  OwnPresence,
  OwnPresenceBody,
  TeamBody,
  TeamChangeBody,
  TeamMoveBody,
  TeamParams,
  TeamsView,
} from '../contracts/teams.ts';
import { readFigures } from '../teams/read-figures.ts';
import {
  archiveTeam,
  changeTeam,
  createTeam,
  moveTeam,
  readTeams,
  type TeamsDesk,
} from '../teams/teams-desk.ts';

type Options = { readonly desk: TeamsDesk };

/** `/teams` and `/presence`: who cares for what, and who is there. */
export const teamsRoutes: FastifyPluginAsyncZod<Options> = async (app, options) => {
  await app.register(planRoutes, options);
  await app.register(presenceRoutes, options);
  await app.register(figuresRoutes, options);
};

const planRoutes: FastifyPluginAsyncZod<Options> = async (app, { desk }) => {
  const config = { access: 'settings:manage' } as const;
  const nothing = { 204: z.void() };

  app.get('/teams', { config: { access: 'settings:read' }, schema: { response: { 200: TeamsView } } }, () =>
    readTeams(desk),
  );

  app.post(
    '/teams',
    { config, schema: { body: TeamBody, response: { 201: z.object({ id: z.uuid() }) } } },
    async (request, reply) =>
      reply.code(201).send({ id: await createTeam(request.body, getStaff(request), desk) }),
  );

  app.put(
    '/teams/:id',
    { config, schema: { params: TeamParams, body: TeamChangeBody, response: nothing } },
    async (request, reply) => {
      await changeTeam({ id: request.params.id, body: request.body }, getStaff(request), desk);
      return reply.code(204).send();
    },
  );

  app.post(
    '/teams/:id/move',
    { config, schema: { params: TeamParams, body: TeamMoveBody, response: nothing } },
    async (request, reply) => {
      await moveTeam({ id: request.params.id, place: request.body.place }, getStaff(request), desk);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/teams/:id',
    { config, schema: { params: TeamParams, response: nothing } },
    async (request, reply) => {
      await archiveTeam(request.params.id, getStaff(request), desk);
      return reply.code(204).send();
    },
  );
};

const figuresRoutes: FastifyPluginAsyncZod<Options> = async (app, { desk }) => {
  app.get(
    '/teams/figures',
    {
      config: { access: 'conversations:read' },
      schema: { querystring: FiguresQuery, response: { 200: FiguresView } },
    },
    (request) => readFigures(request.query.period, getStaff(request).role, desk),
  );
};

const presenceRoutes: FastifyPluginAsyncZod<Options> = async (app, { desk }) => {
  const config = { access: 'conversations:work' } as const;

  app.get('/presence', { config, schema: { response: { 200: OwnPresence } } }, async (request) => ({
    away: await desk.presence.isAway(getStaff(request).id),
  }));

  app.put(
    '/presence',
    { config, schema: { body: OwnPresenceBody, response: { 200: OwnPresence } } },
    async (request) => {
      const { id } = getStaff(request);
      const { away } = request.body;
      await desk.presence.setAway(id, away, {
        at: desk.clock.now(),
        actor: { kind: 'staff', id },
        action: 'staff.availability-changed',
        subject: `staff/${id}`,
        after: { away },
      });
      return { away };
    },
  );
};
