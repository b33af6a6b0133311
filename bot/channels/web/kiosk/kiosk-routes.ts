import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync } from 'fastify';
import { companionOf } from '../companion.ts';
import type { WebChannelOptions } from '../options.ts';
import { readChatPage, rememberLast, sendAsset, toAsset } from '../page.ts';
import { toWidgetConfig } from '../widget-config.ts';
import { renderKiosk } from './kiosk-html.ts';
import { renderKioskStyle } from './kiosk-style.ts';
import type { KioskTimes } from './times.ts';

/** What the page for an office's machine needs of the web channel. */
type KioskOptions = Pick<WebChannelOptions, 'profile' | 't' | 'widgetPath' | 'kiosk'>;

/** Enough to read a long message, and short enough that the next person in the line does not read it. */
const DEFAULT_TIMES: KioskTimes = { idleSeconds: 90, warningSeconds: 30 };

/** Only what is ours; the picture of a QR code comes inside an answer. */
const KIOSK_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page at `/kiosco`, its style and its script. Nothing keeps a copy of the page. */
export const kioskRoutes: FastifyPluginAsync<KioskOptions> = async (app, options) => {
  const { profile, t, kiosk } = options;
  const script = rememberLast(readScript);
  const scriptFile = companionOf(options.widgetPath, 'kiosk.js');
  const chatPage = rememberLast(readChatPage);
  const styleOf = rememberLast((css: string) => toAsset('text/css; charset=utf-8', css));
  const style = () => styleOf(renderKioskStyle(profile().colors));

  app.get('/kiosco', async (_request, reply) => {
    const { version } = await script(scriptFile);
    const { widgetAddress } = await chatPage(options);
    const html = renderKiosk({
      profile: profile(),
      t,
      times: { ...DEFAULT_TIMES, ...kiosk },
      stylePath: `/kiosco.css?v=${style().version}`,
      scriptPath: `/kiosk.js?v=${version}`,
      widgetPath: widgetAddress,
      widgetConfig: toWidgetConfig(options, { canContinue: false }),
    });
    return reply
      .header('content-security-policy', KIOSK_POLICY)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  });
  app.get('/kiosk.js', async (request, reply) => sendAsset(request, reply, await script(scriptFile)));
  app.get('/kiosco.css', async (request, reply) => sendAsset(request, reply, style()));
};

async function readScript(file: string) {
  return toAsset('text/javascript; charset=utf-8', await readFile(file, 'utf8'));
}
