import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { axeFindings, inEveryLook } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

const GREETING = 'Hola, soy el asistente.';
const RADICADO = 'ESSMAR-2026-000012';
const QR = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>')}`;
const LINK = 'https://vecino.example/#seguir=ABCD2345';

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
  context = await browser.newContext({ locale: 'es-CO', viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await page.clock.install();
  await page.goto(`${server.url}/kiosco`);
  return async () => {
    await context.close();
    await server.stop();
  };
});

const button = (name: string, on: Page = page): Locator => on.getByRole('button', { name, exact: true });
const message = (text: string, on: Page = page): Locator => on.locator('.message', { hasText: text });
const warning = (): Locator => page.getByRole('alertdialog', { name: '¿Sigues ahí?' });
const reminders = (): Locator =>
  warning()
    .getByText(/radicado|enviado/)
    .filter({ visible: true });
const phone = (): Locator => page.getByRole('dialog', { name: 'Sigue en tu teléfono' });
const firstScreen = (): Promise<void> => button('Toca para empezar').waitFor();

async function begin(on: Page = page): Promise<void> {
  await button('Toca para empezar', on).click();
  await message(GREETING, on).waitFor();
}

async function write(text: string, on: Page = page): Promise<void> {
  const field = on.getByLabel('Escribe tu mensaje');
  await field.fill(text);
  await field.press('Enter');
  await message(`Eco: ${text}`, on).waitFor();
}

/** What a person at the machine can read of the conversation. */
const bubbles = (on: Page = page): Promise<string[]> => on.locator('.message .bubble').allInnerTexts();

/** Runs where there is a document, which the types of this folder know nothing of. */
const inPage = <T>(script: string, on: Page = page): Promise<T> => on.evaluate(script);

const conversationId = (on: Page = page): Promise<string> =>
  inPage("JSON.parse(localStorage.getItem('vecino.session') ?? '{}').conversationId ?? ''", on);

/** What the machine would show to the next person. */
async function nextPersonSees(): Promise<string> {
  await firstScreen();
  await page.clock.resume();
  await begin();
  return (await bubbles()).join('\n');
}

/** From here on the clock of the page goes only when a test says so. */
async function holdClock(): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  await page.clock.pauseAt(now + 1000);
}

async function goIdle(): Promise<void> {
  await holdClock();
  await page.clock.runFor(90_000);
  await warning().waitFor();
}

/** The way to the telephone, as the server gives it. */
async function offerPhone(): Promise<void> {
  await page.route('**/continuation', (route) =>
    route.fulfill({ json: { code: 'ABCD2345', expiresAt: '2026-03-02T15:16:00Z', link: LINK, qr: QR } }),
  );
}

test('a person begins, is answered, and finishing takes everything away at once', async () => {
  await begin();
  await write('mi cédula es 123');
  const before = await conversationId();
  await page.getByLabel('Escribe tu mensaje').fill('a medio escribir');
  await button('Terminar').click();
  await page.locator('#notice').getByText('Borramos la conversación de este equipo.').waitFor();
  const seen = await nextPersonSees();

  expect(seen).not.toContain('cédula');
  expect(await page.getByLabel('Escribe tu mensaje').inputValue()).toBe('');
  expect(await conversationId()).not.toBe(before);
});

test('after a minute and a half without anybody the machine asks, and the focus is on the answer', async () => {
  await begin();
  await holdClock();
  await page.clock.runFor(80_000);
  const early = await warning().count();
  await page.clock.runFor(10_000);
  await warning().waitFor();

  expect(early).toBe(0);
  expect(await button('Sigo aquí').evaluate((element) => element.matches(':focus'))).toBe(true);
});

