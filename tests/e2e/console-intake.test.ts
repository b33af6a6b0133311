import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTranslate } from '../../locales/translate.ts';
import { findProblems, openProgramInBrowser, type ProgramInBrowser } from '../support/console-page.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import type { TestVecino } from '../support/vecino.ts';

const t = createTranslate('es-CO');
const HOSTILE = '<img src=x onerror=alert(1)> Que revisen el medidor';

let there: ProgramInBrowser;
let app: TestVecino;
let ana: ConsoleCaller;

beforeAll(async () => {
  there = await openProgramInBrowser();
  ({ app } = there);
  ana = await enterConsole(app.origin, app.vecino.storage.database.prisma, 'atencion');
});
afterAll(() => there.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.locator(`#intake-${name}`);
const focused = (page: Page) => page.evaluate<string>('document.activeElement?.id ?? ""');

const isTooWide = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

async function radicadoShown(page: Page): Promise<string> {
  const shown = page.locator('.intake-radicado');
  await shown.waitFor();
  return (await shown.textContent()) ?? '';
}

test('somebody at the window: what is missing is told, nothing typed is lost, and the constancia tells it all', async () => {
  const page = await there.open(ana, '/pqrs', { width: 320 });
  await page.getByRole('link', { name: t('console.intake.open') }).click();
  await field(page, 'object').fill(HOSTILE);
  await button(page, t('console.intake.review')).press('Enter');
  await page.getByText(t('console.intake.problem.kind')).first().waitFor();
  expect(await focused(page)).toBe('intake-readBack');
  const problems = await findProblems(page);

  await page.reload();
  expect(await field(page, 'object').inputValue()).toBe(HOSTILE);
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await isTooWide(page)).toBe(false);
  await field(page, 'readBack').check();
  await field(page, 'kind').selectOption('reclamo');
  await field(page, 'name').fill('Rosa Pérez');
  await field(page, 'phone').fill('300 111 2233');
  await field(page, 'aviso').selectOption('de-palabra');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'carta.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF'),
  });
  await page.getByText(t('console.intake.filesKept', { count: 1 })).waitFor();
  problems.push(...(await findProblems(page)));
  await button(page, t('console.intake.review')).click();
  await page.getByRole('heading', { name: t('console.intake.summary') }).waitFor();
  problems.push(...(await findProblems(page)));
  await button(page, t('console.intake.file')).press('Enter');
  const radicado = await radicadoShown(page);
  problems.push(...(await findProblems(page)));

  await page.getByRole('link', { name: t('console.constancia.open') }).click();
  await page.getByText(HOSTILE).waitFor();
  const paper = (await page.locator('.constancia').textContent()) ?? '';
  problems.push(...(await findProblems(page)));
  await page.emulateMedia({ media: 'print' });
  expect(await button(page, t('console.constancia.print')).count()).toBe(0);
  expect(paper).toContain(radicado);
  expect(paper).toMatch(/\w{4}-\w{4}-\w{4}/);
  for (const told of ['Rosa Pérez', 'Ana Ruiz', 'Ventanilla', 'carta.pdf', '300 111 2233']) {
    expect(paper).toContain(told);
  }
  expect(problems).toEqual([]);
  await page.context().close();
}, 180_000);

test('from a conversation: the chosen messages are the text, and the person gets the acuse there, once', async () => {
  const citizen = new DirectLineClient(app.origin);
  await citizen.open();
  for (const text of ['Acepto', 'asesor', 'llevamos una semana sin agua en la cuadra']) {
    await citizen.postUntilTaken(text, randomUUID());
    await app.vecino.messaging.idle();
  }
  const page = await there.open(ana, `/conversaciones/${citizen.conversationId}`);
  await button(page, t('console.handoff.take')).click();
  await page.getByRole('link', { name: t('console.intake.fromTalk') }).click();
  await page.getByRole('checkbox', { name: /una semana sin agua/ }).check();
  expect(await field(page, 'object').inputValue()).toBe('llevamos una semana sin agua en la cuadra');
  await field(page, 'kind').selectOption('reclamo');
  const problems = await findProblems(page);
  await button(page, t('console.intake.review')).click();
  await button(page, t('console.intake.file')).click();
  const radicado = await radicadoShown(page);
  await page
    .getByRole('link', { name: t('console.intake.backToTalk') })
    .first()
    .click();
  const filed = page.getByText(t('console.handoff.event.open-pqrs', { by: 'Ana Ruiz', radicado }));
  await filed.waitFor();
  await page.goto(`/consola/pqrs/${radicado}`);
  await page.getByRole('link', { name: t('console.conversation.live') }).click();
  await filed.waitFor();
  await app.vecino.messaging.idle();
  await citizen.poll();

  expect(citizen.texts().filter((text) => text.includes(radicado))).toHaveLength(1);
  expect(problems).toEqual([]);
  await page.context().close();
}, 180_000);
