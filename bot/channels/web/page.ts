import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { WebChannelOptions } from './options.ts';
import { renderPage } from './page-html.ts';
import { renderPageStyle } from './page-style.ts';
import { isContinuationOffered, toWidgetConfig, widgetConfigRoutes } from './widget-config.ts';

/** Nothing of others is loaded, and no page may frame this one. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const A_YEAR = 'public, max-age=31536000, immutable';

/** A text that browsers keep, with its compressed forms made once. */
type Asset = {
  readonly type: string;
  readonly version: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
};

type PageOptions = Pick<
  WebChannelOptions,
  'profile' | 't' | 'hello' | 'widgetPath' | 'continuation' | 'publicUrl'
>;

/** The page at `/` with what it loads, for whoever serves it or keeps it for later. */
export async function readChatPage({ profile, t, hello, widgetPath }: PageOptions) {
  const bundle = await readFile(widgetPath ?? new URL('./static/widget.js', import.meta.url), 'utf8');
  const widget = toAsset('text/javascript; charset=utf-8', bundle);
  const styleNow = rememberLast((css: string) => toAsset('text/css; charset=utf-8', css));
  const style = () => styleNow(renderPageStyle(profile().colors));
  /** The address of the widget that browsers may keep for ever. */
  const widgetAddress = `/widget.js?v=${widget.version}`;
  return {
    widget,
    style,
    widgetAddress,
    html: (canContinue: boolean) =>
      renderPage({
        profile: profile(),
        t,
        stylePath: `/chat.css?v=${style().version}`,
        widgetPath: widgetAddress,
        hello: hello?.() ?? '',
        widgetConfig: { ...toWidgetConfig({ profile, t }, { canContinue }), worker: '/sw.js' },
      }),
  };
}

/** The public page, its style, the widget, and what the widget asks on the pages of others. */
export const pageRoutes: FastifyPluginAsync<PageOptions> = async (app, options) => {
  const { widget, style, html } = await readChatPage(options);
  const page = rememberLast((text: string) => toAsset('text/html; charset=utf-8', text));
  await app.register(widgetConfigRoutes, options);

  app.get('/', async (request, reply) => {
    reply.header('content-security-policy', PAGE_POLICY).header('referrer-policy', 'no-referrer');
    return sendAsset(request, reply, page(html(await isContinuationOffered(options))));
  });

  app.get('/widget.js', async (request, reply) => sendAsset(request, reply, widget));
  app.get('/chat.css', async (request, reply) => sendAsset(request, reply, style()));
};

/** A text ready to be sent in whatever form the browser takes. */
export function toAsset(type: string, text: string): Asset {
  const plain = Buffer.from(text);
  const version = createHash('sha256').update(plain).digest('base64url').slice(0, 12);
  return { type, version, plain, gzip: gzipSync(plain, { level: 9 }), brotli: brotliCompressSync(plain) };
}

/** An address that names the version may be kept for ever; the bare one is asked for each time. */
export function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset) {
  const { v } = request.query as { v?: string };
  const etag = `"${asset.version}"`;
  reply
    .header('cache-control', v === asset.version ? A_YEAR : 'no-cache')
    .header('etag', etag)
    .header('vary', 'accept-encoding')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'cross-origin')
    .type(asset.type);
  if (request.headers['if-none-match'] === etag) {
    return reply.code(304).send();
  }
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) {
    return reply.header('content-encoding', 'br').send(asset.brotli);
  }
  return /\bgzip\b/.test(accepted)
    ? reply.header('content-encoding', 'gzip').send(asset.gzip)
    : reply.send(asset.plain);
}

/** Does the work again only when its input has changed. */
export function rememberLast<In, Out>(work: (input: In) => Out): (input: In) => Out {
  let last: { input: In; output: Out } | null = null;
  return (input) => {
    last = last?.input === input ? last : { input, output: work(input) };
    return last.output;
  };
}
