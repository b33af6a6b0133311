import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { placeTestConsole } from '../support/build-test-console.ts';
import { addSession } from '../support/console-page.ts';
import { enterConsole } from '../support/staff-entry.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

let app: TestVecino;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  await placeTestConsole();
  app = await startTestVecino();
  page = await (
    await browser.newContext({ locale: 'es-CO', viewport: { width: 360, height: 700 } })
  ).newPage();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const bubbles = () => page.locator('.message');
const option = (name: string | RegExp) => page.getByRole('button', { name }).last();

/** Writes a text (or presses an option) and waits until the assistant has said something else. */
async function say(text: string): Promise<void> {
  const before = await bubbles().count();
  await page.getByLabel('Escribe tu mensaje').fill(text);
  await page.keyboard.press('Enter');
  await expect.poll(() => bubbles().count(), { timeout: 20_000 }).toBeGreaterThan(before + 1);
}

async function lastText(): Promise<string> {
  return (await bubbles().last().textContent()) ?? '';
}

test('a citizen files a PQRS with a photo in the browser, and staff find it with its deadline', async () => {
  await page.goto(app.origin);
  await option('Acepto').click();
  await option(/Radicar/).waitFor();
  await say(
    'quiero poner un reclamo: hace tres días no llega agua a mi casa en el Pando <img src=x onerror=alert(1)>',
  );
  const radicado = await finishFiling();
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(
    (await bubbles().allTextContents()).join('\n'),
  )?.[0];

  const colleague = await enterConsole(app.origin, app.vecino.storage.database.prisma, 'pqrs');
  const consolePage = await browser.newPage({ baseURL: app.origin });
  await addSession(consolePage.context(), app.origin, colleague.cookie);
  await consolePage.goto('/consola');
  await consolePage.getByRole('link', { name: radicado }).click();
  await consolePage.getByRole('heading', { level: 1, name: radicado }).waitFor();
  await consolePage.getByText('foto.jpg').first().waitFor();
  const detail = (await consolePage.locator('main').textContent()) ?? '';

  expect(detail).toContain('<img src=x onerror=alert(1)>');
  expect(detail).toContain('foto.jpg');
  expect(code).toBeDefined();
  expect(detail).not.toContain(code);
  const { rows } = await app.vecino.storage.database.pool.query(
    'SELECT count(*)::int AS n FROM outbox WHERE strpos(content::text, $1) > 0',
    [code],
  );
  expect(rows).toEqual([{ n: 0 }]);
  await consolePage.close();
});

/** Answers whatever the form asks until the acuse, sending a photo when it asks for annexes. */
async function finishFiling(): Promise<string> {
  for (let step = 0; step < 14; step += 1) {
    const radicado = /ESSMAR-\d{4}-\d{6}/.exec((await bubbles().allTextContents()).join('\n'))?.[0];
    if (radicado !== undefined) {
      return radicado;
    }
    await answerOnce(await lastText());
  }
  throw new Error(`no acuse; the last words were: ${await lastText()}`);
}

async function answerOnce(asked: string): Promise<void> {
  if (/foto|anexo|archivo/i.test(asked) && !(await bubbles().allTextContents()).join().includes('foto.jpg')) {
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#356' } })
      .jpeg()
      .toBuffer();
    const before = await bubbles().count();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });
    await expect.poll(() => bubbles().count(), { timeout: 20_000 }).toBeGreaterThan(before + 1);
    return;
  }
  const buttons = await page.locator('.options button').allTextContents();
  const wanted = [
    /^Sí, radicar|^Confirmar|^Radicar ahora|^Sí/i,
    /^Reclamo/i,
    /^Listo|^No tengo|^Seguir/i,
    /^Saltar|^Omitir/i,
  ];
  const found =
    wanted.flatMap((pattern) => buttons.filter((name) => pattern.test(name.trim())))[0] ?? buttons[0];
  await say(found ?? 'El Pando');
}
