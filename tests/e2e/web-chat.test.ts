import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { axeFindings, inEveryLook } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

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
  context = await browser.newContext({
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    serviceWorkers: 'block',
    viewport: { width: 360, height: 640 },
  });
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

/** Everything on the screen, in order, without what is quoted, the words for screen readers and the times. */
const bubbles = (on: Page = page): Promise<string[]> =>
  on.locator('.bubble').evaluateAll((found) =>
    found.map((bubble) =>
      [...bubble.childNodes]
        .slice(1)
        .filter((node) => (node as { className?: string }).className !== 'quote')
        .map((node) => node.textContent)
        .join(''),
    ),
  );

const more = (on: Page = page) => on.getByRole('button', { name: 'Adjuntar y más opciones' });

/** Opens the list of what can be done, and does one of it. */
async function choose(name: string): Promise<void> {
  await more().click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

/** The name or the words of what has the focus in the chat. */
const focused = (): Promise<string> =>
  inPage(`(({ ariaLabel, textContent }) => ariaLabel ?? textContent)(
    document.activeElement.shadowRoot.activeElement)`);

/** What an expression is worth in a page. */
const inPage = <T = string>(expression: string, on: Page = page): Promise<T> => on.evaluate(expression);

/** Where this browser's conversation is kept. */
const conversationIdOf = (on: Page = page): Promise<string> =>
  inPage("JSON.parse(localStorage.getItem('vecino.session') ?? '{}').conversationId ?? ''", on);

/** What this browser keeps beside its session. */
const keptKeys = (on: Page = page): Promise<string[]> =>
  inPage('Object.keys({ ...localStorage, ...sessionStorage }).filter((key) => /queue|file/.test(key))', on);

/** What the person wrote, as the server has it. */
async function heard(id?: string) {
  const entries = world.entriesOf(id ?? (await conversationIdOf()));
  return entries.flatMap((entry) => (entry.direction === 'in' && entry.kind === 'message' ? [entry] : []));
}

/** Stands in for the module that is loaded when somebody needs it. */
async function giveExtras(exports: string, on: BrowserContext = context): Promise<void> {
  const body = `export const load = async () => {};\n${exports}`;
  const headers = { 'access-control-allow-origin': '*' };
  await on.route('**/widget-extras.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', headers, body }),
  );
}

/** Goes up to the beginning, as soon as the newest message is in sight. */
async function scrollUp(): Promise<void> {
  const log = page.getByRole('log');
  await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  await log.evaluate((element) => element.scrollTo(0, 0));
}

