import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRepository } from '../../domain/people/staff.ts';
import { type AccessOptions, guardRoutes } from '../access.ts';
import { ChannelTroubles } from '../channels/channel-troubles.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import { failureOf } from '../failure.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import { Refusal } from '../refusal.ts';
import type { SignIn } from '../staff/sign-in.ts';
import { wordsOf } from '../words.ts';
import { channelsPages } from './channels-pages.ts';
import { CONSOLE_PATH, type PageWords, renderErrorPage } from './frame.ts';
import { pqrsPages } from './pqrs-pages.ts';
import { sendPage } from './send-page.ts';
import { signInPages } from './sign-in-pages.ts';
import { CONSOLE_STYLE } from './style.ts';

export type ConsolePagesOptions = AccessOptions &
  Omit<PageWords, 'troubles'> & {
    readonly signIn: SignIn;
    readonly reading: PqrsReading;
    readonly channels: ChannelsControl;
    readonly staff: Pick<StaffRepository, 'hasAny'>;
  };

/** Forms of the console are two short fields; anything larger is not one of them. */
const MAX_FORM_BYTES = 8 * 1024;

const STYLE_MAX_AGE_SECONDS = 300;

/** No script, no frame, no image from elsewhere: what a citizen wrote could do nothing even if it were markup. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages of the console, complete without JavaScript; to be registered under `/consola`. */
export const consolePages: FastifyPluginAsync<ConsolePagesOptions> = async (app, options) => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  guardRoutes(app, options);
  const { t, locale, entityName, signIn, staff, reading, channels } = options;
  const troubles = watchTroubles(app, channels);
  const words: PageWords = { t, locale, entityName, troubles: () => troubles.last };
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('referrer-policy', 'same-origin');
    reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });

  app.setErrorHandler<Error>((error, request, reply) => {
    if (error instanceof Refusal && error.code === 'not-signed-in') {
      const returnTo = encodeURIComponent(request.url.split('?')[0] ?? CONSOLE_PATH);
      return reply.redirect(`${CONSOLE_PATH}/entrar?volver=${returnTo}`, 303);
    }
    const { code, status } = failureOf(error, request);
    const reader = request.staffSession?.staff ?? null;
    return sendPage(reply.code(status), renderErrorPage(wordsOf(code, t), { ...words, staff: reader }));
  });
  app.setNotFoundHandler(() => {
    throw new Refusal('page-not-found');
  });

  app.get('/estilo.css', { config: { access: 'public' } }, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', `public, max-age=${STYLE_MAX_AGE_SECONDS}`)
      .send(CONSOLE_STYLE),
  );
  await app.register(signInPages, { ...words, signIn, staff });
  await app.register(pqrsPages, { ...words, reading });
  await app.register(channelsPages, { ...words, channels });
};

/** Looks before each page of whoever may know, and again right after a colleague has changed something. */
function watchTroubles(app: FastifyInstance, channels: ChannelsControl): ChannelTroubles {
  const troubles = new ChannelTroubles(channels);
  app.addHook('preHandler', async ({ staffSession }) => {
    if (staffSession && hasPermission(staffSession.staff.role, 'channels:read')) {
      await troubles.look();
    }
  });
  app.addHook('onSend', async ({ method }) => {
    if (method === 'POST') {
      troubles.forget();
    }
  });
  return troubles;
}
