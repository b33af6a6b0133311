import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import helmet from '@fastify/helmet';
import Fastify from 'fastify';
import { extrasRoutes } from '../../bot/channels/web/extras-routes.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import { essmarProfile } from './web-fakes.ts';

type Bundler = {
  bundle: (options: { entry: string; outfile: string; format: string }) => Promise<void>;
};

/** What the page of the chat allows, so that the extras are tried under it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:";

/** A page with a chat's shadow root and a sheet in it, as the chat opens them for the extras. */
const PAGE = `<!doctype html><html lang="es-CO"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Extras</title><link rel="stylesheet" href="/page.css"><script type="module" src="/host.js"></script></head>
<body><main><h1>Extras</h1><input type="file" aria-label="Foto"><div id="vecino-chat"></div></main></body></html>`;

const PAGE_STYLE = `:root{color-scheme:light dark}body{margin:0}h1{margin:0;font-size:1rem}
#vecino-chat{display:flex;height:calc(100vh - 2rem)}`;

const HOST = `
const root = document.getElementById('vecino-chat').attachShadow({ mode: 'open' });
const style = new CSSStyleSheet();
style.replaceSync(await (await fetch('/style.css')).text());
root.adoptedStyleSheets = [style];
const chat = root.appendChild(Object.assign(document.createElement('div'), { className: 'chat' }));
const extras = await import('/widget-extras.js');
await extras.load('/widget-extras.json');
const view = (title) => {
  const sheet = Object.assign(document.createElement('div'), { className: 'sheet', role: 'dialog', ariaLabel: title });
  const box = sheet.appendChild(document.createElement('div'));
  box.append(Object.assign(document.createElement('h2'), { textContent: title }));
  chat.append(sheet);
  return box.appendChild(Object.assign(document.createElement('div'), { className: 'drawn' }));
};
const plain = async (answer) =>
  answer instanceof File
    ? { name: answer.name, type: answer.type, bytes: [...new Uint8Array(await answer.arrayBuffer())] }
    : answer;
globalThis.prepare = async (file) => {
  const { file: prepared, place } = await extras.preparePhoto(file);
  return { ...(await plain(prepared)), place };
};
globalThis.begin = (name, title, ...more) => {
  const closing = new AbortController();
  const host = view(title);
  const answer = extras[name]({ host, signal: closing.signal }, ...more).then(async (value) => ({
    answer: await plain(value ?? null),
    isEmpty: host.childNodes.length === 0,
  }));
  const close = () => {
    closing.abort();
    host.closest('.sheet').remove();
  };
  globalThis.asked = { answer, close };
};
document.documentElement.dataset.ready = '';
`;

export type ExtrasServer = {
  readonly url: string;
  /** The bundled module. */
  readonly file: string;
  readonly stop: () => Promise<void>;
};

/** The extras as they are served, and a page that opens sheets for them. */
export async function startExtrasServer(profile: () => EntityProfile = essmarProfile): Promise<ExtrasServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vecino-extras-'));
  const file = path.join(folder, 'widget-extras.js');
  const script = new URL('../../bot/channels/web/build-widget.mjs', import.meta.url).href;
  const { bundle } = (await import(script)) as Bundler;
  await bundle({ entry: './widget/extras/extras.ts', outfile: file, format: 'esm' });

  const app = Fastify({ forceCloseConnections: true });
  await app.register(helmet);
  await app.register(extrasRoutes, { profile, widgetPath: path.join(folder, 'widget.js') });
  const chatStyle = new URL('../../bot/channels/web/widget/style.css', import.meta.url);
  app.get('/', (_request, reply) =>
    reply.header('content-security-policy', PAGE_POLICY).type('text/html').send(PAGE),
  );
  app.get('/page.css', (_request, reply) => reply.type('text/css').send(PAGE_STYLE));
  app.get('/style.css', (_request, reply) => reply.type('text/css').send(readFileSync(chatStyle)));
  app.get('/host.js', (_request, reply) => reply.type('text/javascript').send(HOST));
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    file,
    stop: async () => {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}
