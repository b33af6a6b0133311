import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { permissionsOf } from '../../domain/people/permissions.ts';
import { callerOf } from '../access.ts';
import { SessionView, SignInBody } from '../contracts/session.ts';
import { Refusal } from '../refusal.ts';
import type { SignIn } from '../staff/sign-in.ts';

/** Entering, leaving and knowing who one is. */
export const sessionRoutes: FastifyPluginAsyncZod<{ readonly signIn: SignIn }> = async (app, { signIn }) => {
  app.get(
    '/session',
    { config: { access: 'signed-in' }, schema: { response: { 200: SessionView } } },
    async (request) => {
      const session = request.staffSession;
      if (!session) {
        throw new Refusal('not-signed-in');
      }
      return {
        staff: session.staff,
        permissions: [...permissionsOf(session.staff.role)],
        expiresAt: session.expiresAt.toISOString(),
      };
    },
  );

  app.post(
    '/session',
    { config: { access: 'public' }, schema: { body: SignInBody, response: { 204: z.null() } } },
    async (request, reply) => {
      const cookies = await signIn.enter(request.body, callerOf(request));
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null);
    },
  );

  app.delete(
    '/session',
    { config: { access: 'signed-in' }, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      const cookies = await signIn.leave(request.staffSession, callerOf(request));
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null);
    },
  );
};
