import type { FastifyRequest } from 'fastify';
import type { Buckets } from './buckets.ts';
import { WebRefusal } from './errors.ts';
import type { WebChannelOptions } from './options.ts';
import { pageOf } from './origins.ts';

/** The token of a request, or an empty text. */
export function bearerOf(request: FastifyRequest): string {
  return /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

type Known = Pick<WebChannelOptions, 'tokens' | 'profile' | 'publicUrl'>;

/**
 * The conversation of a request, whose token must be of the conversation in the address and of the page that asks.
 *
 * Another person's conversation and one that does not exist are refused alike.
 */
export function conversationOf(request: FastifyRequest, known: Known): string {
  const conversationId = known.tokens.verify(bearerOf(request), pageOf(request, known));
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
