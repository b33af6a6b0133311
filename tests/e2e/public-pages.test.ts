import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeFindings, inEveryLook } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { CODE, type PublicServer, startPublicServer } from '../support/public-server.ts';
import { startTestVecino } from '../support/vecino.ts';

const RADICADO = 'ESSMAR-2026-000001';

let browser: Browser;
let server: PublicServer;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startPublicServer();
  const ready = await server.keepFile('Recibo de noviembre con un nombre largo de verdad.pdf');
  const arriving = await server.keepFile('audio.ogg', 'arriving');
  const annex = { mimeType: 'application/pdf', bytes: 9 };
  await server.file(RADICADO, {
    annexes: [
      {
        ...annex,
        fileId: ready,
        name: 'Recibo de noviembre con un nombre largo de verdad.pdf',
        pending: false,
      },
      { ...annex, fileId: arriving, name: 'audio.ogg', pending: true },
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
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

/** axe is itself a script. */
async function allowScripts(): Promise<void> {
  await context.close();
  await openPage({ javaScriptEnabled: true });
}

async function consult(radicado: string, code: string): Promise<void> {
  await page.goto(`${server.url}/consulta`);
  await page.getByLabel('Número de radicado').fill(radicado);
  await page.getByLabel('Código de verificación').fill(code);
  await page.getByRole('button', { name: 'Consultar' }).click();
  await page.waitForLoadState();
}

const go = (path: string) => async () => {
  await page.goto(server.url + path);
};

/** Every state in which a public page can be seen. */
const STATES: Readonly<Record<string, () => Promise<void>>> = {
  form: go('/consulta'),
  failure: () => consult('123', 'ZZZZ-ZZZZ-ZZZZ'),
  found: () => consult(RADICADO, CODE),
  help: go('/ayuda'),
  privacy: go('/privacidad'),
  accessibility: go('/accesibilidad'),
  refused: go('/consulta/documento'),
};

/** Targets that are not words of a sentence (WCAG 2.1, 2.5.5). */
const smallTargets = () =>
  page
    .locator('button:visible, input:visible, .button, header a, nav a, footer a, .lines a')
    .evaluateAll((found) =>
      found
        .filter((element) => {
          const { width, height } = element.getBoundingClientRect();
          return Math.min(width, height) < 44;
        })
        .map(({ outerHTML }) => outerHTML),
    );

test('axe finds nothing, all fits and all can be touched, in every state and look', async () => {
  await allowScripts();
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

test('a person asks by keyboard alone, is told what went wrong in words tied to the fields, and finds it', async () => {
  await page.goto(`${server.url}/consulta`);
  await page.keyboard.press('Tab');
  const skip = await page.locator(':focus').textContent();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type(RADICADO);
  await page.keyboard.press('Tab');
  await page.keyboard.type('ZZZZ-ZZZZ-ZZZZ');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  const code = page.getByLabel('Código de verificación');
  const described = await code.getAttribute('aria-describedby');
  const words = await Promise.all(
    (described ?? '').split(' ').map((id) => page.locator(`#${id}`).textContent()),
  );
  const title = await page.title();
  await code.focus();
  await page.keyboard.type(CODE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: RADICADO }).waitFor();

  expect(skip).toBe('Ir al contenido');
  expect(title).toMatch(/^Error: /);
  expect(words.join(' ')).toContain('Con esos datos no puedo mostrarte ninguna solicitud');
  expect(new URL(page.url()).href).toBe(`${server.url}/consulta`);
});

test('on paper there is the answer, without forms nor the site map', async () => {
  await consult(RADICADO, CODE);
  await page.emulateMedia({ media: 'print' });

  expect(await page.getByText('Está radicada y pronto se asignará.').isVisible()).toBe(true);
  expect(await page.getByText('Recibo de noviembre', { exact: false }).first().isVisible()).toBe(true);
  expect(await page.locator('form:visible, footer nav:visible, .govco:visible').count()).toBe(0);
});

test('a document is saved under its name', async () => {
  await consult(RADICADO, CODE);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Descargar Recibo/ }).click();

  expect((await saved).suggestedFilename()).toBe('Recibo de noviembre con un nombre largo de verdad.pdf');
});

test('nothing is asked of anybody else', async () => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const reach of Object.values(STATES)) {
    await reach();
  }

  expect([...hosts]).toEqual([new URL(server.url).host]);
});

test('what was filed by chat is found from the site map of the first page, with the code of its acuse', async () => {
  const app = await startTestVecino();
  const acuse = await fileReclamo(new DirectLineClient(app.origin));
  const radicado = /ESSMAR-\d{4}-\d{6}/.exec(acuse)?.[0] ?? acuse;
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(acuse)?.[0] ?? acuse;
  await allowScripts();
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(app.origin);
  const small = await smallTargets();
  const wide = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth);
  const findings = await axeFindings(page);
  await page
    .getByRole('navigation', { name: 'Mapa del sitio' })
    .getByRole('link', { name: 'Consulta' })
    .click();
  await page.getByLabel('Número de radicado').fill(radicado);
  await page.getByLabel('Código de verificación').fill(code);
  await page.getByRole('button', { name: 'Consultar' }).click();
  const heading = await page.getByRole('heading', { level: 1, name: radicado }).textContent();
  await app.stop();

  expect({ small, wide, findings }).toEqual({ small: [], wide: 320, findings: [] });
  expect(heading).toContain(radicado);
});

/** Files through the whole program and returns the acuse. */
async function fileReclamo(client: DirectLineClient): Promise<string> {
  const say = async (text: string): Promise<string> => {
    const id = await client.post(text, `${text}-${client.received.length}`);
    const answers = () => client.received.filter(({ replyToId }) => replyToId === id);
    await client.pollUntil(() => answers().length > 0);
    return answers()
      .map((answer) => answer.text ?? '')
      .join('\n');
  };
  await client.open();
  for (const text of ['hola', 'Acepto', 'Radicar una petición, queja o reclamo', 'reclamo']) {
    await say(text);
  }
  await say('Llevo tres días sin agua en mi casa');
  for (const text of ['saltar', 'saltar', 'listo']) {
    await say(text);
  }
  return say('sí, radicar');
}
