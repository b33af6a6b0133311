import type { FastifyPluginAsync } from 'fastify';
import { ACCEPTED_FILES, MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { type WebKey, web } from '../../../locales/es-co/web.ts';
import { createErrorHandler } from './errors.ts';
import type { WebChannelOptions } from './options.ts';
import { pageOf } from './origins.ts';
import { readableColors } from './page-colors.ts';

type ConfigOptions = Pick<WebChannelOptions, 'profile' | 't'>;
type RouteOptions = ConfigOptions & Pick<WebChannelOptions, 'publicUrl' | 'continuation'>;

const WORDS_BEGIN = 'web.chat.';

/**
 * What the widget must know, for the page that carries it and for the pages that ask: it holds no words, limits or
 * colours itself.
 */
export function toWidgetConfig({ profile, t }: ConfigOptions, { canContinue }: { canContinue: boolean }) {
  const { assistantName, colors, web: settings } = profile();
  const keys = (Object.keys(web) as WebKey[]).filter((key) => key.startsWith(WORDS_BEGIN));
  return {
    words: Object.fromEntries(keys.map((key) => [key.slice(WORDS_BEGIN.length), t(key)])),
    title: `${t('web.page.heading')} ${assistantName}`,
    lang: 'es-CO',
    accept: Object.keys(ACCEPTED_FILES).join(','),
    maxFileBytes: MAX_FILE_BYTES,
    extras: '/widget-extras.js',
    canContinue,
    launcher: settings.launcher,
    colors: readableColors(colors),
  };
}

/** Whether people can go on by WhatsApp at this moment. */
export async function isContinuationOffered({
  continuation,
}: Pick<RouteOptions, 'continuation'>): Promise<boolean> {
  return (await continuation?.isOffered()) ?? false;
}

/** The settings for the chat on another page, which only pages that the utility has allowed may read. */
export const widgetConfigRoutes: FastifyPluginAsync<RouteOptions> = async (app, options) => {
  app.setErrorHandler(createErrorHandler(options.t));

  app.get('/widget-config.json', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('vary', 'origin');
    pageOf(request, options);
    const { origin } = request.headers;
    if (origin !== undefined) {
      reply
        .header('access-control-allow-origin', origin)
        .header('cross-origin-resource-policy', 'cross-origin');
    }
    return toWidgetConfig(options, { canContinue: await isContinuationOffered(options) });
  });
};
