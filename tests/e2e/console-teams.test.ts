import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTranslate } from '../../locales/translate.ts';
import { findProblems, openProgramInBrowser, type ProgramInBrowser } from '../support/console-page.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import type { TestVecino } from '../support/vecino.ts';

const t = createTranslate('es-CO');

let there: ProgramInBrowser;
let app: TestVecino;
let admin: ConsoleCaller;
let luis: ConsoleCaller;

beforeAll(async () => {
  there = await openProgramInBrowser();
  ({ app } = there);
  const { prisma } = app.vecino.storage.database;
  admin = await enterConsole(app.origin, prisma, 'admin');
  luis = await enterConsole(app.origin, prisma, 'atencion');
  const { staff } = JSON.parse(await luis.get('/session')) as { staff: { id: string } };
  await prisma.staffUser.update({ where: { id: staff.id }, data: { name: 'Luis Gómez' } });
});
afterAll(() => there.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const overflow = (page: Page) =>
  page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

/** What axe finds in each state on the way. */
const problems: string[] = [];
const check = async (page: Page) => {
  problems.push(...(await findProblems(page)));
};

async function makeTeam(page: Page): Promise<void> {
  await page.getByText(t('console.teams.none'), { exact: true }).waitFor();
  await check(page);
  await button(page, t('console.teams.add')).click();
  const dialog = page.getByRole('dialog', { name: t('console.teams.add') });
  await dialog.getByLabel(t('console.teams.name')).waitFor();
  await button(page, t('console.teams.save')).click();
  await dialog.getByText(t('console.teams.nameMissing')).waitFor();
  await check(page);
  await dialog.getByLabel(t('console.teams.name')).fill('Trámites');
  await dialog.getByLabel(t('console.topic.filing')).check();
  await dialog.getByLabel('Luis Gómez').check();
  await button(page, t('console.teams.save')).click();
  await page.getByRole('heading', { name: 'Trámites' }).waitFor();
  await check(page);
}

/** Somebody in the middle of a filing who asks for a person. */
async function askForPerson(): Promise<string> {
  const citizen = new DirectLineClient(app.origin);
  await citizen.open();
  for (const text of ['Acepto', 'radicar', 'asesor']) {
    await citizen.postUntilTaken(text, randomUUID());
    await app.vecino.messaging.idle();
  }
  return citizen.conversationId;
}

async function assignToTeam(page: Page): Promise<void> {
  await button(page, t('console.handoff.assign')).click();
  const dialog = page.getByRole('dialog', { name: t('console.handoff.assignTitle') });
  await dialog.getByLabel(t('console.handoff.assignTo')).selectOption({ label: 'Trámites' });
  await check(page);
  await dialog.getByRole('button', { name: t('console.handoff.assign') }).click();
  const words = t('console.handoff.event.assignToTeam', { by: 'Luis Gómez', team: 'Trámites' });
  await page.getByRole('log').getByText(words).waitFor();
}

test('a team is made, gets what waits, and is told how it goes', async () => {
  const teams = await there.open(admin, '/ajustes/equipos');
  await makeTeam(teams);
  const inbox = await there.open(luis, '/conversaciones?vista=equipo');
  await inbox.getByText(t('console.handoff.empty.equipo')).waitFor();
  await teams.getByText(`Luis Gómez (${t('console.presence.available')})`).waitFor();
  const link = inbox.locator(`a[href*="${await askForPerson()}"]`);
  const row = inbox.getByRole('listitem').filter({ has: link });
  await row.getByText(t('console.handoff.owner.forYou')).waitFor();
  await row.getByText(t('console.handoff.ofTeam', { team: 'Trámites' })).waitFor();
  await check(inbox);

  await inbox.getByRole('switch', { name: t('console.presence.own') }).click();
  await teams.getByText(`Luis Gómez (${t('console.presence.away')})`).waitFor();
  await link.click();
  const dealt = t('console.handoff.event.deal', { to: 'Luis Gómez', team: 'Trámites' });
  await inbox.getByRole('log').getByText(dealt).waitFor();
  await assignToTeam(inbox);
  await inbox.goto('/consola/equipo?periodo=7-dias');
  await inbox.getByRole('row', { name: /^Trámites 1 / }).waitFor();
  await check(inbox);
  await Promise.all([teams, inbox].map((page) => page.setViewportSize({ width: 320, height: 900 })));
  expect([await overflow(teams), await overflow(inbox)]).toEqual([0, 0]);

  await button(teams, t('console.teams.archiveOf', { name: 'Trámites' })).click();
  await button(teams, t('console.teams.archiveYes')).click();
  await teams.getByText(t('console.teams.none'), { exact: true }).waitFor();
  expect(problems).toEqual([]);
  await Promise.all([teams.context().close(), inbox.context().close()]);
}, 120_000);
