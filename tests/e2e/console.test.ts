import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { outgoingContent } from '../../domain/messages/content.ts';
import {
  aLine,
  aPqrsRow,
  type ConsoleFixture,
  insertConversation,
  openConsole,
  t,
} from '../backoffice/console-fixture.ts';
import { launchBrowser } from '../support/browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [360, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const SCREENS = WIDTHS.flatMap((width) => SCHEMES.map((colorScheme) => ({ width, colorScheme })));

let browser: Browser;
let fixture: ConsoleFixture;
let address: string;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  fixture = await openConsole();
  address = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(async () => {
  await fixture.db.pqrs.deleteMany();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await fixture.close();
});

async function openPage(screen: (typeof SCREENS)[number], javaScriptEnabled = true): Promise<Page> {
  const { width, colorScheme } = screen;
  // The page forbids scripts, and axe is one: only the test may step over it.
  context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP: true,
    javaScriptEnabled,
    baseURL: address,
  });
  return context.newPage();
}

async function signIn(page: Page): Promise<void> {
  const { email, password } = await fixture.createStaff('pqrs');
  await page.goto('/consola');
  await page.getByLabel(t('console.signIn.email')).fill(email);
  await page.getByLabel(t('console.signIn.password')).fill(password);
  await page.getByRole('button', { name: t('console.signIn.submit') }).click();
  await page.getByRole('heading', { level: 1, name: t('console.list.title') }).waitFor();
}

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What axe finds wrong, WCAG 2.2 AA and good practice, and whether the page is wider than the screen. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<Violation[]>('axe.run().then((result) => result.violations)');
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ...(overflow > 0 ? [`${overflow} px wider than the screen`] : []),
  ];
}

/** Enough to fill the screen: every colour of a deadline, long names, and one PQRS with everything. */
async function fillList(): Promise<string> {
  const conversationId = await insertConversation(fixture, { lastSeq: 3 });
  fixture.conversations.set(conversationId, [
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
  await fixture.db.pqrs.createMany({
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
  await fixture.db.pqrs.create({ data: aPqrsRow({ radicado, conversationId }) });
  const { id } = await fixture.db.pqrs.findUniqueOrThrow({ where: { radicado } });
  await insertAnnexes(id, conversationId);
  return radicado;
}

async function insertAnnexes(pqrsId: string, conversationId: string): Promise<void> {
  for (const [position, status] of ['ready', 'pending'].entries()) {
    const fileId = randomUUID();
    await fixture.db.file.create({
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
    await fixture.db.pqrsAnnex.create({ data: { pqrsId, fileId, position } });
    fixture.bytes.set(fileId, new TextEncoder().encode('%PDF-1.7'));
  }
}

test('a colleague signs in, finds a PQRS, reads it, takes an annex and leaves, without JavaScript', async () => {
  const radicado = await fillList();
  const page = await openPage({ width: 1280, colorScheme: 'light' }, false);

  await signIn(page);
  await page.getByRole('link', { name: radicado }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(radicado);
  await page.getByText(t('console.term.summary', { days: 15 })).click();
  await page.getByText('Festivo: Independencia de Cartagena').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('console.annexes.download', { name: 'recibo.pdf' }) }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('recibo.pdf');

  await page.getByRole('button', { name: t('console.signOut') }).click();
  await page.getByText(t('console.signIn.signedOut')).waitFor();
  await page.goto(`/consola/pqrs/${radicado}`);
  expect(new URL(page.url()).pathname).toBe('/consola/entrar');
});

test('the keyboard alone is enough: skip link, form, error and list', async () => {
  await fillList();
  const { email, password } = await fixture.createStaff('pqrs');
  const page = await openPage({ width: 1280, colorScheme: 'light' });
  await page.goto('/consola/entrar');

  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe(t('console.skip'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: t('console.list.title') }).waitFor();
});

test.each(SCREENS)('axe finds nothing on the sign-in at $width px, $colorScheme', async (screen) => {
  const page = await openPage(screen);
  await page.goto('/consola/entrar');
  const plain = await problemsOf(page);

  await page.getByLabel(t('console.signIn.email')).fill('nadie@essmar.test');
  await page.getByLabel(t('console.signIn.password')).fill('una-clave-equivocada');
  await page.getByRole('button', { name: t('console.signIn.submit') }).click();
  await page.getByRole('alert').waitFor();
  const refused = await problemsOf(page);

  expect([plain, refused]).toEqual([[], []]);
});

test.each(SCREENS)(
  'axe finds nothing on the list and the detail at $width px, $colorScheme',
  async (screen) => {
    const page = await openPage(screen);
    await signIn(page);
    const empty = await problemsOf(page);
    const radicado = await fillList();
    await page.reload();
    const full = await problemsOf(page);
    await page.goto(`/consola/pqrs/${radicado}`);
    const folded = await problemsOf(page);
    await page.locator('summary').click();
    const unfolded = await problemsOf(page);
    await page.goto('/consola/nada');
    const missing = await problemsOf(page);

    expect({ empty, full, folded, unfolded, missing }).toEqual({
      empty: [],
      full: [],
      folded: [],
      unfolded: [],
      missing: [],
    });
  },
);
