import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeFindings, inEveryLook } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { BEHIND_PROXY, PDF, PNG, readAcuse } from '../support/filing-form.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

const PHOTO = { name: 'fuga en la calle 30.png', mimeType: 'image/png', buffer: PNG };
const RECEIPT = { name: 'recibo.pdf', mimeType: 'application/pdf', buffer: PDF };

let browser: Browser;
let app: TestVecino;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestVecino({ settings: BEHIND_PROXY });
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** No script of a page runs: what works here works everywhere. */
beforeEach(async () => {
  await openPage({ javaScriptEnabled: false });
  return () => context.close();
});

async function openPage(options: { javaScriptEnabled: boolean }): Promise<void> {
  context = await browser.newContext({ locale: 'es-CO', ...options });
  page = await context.newPage();
}

const goToForm = () => page.goto(`${app.origin}/radicar`);

async function submit(): Promise<void> {
  await page.getByRole('button', { name: 'Radicar', exact: true }).click();
  await page.waitForLoadState();
}

async function fillIn(description: string): Promise<void> {
  await goToForm();
  await page.getByRole('radio', { name: /^Reclamo/ }).check();
  await page.getByLabel('¿Qué pasó?').fill(description);
}

async function fileIt(description: string): Promise<void> {
  await fillIn(description);
  await page.getByLabel('Fotos, PDF o audios').setInputFiles([PHOTO, RECEIPT]);
  await submit();
}

/** Every state in which the form and its acuse can be seen. */
const STATES: Readonly<Record<string, () => Promise<unknown>>> = {
  form: goToForm,
  errors: async () => {
    await goToForm();
    await page.getByLabel('Número de cuenta').fill('no la tengo a la mano en este momento');
    await page.getByLabel('Fotos, PDF o audios').setInputFiles([
      PHOTO,
      {
        name: 'un-programa-con-un-nombre-muy-largo-de-verdad.exe',
        mimeType: 'x/y',
        buffer: Buffer.from('MZ'),
      },
    ]);
    await submit();
  },
  acuse: () => fileIt('Llevamos tres días sin agua en toda la cuadra y nadie responde.'),
  danger: () => fileIt('Hay un cable pelado echando chispas en el agua de la calle'),
  health: () => fileIt('mi EPS no me quiere entregar los medicamentos de la presión'),
  used: async () => {
    await fileIt('Llevamos tres días sin agua.');
    await page.goBack();
    await page.getByLabel('¿Qué pasó?').fill('Esto es otra cosa distinta.');
    await submit();
  },
};

/** Targets that are not words of a sentence (WCAG 2.1, 2.5.5). */
const smallTargets = () =>
  page
    .locator(
      'button:visible, input:visible, textarea:visible, .choice label, .button, .problem a, nav a, .lines a',
    )
    .evaluateAll((found) =>
      found
        .filter((element) => {
          const { width, height } = element.getBoundingClientRect();
          return Math.min(width, height) < 44;
        })
        .map(({ outerHTML }) => outerHTML),
    );

test('axe finds nothing, all fits and all can be touched, in every state and look', async () => {
  await context.close();
  await openPage({ javaScriptEnabled: true });
  const found: string[] = [];
  for (const [name, reach] of Object.entries(STATES)) {
    await reach();
    const findings = await inEveryLook(page, async ({ width, scheme }) => {
      const wide = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth);
      return [
        ...(await axeFindings(page, scheme)),
        ...(await smallTargets()).map((target) => `small: ${target}`),
        ...(wide > width ? [`${wide} px wide`] : []),
      ];
    });
    found.push(...findings.map((finding) => `${name}, ${finding}`));
  }

  expect(found).toEqual([]);
});

async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (
      (await page
        .locator(':focus')
        .getAttribute('name')
        .catch(() => null)) === name
    ) {
      return;
    }
  }
  throw new Error(`${name} cannot be reached by keyboard`);
}

test('without JavaScript and by keyboard alone a person files with a photo, and finds it with its code', async () => {
  await goToForm();
  await tabTo('tipo');
  await page.keyboard.press('Space');
  await tabTo('descripcion');
  await page.keyboard.type('Hay una fuga en la calle 30 desde ayer.');
  await tabTo('barrio');
  await page.keyboard.type('Bolivariana');
  // Asked for in time: the browser must know that we choose before the key arrives.
  const chooser = page.waitForEvent('filechooser');
  await tabTo('archivos');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([PHOTO]);
  await tabTo('acepto');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Quedó radicada/ }).waitFor();
  const acuse = readAcuse({ text: await page.content() });
  const address = page.url();
  await page.getByRole('main').getByRole('link', { name: 'la página de consulta' }).click();
  await page.getByLabel('Número de radicado').fill(acuse.radicado);
  await page.getByLabel('Código de verificación').fill(acuse.code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: acuse.radicado }).waitFor();

  expect(address).toBe(`${app.origin}/radicar`);
  expect(await page.getByRole('main').textContent()).toContain(PHOTO.name);
});

test('what is wrong has the focus, leads to its fields and loses neither words nor files', async () => {
  await goToForm();
  await page.getByLabel('¿Qué pasó?').fill('Hay una fuga en la calle 30 desde ayer.');
  await page.getByLabel('Tu nombre').fill('Rosa Polo');
  await page.getByLabel('Fotos, PDF o audios').setInputFiles([PHOTO]);
  await submit();
  const alert = page.getByRole('alert');
  const hasFocus = await alert.evaluate((element) => element === element.ownerDocument.activeElement);
  const title = await page.title();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const reached = await page.locator(':focus').getAttribute('name');
  await page.keyboard.press('Space');
  const description = await page.getByLabel('¿Qué pasó?').inputValue();
  await submit();

  expect({ hasFocus, reached, description }).toEqual({
    hasFocus: true,
    reached: 'tipo',
    description: 'Hay una fuga en la calle 30 desde ayer.',
  });
  expect(title).toMatch(/^Error: /);
  expect(await page.getByText(PHOTO.name).isVisible()).toBe(true);
  expect(await page.getByText('Rosa Polo').isVisible()).toBe(true);
});

test('sending the page again shows the same acuse, whatever the browser remembers of the files', async () => {
  await fileIt('Hay una fuga en la calle 31 desde ayer.');
  const first = readAcuse({ text: await page.content() });
  await page.reload();
  const reloaded = readAcuse({ text: await page.content() });

  expect(reloaded).toEqual(first);
});

test('with more space between letters, words and lines nothing overflows at 320 px (WCAG 2.1, 1.4.12)', async () => {
  await page.setViewportSize({ width: 320, height: 800 });
  const widths: number[] = [];
  for (const reach of Object.values(STATES)) {
    await reach();
    widths.push(
      await page.locator('body').evaluate((body) => {
        for (const element of body.querySelectorAll('*')) {
          (element as unknown as { style: { cssText: string } }).style.cssText =
            'line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important';
        }
        return body.ownerDocument.documentElement.scrollWidth;
      }),
    );
  }

  expect(new Set(widths)).toEqual(new Set([320]));
});

test('on paper there is the acuse with its code, without the site map', async () => {
  await fileIt('Hay una fuga en la calle 32 desde ayer.');
  const { code } = readAcuse({ text: await page.content() });
  await page.emulateMedia({ media: 'print' });

  expect(await page.getByText(code).isVisible()).toBe(true);
  expect(await page.locator('form:visible, footer nav:visible, .no-print:visible').count()).toBe(0);
});

test('nothing is asked of anybody else', async () => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await fileIt('Hay una fuga en la calle 33 desde ayer.');

  expect([...hosts]).toEqual([new URL(app.origin).host]);
});
