import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTranslate } from '../../locales/translate.ts';
import { findProblems, openProgramInBrowser, type ProgramInBrowser } from '../support/console-page.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import type { TestVecino } from '../support/vecino.ts';

const t = createTranslate('es-CO');

let there: ProgramInBrowser;
let app: TestVecino;
let ana: ConsoleCaller;
let approver: ConsoleCaller;

beforeAll(async () => {
  there = await openProgramInBrowser();
  ({ app } = there);
  const { prisma } = app.vecino.storage.database;
  ana = await enterConsole(app.origin, prisma, 'atencion');
  approver = await enterConsole(app.origin, prisma, 'aprobador');
});
afterAll(() => there.close());

/** Somebody in the web chat who waits for a person. */
async function aCitizen(): Promise<DirectLineClient> {
  const citizen = new DirectLineClient(app.origin);
  await citizen.open();
  for (const text of ['Acepto', 'asesor']) {
    await citizen.postUntilTaken(text, randomUUID());
    await app.vecino.messaging.idle();
  }
  return citizen;
}

/** A reply in use, without any page. */
async function aReply(name: string, text: string): Promise<string> {
  const { body } = await ana.post('/replies', { name, text });
  const { id } = JSON.parse(body) as { id: string };
  await approver.post(`/replies/${id}/versions/1/approve`, {});
  return id;
}

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const answerField = (page: Page) => page.getByRole('textbox', { name: t('console.handoff.answer') });
const isFocused = (what: Locator) => what.evaluate((element) => element.matches(':focus'));
const card = (page: Page, number: number, state: 'inUse' | 'proposed' | 'withdrawn') =>
  page.getByRole('region', {
    name: t('console.replies.versionState', { number, state: t(`console.replies.state.${state}`) }),
  });

/** Proposes it in the dialog, with a mistake first. Returns what axe found on the way. */
async function proposeIn(page: Page, name: string): Promise<string[]> {
  const problems = await findProblems(page);
  await button(page, t('console.replies.propose')).click();
  const form = page.getByRole('dialog');
  const words = form.getByLabel(t('console.replies.text'), { exact: true });
  await form.getByLabel(t('console.replies.name')).fill(name);
  await form.getByLabel(t('console.replies.topic')).selectOption({ label: t('topic.payment') });
  await words.fill('Hola, {{cedula}}');
  await button(form, t('console.replies.proposeYes')).click();
  await form.getByRole('alert').getByText(t('errors.reply-variable-unknown')).waitFor();
  problems.push(...(await findProblems(page)));
  await words.fill('<b>Hola</b>, ');
  await form.getByRole('button', { name: /\{\{nombre\}\}/ }).click();
  await button(form, t('console.replies.proposeYes')).click();
  await card(page, 1, 'proposed').getByText('<b>Hola</b>, {{nombre}}').waitFor();
  return [...problems, ...(await findProblems(page))];
}

test('what one colleague proposes another one approves or withdraws, and both see it at once', async () => {
  const hers = await there.open(ana, '/respuestas');
  await hers.getByText(t('console.replies.emptyTitle.en-uso')).waitFor();
  const problems = await proposeIn(hers, 'Pago con recargo');
  await expect.poll(() => isFocused(hers.getByRole('heading', { level: 1 }))).toBe(true);

  const theirs = await there.open(approver, '/respuestas?vista=por-aprobar');
  await theirs.getByRole('link', { name: 'Pago con recargo' }).click();
  await button(theirs, t('console.replies.approve')).click();
  await theirs.getByText(t('console.replies.approveWhat')).waitFor();
  problems.push(...(await findProblems(theirs)));
  await button(theirs, t('console.replies.approveYes')).click();
  await card(theirs, 1, 'inUse').waitFor();
  await expect.poll(() => isFocused(theirs.getByRole('heading', { level: 1 }))).toBe(true);

  await card(hers, 1, 'inUse').waitFor();
  await button(hers, t('console.replies.proposeVersion')).click();
  await hers.getByRole('dialog').getByLabel(t('console.replies.text'), { exact: true }).fill('Hola, vecina');
  await button(hers, t('console.replies.proposeYes')).click();
  await card(theirs, 2, 'proposed')
    .getByText(t('console.replies.changes', { number: 1 }))
    .waitFor();
  await button(card(theirs, 2, 'proposed'), t('console.replies.withdraw')).click();
  await theirs.getByRole('dialog').getByLabel(t('console.replies.reason')).fill('Falta el nombre');
  problems.push(...(await findProblems(theirs)));
  await button(theirs, t('console.replies.withdrawYes')).click();
  await card(hers, 2, 'withdrawn').getByText('Falta el nombre').waitFor();
  await button(theirs, t('console.replies.rename')).click();
  await theirs.getByRole('dialog').getByLabel(t('console.replies.name')).fill('Pago fuera de fecha');
  problems.push(...(await findProblems(theirs)));
  await button(theirs, t('console.replies.renameYes')).click();
  await hers.getByRole('heading', { level: 1, name: 'Pago fuera de fecha' }).waitFor();
  await expect.poll(() => isFocused(button(theirs, t('console.replies.rename')))).toBe(true);
  problems.push(...(await findProblems(hers)));
  expect(problems).toEqual([]);
  await Promise.all([hers.context().close(), theirs.context().close()]);
}, 120_000);

