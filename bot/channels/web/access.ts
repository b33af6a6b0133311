import type { FastifyRequest } from 'fastify';
import type { Buckets } from './buckets.ts';
import { WebRefusal } from './errors.ts';
import type { Tokens } from './tokens.ts';

/** The token of a request, or an empty text. */
export function bearerOf(request: FastifyRequest): string {
  return /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/**
 * The conversation of a request, whose token must be the one of the address.
 *
 * Another person's conversation and one that does not exist are refused alike.
 */
export function conversationOf(request: FastifyRequest, tokens: Tokens): string {
  const conversationId = tokens.verify(bearerOf(request));
  if (conversationId === null) {
    throw new WebRefusal('tokenInvalid');
  }
  const { id } = request.params as { id?: string };
  if (id !== undefined && id !== conversationId) {
    throw new WebRefusal('forbidden');
  }
  return conversationId;
}

/** Lets a key go on at its pace, or refuses with the seconds to wait. */
export function keepPace(buckets: Buckets, key: string): void {
  const waitSeconds = buckets.take(key);
  if (waitSeconds > 0) {
    throw new WebRefusal('tooFast', waitSeconds);
  }
}
