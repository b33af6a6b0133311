import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { companionOf } from '../companion.ts';
import type { WebChannelOptions } from '../options.ts';
import { readChatPage, rememberLast, sendAsset, toAsset } from '../page.ts';
import { ICONS, type Icon, renderIcon, toPng, versionOf } from './icons.ts';
import { MANIFEST_PATH } from './install-links.ts';
import { renderManifest } from './manifest.ts';
import { renderWorker, WORKER_PATH } from './worker.ts';

/** What the installable page needs of the web channel. */
type InstallOptions = Pick<WebChannelOptions, 'profile' | 't' | 'hello' | 'widgetPath'>;

/** A worker asks for nothing but what is ours. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";
const KEPT_FOR_EVER = 'public, max-age=31536000, immutable';

/** What makes the page installable: its manifest, its pictures and its service worker. */
export const installRoutes: FastifyPluginAsync<InstallOptions> = async (app, options) => {
  const { profile, t } = options;
  const chatPage = rememberLast(readChatPage);
  const program = rememberLast((file: string) => readFile(file, 'utf8'));
  const manifest = rememberLast((text: string) => toAsset('application/manifest+json', text));
  const worker = rememberLast((text: string) => toAsset('text/javascript; charset=utf-8', text));

  app.get(MANIFEST_PATH, async (request, reply) =>
    sendAsset(request, reply, manifest(renderManifest(profile(), t))),
  );
  app.get(WORKER_PATH, async (request, reply) => {
    reply.header('content-security-policy', WORKER_POLICY).header('service-worker-allowed', '/');
    const bundle = await program(companionOf(options.widgetPath, 'sw.js'));
    const text = renderWorker({
      page: (await chatPage(options)).html(true),
      profile: profile(),
      program: bundle,
    });
    return sendAsset(request, reply, worker(text));
  });
  for (const icon of Object.values(ICONS)) {
    iconRoute(app, icon, profile);
  }
};

/** A picture is made when first asked for, and again only when the entity's name or colours change. */
function iconRoute(app: FastifyInstance, icon: Icon, profile: () => EntityProfile): void {
  const make = rememberLast(toPng);
  app.get(icon.path, async (request, reply) => {
    const svg = renderIcon(icon, profile());
    const version = versionOf(svg);
    const { v } = request.query as { v?: string };
    reply
      .header('cache-control', v === version ? KEPT_FOR_EVER : 'no-cache')
      .header('etag', `"${version}"`)
      .header('x-content-type-options', 'nosniff')
      .type('image/png');
    return request.headers['if-none-match'] === `"${version}"`
      ? reply.code(304).send()
      : reply.send(await make(svg));
  });
}
