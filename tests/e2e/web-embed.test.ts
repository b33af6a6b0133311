import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { axeFindings, inEveryLook } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { essmarProfile, WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const GREETING = 'Hola, soy el asistente.';

/** A page whose style would spoil the chat if it could, and whose one-letter shortcuts would run away with it. */
const HOSTILE = `
  html { font-size: 62.5% }
  * { color: red !important; text-transform: uppercase !important; letter-spacing: 9px !important }
  div, section { display: none !important; transform: rotate(3deg); filter: blur(4px) }
  :empty { display: none !important }
  button { background: lime !important; font-size: 40px !important; width: 300px !important }
  #vecino-chat { visibility: hidden !important; opacity: 0 !important; position: static !important }`;

type Site = { readonly server: Server; readonly origin: string };

let browser: Browser;
let world: WebWorld;
let server: WebServer;
let allowed: Site;
let refused: Site;
let side: 'left' | 'right';
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  allowed = await aSite();
  refused = await aSite();
});
afterAll(async () => {
  await browser.close();
  allowed.server.close();
  refused.server.close();
});

beforeEach(async () => {
  world = new WebWorld();
  side = 'right';
  const profile = () => ({
    ...essmarProfile(),
    web: { allowedOrigins: [allowed.origin], launcher: { side } },
  });
  server = await startWebServer(world, { profile });
  context = await browser.newContext({ locale: 'es-CO', viewport: { width: 1000, height: 700 } });
  page = await context.newPage();
  return async () => {
    await context.close();
    await server.stop();
  };
});

