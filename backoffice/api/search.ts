import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import { SearchBody, SearchResult } from '../contracts/search.ts';
import { searchEverywhere } from '../search/search.ts';
import type { SearchProvider } from '../search/search-provider.ts';

/** `/search`: looks for a text in everything that this colleague may read. */
export const searchRoutes: FastifyPluginAsyncZod<{ readonly providers: readonly SearchProvider[] }> = async (
  app,
  { providers },
) => {
  app.post(
    '/search',
    {
      config: { access: 'signed-in' },
      schema: { body: SearchBody, response: { 200: SearchResult } },
    },
    (request) => searchEverywhere(request.body.text, getStaff(request).role, providers),
  );
};
