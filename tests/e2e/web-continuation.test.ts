import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { ask, until, WhatsAppCity } from '../support/whatsapp-city.ts';

let city: WhatsAppCity;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  browser = await launchBrowser();
  city = await WhatsAppCity.open();
  await city.link();
  const program = await city.start();
  origin = (await program.says(/listo en (\S+)/))[1] ?? '';
  await until('the number to be linked', async () => {
    const { rows } = await city.pool.query(
      `SELECT 1 FROM whatsapp_account WHERE state = 'open' AND me IS NOT NULL`,
    );
    return rows.length > 0;
  });
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({
    locale: 'es-CO',
    serviceWorkers: 'block',
    viewport: { width: 360, height: 700 },
  });
  return context.newPage();
}

const hear = (page: Page, words: RegExp): Promise<void> =>
  page.locator('.message').filter({ hasText: words }).last().waitFor({ timeout: 30_000 });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).last().click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Escribe tu mensaje').fill(text);
  await page.keyboard.press('Enter');
}

test('a form begun on the page goes on in WhatsApp by the code that the page shows, and then on another page', async () => {
  const citizen = await city.citizen('Rosa');
  const page = await openPage();
  await page.goto(origin);
  await press(page, 'Acepto');
  await press(page, 'Radicar una petición, queja o reclamo');
  await press(page, 'Reclamo:');
  await hear(page, /Cuéntame qué pasó/);
  await write(page, 'sale agua de la tapa de la alcantarilla');
  await hear(page, /¿En qué barrio es\?/);

  await press(page, 'Adjuntar y más opciones');
  await press(page, 'Seguir por WhatsApp');
  const link = await page.getByRole('link', { name: 'Abrir WhatsApp' }).getAttribute('href');
  const words = new URL(link ?? '').searchParams.get('text') ?? '';
  await ask(citizen, words, /¿Quieres unir este WhatsApp/);
  await ask(citizen, 'sí', /¿En qué barrio es\?/);
  await page.keyboard.press('Escape');
  await hear(page, /Este chat quedó unido a tu WhatsApp/);

  const sent = await ask(citizen, 'seguir en la web', /#seguir=/);
  const other = await openPage();
  await other.goto(/https?:\S+#seguir=\S+/.exec(sent.text)?.[0] ?? '');
  await hear(other, /¿En qué barrio es\?/);
  expect(new URL(other.url()).hash).toBe('');
});
