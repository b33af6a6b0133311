import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync } from 'fastify';
import type { EntityProfile } from '../../../domain/entity/profile.ts';
import { webExtras } from '../../../locales/es-co/web-extras.ts';
import { companionOf } from './companion.ts';
import type { WebChannelOptions } from './options.ts';
import { rememberLast, sendAsset, toAsset } from './page.ts';

const KEYS_BEGIN = 'web.extras.';

type ExtrasOptions = Pick<WebChannelOptions, 'profile' | 'widgetPath'>;

/**
 * What the chat brings only when somebody needs it: the module with its words and the map of the city.
 *
 * Pages of other sites may read both, since browsers load a module of another origin only so, and nothing in them is
 * anybody's.
 */
export const extrasRoutes: FastifyPluginAsync<ExtrasOptions> = async (app, { profile, widgetPath }) => {
  const script = rememberLast((text: string) => toAsset('text/javascript; charset=utf-8', text));
  const words = rememberLast((known: EntityProfile) =>
    toAsset('application/json; charset=utf-8', JSON.stringify(toExtrasWords(known))),
  );
  const file = companionOf(widgetPath, 'widget-extras.js');

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
  });
  app.get('/widget-extras.js', async (request, reply) =>
    sendAsset(request, reply, script(await readFile(file, 'utf8'))),
  );
  app.get('/widget-extras.json', async (request, reply) => sendAsset(request, reply, words(profile())));
};

/** The sentences keep their braces: what belongs between them is known in the browser alone. */
function toExtrasWords({ city, map }: EntityProfile) {
  const words = Object.entries(webExtras).map(([key, text]) => [key.slice(KEYS_BEGIN.length), text]);
  return { words: Object.fromEntries(words), map: map ? { ...map, city } : null };
}