test('a reply does not leave with a gap; filled in it is sent as text, and counted', async () => {
  const id = await aReply('Saludo', '<b>Hola</b>, {{nombre}}');
  const citizen = await aCitizen();
  const page = await there.open(ana, `/conversaciones/${citizen.conversationId}`);
  await button(page, t('console.handoff.take')).click();
  await button(page, t('console.replies.insert')).click();
  await page.getByRole('option', { name: 'Saludo' }).click();
  await page.getByText(t('console.replies.gaps', { gaps: '[nombre]' })).waitFor();
  expect(await answerField(page).inputValue()).toBe('<b>Hola</b>, [nombre]');
  const problems = await findProblems(page);
  expect(await button(page, t('console.handoff.send')).isEnabled()).toBe(false);
  await button(page, t('console.replies.unpick')).click();
  expect(await button(page, t('console.handoff.send')).isEnabled()).toBe(false);

  await answerField(page).fill('');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: t('console.replies.search') }).fill('saludo');
  await expect.poll(() => page.getByRole('dialog').getByRole('option').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  await page.keyboard.type('Rosa');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText('<b>Hola</b>, Rosa', { exact: true }).waitFor();
  await expect.poll(() => answerField(page).inputValue()).toBe('');
  await app.vecino.messaging.idle();
  await citizen.poll();
  expect(citizen.texts()).toContain('<b>Hola</b>, Rosa');
  await page.goto(`/consola/respuestas/${id}`);
  await card(page, 1, 'inUse')
    .getByText(`1. ${t('console.replies.usesHint')}`)
    .waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

test('the replies are chosen by keyboard alone, on a narrow screen, and the draft stays', async () => {
  await aReply('Corte programado', 'El corte dura dos horas.');
  await aReply('Corte por mora', 'Se reconecta en un día.');
  const citizen = await aCitizen();
  const page = await there.open(ana, `/conversaciones/${citizen.conversationId}`, { width: 320 });
  const choices = page.getByRole('dialog').getByRole('option');
  const search = page.getByRole('combobox', { name: t('console.replies.search') });
  await button(page, t('console.handoff.take')).click();
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  await page.keyboard.press('/');
  await expect.poll(() => isFocused(search)).toBe(true);
  await page.keyboard.type('corte');
  await expect.poll(() => choices.count()).toBe(2);
  const problems = await findProblems(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  expect(await answerField(page).inputValue()).toBe('');

  await page.keyboard.type('Buenas 1/2.');
  for (
    let steps = 0;
    steps < 10 && !(await isFocused(button(page, t('console.replies.insert'))));
    steps += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => isFocused(search)).toBe(true);
  await page.keyboard.type('corte');
  await expect.poll(() => choices.count()).toBe(2);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => choices.nth(1).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');

  await expect.poll(() => answerField(page).inputValue()).toBe('Buenas 1/2. El corte dura dos horas.');
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  await page.getByText(t('console.replies.picked', { name: 'Corte programado', number: 1 })).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);
