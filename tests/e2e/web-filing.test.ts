import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { aPhotoOfAPhone } from '../support/photo-of-a-phone.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

const MEGABYTE = 1024 * 1024;
const MAX_STOPS = 40;

let app: TestVecino;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestVecino();
  const context = await browser.newContext({
    locale: 'es-CO',
    timezoneId: 'America/Bogota',
    serviceWorkers: 'block',
    viewport: { width: 360, height: 700 },
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

type Root = { readonly activeElement: Focusable | null; querySelector: (css: string) => Focusable | null };
type Focusable = {
  readonly id: string;
  readonly textContent: string | null;
  readonly shadowRoot: Root | null;
  getAttribute: (name: string) => string | null;
  getRootNode: () => Root;
};

/** What a screen reader calls the element that has the focus. */
const nameOfFocus = (): Promise<string> =>
  page.evaluate(() => {
    let active = (globalThis as unknown as { readonly document: Root }).document.activeElement;
    while (active?.shadowRoot?.activeElement) {
      active = active.shadowRoot.activeElement;
    }
    const label = active?.id ? active.getRootNode().querySelector(`label[for="${active.id}"]`) : null;
    return (label?.textContent ?? active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim();
  });

/** Goes from stop to stop until one has this name; what the keyboard cannot reach fails here. */
async function tabTo(name: RegExp): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MAX_STOPS) {
    const focused = await nameOfFocus();
    if (name.test(focused)) {
      return;
    }
    passed.push(focused.slice(0, 30));
    await page.keyboard.press('Tab');
  }
  throw new Error(`no stop is called ${name}: ${passed.join(' | ')}`);
}

/** Waits until the assistant's newest words are these. */
const hear = (words: RegExp): Promise<void> =>
  page.locator('.message').last().filter({ hasText: words }).waitFor({ timeout: 30_000 });

async function press(name: RegExp): Promise<void> {
  await page.locator('.options').getByRole('button', { name }).waitFor({ timeout: 30_000 });
  await tabTo(name);
  await page.keyboard.press('Enter');
}

async function write(text: string): Promise<void> {
  await tabTo(/^Escribe tu mensaje$/);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function attach(photo: Buffer): Promise<void> {
  // Asked for in time: the browser must know that we choose before the key arrives.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(/^Adjuntar y más opciones$/);
  await page.keyboard.press('Enter');
  await tabTo(/^Foto o archivo$/);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'fuga.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByRole('dialog', { name: 'Lugar de la foto' }).waitFor({ timeout: 60_000 });
  await tabTo(/^Sí$/);
  await page.keyboard.press('Enter');
}

/** The annexes of what was filed, with the place of the PQRS that each belongs to. */
async function listAnnexes() {
  const { prisma } = app.vecino.storage.database;
  const annexes = await prisma.pqrsAnnex.findMany({ include: { file: true, pqrs: true } });
  return annexes.map(({ file, pqrs }) => ({
    name: file.name,
    bytes: file.bytes,
    place: [pqrs.latitude, pqrs.longitude],
  }));
}

/** The tree of the page for a screen reader, without what differs from one run to the next. */
async function readingOrder(): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot();
  return tree
    .replace(/ \(todavía en camino: \d\)/g, '')
    .replace(/\d{1,2}:\d{2}\s[ap]\.\sm\./g, '<hora>')
    .replace(/ESSMAR-\d{4}-\d{6}/g, '<radicado>')
    .replace(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g, '<código>')
    .replace(/(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo), \d{1,2} de [a-z]+ de \d{4}/g, '<día>')
    .replace(/(\/url: ).*\/files\/.*/g, '$1<archivo>');
}

test('a PQRS with a photo of 8 MB is filed by keyboard alone, and its whole conversation reads in order', async () => {
  const photo = await aPhotoOfAPhone();
  expect(photo.length).toBeGreaterThan(8 * MEGABYTE);

  await page.goto(app.origin);
  await press(/^Acepto$/);
  await press(/^Radicar una petición/);
  await press(/^Reclamo/);
  await hear(/Cuéntame qué pasó/);
  await write('Hay una fuga de agua limpia en la esquina');
  await hear(/barrio/);
  await write('saltar');
  await hear(/cuenta o contrato/);
  await write('saltar');
  await hear(/envía fotos/);
  await attach(photo);
  await hear(/Guardé fuga\.jpg/);
  await press(/^Listo/);
  await hear(/¿La radico\?/);
  await press(/^Sí/);
  await hear(/Quedó radicada con el número ESSMAR-/);

  expect(await readingOrder()).toMatchSnapshot();
  const [annex, ...others] = await listAnnexes();
  expect(others).toEqual([]);
  expect(annex?.name).toBe('fuga.jpg');
  expect(annex?.bytes).toBeLessThan(photo.length / 4);
  expect(annex?.place).toEqual([expect.closeTo(11.2434, 3), expect.closeTo(-74.211, 3)]);
});
