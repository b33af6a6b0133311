import swagger from '@fastify/swagger';
import type { FastifyPluginAsync } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Translate } from '../../locales/translate.ts';
import { type AccessOptions, guardRoutes } from '../access.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import type { ApiError } from '../contracts/error.ts';
import { failureOf } from '../failure.ts';
import type { InboxReading } from '../handoff/inbox-reading.ts';
import type { IntakeDesk } from '../pqrs/intake-desk.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import type { SettingsControl } from '../settings/settings-control.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import { wordsOf } from '../words.ts';
import { absenceRoutes } from './absence.ts';
import { accountRoutes } from './account.ts';
import { type AuditAccess, auditRoutes } from './audit.ts';
import { channelsRoutes } from './channels.ts';
import { entityRoutes } from './entity.ts';
import { handoffRoutes } from './handoff.ts';
import { type ListsOptions, listsRoutes } from './lists.ts';
import { pqrsRoutes } from './pqrs.ts';
import { pqrsIntakeRoutes } from './pqrs-intake.ts';
import { repliesRoutes } from './replies.ts';
import { sessionRoutes } from './session.ts';
import { logoRoutes, settingsRoutes } from './settings.ts';
import { barriosRoutes } from './settings-barrios.ts';
import { shapesRoutes } from './settings-shapes.ts';
import { staffRoutes } from './staff.ts';
import { invitationRoutes, passwordLinkRoutes } from './staff-links.ts';
import { teamsRoutes } from './teams.ts';

export type BackofficeApiOptions = AccessOptions & {
  readonly desk: StaffDesk;
  readonly reading: PqrsReading;
  readonly inbox: InboxReading;
  readonly intake: IntakeDesk;
  readonly channels: ChannelsControl;
  readonly audit: AuditAccess;
  readonly settings: SettingsControl;
  readonly lists: ListsOptions;
  readonly t: Translate;
};

/** The HTTP API of the console; to be registered under `/api/v1`. No answer of it is ever cached. */
export const backofficeApi: FastifyPluginAsync<BackofficeApiOptions> = async (app, options) => {
  const { desk, reading, channels, audit, settings, t } = options;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  guardRoutes(app, options);
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });

  app.setErrorHandler<Error>((error, request, reply) => {
    const { code, status } = failureOf(error, request);
    const body: ApiError = { code, message: wordsOf(code, t) };
    return reply.code(status).type('application/json').serializer(JSON.stringify).send(body);
  });
  app.setNotFoundHandler((_request, reply) => {
    const body: ApiError = { code: 'page-not-found', message: wordsOf('page-not-found', t) };
    return reply.code(404).serializer(JSON.stringify).send(body);
  });

  await app.register(swagger, {
    openapi: { info: { title: t('console.api.title'), version: '1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(sessionRoutes, desk);
  await app.register(accountRoutes, desk);
  await app.register(staffRoutes, { ...desk, t });
  await app.register(invitationRoutes, desk);
  await app.register(passwordLinkRoutes, desk);
  await app.register(absenceRoutes, desk);
  await app.register(pqrsRoutes, { reading });
  await app.register(pqrsIntakeRoutes, { intake: options.intake });
  await app.register(handoffRoutes, { reading: options.inbox });
  await app.register(repliesRoutes, { reading: options.inbox, newId: options.lists.newId });
  await app.register(teamsRoutes, { desk: { ...options.inbox, newId: options.lists.newId } });
  await app.register(channelsRoutes, { channels });
  await app.register(listsRoutes, { ...options.lists, reading, channels, audit: audit.log, t });
  await app.register(auditRoutes, { audit, t });
  await app.register(entityRoutes, { settings });
  await app.register(settingsRoutes, { settings, t });
  await app.register(logoRoutes, { settings, t });
  await app.register(barriosRoutes, { settings, t });
  await app.register(shapesRoutes, { settings });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger());
};