/** Makes the page believe that it is in the background, or in front again. */
async function setHidden(isHidden: boolean): Promise<void> {
  await inPage(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isHidden} });
    document.dispatchEvent(new Event('visibilitychange'));`);
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

test('an answer of the server that is cut off on its way loses no conversation', async () => {
  await write('hola');
  await message('Eco: hola').waitFor();
  const cut = { status: 200, contentType: 'application/json', body: '{"conversationId":"c9' };
  await page.route('**/v3/directline/conversations/*?watermark=*', (route) => route.fulfill(cut), {
    times: 1,
  });
  await page.reload();
  await message('Eco: hola').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'hola', 'Eco: hola']);
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
  await page.getByText('En línea').waitFor();
  await expect.poll(() => world.receipts.length, { timeout: 20_000 }).toBeGreaterThan(0);
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
  const findings = await axeFindings(page);
  await page.getByRole('button', { name: 'Descartar' }).click();

  expect(findings).toEqual([]);
  expect(await bubbles()).toEqual([GREETING, 'recibo.pdf', 'Eco:  [recibo.pdf]']);
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

const PLACE = '{ latitude: 11.24, longitude: -74.2 }';
const PHOTO = { name: 'fuga.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not looked into') };
const SMALL_PHOTO = `new File([Uint8Array.of(255, 216, 255, ...Array(60).fill(0))], 'fuga.jpg', { type: 'image/jpeg' })`;

test('a text, a place and a file without network wait, and are sent once and in order when it is back', async () => {
  await giveExtras(`export const choosePlace = async () => (${PLACE});`);
  await choose('Ubicación');
  await message('Ubicación enviada').waitFor();
  await message('Eco:').waitFor();
  await context.setOffline(true);
  await page.getByText('Sin conexión').waitFor();
  await write('uno');
  await choose('Ubicación');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'recibo.pdf', mimeType: 'application/pdf', buffer: PDF });
  await write('dos');
  await message('dos').getByText('Pendiente').waitFor();
  await context.setOffline(false);
  await message('Eco: dos').waitFor();

  const said = (await heard()).map(({ content }) => [
    content.text,
    content.location?.latitude ?? null,
    content.attachments.length,
  ]);
  expect(said).toEqual([
    ['', 11.24, 0],
    ['uno', null, 0],
    ['', 11.24, 0],
    ['', null, 1],
    ['dos', null, 0],
  ]);
  expect(await page.getByText('Pendiente').count()).toBe(0);
});

test('a place is a line that can be read, also after a reload and in another tab', async () => {
  await giveExtras(`export const choosePlace = async () => (${PLACE});`);
  await choose('Ubicación');
  await message('Eco:').waitFor();
  await page.reload();
  await message('Eco:').waitFor();
  const other = await context.newPage();
  await other.goto(server.url);
  await message('Eco:', other).waitFor();

  expect(await bubbles()).toEqual([GREETING, 'Ubicación enviada', 'Eco: ']);
  expect(await bubbles(other)).toEqual([GREETING, 'Ubicación enviada', 'Eco: ']);
});

test('an answer shows its question, also after a reload and in another tab', async () => {
  await write('opciones');
  await page.getByRole('button', { name: 'Sí, acepto' }).click();
  await message('Eco: Sí, acepto').waitFor();
  await page.reload();
  await message('Eco: Sí, acepto').waitFor();
  const other = await context.newPage();
  await other.goto(server.url);
  await message('Eco: Sí, acepto', other).waitFor();

  const question = world
    .entriesOf(await conversationIdOf())
    .find(({ content }) => content.text === '¿Aceptas?');
  expect((await heard()).map(({ content }) => content.quotedId)).toEqual([null, question?.id]);
  for (const tab of [page, other]) {
    expect(await tab.locator('.own .quote').allTextContents()).toEqual(['Respuesta a: ¿Aceptas?']);
    expect(await tab.getByRole('button', { name: 'Responder a esta pregunta' }).count()).toBe(0);
  }
});

test('an older question can still be answered, in writing, and the person may change their mind', async () => {
  await write('opciones');
  await page.getByRole('button', { name: 'Sí, acepto' }).waitFor();
  world.say(await conversationIdOf(), plainText(`Una cosa más: ${'el corte es mañana. '.repeat(10)}`));
  const reply = page.getByRole('button', { name: 'Responder a esta pregunta' });
  await reply.click();
  await page.getByRole('button', { name: 'Dejar de responder a esta pregunta' }).click();
  await page.getByRole('group').waitFor({ state: 'hidden' });
  await reply.click();
  await write('claro que sí');
  await message('Eco: claro que sí').waitFor();

  expect((await heard()).map(({ content }) => content.quotedId !== null)).toEqual([false, true]);
  expect(await page.locator('.own .quote').allTextContents()).toEqual(['Respuesta a: ¿Aceptas?']);
});

test('each day is named before its first message', async () => {
  await context.clock.setFixedTime(new Date('2026-03-03T15:00:00Z'));
  const id = await conversationIdOf();
  world.now = new Date('2026-03-04T04:59:00Z');
  world.say(id, plainText('de hoy, casi a medianoche'));
  await message('de hoy').waitFor();
  await page.reload();
  await message('de hoy').waitFor();
  const before = await page.locator('.log').allInnerTexts();
  await context.clock.setFixedTime(new Date('2026-03-04T15:00:00Z'));
  world.now = new Date('2026-03-04T15:00:00Z');
  world.say(id, plainText('del día siguiente'));
  await message('del día siguiente').waitFor();

  expect(before.join().match(/Ayer|Hoy/g)).toEqual(['Ayer', 'Hoy']);
  expect(await page.locator('.log h2').allTextContents()).toEqual([
    'lunes, 2 de marzo de 2026',
    'Ayer',
    'Hoy',
  ]);
});

test('what comes while the page is in the background is counted in its title, until it is seen', async () => {
  const title = await page.title();
  await expect.poll(() => world.receipts.some(({ receipt }) => receipt === 'read')).toBe(true);
  await setHidden(true);
  world.say(await conversationIdOf(), plainText('uno'));
  world.say(await conversationIdOf(), plainText('dos'));
  await message('dos').waitFor();
  const hidden = await page.title();
  await setHidden(false);

  expect([hidden, await page.title()]).toEqual([`(2) ${title}`, title]);
  await expect.poll(() => world.receipts.at(-1)).toMatchObject({ receipt: 'read', upTo: 4 });
});

test('who reads older messages is left there, and told of what is new', async () => {
  const id = await conversationIdOf();
  for (let line = 1; line <= 30; line++) {
    world.say(id, plainText(`línea ${line}`));
  }
  await message('línea 30').waitFor();
  const log = page.getByRole('log');
  const newer = page.getByRole('button', { name: 'Mensajes nuevos' });
  await expect(newer.count()).resolves.toBe(0);
  await scrollUp();
  world.say(id, plainText('lo último'));
  await newer.waitFor();
  const before = await log.evaluate((element) => element.scrollTop);
  await newer.click();
  await newer.waitFor({ state: 'hidden' });

  expect(before).toBe(0);
  await expect
    .poll(() =>
      log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight),
    )
    .toBeLessThan(2);
  expect(await focused()).toBe('Conversación');
});

test('the conversation is erased from this computer, in every tab, and nothing that waited is sent', async () => {
  await write('secreto');
  await message('Eco: secreto').waitFor();
  const other = await context.newPage();
  await other.goto(server.url);
  await message('Eco: secreto', other).waitFor();
  const first = await conversationIdOf();
  await context.route('**/v3/directline/**', (route) => route.abort());
  await write('esto ya no');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'recibo.pdf', mimeType: 'application/pdf', buffer: PDF });
  await message('recibo.pdf').getByText('Pendiente').waitFor();
  await choose('Borrar esta conversación');
  await page.getByRole('button', { name: 'Sí, borrar' }).click();
  await page.getByText('borramos la conversación').waitFor();
  await expect.poll(() => bubbles()).toEqual([]);
  await context.unroute('**/v3/directline/**');
  await message(GREETING).waitFor();
  await message(GREETING, other).waitFor();

  expect([await bubbles(), await bubbles(other)]).toEqual([[GREETING], [GREETING]]);
  expect(await conversationIdOf()).not.toBe(first);
  expect([...(await keptKeys()), ...(await keptKeys(other))]).toEqual([]);
  expect((await heard(first)).map(({ content }) => content.text)).toEqual(['secreto']);
  expect(await heard()).toEqual([]);
});

test('whoever only closes the question erases nothing, and is back where they were', async () => {
  await write('hola');
  await message('Eco: hola').waitFor();
  await choose('Borrar esta conversación');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Adjuntar y más opciones' }).waitFor();

  expect(await bubbles()).toEqual([GREETING, 'hola', 'Eco: hola']);
});

test('the page itself can begin anew', async () => {
  await write('hola');
  await message('Eco: hola').waitFor();
  const first = await conversationIdOf();
  await inPage("document.querySelector('#vecino-chat').vecino.forget()");
  await message(GREETING).waitFor();

  expect(await bubbles()).toEqual([GREETING]);
  expect(await conversationIdOf()).not.toBe(first);
});

test('a sheet holds the focus, and tells what draws in it that it was closed', async () => {
  await giveExtras(`
    export const recordVoice = ({ host, signal }) => new Promise((resolve) => {
      host.innerHTML = '<button type="button">Grabar</button>';
      signal.onabort = () => { document.title = 'closed'; resolve(null); };
    });`);
  await choose('Nota de voz');
  await page.getByRole('dialog', { name: 'Nota de voz' }).getByRole('button', { name: 'Grabar' }).waitFor();
  const visited: string[] = [];
  for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
    await page.keyboard.press(key);
    visited.push(await focused());
  }
  const findings = await axeFindings(page);
  await page.keyboard.press('Escape');

  expect(visited).toEqual(['Cerrar', 'Grabar', 'Cerrar', 'Grabar', 'Cerrar']);
  expect(findings).toEqual([]);
  await expect.poll(() => page.title()).toBe('closed');
  expect(await focused()).toBe('Adjuntar y más opciones');
  expect(await bubbles()).toEqual([GREETING]);
});

test('a voice note is sent as a file', async () => {
  await giveExtras(`
    const bytes = [...new TextEncoder().encode('OggS'), ...Array(60).fill(0)];
    export const recordVoice = async () => new File([Uint8Array.from(bytes)], 'nota.ogg', { type: 'audio/ogg' });`);
  await choose('Nota de voz');
  await message('Eco: [nota.ogg]').waitFor();

  expect((await heard()).map(({ content }) => content.attachments.map(({ mimeType }) => mimeType))).toEqual([
    ['audio/ogg'],
  ]);
});

test.each([
  ['Sí', { latitude: 11.24, longitude: -74.2 }],
  ['No', null],
])('the place of a photo goes along only with a yes: %s', async (answer, location) => {
  await giveExtras(`export const preparePhoto = async () => ({ file: ${SMALL_PHOTO}, place: ${PLACE} });`);
  await page.locator('input[type=file]').setInputFiles(PHOTO);
  await page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  await message('Eco: [fuga.jpg]').waitFor();
  const [photo] = await heard();

  expect(photo?.content.location).toEqual(location);
  expect(photo?.content.attachments).toHaveLength(1);
  expect(await message('Ubicación enviada').count()).toBe(location ? 1 : 0);
});

test('what is written while a photo is made ready is sent after it', async () => {
  await giveExtras(`
    export const preparePhoto = async () => {
      await new Promise((resolve) => { window.ready = resolve; });
      return { file: ${SMALL_PHOTO}, place: null };
    };`);
  await page.locator('input[type=file]').setInputFiles(PHOTO);
  await write('después de la foto');
  await message('después de la foto').getByText('Pendiente').waitFor();
  await page.waitForFunction(() => 'ready' in globalThis);
  await page.evaluate(() => (globalThis as unknown as { ready: () => void }).ready());
  await message('Eco: después de la foto').waitFor();

  expect(await bubbles()).toEqual([
    GREETING,
    'fuga.jpg',
    'Eco:  [fuga.jpg]',
    'después de la foto',
    'Eco: después de la foto',
  ]);
});

test('without what makes photos small, the photo goes as it is and the person is told', async () => {
  await context.route('**/widget-extras.js*', (route) => route.abort());
  const buffer = Buffer.concat([Buffer.from([255, 216, 255]), Buffer.alloc(60)]);
  await page.locator('input[type=file]').setInputFiles({ ...PHOTO, buffer });
  await message('Eco: [fuga.jpg]').waitFor();

  expect(await page.getByText('va tal como está').count()).toBe(1);
});

test('what cannot be opened now says so, and can be tried again', async () => {
  await context.route('**/widget-extras.js*', (route) => route.abort());
  await choose('Ubicación');
  await page.getByRole('alert').waitFor();
  const findings = await axeFindings(page);
  await page.getByRole('button', { name: 'Cerrar' }).click();
  await context.unroute('**/widget-extras.js*');
  await giveExtras(`export const choosePlace = async () => (${PLACE});`);
  await choose('Ubicación');
  await message('Ubicación enviada').waitFor();

  expect(findings).toEqual([]);
});

test('a file that is too large is not sent at all, and what follows is', async () => {
  const buffer = Buffer.alloc(20 * 1024 * 1024 + 1);
  await page.locator('input[type=file]').setInputFiles({ name: 'video.mp4', mimeType: 'video/mp4', buffer });
  await message('video.mp4').getByText('El máximo es de 20 MB').waitFor();
  await write('sigo');
  await message('Eco: sigo').waitFor();

  expect(await page.getByRole('button', { name: 'Reintentar' }).count()).toBe(0);
  expect((await heard()).map(({ content }) => content.text)).toEqual(['sigo']);
});

test('WhatsApp is offered only where it is, and the offer reaches the sheet', async () => {
  await more().click();
  const before = await page.getByRole('button', { name: 'Seguir por WhatsApp' }).count();
  await giveExtras(`
    export const showContinuation = ({ host, signal }, { code }) => new Promise((resolve) => {
      host.textContent = code;
      signal.onabort = resolve;
    });`);
  await page.route(`${server.url}/`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"canContinue":false', '"canContinue":true');
    await route.fulfill({ response, body });
  });
  const asked: unknown[] = [];
  await page.route('**/continuation', (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ json: { code: 'ABCD-1234', expiresAt: '', link: '', qr: '' } });
  });
  await page.reload();
  await message(GREETING).waitFor();
  await choose('Seguir por WhatsApp');
  await page.getByRole('dialog').getByText('ABCD-1234').waitFor();

  expect([before, asked]).toEqual([0, [{ to: 'whatsapp' }]]);
});

test('a link from elsewhere brings its conversation, and its code leaves the address', async () => {
  await write('en el teléfono');
  await message('Eco: en el teléfono').waitFor();
  const session = await inPage<object>("JSON.parse(localStorage.getItem('vecino.session'))");
  const elsewhere = await browser.newContext({ locale: 'es-CO', serviceWorkers: 'block' });
  const visit = await elsewhere.newPage();
  const codes: unknown[] = [];
  await visit.route('**/continuations', (route) => {
    codes.push(route.request().postDataJSON());
    return route.fulfill({ json: session });
  });
  await visit.goto(`${server.url}/#seguir=K7Q2M9XPA`);
  await message('Eco: en el teléfono', visit).waitFor();
  const seen = [await bubbles(visit), visit.url(), codes];
  await elsewhere.close();

  expect(seen).toEqual([
    [GREETING, 'en el teléfono', 'Eco: en el teléfono'],
    `${server.url}/`,
    [{ code: 'K7Q2M9XPA' }],
  ]);
});

