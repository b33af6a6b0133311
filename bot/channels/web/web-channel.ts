import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyPluginAsync, HTTPMethods } from 'fastify';
import { continuationRoutes } from './continuation.ts';
import { conversationRoutes } from './direct-line.ts';
import { createErrorHandler, WebRefusal } from './errors.ts';
import { extrasRoutes } from './extras-routes.ts';
import { fileRoutes } from './file-download.ts';
import { installRoutes } from './install/install-routes.ts';
import { kioskRoutes } from './kiosk/kiosk-routes.ts';
import type { WebChannelOptions } from './options.ts';
import { isAllowed } from './origins.ts';
import { pageRoutes } from './page.ts';
import { createDirectLine, DIRECT_LINE } from './session.ts';
import { streamRoutes } from './stream.ts';
import { uploadRoutes } from './upload.ts';

const MAX_BODY_BYTES = 256 * 1024;
/** Clients say nothing over the stream but empty keep-alive frames. */
const MAX_FRAME_BYTES = 4096;

const ALL_METHODS: readonly HTTPMethods[] = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

const METHODS: Readonly<Record<string, readonly HTTPMethods[]>> = {
  '/tokens/generate': ['POST'],
  '/tokens/refresh': ['POST'],
  '/conversations': ['POST'],
  '/conversations/:id': ['GET'],
  '/conversations/:id/activities': ['GET', 'POST'],
  '/conversations/:id/continuation': ['POST'],
  '/conversations/:id/upload': ['POST'],
  '/conversations/:id/stream': ['GET'],
  '/conversations/:id/files/:fileId': ['GET'],
  '/continuations': ['POST'],
};

/** Everything that a citizen's browser meets: the page at `/`, the widget, and Direct Line. */
export const webChannel: FastifyPluginAsync<WebChannelOptions> = async (app, options) => {
  await app.register(pageRoutes, options);
  await app.register(extrasRoutes, options);
  await app.register(kioskRoutes, options);
  await app.register(installRoutes, options);
  await app.register(directLine, { ...options, prefix: DIRECT_LINE });
};

const directLine: FastifyPluginAsync<WebChannelOptions> = async (app, options) => {
  app.setErrorHandler(createErrorHandler(options.t));
  app.setNotFoundHandler(() => {
    throw new WebRefusal('notFound');
  });
  parseJson(app);
  await app.register(websocket, { options: { maxPayload: MAX_FRAME_BYTES } });
  await app.register(multipart);
  allowOrigins(app, options);
  refuseOtherMethods(app);

  const line = createDirectLine(options);
  conversationRoutes(app, line);
  uploadRoutes(app, line);
  streamRoutes(app, line);
  fileRoutes(app, line);
  continuationRoutes(app, line);
};

/** JSON within its limit; nothing at all counts as nothing said, because clients announce JSON and send none. */
function parseJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  const limits = { parseAs: 'string' as const, bodyLimit: MAX_BODY_BYTES };
  app.addContentTypeParser<string>('application/json', limits, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(body));
    } catch {
      done(new WebRefusal('badRequest'));
    }
  });
}

/** Browsers let pages of other origins read our answers only when the utility has named them. */
function allowOrigins(app: FastifyInstance, options: WebChannelOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('cache-control', 'no-store').header('vary', 'origin');
    if (origin !== undefined && isAllowed(origin, options)) {
      reply
        .header('access-control-allow-origin', origin)
        .header(
          'access-control-allow-headers',
          'authorization, content-type, x-ms-bot-agent, x-requested-with',
        )
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-expose-headers', 'retry-after')
        .header('access-control-max-age', '600')
        .header('cross-origin-resource-policy', 'cross-origin');
    }
  });
  app.options('/*', async (_request, reply) => reply.code(204).send());
}

/** A known address used in another way is told so, with the ways that it has. */
function refuseOtherMethods(app: FastifyInstance): void {
  for (const [url, allowed] of Object.entries(METHODS)) {
    app.route({
      method: ALL_METHODS.filter((method) => !allowed.includes(method)),
      url,
      handler: (_request, reply) => {
        reply.header('allow', allowed.join(', '));
        throw new WebRefusal('notAllowed');
      },
    });
  }
}
