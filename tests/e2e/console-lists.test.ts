import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { t } from '../backoffice/console-fixture.ts';
import { insertPerson, insertPqrs, radicado } from '../backoffice/people-fixture.ts';
import { type ConsoleInBrowser, findProblems, openConsoleInBrowser } from '../support/console-page.ts';

let ours: ConsoleInBrowser;
let person: { contactId: string; conversationId: string };

beforeAll(async () => {
  ours = await openConsoleInBrowser();
  person = await insertPerson(ours.fixture, { phone: '573001112233' });
  await insertPqrs(
    ours.fixture,
    ...[1, 2, 3, 4].map((number) => ({
      radicado: radicado(number),
      petitionerName: 'Rosa Pérez',
      ...person,
    })),
    { radicado: radicado(5), kind: 'felicitacion', dueOn: null, petitionerName: '=1+1' },
  );
  await ours.fixture.db.consent.create({
    data: {
      id: person.contactId,
      contactId: person.contactId,
      purpose: 'tramite',
      granted: true,
      textVersion: '2026-1',
      textHash: 'a'.repeat(64),
      channel: 'whatsapp',
      givenAt: new Date('2026-11-01T15:00:00Z'),
    },
  });
});
afterAll(() => ours.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rows = (page: Page) => page.getByRole('rowheader').locator('a').allTextContents();

async function openList(page: Page, query = ''): Promise<void> {
  await page.goto(`/consola/pqrs${query}`);
  await page.getByRole('table').waitFor();
}

/** Exports the list as it stands. Returns what is wrong with the open menu. */
async function exportAndLook(page: Page): Promise<string[]> {
  await button(page, t('console.export.open')).click();
  const problems = await findProblems(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: t('console.export.csv') }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.toString()).toMatch(
    new RegExp(`\r\n${radicado(5)};Felicitación;Radicada;Página web;'=1\\+1;`),
  );
  return problems;
}

test('a filter is saved as a view, opened again, exported and removed', async () => {
  const page = await ours.open('pqrs');
  await openList(page);
  await button(page, t('console.filters.more')).click();
  await page.getByLabel(t('console.filters.kind')).selectOption('felicitacion');
  await expect.poll(() => rows(page)).toEqual([radicado(5)]);
  const problems = await findProblems(page);

  await button(page, t('console.views.open')).click();
  await button(page, t('console.views.save')).click();
  await page.getByLabel(t('console.views.name')).fill('Felicitaciones');
  problems.push(...(await findProblems(page)));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('console.views.save') })
    .click();
  await page.getByText(t('console.views.saved')).waitFor();

  await openList(page, '?estado=todos');
  await button(page, t('console.views.open')).click();
  await page.getByRole('button', { name: 'Felicitaciones', exact: true }).waitFor();
  problems.push(...(await findProblems(page)));
  await page.getByRole('button', { name: 'Felicitaciones', exact: true }).click();
  await expect.poll(() => rows(page)).toEqual([radicado(5)]);
  expect(new URL(page.url()).searchParams.get('tipo')).toBe('felicitacion');

  problems.push(...(await exportAndLook(page)));

  await button(page, t('console.views.open')).click();
  await button(page, t('console.views.remove', { name: 'Felicitaciones' })).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Borrar la vista/ })
    .click();
  await page.getByText(t('console.views.removed')).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
}, 180_000);

test('rows are chosen, looked at before, changed at once, and another colleague sees it without asking', async () => {
  const [page, other] = [await ours.open('pqrs'), await ours.open('atencion')];
  await Promise.all([openList(page), openList(other)]);
  const problems: string[] = [];

  for (const number of [1, 2]) {
    await page.getByLabel(t('console.bulk.choose', { radicado: radicado(number) })).check();
  }
  await page.getByText(t('console.bulk.chosenMany', { count: 2 })).waitFor();
  problems.push(...(await findProblems(page)));
  await ours.fixture.db.pqrs.update({ where: { radicado: radicado(2) }, data: { status: 'EN_TRAMITE' } });
  await button(page, t('console.bulk.mark-reviewed')).click();
  await page.getByText(`${t('console.bulk.outcome.applied')}: 1`).waitFor();
  await page.getByText(t('console.bulk.outcome.changed-meanwhile')).waitFor();
  problems.push(...(await findProblems(page)));
  await button(page, t('console.bulk.apply')).click();
  await page.getByRole('dialog', { name: /Esto pasó|esto pasó/ }).waitFor();

  const mark = other.getByText(t('console.bulk.reviewedBy', { name: 'Ana Ruiz' }));
  await mark.first().waitFor();
  expect(await mark.count()).toBe(1);
  problems.push(...(await findProblems(other)));
  expect(problems).toEqual([]);
  await Promise.all([page.context().close(), other.context().close()]);
}, 180_000);

test('a person is found in the list and by the search, and their history is read', async () => {
  const page = await ours.open('atencion');
  await page.goto('/consola/personas');
  await page.getByRole('link', { name: 'Rosa Pérez' }).waitFor();
  const problems = await findProblems(page);
  await page.getByRole('link', { name: 'Rosa Pérez' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rosa Pérez' }).waitFor();
  await page.getByText('57300•••••33').waitFor();
  await page.getByText(t('console.people.consent.tramite')).waitFor();
  problems.push(...(await findProblems(page)));

  await page.keyboard.press('Control+K');
  await page.getByRole('textbox', { name: t('console.search.title') }).fill('300 111 2233');
  await page.getByText('57300•••••33 · 4 PQRS').click();
  expect(new URL(page.url()).pathname).toBe(`/consola/personas/${person.contactId}`);
  expect(problems).toEqual([]);
  await page.context().close();
}, 180_000);

test('what is shared rings a bell, and the bell is silent when it was read', async () => {
  const [page, admin] = [await ours.open('atencion'), await ours.open('admin')];
  await openList(page);
  await button(page, t('console.notifications.openNone')).waitFor();
  await openList(admin);
  await button(admin, t('console.views.open')).click();
  await button(admin, t('console.views.save')).click();
  await admin.getByLabel(t('console.views.name')).fill('De todos');
  await admin.getByLabel(t('console.views.share')).check();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: t('console.views.save') })
    .click();

  await button(page, t('console.notifications.openOne')).click();
  await page.getByText(t('console.notifications.view-shared')).waitFor();
  const problems = await findProblems(page);
  await button(page, t('console.notifications.readAll')).click();
  await button(page, t('console.notifications.openNone')).waitFor();

  expect(problems).toEqual([]);
  await Promise.all([page.context().close(), admin.context().close()]);
}, 180_000);