test.each([
  ['a key', () => page.keyboard.press('a')],
  ['the Escape key', () => page.keyboard.press('Escape')],
  ['a touch beside the question', () => page.mouse.click(5, 5)],
  ['the button', () => button('Sigo aquí').click()],
])('%s says that the person is there, and does nothing else', async (_what, answer) => {
  await begin();
  await write('hola');
  await page.getByLabel('Escribe tu mensaje').fill('a medias');
  await goIdle();
  await answer();
  await warning().waitFor({ state: 'hidden' });
  await page.clock.runFor(60_000);

  expect(await warning().count()).toBe(0);
  expect(await page.getByLabel('Escribe tu mensaje').inputValue()).toBe('a medias');
  expect(await message('Eco: hola').count()).toBe(1);
});

test('a person can ask for more time as often as they want', async () => {
  await begin();
  await write('leo despacio');
  for (let times = 0; times < 12; times++) {
    await goIdle();
    await page.clock.runFor(25_000);
    await button('Sigo aquí').click();
    await warning().waitFor({ state: 'hidden' });
  }

  expect(await message('Eco: leo despacio').count()).toBe(1);
});

test('writing, touching and moving keep the machine from asking', async () => {
  await begin();
  await holdClock();
  for (const act of [
    () => page.keyboard.press('Tab'),
    () => page.mouse.move(300, 300),
    () => page.mouse.wheel(0, 10),
  ]) {
    await page.clock.runFor(80_000);
    await act();
  }
  await page.clock.runFor(80_000);

  expect(await warning().count()).toBe(0);
});

test('the seconds that are left are said three times and shown always', async () => {
  await begin();
  await inPage(`globalThis.said = [];
    new MutationObserver(([{ target }]) => said.push(target.textContent))
      .observe(document.getElementById('said'), { childList: true });`);
  await goIdle();
  const shown: number[] = [];
  while (await warning().isVisible()) {
    shown.push(Number(await page.locator('#seconds').textContent()));
    await page.clock.runFor(1000);
  }
  const said = await inPage<string[]>('said');

  expect(said.filter((text) => text !== '')).toEqual(
    [30, 15, 5].map((seconds) => `Segundos que quedan: ${seconds}`),
  );
  expect(shown).toEqual(Array.from({ length: shown.length }, (_, index) => shown.length - index));
  expect(shown.length).toBeGreaterThan(25);
});

test('without an answer everything is taken away: screen, storage and field', async () => {
  await begin();
  await write('mi secreto');
  const before = await conversationId();
  await inPage(`sessionStorage.setItem('of-a-person', 'x');
    localStorage.setItem('of-a-person', 'x');
    caches.open('of-a-person').then(() => undefined)`);
  await goIdle();
  await page.clock.runFor(30_000);
  await firstScreen();
  const seen = await nextPersonSees();
  const stored = await inPage<string[]>(
    'caches.keys().then((names) => [...Object.keys(sessionStorage), ...Object.keys(localStorage), ...names])',
  );

  expect(seen).not.toContain('secreto');
  expect(await page.locator('html').innerHTML()).not.toContain('secreto');
  expect(await conversationId()).not.toBe(before);
  expect(stored).not.toContain('of-a-person');
});

test('a machine that slept asks nobody: it finishes', async () => {
  await begin();
  await write('mi secreto');
  await page.clock.fastForward('08:00:00');

  expect(await nextPersonSees()).not.toContain('secreto');
});

test('the question reminds of the radicado that was given, and of what was not sent', async () => {
  await begin();
  await goIdle();
  const plain = await reminders().count();
  await button('Sigo aquí').click();
  world.say(await conversationId(), plainText(`Quedó radicada con el número ${RADICADO}.`));
  await message(RADICADO).waitFor();
  await context.setOffline(true);
  await page.getByLabel('Escribe tu mensaje').fill('sin red');
  await page.keyboard.press('Enter');
  await message('sin red').waitFor();
  await goIdle();
  const full = (await reminders().allTextContents()).join('\n');

  expect(plain).toBe(0);
  expect(full).toContain(RADICADO);
  expect(full).toContain('todavía no se han enviado');
});

