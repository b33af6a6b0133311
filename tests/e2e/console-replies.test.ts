import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTranslate } from '../../locales/translate.ts';
import { launchBrowser } from '../support/browser.ts';
import { placeTestConsole } from '../support/build-test-console.ts';
import { addSession, findProblems } from '../support/console-page.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

const t = createTranslate('es-CO');

let app: TestVecino;
let browser: Browser;
let ana: ConsoleCaller;
let approver: ConsoleCaller;

beforeAll(async () => {
  await placeTestConsole();
  [app, browser] = await Promise.all([startTestVecino(), launchBrowser()]);
  const { prisma } = app.vecino.storage.database;
  ana = await enterConsole(app.origin, prisma, 'atencion');
  approver = await enterConsole(app.origin, prisma, 'aprobador');
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function open(by: ConsoleCaller, path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    baseURL: app.origin,
    bypassCSP: true,
  });
  await addSession(context, app.origin, by.cookie);
  const page = await context.newPage();
  await page.goto(`/consola${path}`);
  return page;
}

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
async function aReply(name: string, text: string): Promise<void> {
  const { body } = await ana.post('/replies', { name, text });
  const { id } = JSON.parse(body) as { id: string };
  await approver.post(`/replies/${id}/versions/1/approve`, {});
}

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const answerField = (page: Page) => page.getByRole('textbox', { name: t('console.handoff.answer') });
const isFocused = (what: Locator) => what.evaluate((element) => element.matches(':focus'));
const card = (page: Page, number: number, state: 'inUse' | 'proposed' | 'withdrawn') =>
  page.getByRole('region', {
    name: t('console.replies.versionState', { number, state: t(`console.replies.state.${state}`) }),
  });

test('a reply is proposed, approved by somebody else, put into an answer, sent and counted', async () => {
  const hers = await open(ana, '/respuestas');
  await hers.getByText(t('console.replies.emptyTitle.en-uso')).waitFor();
  const problems = await findProblems(hers);
  await button(hers, t('console.replies.propose')).click();
  const form = hers.getByRole('dialog');
  await form.getByLabel(t('console.replies.name')).fill('Pago con recargo');
  await form.getByLabel(t('console.replies.topic')).selectOption({ label: t('topic.payment') });
  await form.getByLabel(t('console.replies.text'), { exact: true }).fill('Hola, <b>{{cedula}}</b>');
  await button(form, t('console.replies.proposeYes')).click();
  await form.getByRole('alert').getByText(t('errors.reply-variable-unknown')).waitFor();
  problems.push(...(await findProblems(hers)));
  await form.getByLabel(t('console.replies.text'), { exact: true }).fill('<b>Hola</b>, ');
  await form.getByRole('button', { name: /\{\{nombre\}\}/ }).click();
  await button(form, t('console.replies.proposeYes')).click();
  await card(hers, 1, 'proposed').getByText('<b>Hola</b>, {{nombre}}').waitFor();
  await expect.poll(() => isFocused(hers.getByRole('heading', { level: 1 }))).toBe(true);
  problems.push(...(await findProblems(hers)));

  const theirs = await open(approver, '/respuestas?vista=por-aprobar');
  await theirs.getByRole('link', { name: 'Pago con recargo' }).click();
  await button(theirs, t('console.replies.approve')).click();
  await theirs.getByText(t('console.replies.approveWhat')).waitFor();
  problems.push(...(await findProblems(theirs)));
  await button(theirs, t('console.replies.approveYes')).click();
  await card(theirs, 1, 'inUse').waitFor();
  await expect.poll(() => isFocused(theirs.getByRole('heading', { level: 1 }))).toBe(true);
  await card(hers, 1, 'inUse').waitFor();

  const citizen = await aCitizen();
  const talk = await open(ana, `/conversaciones/${citizen.conversationId}`);
  await button(talk, t('console.handoff.take')).click();
  await button(talk, t('console.replies.insert')).click();
  await talk.getByRole('option', { name: 'Pago con recargo' }).click();
  await talk.getByText(t('console.replies.gaps', { gaps: '[nombre]' })).waitFor();
  await expect.poll(() => answerField(talk).inputValue()).toBe('<b>Hola</b>, [nombre]');
  problems.push(...(await findProblems(talk)));
  expect(await button(talk, t('console.handoff.send')).isEnabled()).toBe(false);
  await button(talk, t('console.replies.unpick')).click();
  expect(await button(talk, t('console.handoff.send')).isEnabled()).toBe(false);
  await answerField(talk).fill('');

  await talk.keyboard.press('/');
  await talk.getByRole('option', { name: 'Pago con recargo' }).waitFor();
  await talk.keyboard.press('Enter');
  await expect.poll(() => isFocused(answerField(talk))).toBe(true);
  await talk.keyboard.type('Rosa');
  await talk.keyboard.press('Control+Enter');
  await talk.getByRole('log').getByText('<b>Hola</b>, Rosa', { exact: true }).waitFor();
  await expect.poll(() => answerField(talk).inputValue()).toBe('');
  await app.vecino.messaging.idle();
  await citizen.poll();
  expect(citizen.texts()).toContain('<b>Hola</b>, Rosa');
  await theirs.reload();
  const uses = t('console.replies.usesHint');
  await card(theirs, 1, 'inUse').getByText(`1. ${uses}`).waitFor();
  expect(problems).toEqual([]);
  await Promise.all([hers, theirs, talk].map((page) => page.context().close()));
}, 120_000);

test('the replies are chosen by keyboard alone, on a narrow screen, and the draft stays', async () => {
  await aReply('Corte programado', 'El corte dura dos horas.');
  await aReply('Corte por mora', 'Se reconecta en un día.');
  const citizen = await aCitizen();
  const page = await open(ana, `/conversaciones/${citizen.conversationId}`, 320);
  const choices = page.getByRole('option');
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
