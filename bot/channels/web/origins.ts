import type { FastifyRequest } from 'fastify';
import { WebRefusal } from './errors.ts';
import type { WebChannelOptions } from './options.ts';
import { OWN_PAGE } from './tokens.ts';

type Known = Pick<WebChannelOptions, 'profile' | 'publicUrl'>;

/**
 * The page that asks: ours, or the origin of a page that the utility has allowed. Any other is refused.
 *
 * Browsers tell the origin with every request of another site's page and every stream; a request without one
 * comes from our own page or from no page at all.
 */
export function pageOf(request: FastifyRequest, known: Known): string {
  const { origin } = request.headers;
  if (origin === undefined || isOwn(origin, request, known)) {
    return OWN_PAGE;
  }
  if (!isAllowed(origin, known)) {
    throw new WebRefusal('originRefused');
  }
  return origin;
}

/** Whether the utility lets pages of this origin talk to us. */
export function isAllowed(origin: string, { profile }: Known): boolean {
  return profile().web.allowedOrigins.includes(origin);
}

/** The server may be known under several names, so the one of the request counts beside the public one. */
export function isOwn(
  origin: string,
  request: FastifyRequest,
  { publicUrl }: Pick<Known, 'publicUrl'>,
): boolean {
  const isPublic = publicUrl !== undefined && origin === new URL(publicUrl).origin;
  return isPublic || /^https?:\/\/(.+)$/.exec(origin)?.[1] === request.host;
}