test('a radicado that only the person wrote is nothing to be reminded of', async () => {
  await begin();
  await page.route('**/activities', (route) => route.abort());
  await page.getByLabel('Escribe tu mensaje').fill(RADICADO);
  await page.keyboard.press('Enter');
  await message(RADICADO).waitFor();
  await goIdle();

  expect(await warning().getByText(RADICADO).count()).toBe(0);
});

describe('nobody finds the person before', () => {
  test.each([
    ['by a reload', () => page.reload()],
    [
      'by going back',
      async () => {
        await page.goto('about:blank');
        await page.goBack();
      },
    ],
    [
      'by the address in a new tab',
      async () => {
        await page.close();
        page = await context.newPage();
        await page.goto(`${server.url}/kiosco`);
      },
    ],
  ])('%s', async (_how, come) => {
    await begin();
    await write('mi secreto');
    await come();

    expect(await nextPersonSees()).not.toContain('secreto');
  });

  test('from a page that the browser kept aside', async () => {
    await begin();
    await write('mi secreto');
    await inPage("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
    const kept = await message('secreto').filter({ visible: true }).count();
    await inPage("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

    expect(kept).toBe(0);
    expect(await nextPersonSees()).not.toContain('secreto');
  });

  test('who used the ordinary page of the same browser', async () => {
    await page.goto(server.url);
    await message(GREETING).waitFor();
    await write('desde la página');
    await page.goto(`${server.url}/kiosco`);

    expect(await nextPersonSees()).not.toContain('desde la página');
  });

  test('in what the browser offers for the field', async () => {
    await begin();

    expect(await page.getByLabel('Escribe tu mensaje').getAttribute('autocomplete')).toBe('off');
  });
});

test('two machines behind one address serve two people', async () => {
  const other = await (await browser.newContext({ locale: 'es-CO' })).newPage();
  await other.goto(`${server.url}/kiosco`);
  await begin();
  await begin(other);
  await write('desde el uno');
  await write('desde el otro', other);
  await button('Terminar').click();
  await firstScreen();
  await write('sigo', other);

  expect((await bubbles(other)).join('\n')).not.toContain('desde el uno');
  expect((await bubbles(other)).join('\n')).toContain('Eco: sigo');
  await other.context().close();
});

test('the code for the telephone is shown, and having it there takes it away here', async () => {
  await offerPhone();
  await begin();
  await write('mi secreto');
  const asked = page.waitForRequest('**/continuation');
  await button('Seguir en mi teléfono').click();
  await page.getByAltText('Código QR que abre esta conversación en tu teléfono').waitFor();
  const request = await asked;
  const shown = await phone().getByText(LINK).isVisible();
  const id = await conversationId();
  await button('Ya la tengo').click();
  const seen = await nextPersonSees();

  expect(request.url()).toBe(`${server.directLine}/conversations/${id}/continuation`);
  expect(request.postDataJSON()).toEqual({ to: 'web' });
  expect(await request.headerValue('authorization')).toMatch(/^Bearer ./);
  expect(shown).toBe(true);
  expect(seen).not.toContain('secreto');
  expect(await page.locator('html').innerHTML()).not.toMatch(/ABCD2345|svg\+xml/);
});

test('going away from the code is going away', async () => {
  await offerPhone();
  await begin();
  await write('mi secreto');
  await button('Seguir en mi teléfono').click();
  await button('Ya la tengo').waitFor();
  await goIdle();
  await page.clock.runFor(30_000);
  const seen = await nextPersonSees();

  expect(await phone().count()).toBe(0);
  expect(seen).not.toContain('secreto');
  expect(await page.locator('html').innerHTML()).not.toMatch(/ABCD2345|svg\+xml/);
});

test('a code that cannot be had is said, the conversation stays, and another try can work', async () => {
  await page.route('**/continuation', (route) => route.abort(), { times: 1 });
  await begin();
  await write('hola');
  await button('Seguir en mi teléfono').click();
  await phone().getByText('No pudimos preparar el código.').waitFor();
  await offerPhone();
  await button('Pedir otro código').click();
  await button('Ya la tengo').waitFor();
  await button('Volver al chat').click();

  expect(await phone().count()).toBe(0);
  expect(await message('Eco: hola').isVisible()).toBe(true);
});

test('a code that arrives after the person has left is shown to nobody', async () => {
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  await page.route('**/continuation', async (route) => {
    await left;
    await route.fulfill({ json: { code: 'ABCD2345', expiresAt: '', link: LINK, qr: QR } });
  });
  await begin();
  await button('Seguir en mi teléfono').click();
  await phone().getByText('Preparando el código').waitFor();
  await page.keyboard.press('Escape');
  await button('Terminar').click();
  const answered = page.waitForResponse('**/continuation');
  leave();
  await answered;
  await nextPersonSees();

  expect(await page.locator('html').innerHTML()).not.toContain('ABCD2345');
});

test('what a message links to stays at the telephone: the machine never leaves its page', async () => {
  await offerPhone();
  await begin();
  await inPage(`document.getElementById('vecino-chat').shadowRoot.querySelector('.log')
    .append(Object.assign(document.createElement('a'), { href: '/consulta', textContent: 'acuse.pdf' }))`);
  await page.getByRole('link', { name: 'acuse.pdf' }).click();
  await phone().waitFor();

  expect(new URL(page.url()).pathname).toBe('/kiosco');
  expect(await page.locator('a[href]:visible').count()).toBe(1);
});

test('without a network the first screen says so, and works when it is back', async () => {
  await context.setOffline(true);
  await button('Toca para empezar').click();
  await page.getByText('En este momento no hay conexión.').waitFor();
  await context.setOffline(false);
  await begin();

  expect(await bubbles()).toHaveLength(1);
});

test('the machine asks for no file and no microphone', async () => {
  await begin();
  const names = await page
    .locator('button:visible, input:visible')
    .evaluateAll((found) =>
      found.map((element) => element.getAttribute('aria-label') ?? element.textContent),
    );

  expect(names).toEqual(['Pantalla completa', 'Seguir en mi teléfono', 'Terminar', 'Enviar']);
});

test('a person goes all the way by keyboard alone', async () => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const first = await inPage<string>('document.activeElement.textContent');
  await page.keyboard.press('Enter');
  await message(GREETING).waitFor();
  const focused = await inPage<string>('document.activeElement.id');
  await write('hola');
  await button('Terminar').focus();
  await page.keyboard.press('Enter');
  await firstScreen();

  expect(first).toBe('Toca para empezar');
  expect(focused).toBe('chat');
  expect(await inPage<string>('document.activeElement.id')).toBe('begin');
});

/** The state of every screen, one after the other. */
const SCREENS: readonly (readonly [string, () => Promise<void>])[] = [
  ['first', firstScreen],
  [
    'chat',
    async () => {
      await begin();
      await write('hola');
    },
  ],
  ['warning', goIdle],
  [
    'phone',
    async () => {
      await button('Sigo aquí').click();
      await button('Seguir en mi teléfono').click();
      await button('Ya la tengo').waitFor();
    },
  ],
];

test('axe finds nothing, nothing overflows and every target is large, in every state and look', async () => {
  await offerPhone();
  const found: string[] = [];
  for (const [name, reach] of SCREENS) {
    await reach();
    await page.clock.resume();
    const findings = await inEveryLook(page, async ({ width, scheme }) => {
      const wide = await page.locator('html').evaluate((html) => html.scrollWidth);
      return [
        ...(await axeFindings(page, scheme)),
        ...(await smallTargets()).map((target) => `small ${target}`),
        ...(wide > width ? [`${wide} px wide`] : []),
      ];
    });
    found.push(...findings.map((finding) => `${name}, ${finding}`));
  }

  expect(found).toEqual([]);
});

function smallTargets(): Promise<string[]> {
  return page.locator('button:visible, textarea:visible').evaluateAll((found) =>
    found
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return Math.min(width, height) < 44;
      })
      .map((element) => element.outerHTML),
  );
}