test('a link that is no longer good leaves the person where they were, and says so', async () => {
  await write('sigo aquí');
  await message('Eco: sigo aquí').waitFor();
  await inPage("location.hash = 'seguir=VENCIDO'");
  await page.getByText('No pudimos traer tu conversación').waitFor();

  expect(page.url()).toBe(`${server.url}/`);
  expect(await bubbles()).toEqual([GREETING, 'sigo aquí', 'Eco: sigo aquí']);
});

test('after the token has ended for good, the chat begins anew with what was not sent', async () => {
  await write('hola');
  await message('Eco: hola').waitFor();
  await page.goto('about:blank');
  await page.goto(`${server.url}/accesibilidad`);
  await inPage(`{
    const session = JSON.parse(localStorage.getItem('vecino.session'));
    localStorage.setItem('vecino.session', JSON.stringify({ ...session, token: 'x.y.z' }));
    localStorage.setItem('vecino.queue.000000001.a1', '{"id":"a1","text":"quedó pendiente"}');
  }`);
  await page.goto(server.url);
  await message('Eco: quedó pendiente').waitFor();

  expect(await bubbles()).toEqual([GREETING, 'quedó pendiente', 'Eco: quedó pendiente']);
});

/** Every state that a chat can be in, one after the other. */
const STATES: readonly (readonly [name: string, reach: () => Promise<unknown>])[] = [
  ['at rest', () => message(GREETING).waitFor()],
  [
    'with options',
    () => write('opciones').then(() => page.getByRole('button', { name: 'No acepto' }).waitFor()),
  ],
  [
    'answering an older question',
    async () => {
      world.say(await conversationIdOf(), plainText('Otra cosa'));
      await page.getByRole('button', { name: 'Responder a esta pregunta' }).click();
    },
  ],
  ['with a quoted question', () => page.getByRole('button', { name: 'No acepto' }).click()],
  ['with the list open', () => more().click()],
  ['asked whether to erase', () => page.getByRole('button', { name: 'Borrar esta conversación' }).click()],
  [
    'with a file that was refused',
    async () => {
      await page.keyboard.press('Escape');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
      await page.getByText('No enviado').waitFor();
    },
  ],
  [
    'with new messages below',
    async () => {
      const id = await conversationIdOf();
      world.say(id, plainText('una línea larga '.repeat(300)));
      await message('una línea larga').waitFor();
      await scrollUp();
      world.say(id, plainText('lo último'));
      await page.getByRole('button', { name: 'Mensajes nuevos' }).waitFor();
    },
  ],
  [
    'without network',
    async () => {
      await context.setOffline(true);
      await page.getByText('Sin conexión').waitFor();
      await write('luego');
      await page.getByText('Pendiente').waitFor();
    },
  ],
];

