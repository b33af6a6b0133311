import type { FastifyInstance, FastifyPluginAsync, HTTPMethods } from 'fastify';
import { withOwnTexts } from '../../../../locales/own-texts.ts';
import { rememberLast, sendAsset, toAsset } from '../page.ts';
import { accessibilityPage } from './accessibility-page.ts';
import { createFilingDesk } from './filing/desk.ts';
import { filingRoutes } from './filing/filing-routes.ts';
import { helpPage } from './help-page.ts';
import { type Page, renderPublicPage, type Site } from './layout.ts';
import type { PublicPagesOptions } from './options.ts';
import { privacyPage } from './privacy-page.ts';
import { createPublicErrorHandler, PublicRefusal } from './refusal.ts';
import { statusRoutes } from './status-routes.ts';
import { renderPublicStyle } from './style.ts';

/** No script at all, nothing of others, and a form that can only be sent to us. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MAX_FORM_BYTES = 4096;

const STYLE_PATH = '/paginas.css';

const STILL_PAGES: Readonly<Record<string, (site: Site) => Page>> = {
  '/ayuda': helpPage,
  '/privacidad': privacyPage,
  '/accesibilidad': accessibilityPage,
};

const ALL_METHODS: readonly HTTPMethods[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** Every address of ours with the ways in which it is used. */
const METHODS: Readonly<Record<string, readonly HTTPMethods[]>> = {
  '/radicar': ['GET', 'HEAD', 'POST'],
  '/consulta': ['GET', 'HEAD', 'POST'],
  '/consulta/documento': ['POST'],
  '/ayuda': ['GET', 'HEAD'],
  '/privacidad': ['GET', 'HEAD'],
  '/accesibilidad': ['GET', 'HEAD'],
};

/**
 * The public pages, complete without scripts: `/radicar`, `/consulta`, `/ayuda`, `/privacidad` and `/accesibilidad`.
 *
 * What is personal is never kept by a browser nor by what stands between.
 */
export const publicPages: FastifyPluginAsync<PublicPagesOptions> = async (app, options) => {
  const styleOf = rememberLast((css: string) => toAsset('text/css; charset=utf-8', css));
  const style = () => styleOf(renderPublicStyle(options.profile().colors));
  const site = (): Site => {
    const profile = options.profile();
    return {
      profile,
      t: withOwnTexts(options.t, profile.texts),
      stylePath: `${STYLE_PATH}?v=${style().version}`,
    };
  };

  app.setErrorHandler(createPublicErrorHandler(site));
  readForms(app);
  setHeaders(app);
  refuseOtherMethods(app);
  app.get(STYLE_PATH, async (request, reply) => sendAsset(request, reply, style()));
  for (const [path, pageOf] of Object.entries(STILL_PAGES)) {
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(renderPublicPage(site(), pageOf(site()))),
    );
  }
  statusRoutes(app, site, options);
  if (options.filing) {
    const { locale, clock } = options;
    await app.register(filingRoutes, createFilingDesk({ options: options.filing, site, locale, clock }));
  }
};

/** Only what a browser's form sends is read, and little of it. */
function readForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
}

function setHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store');
  });
}

/** A known address used in another way is told so before anything that came with it is read. */
function refuseOtherMethods(app: FastifyInstance): void {
  for (const [url, allowed] of Object.entries(METHODS)) {
    app.route({
      method: ALL_METHODS.filter((method) => !allowed.includes(method)),
      url,
      onRequest: async (_request, reply) => {
        reply.header('allow', allowed.join(', '));
        throw new PublicRefusal('notAllowed');
      },
      handler: async () => null,
    });
  }
}
