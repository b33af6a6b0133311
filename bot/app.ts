import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';
import { DEFAULT_PACE, keepBodiesMoving, type RequestPace } from './request-pace.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

type Options = {
  /** Proxies whose word about the caller's address is believed. None by default. */
  readonly trustedProxies: readonly string[];
  readonly log: FastifyBaseLogger;
  readonly health: () => Promise<Health>;
  readonly metrics: Metrics;
  readonly pace?: RequestPace;
  /** The features, registered in order. */
  readonly register: (app: FastifyInstance) => Promise<void>;
};

/** Builds the HTTP application without listening, so that tests can inject requests. */
export async function buildApp({
  trustedProxies,
  log,
  health,
  metrics,
  pace = DEFAULT_PACE,
  register,
}: Options): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    // Request lines would hold addresses and radicados: what is worth logging is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: pace.requestMs,
    http: { headersTimeout: pace.headersMs, connectionsCheckingInterval: pace.lookMs },
    forceCloseConnections: true,
  });
  keepBodiesMoving(app, pace);
  endAnsweredUpgrades(app);
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

/**
 * Ends the connection of whoever asked for another protocol and got an answer instead.
 *
 * Node hands such a connection over: no timeout of its own counts for it, and stopping would wait for it for ever.
 */
function endAnsweredUpgrades(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.headers.upgrade !== undefined) {
      raw.socket.destroySoon();
    }
  });
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
