import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchWholeBrowser } from '../support/browser.ts';
import { essmarProfile, WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const GREETING = 'Hola, soy el asistente.';

let browser: Browser;
let world: WebWorld;
let server: WebServer;
let context: BrowserContext;
let page: Page;
/** What else was started on the way, to be ended with the test. */
let ends: (() => Promise<unknown>)[];

beforeAll(async () => {
  browser = await launchWholeBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  ends = [];
  world = new WebWorld();
  server = await startWebServer(world);
  ends.push(() => server.stop());
  context = await browser.newContext({ locale: 'es-CO', viewport: { width: 360, height: 640 } });
  page = await context.newPage();
  return async () => {
    await context.close();
    await Promise.all(ends.map((end) => end()));
  };
});

/** Runs where there is a document, which the types of this folder know nothing of. */
const inPage = <T>(script: string): Promise<T> => page.evaluate(script);

const message = (text: string): Locator => page.locator('.message', { hasText: text });
const port = () => Number(new URL(server.url).port);

/** A visit that is long enough for the browser to keep what opens the page. */
async function visit(): Promise<void> {
  await page.goto(server.url);
  await message(GREETING).waitFor();
  await inPage(`navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated' ||
    new Promise((resolve) => active.addEventListener('statechange', () => resolve(true))))`);
}

async function write(text: string): Promise<void> {
  const field = page.getByLabel('Escribe tu mensaje');
  await field.fill(text);
  await field.press('Enter');
}

/** Every answer that the browser keeps by itself. */
const kept = (): Promise<{ path: string; text: string }[]> =>
  inPage(`(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const answers = (await Promise.all(stores.map((store) => store.matchAll()))).flat();
    return Promise.all(answers.map(async (answer) =>
      ({ path: new URL(answer.url).pathname, text: await answer.text() })));
  })()`);

const storeNames = (): Promise<string[]> => inPage('caches.keys()');

test('after a visit the page opens without a network, and what is written then arrives once', async () => {
  await visit();
  await write('con red');
  await message('Eco: con red').waitFor();
  await page.close();
  await context.setOffline(true);
  await server.stop();
  page = await context.newPage();
  await page.goto(server.url);
  await page.getByText('Sin conexión').waitFor();
  await write('sin red');
  await message('sin red').getByText('Pendiente').waitFor();
  server = await startWebServer(world, { port: port() });
  await context.setOffline(false);
  await message('Eco: sin red').waitFor();
  const conversationId = await inPage<string>(
    "JSON.parse(localStorage.getItem('vecino.session')).conversationId",
  );
  const said = world
    .entriesOf(conversationId)
    .filter(({ direction }) => direction === 'in')
    .map(({ content }) => content.text);

  expect(said.filter((text) => text === 'sin red')).toHaveLength(1);
  expect(said).toContain('con red');
});

test('only what opens the page is kept: nothing of a conversation', async () => {
  await visit();
  await write('mi cédula es 123');
  await message('Eco: mi cédula').waitFor();
  await page.reload();
  await message('Eco: mi cédula').waitFor();
  const answers = await kept();
  const addresses = answers.map(({ path }) => path);

  expect(addresses).toEqual(expect.arrayContaining(['/', '/chat.css', '/icono-192.png', '/widget.js']));
  expect(addresses.filter((path) => !/^\/([\w-]+\.(js|json|css|png))?$/.test(path))).toEqual([]);
  expect(answers.map(({ text }) => text).join('')).not.toContain('cédula es 123');
});

test('an update is taken without loading the page again, and the old one is thrown away', async () => {
  await visit();
  const before = await storeNames();
  await server.stop();
  const colors = { primary: '#7a1f1f', onPrimary: '#ffffff' };
  const profile = { ...essmarProfile(), colors };
  server = await startWebServer(world, { port: port(), profile: () => profile });
  const loads: string[] = [];
  page.on('load', () => loads.push(page.url()));
  await page.goto(server.url);
  await message(GREETING).waitFor();
  await expect.poll(storeNames, { timeout: 30_000 }).not.toEqual(expect.arrayContaining(before));
  const after = await storeNames();
  await context.setOffline(true);
  await page.reload();
  await page.getByText('Sin conexión').waitFor();
  const color = await inPage<string>("getComputedStyle(document.querySelector('header')).backgroundColor");

  expect(after).toHaveLength(1);
  expect(loads).toHaveLength(2);
  expect(color).toBe('rgb(122, 31, 31)');
});

describe('the page opens from what was kept', () => {
  test.each([
    ['when the network says nothing', () => undefined],
    ['when the server is broken', (status: (code: number) => void) => status(502)],
  ] as const)('%s', async (_when, answer) => {
    await visit();
    await server.stop();
    await listenInstead((code) => answer((status) => code(status)));
    await page.goto(server.url);
    await page.getByRole('heading', { level: 1 }).waitFor();

    expect(await page.title()).toBe('Habla con nosotros · ESSMAR');
  });
});

/** Something else at the address of the server. */
async function listenInstead(answer: (end: (status: number) => void) => void): Promise<void> {
  const other: Server = createServer((_request, response) =>
    answer((status) => response.writeHead(status).end('<title>Otra cosa</title>')),
  );
  await new Promise<void>((resolve) => other.listen(port(), '127.0.0.1', resolve));
  ends.push(async () => {
    other.closeAllConnections();
    other.close();
  });
}

test('other pages pass as if there were no worker', async () => {
  await visit();
  await page.goto(`${server.url}/kiosco`);
  await page.getByRole('button', { name: 'Toca para empezar' }).waitFor();
  await context.setOffline(true);
  const outcome = await page.reload().then(
    () => 'opened',
    () => 'no network',
  );

  expect(outcome).toBe('no network');
});

test('the browser finds nothing wrong with the manifest and its pictures', async () => {
  await page.goto(server.url);
  const session = await context.newCDPSession(page);
  const { errors, data } = (await session.send('Page.getAppManifest')) as { errors: object[]; data?: string };
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  const { icons } = JSON.parse(data ?? '{}') as { icons: { src: string; sizes: string }[] };
  const sizes = await inPage<string[]>(
    `Promise.all(${JSON.stringify(icons.map(({ src }) => src))}.map(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      return image.naturalWidth + 'x' + image.naturalHeight;
    }))`,
  );

  expect(errors).toEqual([]);
  // A test's browser keeps nothing, which is the one thing that keeps it from installing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  expect(sizes).toEqual(icons.map(({ sizes: said }) => said));
});
