import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { t } from '../backoffice/console-fixture.ts';
import { type ConsoleInBrowser, findProblems, openConsoleInBrowser } from '../support/console-page.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

/** The console in one process, citizens in another, on one database; each test goes on where the last one ended. */
let opened: ConsoleInBrowser;
let citizens: TestVecino;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  opened = await openConsoleInBrowser();
  citizens = await startTestVecino({ databaseUrl: opened.fixture.databaseUrl });
  page = await opened.open('admin');
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await citizens.stop();
  await opened.close();
});

const button = (where: Page, name: string) => where.getByRole('button', { name, exact: true });
const field = (where: Page, name: string) => where.getByLabel(name, { exact: true });
const tab = (where: Page, name: string) => where.getByRole('tab', { name }).click();
const heading = (where: Page, name: string) => where.getByRole('heading', { level: 1, name });

/** Looks at the page as it stands, in every width and both colours. */
async function look(state: string): Promise<void> {
  problems.push(...(await findProblems(page)).map((finding) => `${state}, ${finding}`));
}

/** Waits until a citizen of the other process reads it. */
const citizenReads = (path: string, words: string) =>
  vi.waitFor(async () => expect(await (await fetch(citizens.origin + path)).text()).toContain(words), {
    timeout: 10_000,
    interval: 50,
  });

test('what staff change is shown as citizens will read it, outlives a reload, and is read once it is saved', async () => {
  await page.goto('/consola/ajustes');
  await page.waitForURL(/\/consola\/ajustes\/entidad$/);
  await heading(page, t('console.settings.title')).waitFor();
  await look('identity');
  await tab(page, t('console.settings.section.assistant'));
  await field(page, t('console.settings.assistantName')).fill('Agüita');
  await tab(page, t('console.settings.section.lines'));
  await field(page, t('console.settings.lineName')).first().fill('Línea amiga');
  await look('lines with a change');

  await button(page, t('console.settings.previewOpen')).click();
  await page.getByRole('dialog').getByText('Hola, soy Agüita, de ESSMAR.').waitFor();
  await look('preview');
  await page.keyboard.press('Escape');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText(t('console.settings.draftBack')).waitFor();
  await button(page, t('console.frame.save')).click();
  await page.getByText(t('console.settings.saved')).waitFor();

  await citizenReads('/ayuda', 'Línea amiga: 116');
  await citizenReads('/', 'Hola, soy Agüita, de ESSMAR.');
}, 120_000);

test('a mistake is told at its field and in its tab, and everything typed stays', async () => {
  await tab(page, t('console.settings.section.identity'));
  await field(page, t('console.settings.nit')).fill('800181106-9');
  await tab(page, t('console.settings.section.offices'));
  await field(page, t('console.settings.to')).first().fill('07:00');
  await button(page, t('console.frame.save')).click();

  await page.getByText(t('console.settings.issue.hours-order')).waitFor();
  await look('offices with a mistake');
  await tab(page, t('console.settings.section.identity'));
  expect(await field(page, t('console.settings.nit')).inputValue()).toBe('800181106-9');
  await page.getByText(t('console.settings.issue.nit-digit')).waitFor();
  await button(page, t('console.frame.discard')).click();
  expect(await field(page, t('console.settings.nit')).inputValue()).toBe('800181106-1');
}, 120_000);

test('who is slower is told what the other one changed, keeps what was typed, and saves both', async () => {
  const other = await opened.open('admin');
  await other.goto('/consola/ajustes/entidad?seccion=lines');
  await field(other, t('console.settings.lineNumber')).first().fill('117');
  await tab(page, t('console.settings.section.assistant'));
  await field(page, t('console.settings.assistantName')).fill('Marea');
  await button(other, t('console.frame.save')).click();
  await other.getByText(t('console.settings.saved')).waitFor();

  await button(page, t('console.frame.save')).click();
  const alert = page.getByRole('alert').filter({ hasText: t('console.settings.conflict.title') });
  await alert.waitFor();
  expect(await alert.textContent()).toContain(`Ana Ruiz cambió: ${t('console.settings.section.lines')}`);
  expect(await field(page, t('console.settings.assistantName')).inputValue()).toBe('Marea');
  await look('conflict');
  await button(page, t('console.frame.save')).click();
  await alert.waitFor({ state: 'detached' });

  await citizenReads('/ayuda', 'Línea amiga: 117');
  await citizenReads('/', 'Hola, soy Marea, de ESSMAR.');
  await other.context().close();
}, 120_000);

