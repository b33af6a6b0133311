import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { permissionsOf } from '../../domain/people/permissions.ts';
import { callerOf, getSession } from '../access.ts';
import { DoorView, SecondStepBody, SessionView, SignInAnswer, SignInBody } from '../contracts/session.ts';
import type { SignIn, SignInProgress } from '../staff/sign-in.ts';

/** Entering in one or two steps, leaving, and knowing who one is. */
export const sessionRoutes: FastifyPluginAsyncZod<{ readonly signIn: SignIn }> = async (app, { signIn }) => {
  app.get(
    '/session',
    { config: { access: 'setting-up' }, schema: { response: { 200: SessionView } } },
    async (request) => {
      const { staff, missing, expiresAt } = getSession(request);
      return {
        staff,
        permissions: missing.length > 0 ? [] : [...permissionsOf(staff.role)],
        missing: [...missing],
        expiresAt: expiresAt.toISOString(),
      };
    },
  );

  app.get(
    '/session/door',
    { config: { access: 'public' }, schema: { response: { 200: DoorView } } },
    async () => ({ hasStaff: await signIn.hasStaff() }),
  );

  app.post(
    '/session',
    { config: { access: 'public' }, schema: { body: SignInBody, response: { 200: SignInAnswer } } },
    async (request, reply) => answer(reply, await signIn.enter(request.body, callerOf(request))),
  );

  app.post(
    '/session/second-step',
    { config: { access: 'public' }, schema: { body: SecondStepBody, response: { 200: SignInAnswer } } },
    async (request, reply) => answer(reply, await signIn.confirm(request.body.code, callerOf(request))),
  );

  app.delete(
    '/session',
    { config: { access: 'setting-up' }, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      const cookies = await signIn.leave(request.staffSession, callerOf(request));
      return reply
        .code(204)
        .header('set-cookie', [...cookies])
        .send(null);
    },
  );
};

function answer(reply: FastifyReply, { next, setCookies }: SignInProgress): SignInAnswer {
  reply.header('set-cookie', [...setCookies]);
  return { next };
}
