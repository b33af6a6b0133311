import swagger from '@fastify/swagger';
import type { FastifyPluginAsync } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Translate } from '../../locales/translate.ts';
import { type AccessOptions, guardRoutes } from '../access.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import type { ApiError } from '../contracts/error.ts';
import { failureOf } from '../failure.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import type { SignIn } from '../staff/sign-in.ts';
import { wordsOf } from '../words.ts';
import { channelsRoutes } from './channels.ts';
import { pqrsRoutes } from './pqrs.ts';
import { sessionRoutes } from './session.ts';

export type BackofficeApiOptions = AccessOptions & {
  readonly signIn: SignIn;
  readonly reading: PqrsReading;
  readonly channels: ChannelsControl;
  readonly t: Translate;
};

/** The HTTP API of the console; to be registered under `/api/v1`. No answer of it is ever cached. */
export const backofficeApi: FastifyPluginAsync<BackofficeApiOptions> = async (app, options) => {
  const { signIn, reading, channels, t } = options;
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
  await app.register(sessionRoutes, { signIn });
  await app.register(pqrsRoutes, { reading });
  await app.register(channelsRoutes, { channels });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger());
};