test('a barrio is named otherwise and added, and citizens are offered it', async () => {
  await page.goto('/consola/ajustes/barrios');
  await heading(page, t('console.barrios.title')).waitFor();
  await field(page, t('console.barrios.search')).fill('pescaito');
  await look('barrios');
  await page.getByRole('button', { name: /Cambiar Pescaíto/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(t('console.barrios.aliases')).fill('La Pesca');
  await page.keyboard.press('Enter');
  await look('one barrio');
  await button(page, t('console.barrios.save')).click();
  await page.getByText(t('console.barrios.saved', { name: 'Pescaíto' })).waitFor();
  await page.getByRole('cell', { name: 'La Pesca' }).waitFor();

  await button(page, t('console.barrios.add')).click();
  await dialog.getByLabel(t('console.barrios.name'), { exact: true }).fill('Villa Prueba');
  await dialog.getByLabel(t('console.barrios.comuna'), { exact: true }).fill('9');
  await button(page, t('console.barrios.save')).click();
  await citizenReads('/radicar', 'Villa Prueba');
}, 120_000);

const shapeOf = (name: string, ring: readonly (readonly [number, number])[]) => ({
  ...{ type: 'Feature', properties: { name } },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const fileOf = (ring: readonly (readonly [number, number])[]) => ({
  name: 'barrios.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify(
      {
        type: 'FeatureCollection',
        features: [shapeOf('Pescaíto', ring), shapeOf('Quién Sabe', [...ring, ring[0] ?? [0, 0]])],
      },
      null,
      1,
    ),
  ),
});
const OPEN_RING = [
  [-74.21, 11.24],
  [-74.2, 11.24],
  [-74.2, 11.25],
  [-74.21, 11.25],
] as const;

test('a map with a mistake is refused by line, and once corrected it is shown and stored', async () => {
  await page.goto('/consola/ajustes/mapa');
  await heading(page, t('console.geojson.title')).waitFor();
  const input = page.locator('input[type=file]');
  await input.setInputFiles(fileOf(OPEN_RING));
  await page.getByText(t('console.geojson.invalidOne')).waitFor();
  expect(await page.getByRole('row', { name: /Pescaíto/ }).textContent()).toContain(
    t('console.geojson.fault.ring-open'),
  );
  await look('a file with a mistake');

  await input.setInputFiles(fileOf([...OPEN_RING, OPEN_RING[0]]));
  await page.getByRole('region', { name: t('console.geojson.preview') }).waitFor();
  await page.locator('path.shape-known').waitFor({ state: 'attached' });
  await look('a file as it would be stored');
  await field(page, t('console.geojson.comuna')).fill('9');
  await button(page, t('console.geojson.comunaLook')).click();
  await page.locator('path.shape-new').waitFor({ state: 'attached' });
  await look('a file with a new barrio');
  await button(page, t('console.geojson.confirm', { count: 2 })).click();
  await page.getByText(t('console.geojson.stored', { count: 2 })).waitFor();
}, 120_000);

test('all of it stands in the audit, whole, and can be taken along', async () => {
  await page.goto('/consola/auditoria');
  await heading(page, t('console.audit.title')).waitFor();
  await page.locator('tbody').getByText(t('console.audit.action.barrio.drawn')).waitFor();
  await button(page, t('console.audit.chain.check')).click();
  await page.getByText(/La cadena está completa/).waitFor();
  await look('audit');

  await field(page, t('console.audit.action')).selectOption('entity.changed');
  await page.waitForURL(/accion=entity\.changed/);
  await page.locator('tbody tr').nth(3).waitFor({ state: 'detached' });
  const first = page.locator('tbody tr').first();
  expect(await first.textContent()).toContain('Nombre del asistente');
  expect(await first.textContent()).toContain('Marea');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: t('console.audit.export') }).click();
  expect((await download).suggestedFilename()).toMatch(/^auditoria-\d{4}-\d{2}-\d{2}\.csv$/);
}, 120_000);

test('where the utility has drawn nothing of its city, the shapes of its barrios are shown alone', async () => {
  const { settings, entity } = opened.fixture.settings;
  const { profile, version } = await settings.get();
  const { map: _, ...without } = profile;
  await settings.save({
    profile: without,
    version,
    audit: {
      at: opened.fixture.time.now,
      actor: { kind: 'system', id: null },
      action: 'entity.changed',
      subject: `entity/${profile.slug}`,
    },
  });
  await entity.reload();
  await page.goto('/consola/ajustes/mapa');
  await page.locator('path.shape-known').nth(1).waitFor({ state: 'attached' });

  expect(await page.locator('path.shape-road').count()).toBe(0);
  await look('a map without ground');
}, 60_000);

test('who may look and not change is offered no change', async () => {
  const reader = await opened.open('control-interno');
  await reader.goto('/consola/ajustes/entidad');
  await reader.getByText(t('console.settings.readOnly')).waitFor();

  expect(await field(reader, t('console.settings.nit')).isDisabled()).toBe(true);
  await reader.goto('/consola/ajustes/barrios');
  await heading(reader, t('console.barrios.title')).waitFor();
  expect(await button(reader, t('console.barrios.add')).count()).toBe(0);
}, 60_000);

test('every state of these screens can be used by everybody', () => {
  expect(problems).toEqual([]);
});
