import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { outgoingContent } from '../../domain/messages/content.ts';
import { aLine, aPqrsRow, insertConversation, setWhatsApp, t } from '../backoffice/console-fixture.ts';
import { buildTestConsole } from '../support/build-test-console.ts';
import { type ConsoleInBrowser, findProblems, openConsoleInBrowser } from '../support/console-page.ts';

const MAX_INITIAL_BYTES = 250 * 1024;

let ours: ConsoleInBrowser;
let page: Page;

beforeAll(async () => {
  ours = await openConsoleInBrowser();
});
beforeEach(async () => {
  await ours.fixture.db.pqrs.deleteMany();
});
afterEach(() => page?.context().close());
afterAll(() => ours.close());

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const focused = () => page.locator(':focus').textContent();

async function openList(): Promise<void> {
  await page.goto('/consola/pqrs');
  await page.getByRole('table').waitFor();
}

/** Enough to fill the screen: every colour of a deadline, long names, and one PQRS with everything. */
async function fillList(): Promise<string> {
  const conversationId = await insertConversation(ours.fixture, { lastSeq: 3 });
  ours.fixture.conversations.set(conversationId, [
    aLine(1, 'Buenos días, no tengo agua desde el lunes'),
    {
      direction: 'out',
      seq: 2,
      id: randomUUID(),
      content: outgoingContent({
        text: '¿Quieres radicar un reclamo?',
        options: [
          { value: 'si', title: 'Sí, radicar' },
          { value: 'no', title: 'No' },
        ],
        expects: 'option',
      }),
      inReplyTo: null,
      at: new Date('2026-11-03T15:01:00Z'),
    },
    aLine(3, 'Sí, radicar'),
  ]);
  const dueOn = ['2026-11-12', '2026-11-20', '2026-11-23', '2026-11-26', '2026-12-10', null];
  const names = ['Rosa Pérez', 'María de los Ángeles Fernández de Castro Restrepo', 'X'.repeat(90), null];
  await ours.fixture.db.pqrs.createMany({
    data: Array.from({ length: 24 }, (_, index) =>
      aPqrsRow({
        radicado: `ESSMAR-2026-${String(index + 1).padStart(6, '0')}`,
        dueOn: dueOn[index % dueOn.length] ?? null,
        petitionerName: names[index % names.length] ?? null,
        barrioText: 'Urbanización Villa del Río',
      }),
    ),
  });
  const radicado = 'ESSMAR-2026-000100';
  await ours.fixture.db.pqrs.create({ data: aPqrsRow({ radicado, conversationId }) });
  const { id } = await ours.fixture.db.pqrs.findUniqueOrThrow({ where: { radicado } });
  await insertAnnexes(id, conversationId);
  return radicado;
}

async function insertAnnexes(pqrsId: string, conversationId: string): Promise<void> {
  for (const [position, status] of ['ready', 'pending'].entries()) {
    const fileId = randomUUID();
    await ours.fixture.db.file.create({
      data: {
        id: fileId,
        conversationId,
        name: 'recibo.pdf',
        mimeType: 'application/pdf',
        bytes: 8,
        sha256: '',
        status,
        originalKey: fileId,
        createdAt: new Date('2026-11-03T15:00:00Z'),
      },
    });
    await ours.fixture.db.pqrsAnnex.create({ data: { pqrsId, fileId, position } });
    ours.fixture.bytes.set(fileId, new TextEncoder().encode('%PDF-1.7'));
  }
}