/** The utility's own site, with one script tag of ours and a policy that forbids what is inline. */
async function aSite(): Promise<Site> {
  const site = createServer((request, response) => {
    if (request.url === '/style.css') {
      response.setHeader('content-type', 'text/css').end(HOSTILE);
      return;
    }
    const { origin } = new URL(server.url);
    const socket = origin.replace('http', 'ws');
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${origin}; connect-src ${origin} ${socket}; style-src 'self'`,
      )
      .end(`<!doctype html><html lang="es-CO"><head><title>Empresa</title>
${request.url === '/hostil' ? '<link rel="stylesheet" href="/style.css">' : ''}
<script src="${server.url}/widget.js"></script></head>
<body><main><h1>Empresa de acueducto</h1><p>Bienvenidos.</p><a href="/">Inicio</a></main></body></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { server: site, origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}` };
}

const launcher = (): Locator => page.getByRole('button', { name: /^Abrir el chat/ });
const panel = (): Locator => page.getByRole('dialog', { name: 'Asistente virtual Vecino' });
const message = (text: string): Locator => page.locator('.message', { hasText: text });

/** What an expression is worth in the page. */
const inPage = <T>(expression: string): Promise<T> => page.evaluate(expression);
const focused = () =>
  inPage<string>(
    'document.activeElement.shadowRoot?.activeElement?.ariaLabel ?? document.activeElement.tagName',
  );

async function write(text: string): Promise<void> {
  await page.getByLabel('Escribe tu mensaje').fill(text);
  await page.keyboard.press('Enter');
}

/** Opens the chat and waits for its first message. */
async function open(path = '/'): Promise<void> {
  await page.goto(allowed.origin + path);
  await launcher().click();
  await message(GREETING).waitFor();
}

const sessionOf = () => inPage<string | null>("localStorage.getItem('vecino.session')");

test('one script tag gives an allowed page a button, and the chat behind it', async () => {
  await page.goto(allowed.origin);
  await launcher().waitFor();
  const before = await sessionOf();
  await launcher().click();
  await message(GREETING).waitFor();
  await write('hola');
  await message('Eco: hola').waitFor();

  expect(before).toBeNull();
  expect(await panel().getByRole('heading', { level: 2 }).first().textContent()).toBe(
    'Asistente virtual Vecino',
  );
  expect(await page.title()).toBe('Empresa');
});

test('on a page that is not allowed nothing is drawn and no conversation is opened', async () => {
  const asked = page.waitForEvent('requestfailed', (request) =>
    request.url().endsWith('/widget-config.json'),
  );
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await page.goto(refused.origin);
  await asked;

  expect(paths).toEqual(['/', '/widget.js', '/widget-config.json']);
  expect(await page.locator('#vecino-chat').count()).toBe(0);
  expect(await sessionOf()).toBeNull();
});

test.each(['left', 'right'] as const)(
  'the button stands on the %s when the utility says so',
  async (where) => {
    side = where;
    await open();
    const boxes = [await launcher().boundingBox(), await panel().boundingBox()];
    const middles = boxes.map((box) => (box ? box.x + box.width / 2 : Number.NaN));

    expect(middles.map((middle) => (middle < 500 ? 'left' : 'right'))).toEqual([where, where]);
  },
);

test('Escape and the cross close it, and the focus goes back to the button', async () => {
  await open();
  const inside = await focused();
  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
  const afterEscape = await focused();
  await page.keyboard.press('Enter');
  await panel().getByRole('button', { name: 'Cerrar' }).click();
  await panel().waitFor({ state: 'hidden' });

  expect([inside, afterEscape, await focused()]).toEqual([
    'Escribe tu mensaje',
    'Abrir el chat',
    'Abrir el chat',
  ]);
  expect(await launcher().getAttribute('aria-expanded')).toBe('false');
});

test('Escape closes what is open over the chat first', async () => {
  await open();
  await page.getByRole('button', { name: 'Adjuntar y más opciones' }).click();
  await page.getByRole('dialog', { name: 'Adjuntar y más opciones' }).waitFor();
  await page.keyboard.press('Escape');

  expect(await page.getByRole('dialog', { name: 'Adjuntar y más opciones' }).count()).toBe(0);
  expect(await panel().isVisible()).toBe(true);
});

test('what comes while it is closed is counted on the button, also after a reload, until it is opened', async () => {
  await open();
  await expect.poll(() => world.receipts.some(({ receipt }) => receipt === 'read')).toBe(true);
  await page.keyboard.press('Escape');
  const { conversationId } = JSON.parse((await sessionOf()) ?? '{}');
  world.say(conversationId, plainText('uno'));
  world.say(conversationId, plainText('dos'));
  const counted = page.getByRole('button', { name: 'Abrir el chat. Mensajes sin leer: 2' });
  await counted.waitFor();
  await page.reload();
  await counted.click();
  await message('dos').waitFor();
  await page.getByRole('button', { name: 'Abrir el chat', exact: true }).waitFor();

  await expect.poll(() => world.receipts.at(-1)).toMatchObject({ receipt: 'read', upTo: 4 });
});

test('on a phone it takes the whole screen and holds the focus', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open();
  const box = await panel().boundingBox();
  const visited = new Set<string>();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab');
    visited.add(await focused());
  }

  expect(box).toEqual({ x: 0, y: 0, width: 360, height: 640 });
  expect([...visited].sort()).toEqual([
    'Adjuntar y más opciones',
    'Cerrar',
    'Conversación',
    'Enviar',
    'Escribe tu mensaje',
  ]);
});

test('neither the style nor the shortcuts of the page reach into it, and its own do not leak', async () => {
  await page.addInitScript(`for (const type of ['keydown', 'keypress', 'keyup']) {
    document.addEventListener(type, () => document.documentElement.setAttribute('data-heard', type));
  }`);
  await page.goto(`${allowed.origin}/hostil`);
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.evaluate((element) => ({ ...element.getBoundingClientRect().toJSON() }));
  await launcher().click();
  await message(GREETING).waitFor();
  await page.getByLabel('Escribe tu mensaje').pressSequentially('ñame');
  const style = await inPage(`(({ fontSize, textTransform, letterSpacing, visibility, opacity }) =>
    ({ fontSize, textTransform, letterSpacing, visibility, opacity }))(
      getComputedStyle(document.querySelector('#vecino-chat').shadowRoot.querySelector('.message')))`);
  const button = await launcher().boundingBox();

  expect(style).toEqual({
    fontSize: '16px',
    textTransform: 'none',
    letterSpacing: 'normal',
    visibility: 'visible',
    opacity: '1',
  });
  expect(button).toMatchObject({ width: 60, height: 60 });
  expect(await page.locator('html').getAttribute('data-heard')).toBeNull();
  expect(await heading.evaluate((element) => ({ ...element.getBoundingClientRect().toJSON() }))).toEqual(
    before,
  );
});

test('what is loaded when needed comes from where the script came from', async () => {
  await context.route('**/widget-extras.js*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: `export const load = async (words) => { globalThis.words = words; };
        export const choosePlace = async () => ({ latitude: 11.24, longitude: -74.2 });`,
    }),
  );
  await open();
  await page.getByRole('button', { name: 'Adjuntar y más opciones' }).click();
  await page.getByRole('button', { name: 'Ubicación' }).click();
  await message('Ubicación enviada').waitFor();

  expect(await page.evaluate(() => (globalThis as unknown as { words: string }).words)).toBe(
    `${server.url}/widget-extras.json`,
  );
});

test('a second script tag adds nothing', async () => {
  await page.goto(allowed.origin);
  await launcher().waitFor();
  const answered = page.waitForResponse('**/widget-config.json');
  await page.addScriptTag({ url: `${server.url}/widget.js` });
  await answered;
  await launcher().click();
  await message(GREETING).waitFor();

  expect(await page.locator('[id=vecino-chat]').count()).toBe(1);
});

test('axe finds nothing on the page in any look, closed, open, and with unread messages', async () => {
  const look = () => inEveryLook(page, ({ scheme }) => axeFindings(page, scheme));
  await page.goto(allowed.origin);
  await launcher().waitFor();
  const closed = await look();
  await launcher().click();
  await write('opciones');
  await page.getByRole('button', { name: 'No acepto' }).waitFor();
  const opened = await look();
  await page.keyboard.press('Escape');
  const { conversationId } = JSON.parse((await sessionOf()) ?? '{}');
  world.say(conversationId, plainText('uno'));
  await page.getByRole('button', { name: /Mensajes sin leer/ }).waitFor();

  expect([closed, opened, await look()]).toEqual([[], [], []]);
});
