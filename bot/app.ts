import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

type Options = {
  /** Proxies whose word about the caller's address is believed. None by default. */
  readonly trustedProxies: readonly string[];
  readonly log: FastifyBaseLogger;
  readonly health: () => Promise<Health>;
  readonly metrics: Metrics;
  /** The features, registered in order. */
  readonly register: (app: FastifyInstance) => Promise<void>;
};

/** Builds the HTTP application without listening, so that tests can inject requests. */
export async function buildApp({
  trustedProxies,
  log,
  health,
  metrics,
  register,
}: Options): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // Request lines would hold addresses and radicados: what is worth logging is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
  });
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.get('/salud', async (_request, reply) => {
    const state = await health();
    return reply
      .code(state.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
  app.get('/metrics', async (request, reply) => {
    if (!LOOPBACK.has(request.ip) || isForwarded(request)) {
      return reply.code(404).send();
    }
    return reply.type(metrics.contentType).send(await metrics.render(await health()));
  });
  await register(app);
  return app;
}

/** A proxy on this machine would make the whole world look like loopback. */
function isForwarded({ headers }: FastifyRequest): boolean {
  return headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
}

/** Nothing from elsewhere, nothing inline: what a page runs is a file that we serve. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
