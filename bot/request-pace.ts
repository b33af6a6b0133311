import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * How slowly a request may come.
 *
 * A photo of 8 MB takes a good phone on a poor network three minutes, so no short time fits a whole request. What
 * holds a place without sending is cut instead, however long it has been here.
 */
export type RequestPace = {
  /** For the first line and the headers. */
  readonly headersMs: number;
  /** How long a body may stand still. */
  readonly patienceMs: number;
  /** So many bytes of a body buy a second of patience back, never more than all of it. */
  readonly bytesPerSecond: number;
  /** For a whole request, whatever its pace. */
  readonly requestMs: number;
  /** How often slow requests are looked for. */
  readonly lookMs: number;
};

/** Three files of 20 MB come through at 300 kbit/s; a body that keeps less than 4 kbit/s is cut after a minute. */
export const DEFAULT_PACE: RequestPace = {
  headersMs: 20_000,
  patienceMs: 60_000,
  bytesPerSecond: 512,
  requestMs: 30 * 60_000,
  lookMs: 5000,
};

type Body = {
  readonly raw: IncomingMessage;
  readonly reply: FastifyReply;
  bytes: number;
  patienceMs: number;
};

const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** Cuts every request whose body has come to a stand. Heads and whole requests are timed by Node itself. */
export function keepBodiesMoving(app: FastifyInstance, pace: RequestPace): void {
  const coming = new Set<Body>();
  const look = setInterval(() => {
    for (const body of coming) {
      if (body.raw.complete || body.raw.destroyed) {
        coming.delete(body);
      } else if (isStanding(body, pace)) {
        coming.delete(body);
        cut(body);
      }
    }
  }, pace.lookMs).unref();

  app.addHook('onRequest', async (request, reply) => {
    if (hasBody(request)) {
      const { raw } = request;
      coming.add({ raw, reply, bytes: raw.socket.bytesRead, patienceMs: pace.patienceMs });
    }
  });
  app.addHook('onClose', async () => clearInterval(look));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isStanding(body: Body, { patienceMs, bytesPerSecond, lookMs }: RequestPace): boolean {
  const { bytesRead } = body.raw.socket;
  const boughtMs = ((bytesRead - body.bytes) / bytesPerSecond) * 1000;
  body.bytes = bytesRead;
  body.patienceMs = Math.min(patienceMs, body.patienceMs - lookMs + boughtMs);
  return body.patienceMs <= 0;
}

function cut({ raw, reply }: Body): void {
  if (!reply.raw.headersSent) {
    raw.socket.write(TOO_SLOW);
  }
  raw.socket.destroy();
}