test('axe finds nothing in any state at any width in light and dark, and nothing overflows', async () => {
  const found: string[] = [];
  for (const [name, reach] of STATES) {
    await reach();
    const findings = await inEveryLook(page, async ({ scheme }) => {
      const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      return [...(overflow > 0 ? [`overflows by ${overflow}`] : []), ...(await axeFindings(page, scheme))];
    });
    found.push(...findings.map((finding) => `${name}, ${finding}`));
  }

  expect(found).toEqual([]);
});

test('the first words of the page give way to those of the conversation', async () => {
  await server.stop();
  server = await startWebServer(world, { hello: () => GREETING });
  const hello = page.locator('#vecino-chat > p');
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/v3/directline/**', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(server.url);
  await field().waitFor();
  expect(await hello.isVisible()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);

  release();
  await message(GREETING).waitFor();
  expect(await hello.isVisible()).toBe(false);
});

test('a conversation reads in its order to who hears it', async () => {
  await write('opciones');
  await page.getByRole('button', { name: 'Sí, acepto' }).click();
  await message('Eco: Sí, acepto').waitFor();

  expect(await page.getByRole('main').ariaSnapshot()).toMatchInlineSnapshot(`
    "- main:
      - heading "Asistente virtual Vecino" [level=1]
      - status: En línea
      - log "Conversación":
        - heading "lunes, 2 de marzo de 2026" [level=2]
        - text: "Asistente: Hola, soy el asistente. 10:06 a. m. Tú: opciones 10:06 a. m. · Enviado Asistente: ¿Aceptas? 10:06 a. m. Tú: Respuesta a: ¿Aceptas? Sí, acepto 10:06 a. m. · Enviado Asistente: Eco: Sí, acepto 10:06 a. m."
      - button "Adjuntar y más opciones": +
      - textbox "Escribe tu mensaje"
      - button "Enviar""
  `);
});
