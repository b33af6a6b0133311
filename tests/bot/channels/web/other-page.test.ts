import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../../support/browser.ts';
import { essmarProfile, WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';

type Session = { readonly token: string; readonly conversationId: string; readonly streamUrl: string };
type Picture = { readonly width: number; readonly decode: () => Promise<void> };

let browser: Browser;
let server: WebServer;
let sites: readonly Server[];

const addressOf = (site: Server | undefined) =>
  `http://127.0.0.1:${(site?.address() as AddressInfo | undefined)?.port}`;

beforeAll(async () => {
  sites = await Promise.all([aSite(), aSite()]);
  const profile = () => ({
    ...essmarProfile(),
    web: { ...essmarProfile().web, allowedOrigins: [addressOf(sites[0])] },
  });
  server = await startWebServer(new WebWorld(), { profile });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  for (const site of sites) {
    site.close();
  }
});

/** Somebody else's site with an empty page. */
function aSite(): Promise<Server> {
  const site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Sitio</title>'),
  );
  return new Promise((resolve) => site.listen(0, '127.0.0.1', () => resolve(site)));
}

/** A conversation of the page itself, with its stream and a photo, as a browser lets it have them. */
async function chatOn(site: Server | undefined) {
  const page = await browser.newPage();
  await page.goto(addressOf(site));
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0943b5' } })
    .png()
    .toBuffer();
  const seen = await page.evaluate(
    async ({ directLine, bytes }) => {
      const json = async (path: string, token = '', init: RequestInit = {}): Promise<Session> => {
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(directLine + path, { headers, ...init })).json() as Promise<Session>;
      };
      const { token } = await json('/tokens/generate', '', { method: 'POST', headers: {} });
      const { conversationId, streamUrl } = await json('/conversations', token, { method: 'POST' });
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), 'fuga.png');
      await json(`/conversations/${conversationId}/upload`, token, { method: 'POST', body: form });
      return new Promise<{ texts: string[]; width: number }>((resolve, reject) => {
        const texts: string[] = [];
        const socket = new WebSocket(streamUrl);
        socket.onerror = () => reject(new Error('no stream'));
        socket.onmessage = async ({ data }) => {
          const { activities } = JSON.parse(data || '{"activities":[]}');
          texts.push(...activities.map(({ text }: { text: string }) => text));
          const [photo] = activities.flatMap(({ attachments }: { attachments: object[] }) => attachments);
          if (photo) {
            const { Image } = globalThis as unknown as { Image: new () => Picture };
            const image = Object.assign(new Image(), { src: photo.contentUrl });
            await image.decode();
            resolve({ texts, width: image.width });
          }
        };
      });
    },
    { directLine: server.directLine, bytes: [...photo] },
  );
  await page.close();
  return seen;
}

test('a page that the utility has allowed chats, listens and shows a photo in a real browser', async () => {
  const { texts, width } = await chatOn(sites[0]);

  expect(texts[0]).toBe('Hola, soy el asistente.');
  expect(width).toBe(8);
});

test('any other page gets nothing', async () => {
  await expect(chatOn(sites[1])).rejects.toThrow('Failed to fetch');
});
