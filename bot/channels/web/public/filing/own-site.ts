import type { FastifyRequest } from 'fastify';
import { isOwn } from '../../origins.ts';
import { FilingRefusal } from './refusal.ts';

/** What a browser says of a form that our own page sends, or that the person sends again. */
const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Refuses a form that another site's page sends in somebody's name, as far as the browser tells.
 *
 * A browser that tells nothing is believed: the form can be filed by anybody, and opens nothing.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  const from = request.headers['sec-fetch-site'];
  const isOurs =
    from === undefined
      ? origin === undefined || isOwn(origin, request, { publicUrl })
      : OWN_SITES.has(String(from));
  if (!isOurs) {
    throw new FilingRefusal('otherSite');
  }
}
