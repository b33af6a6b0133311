import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerOf, getSession } from '../access.ts';
import {
  AccountView,
  ConfirmSecondFactorBody,
  OpenSessionList,
  OpenSessionParams,
  PasswordBody,
  PreparedSecondFactor,
  PrepareSecondFactorBody,
  ProofBody,
  RecoveryCodesView,
} from '../contracts/account.ts';
import { drawQr } from '../qr-picture.ts';
import { deviceOf } from '../staff/device.ts';
import type { OwnAccount } from '../staff/own-account.ts';

type AccountOptions = { readonly account: OwnAccount };

/** One's own account: what is still missing is set up here, so most of it answers before everything is. */
export const accountRoutes: FastifyPluginAsyncZod<AccountOptions> = async (app, { account }) => {
  const config = { access: 'setting-up' } as const;

  app.get('/account', { config, schema: { response: { 200: AccountView } } }, (request) =>
    account.read(getSession(request)),
  );

  app.post(
    '/account/password',
    { config, schema: { body: PasswordBody, response: { 204: z.null() } } },
    async (request, reply) => {
      await account.changePassword(getSession(request), request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/account/second-factor',
    { config, schema: { body: PrepareSecondFactorBody, response: { 200: PreparedSecondFactor } } },
    async (request) => {
      const { password } = request.body;
      const uri = await account.prepareSecondFactor(getSession(request), password, callerOf(request));
      return { uri, qr: drawQr(uri), secret: new URL(uri).searchParams.get('secret') ?? '' };
    },
  );

  app.post(
    '/account/second-factor/confirm',
    { config, schema: { body: ConfirmSecondFactorBody, response: { 200: RecoveryCodesView } } },
    async (request) => ({
      codes: [...(await account.confirmSecondFactor(getSession(request), request.body.code))],
    }),
  );

  app.post(
    '/account/second-factor/remove',
    { config, schema: { body: ProofBody, response: { 204: z.null() } } },
    async (request, reply) => {
      await account.removeSecondFactor(getSession(request), request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/account/recovery-codes',
    { config, schema: { body: ProofBody, response: { 200: RecoveryCodesView } } },
    async (request) => ({
      codes: [...(await account.renewRecoveryCodes(getSession(request), request.body))],
    }),
  );

  await app.register(ownSessionRoutes, { account });
};

const ownSessionRoutes: FastifyPluginAsyncZod<AccountOptions> = async (app, { account }) => {
  const config = { access: 'signed-in' } as const;

  app.get(
    '/account/sessions',
    { config, schema: { response: { 200: OpenSessionList } } },
    async (request) => {
      const session = getSession(request);
      const open = await account.listSessions(session);
      return {
        items: open.map(({ id, openedAt, lastSeenAt, userAgent }) => ({
          id,
          ...deviceOf(userAgent ?? ''),
          openedAt: openedAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          isThisOne: id === session.id,
        })),
      };
    },
  );

  app.delete(
    '/account/sessions/:sessionId',
    { config, schema: { params: OpenSessionParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await account.endSession(getSession(request), request.params.sessionId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/account/sessions/end-others',
    { config, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      await account.endOtherSessions(getSession(request));
      return reply.code(204).send(null);
    },
  );
};
