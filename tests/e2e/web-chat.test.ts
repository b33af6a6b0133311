import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { launchBrowser } from '../support/browser.ts';
import { WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const GREETING = 'Hola, soy el asistente.';

let browser: Browser;
let world: WebWorld;
let server: WebServer;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  world = new WebWorld();
  server = await startWebServer(world);
  context = await browser.newContext({ locale: 'es-CO', viewport: { width: 360, height: 640 } });
  page = await context.newPage();
  await page.goto(server.url);
  await message(GREETING).waitFor();
  return async () => {
    await context.close();
    await server.stop();
  };
});

const message = (text: string, on: Page = page): Locator => on.locator('.message', { hasText: text });
const field = () => page.getByLabel('Escribe tu mensaje');

async function write(text: string): Promise<void> {
  await field().fill(text);
  await field().press('Enter');
}

/** Everything on the screen, in order, without the words for screen readers and the times. */
const bubbles = (on: Page = page): Promise<string[]> =>
  on.locator('.bubble').evaluateAll((found) =>
    found.map((bubble) =>
      [...bubble.childNodes]
        .slice(1)
        .map((node) => node.textContent)
        .join(''),
    ),
  );

async function axeFindings(on: Page = page): Promise<string[]> {
  await on.evaluate(AXE);
  return on.evaluate(async () => {
    type Axe = { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

test('a person writes and is answered, by keyboard alone', async () => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (
    let steps = 0;
    steps < 6 && !(await field().evaluate((element) => element.matches(':focus')));
    steps++
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('opciones');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sí, acepto' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await message('Eco: Sí, acepto').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'opciones', '¿Aceptas?', 'Sí, acepto', 'Eco: Sí, acepto']);
  expect(await page.getByRole('button', { name: 'Sí, acepto' }).count()).toBe(0);
});

test('what is written without network waits, and is sent once and in order when it is back', async () => {
  await context.setOffline(true);
  await page.getByText('Sin conexión').waitFor();
  await write('uno');
  await write('dos');
  await message('uno').getByText('Pendiente').waitFor();
  await context.setOffline(false);
  await message('Eco: dos').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'uno', 'Eco: uno', 'dos', 'Eco: dos']);
  expect(await message('dos').first().textContent()).toContain('Enviado');
});

test('what was written without network survives leaving the page', async () => {
  await context.route('**/v3/directline/**', (route) => route.abort());
  await write('antes de salir');
  await message('antes de salir').getByText('Pendiente').waitFor();
  await page.reload();
  await message('antes de salir').getByText('Pendiente').waitFor();
  await context.unroute('**/v3/directline/**');
  await message('Eco: antes de salir').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'antes de salir', 'Eco: antes de salir']);
});

test('a reload and a second tab show the same conversation', async () => {
  await write('hola');
  await message('Eco: hola').waitFor();
  await page.reload();
  await message('Eco: hola').waitFor();
  const other = await context.newPage();
  await other.goto(server.url);
  await message('Eco: hola', other).waitFor();
  await write('desde la primera');
  await message('Eco: desde la primera', other).waitFor();

  const expected = [GREETING, 'hola', 'Eco: hola', 'desde la primera', 'Eco: desde la primera'];
  expect(await bubbles()).toEqual(expected);
  expect(await bubbles(other)).toEqual(expected);
});

test('a cut stream comes back without a message missing or doubled', async () => {
  server.dropStreams();
  world.say(
    [...new Set(world.receipts.map(({ conversationId }) => conversationId))][0] ?? '',
    plainText('mientras tanto'),
  );
  await message('mientras tanto').waitFor();
  await write('sigo');
  await message('Eco: sigo').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'mientras tanto', 'sigo', 'Eco: sigo']);
});

test('the stream is opened where the page came from, under whatever name the server calls itself', async () => {
  const renamed = await startWebServer(world, { publicUrl: 'https://chat.example' });
  const visit = await context.newPage();
  const opened = visit.waitForEvent('websocket');
  await visit.goto(renamed.url);
  await message(GREETING, visit).waitFor();
  const stream = new URL((await opened).url());
  await visit.close();
  await renamed.stop();

  expect(stream.host).toBe(new URL(renamed.url).host);
});

test('where sockets do not get through, the chat asks instead', async () => {
  const walled = await context.newPage();
  await walled.addInitScript(() => {
    globalThis.WebSocket = class extends EventTarget {
      onclose: (() => void) | null = null;
      constructor() {
        super();
        setTimeout(() => this.onclose?.(), 0);
      }
      close() {}
    } as unknown as typeof WebSocket;
  });
  await walled.goto(server.url);
  await message(GREETING, walled).waitFor();
  await walled.getByLabel('Escribe tu mensaje').fill('sin socket');
  await walled.keyboard.press('Enter');
  await message('Eco: sin socket', walled).waitFor();

  expect(await bubbles(walled)).toEqual([GREETING, 'sin socket', 'Eco: sin socket']);
});

test('hostile text stays text, whoever says it', async () => {
  const hostile = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';
  await write(hostile);
  await message('Eco: ').waitFor();

  expect(await bubbles()).toEqual([GREETING, hostile, `Eco: ${hostile}`]);
  expect(await page.locator('.log img, .log script').count()).toBe(0);
  expect(await page.title()).toBe('Habla con nosotros · ESSMAR');
});

test('a file is sent, and one that is refused says why and can be given up', async () => {
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles({ name: 'recibo.pdf', mimeType: 'application/pdf', buffer: PDF });
  await message('Eco: [recibo.pdf]').waitFor();
  await chooser.setInputFiles({ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
  await message('virus.pdf').getByText('No enviado').waitFor();
  const findings = await axeFindings();
  await page.getByRole('button', { name: 'Descartar' }).click();

  expect(findings).toEqual([]);
  expect(await bubbles()).toEqual([GREETING, 'recibo.pdf', 'Eco:  [recibo.pdf]']);
});

test.each([
  ['light', 320],
  ['dark', 1280],
] as const)('axe finds nothing in %s at %i px, at rest and with options open', async (colorScheme, width) => {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 640 });
  const atRest = await axeFindings();
  await write('opciones');
  await page.getByRole('button', { name: 'No acepto' }).waitFor();

  expect(atRest).toEqual([]);
  expect(await axeFindings()).toEqual([]);
});

test('nothing overflows at 320 px, and every target is at least 44 px', async () => {
  await page.setViewportSize({ width: 320, height: 568 });
  await write(`opciones`);
  await page.getByRole('button', { name: 'No acepto' }).waitFor();
  const sizes = await page
    .locator('button:visible, textarea:visible, header a, footer a')
    .evaluateAll((found) =>
      found.map((element) =>
        Math.min(element.getBoundingClientRect().height, element.getBoundingClientRect().width),
      ),
    );

  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(320);
  expect(sizes.filter((size) => size < 44)).toEqual([]);
});