test('a colleague finds a PQRS, reads it, takes an annex and leaves', async () => {
  const radicado = await fillList();
  page = await ours.open('pqrs', { bypassCSP: false });
  const wrong: string[] = [];
  page.on('console', (message) =>
    wrong.push(...(/Security Policy/.test(message.text()) ? [message.text()] : [])),
  );
  page.on('request', (request) =>
    wrong.push(...(request.url().startsWith(ours.address) ? [] : [request.url()])),
  );
  await page.goto('/consola');
  await heading(t('console.list.title')).waitFor();

  await page.getByRole('link', { name: radicado }).click();
  await heading(radicado).waitFor();
  expect(await focused()).toBe(radicado);
  await page.getByText(t('console.term.summary', { days: 15 })).click();
  await page.getByText('Festivo: Independencia de Cartagena').waitFor();
  await page.getByText('Sí, radicar', { exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('console.annexes.download', { name: 'recibo.pdf' }) }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('recibo.pdf');
  await page.getByRole('link', { name: t('console.detail.back') }).click();
  await heading(t('console.list.title')).waitFor();

  await page.getByRole('button', { name: /Tu cuenta/ }).click();
  await page.getByRole('menuitem', { name: t('console.signOut') }).click();
  await page.waitForURL(/\/consola\/entrar/);
  await page.goto(`/consola/pqrs/${radicado}`);
  await page.waitForURL(/\/consola\/entrar/);

  expect(new URL(page.url()).searchParams.get('volver')).toBe(`/pqrs/${radicado}`);
  expect(wrong).toEqual([]);
});

test('the filters stand in the address, and the list goes on where it ended', async () => {
  await ours.fixture.db.pqrs.createMany({
    data: Array.from({ length: 60 }, (_, index) =>
      aPqrsRow({ radicado: `ESSMAR-2026-${String(index + 1).padStart(6, '0')}`, dueOn: '2026-11-12' }),
    ),
  });
  page = await ours.open('pqrs');
  await openList();

  await page.getByLabel(t('console.list.vencimiento'), { exact: true }).selectOption('vencidas');
  await page.waitForURL(/vencimiento=vencidas/);
  await page.getByText(t('console.list.shown', { count: 50 })).waitFor();
  await page.getByRole('button', { name: t('console.list.more') }).click();
  await page.getByText(t('console.list.allShown', { count: 60 })).waitFor();
  const radicados = await page.getByRole('rowheader').allTextContents();
  await page.reload();
  await page.getByText(t('console.list.shown', { count: 50 })).waitFor();
  await page.goto('/consola/pqrs?estado=CERRADA&vencimiento=nada&q=Rosa');
  await page.getByText(t('console.list.emptyHow')).waitFor();
  await page.getByRole('link', { name: t('console.list.showAll') }).click();
  await page.getByRole('table').waitFor();

  expect(new Set(radicados).size).toBe(60);
  expect(new URL(page.url()).search).toBe('?estado=todos');
});

test('what one may not do is neither offered nor opened', async () => {
  page = await ours.open('comite');
  await page.goto('/consola');
  await page.getByText(t('console.frame.noSections')).waitFor();
  await page.goto('/consola/pqrs');
  await page.getByText(t('console.frame.forbiddenTitle')).waitFor();
  await page.context().close();

  page = await ours.open('pqrs');
  await page.goto('/consola/canales');
  await page.getByText(t('console.frame.forbiddenTitle')).waitFor();
  const places = await page.getByRole('navigation').getByRole('link').allTextContents();

  expect(places).toContain(t('console.list.title'));
  expect(places).not.toContain(t('console.channels.title'));
});

test('what fails says so, and the second try shows it', async () => {
  await fillList();
  page = await ours.open('pqrs');
  await page.route('**/api/v1/pqrs?*', (route) => route.abort());
  await page.goto('/consola/pqrs');
  await page.getByRole('alert').getByText(t('console.frame.unreachable')).waitFor();
  await page.unroute('**/api/v1/pqrs?*');
  await page.getByRole('button', { name: t('console.frame.retry') }).click();
  await page.getByRole('table').waitFor();

  await page.goto('/consola/pqrs/ESSMAR-2026-999999');
  await page.getByRole('alert').getByText(t('errors.pqrs-not-found')).waitFor();
  await page.goto('/consola/nada');
  await heading(t('console.frame.missing')).waitFor();
  expect(await page.title()).toContain(t('console.frame.missing'));
});

test('the keyboard alone is enough: skip link, list, search, help, and single keys that can be switched off', async () => {
  await fillList();
  page = await ours.open('admin');
  await openList();

  await page.keyboard.press('Tab');
  expect(await focused()).toBe(t('console.skip'));
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('contenido');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const first = await page.getByRole('rowheader').first().textContent();
  expect(await focused()).toBe(first);
  await page.keyboard.press('Enter');
  await heading(String(first)).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await heading(t('console.channels.title')).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByLabel(t('console.search.title')).first().waitFor();
  await page.keyboard.type('pqrs');
  await page.getByRole('button', { name: t('console.list.title'), exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading(t('console.list.title')).waitFor();

  await page.keyboard.press('?');
  const single = page.getByRole('switch', { name: t('console.help.switch') });
  await single.press('Space');
  await page.keyboard.press('Escape');
  await single.waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.keyboard.press('/');
  expect(await heading(t('console.list.title')).isVisible()).toBe(true);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('axe finds nothing on any screen and in any open state, in three widths, light and dark', async () => {
  page = await ours.open('admin');
  const found: Record<string, readonly string[]> = {};
  const look = async (name: string) => {
    found[name] = await findProblems(page);
  };
  const radicado = await lookAtList(look);
  await lookAtRest(look, radicado);

  expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([]);
  expect(Object.keys(found)).toHaveLength(9);
}, 300_000);

async function lookAtList(look: (name: string) => Promise<void>): Promise<string> {
  await page.goto('/consola/pqrs');
  await page.getByText(t('console.list.emptyHow')).waitFor();
  await look('empty list');
  const radicado = await fillList();
  await openList();
  await look('list');
  await page.keyboard.press('Control+k');
  await page.getByLabel(t('console.search.title')).first().waitFor();
  await look('search');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  await page.getByRole('switch').waitFor();
  await look('help');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /Tu cuenta/ }).click();
  await page.getByRole('menu').waitFor();
  await look('account menu');
  return radicado;
}

async function lookAtRest(look: (name: string) => Promise<void>, radicado: string): Promise<void> {
  await page.goto(`/consola/pqrs/${radicado}`);
  await page.locator('summary').click();
  await look('detail');
  await page.goto('/consola/nada');
  await heading(t('console.frame.missing')).waitFor();
  await look('missing');
  await setWhatsApp(ours.fixture, { state: 'stopped', reason: 'banned', phone: '573001112233' });
  await openList();
  await page.getByText(t('console.channels.alarmTitle')).waitFor();
  await look('alarm');
  await setWhatsApp(ours.fixture);
  await page.setViewportSize({ width: 360, height: 800 });
  await openList();
  await page.getByRole('button', { name: t('console.frame.menu') }).click();
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await look('menu of a phone');
}

test('what loads before any screen weighs no more than 250 kB, and no screen is part of it', async () => {
  const folder = await buildTestConsole();
  const index = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = [...index.matchAll(/(?:src|href)="\/consola\/(assets\/[^"]+\.js)"/g)].map(([, file]) =>
    String(file),
  );
  const bytes = files.map((file) => gzipSync(readFileSync(path.join(folder, file))).length);

  expect(files.length).toBeGreaterThan(0);
  expect(files.join(' ')).not.toMatch(/screen|dialog/);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_INITIAL_BYTES);
});
