import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { callerOf, getStaff } from '../access.ts';
import { SignInAnswer } from '../contracts/session.ts';
import {
  ChosenPasswordBody,
  HandedLinkView,
  InvitationBody,
  InvitedView,
  LinkSecretBody,
  PasswordLinkView,
  RedemptionBody,
  StaffParams,
} from '../contracts/staff.ts';
import type { Invitations } from '../staff/invitations.ts';
import type { HandedLink } from '../staff/one-time-link.ts';
import type { PasswordLinks } from '../staff/password-links.ts';
import type { SignIn } from '../staff/sign-in.ts';

const MANAGE = { access: 'staff:manage' } as const;
const PUBLIC = { access: 'public' } as const;

type InvitationOptions = { readonly invitations: Invitations; readonly signIn: SignIn };

/** Letting colleagues in. Whoever has a link needs no session; the secret travels in bodies, never in an address. */
export const invitationRoutes: FastifyPluginAsyncZod<InvitationOptions> = async (
  app,
  { invitations, signIn },
) => {
  app.post(
    '/invitations',
    { config: MANAGE, schema: { body: InvitationBody, response: { 201: HandedLinkView } } },
    async (request, reply) => {
      const { staff, ...handed } = await invitations.invite(request.body, getStaff(request));
      return reply.code(201).send(toView(staff.id, handed));
    },
  );

  app.post(
    '/staff/:staffId/invitation',
    { config: MANAGE, schema: { params: StaffParams, response: { 201: HandedLinkView } } },
    async (request, reply) => {
      const { staffId } = request.params;
      return reply.code(201).send(toView(staffId, await invitations.renew(staffId, getStaff(request))));
    },
  );

  app.post(
    '/invitations/look',
    { config: PUBLIC, schema: { body: LinkSecretBody, response: { 200: InvitedView } } },
    (request) => invitations.look(request.body.secret),
  );

  app.post(
    '/invitations/redeem',
    { config: PUBLIC, schema: { body: RedemptionBody, response: { 200: SignInAnswer } } },
    async (request, reply) => {
      const { secret, name, password } = request.body;
      const { email } = await invitations.redeem(secret, { name, password });
      return enter(signIn, { email, password }, { request, reply });
    },
  );
};

type PasswordLinkOptions = { readonly passwordLinks: PasswordLinks; readonly signIn: SignIn };

/** Another password for who forgot theirs, by a link as those of the invitations. */
export const passwordLinkRoutes: FastifyPluginAsyncZod<PasswordLinkOptions> = async (
  app,
  { passwordLinks, signIn },
) => {
  app.post(
    '/staff/:staffId/password-link',
    { config: MANAGE, schema: { params: StaffParams, response: { 201: HandedLinkView } } },
    async (request, reply) => {
      const { staffId } = request.params;
      return reply.code(201).send(toView(staffId, await passwordLinks.make(staffId, getStaff(request))));
    },
  );

  app.post(
    '/password-links/look',
    { config: PUBLIC, schema: { body: LinkSecretBody, response: { 200: PasswordLinkView } } },
    (request) => passwordLinks.look(request.body.secret),
  );

  app.post(
    '/password-links/redeem',
    { config: PUBLIC, schema: { body: ChosenPasswordBody, response: { 200: SignInAnswer } } },
    async (request, reply) => {
      const { secret, password } = request.body;
      const { email } = await passwordLinks.redeem(secret, password);
      return enter(signIn, { email, password }, { request, reply });
    },
  );
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Whoever has just chosen a password goes on as after typing it at the door. */
async function enter(
  signIn: SignIn,
  credentials: { readonly email: string; readonly password: string },
  { request, reply }: Exchange,
): Promise<SignInAnswer> {
  const { next, setCookies } = await signIn.enter(credentials, callerOf(request));
  reply.header('set-cookie', [...setCookies]);
  return { next };
}

function toView(staffId: string, { link, expiresAt }: HandedLink): HandedLinkView {
  return { staffId, link, expiresAt: expiresAt.toISOString() };
}
