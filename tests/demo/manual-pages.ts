import type { Page } from 'playwright-core';
import type { StaffRole } from '../../domain/people/roles.ts';
import { createTranslate } from '../../locales/translate.ts';

const t = createTranslate('es-CO');

/** A page that the manual shows. */
export type ManualPage = {
  /** What the picture is called, without its ending. */
  readonly name: string;
  readonly path: string;
  /** Who sees it in the manual; null for whoever has not entered. */
  readonly role: StaffRole | null;
  /** What is done on the page before the picture is taken; it ends when what is to be seen is there. */
  readonly arrange?: (tab: Page) => Promise<void>;
  /** All of the page, also what does not fit into the window. */
  readonly isWhole?: true;
};

/** The list with all of its colours. */
const SOON = '/consola/pqrs?vencimiento=por-vencer';
const PANEL = 'main [role="tabpanel"]:visible';
const TABLE = 'main table, main [role="table"]';
const button = (tab: Page, name: string) => tab.getByRole('button', { name, exact: true });
const ready = (selector: string) => (tab: Page) => tab.locator(selector).first().waitFor();

/** The page of one row: of the first in the list. */
const openFirst = async (tab: Page): Promise<void> => {
  await tab.locator('main tbody a').first().click();
  await tab.locator('main h2').nth(1).waitFor();
};

async function search(tab: Page): Promise<void> {
  await tab.locator(TABLE).first().waitFor();
  await tab.keyboard.press('Control+K');
  await tab.getByPlaceholder(t('console.search.placeholder')).fill('polo');
  await tab
    .getByRole('dialog')
    .getByText(/\d PQRS$/)
    .first()
    .waitFor();
}

async function showShortcuts(tab: Page): Promise<void> {
  await tab.locator(TABLE).first().waitFor();
  await tab.keyboard.press('?');
  await tab.getByRole('dialog').getByText(t('console.help.next')).waitFor();
}

/** Shares it with the whole team, so that somebody has a notification. */
async function saveView(tab: Page): Promise<void> {
  await tab.getByLabel(t('console.list.vencimiento'), { exact: true }).selectOption('por-vencer');
  await button(tab, t('console.views.open')).click();
  await button(tab, t('console.views.save')).click();
  const form = tab.getByRole('dialog');
  await form.getByLabel(t('console.views.name')).fill('Por vencer esta semana');
  await form.getByLabel(t('console.views.share')).check();
  await button(tab, t('console.views.save')).last().click();
  await form.waitFor({ state: 'detached' });
  await button(tab, t('console.views.open')).click();
  await tab.getByText('Por vencer esta semana').waitFor();
}

async function chooseSome(tab: Page): Promise<void> {
  const boxes = tab.locator('main tbody input[type="checkbox"]');
  await boxes.first().waitFor();
  for (const row of [0, 1, 2]) {
    await boxes.nth(row).check();
  }
  await button(tab, t('console.bulk.mark-reviewed')).click();
  await tab.getByRole('dialog').getByText(t('console.bulk.outcome.applied')).waitFor();
}

async function openBell(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: t('console.notifications.openOne') }).click();
  await tab.getByText(t('console.notifications.view-shared')).waitFor();
}

async function addDay(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: /día no hábil/i }).click();
  await tab.getByLabel(t('console.settings.nonWorkingOn')).fill('2027-07-29');
  await tab.getByLabel(t('console.settings.nonWorkingAct')).fill('Decreto 123 de 2027');
  await tab.getByLabel(t('console.settings.nonWorkingIssuer')).fill('Alcaldía Distrital');
}

async function showBarrio(tab: Page): Promise<void> {
  await tab.getByLabel(t('console.barrios.search')).fill('pescaito');
  await tab.getByRole('button', { name: /Pescaíto/ }).click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByLabel(t('console.barrios.aliases')).fill('La Pesca');
  await tab.keyboard.press('Enter');
  await dialog.getByText('La Pesca').waitFor();
}

/** The conversation in which somebody said this, with all of its lines. */
const openTalk =
  (words: string, then: (tab: Page) => Promise<void> = async () => undefined) =>
  async (tab: Page): Promise<void> => {
    await tab.locator('main li').filter({ hasText: words }).first().locator('a').first().click();
    await tab.getByRole('log').getByText(words).waitFor();
    await tab.getByRole('log').locator('img').first().waitFor();
    await then(tab);
  };

/** A conversation of the demo that whoever attends has taken. */
const MINE = '/consola/conversaciones?vista=mias';
const HERS = 'se está botando';

async function pickReply(tab: Page): Promise<void> {
  await tab.getByLabel(t('console.handoff.answer')).press('/');
  await tab.getByRole('dialog').getByRole('option').nth(2).waitFor();
}

async function writeNote(tab: Page): Promise<void> {
  await tab.getByLabel(t('console.handoff.noteSwitch'), { exact: true }).check();
  await tab.getByLabel(t('console.handoff.noteLabel')).fill('Camilo confirma que vuelven el martes.');
}

async function openWaiting(tab: Page): Promise<void> {
  await tab.locator('main').getByRole('link', { name: 'Acuerdo de pago' }).click();
  await button(tab, t('console.replies.approve')).waitFor();
}

async function seeTeams(tab: Page): Promise<void> {
  await button(tab, t('console.teams.add')).waitFor();
  await tab.getByText('Facturación').first().waitFor();
}

async function tellPetition(tab: Page): Promise<void> {
  await tab.getByLabel(t('console.intake.kind')).selectOption('reclamo');
  await tab
    .getByLabel(t('console.intake.object'))
    .fill('Desde el lunes no llega el agua a la casa y el recibo vino completo.');
  await tab.getByLabel(t('console.intake.name'), { exact: true }).fill('Rosa Elena Camargo');
  await tab.getByLabel(t('console.intake.phone')).fill('300 000 4321');
  for (const question of [t('console.intake.readBack'), t('console.intake.aboutService')]) {
    const answers = tab.getByRole('radiogroup', { name: question });
    await answers.getByLabel(t('console.intake.yes'), { exact: true }).check();
  }
}

async function file(tab: Page): Promise<void> {
  await tellPetition(tab);
  await button(tab, t('console.intake.review')).click();
  await button(tab, t('console.intake.file')).click();
  await tab.getByRole('link', { name: t('console.constancia.open') }).click();
  await button(tab, t('console.constancia.print')).waitFor();
}

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const shapeOf = (properties: object, ring: readonly (readonly number[])[]) => ({
  ...{ type: 'Feature', properties },
  geometry: { type: 'Polygon', coordinates: [ring] },
});

/** A file of squares: no real limit of a barrio. */
async function showFile(tab: Page): Promise<void> {
  const features = [
    shapeOf({ name: 'Pescaíto' }, square(-74.215, 11.25, 0.008)),
    shapeOf({ name: 'Villa de muestra', comuna: '9' }, square(-74.2, 11.235, 0.01)),
    shapeOf({ name: 'Nadie lo conoce' }, square(-74.185, 11.22, 0.006)),
  ];
  await tab.locator('input[type=file]').setInputFiles({
    name: 'barrios.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }, null, 1)),
  });
  await tab.getByRole('region', { name: t('console.geojson.preview') }).waitFor();
  await tab.locator('path.shape-new').waitFor({ state: 'attached' });
}

/** With a change before it, so that there is something to read. */
async function showChange(tab: Page): Promise<void> {
  const url = new URL(tab.url());
  const barrios = await (await tab.request.get(`${url.origin}/api/v1/settings/barrios`)).json();
  const found = barrios.items.find(({ name }: { readonly name: string }) => name === 'Mamatoco');
  const { id, version, name, kind, comuna } = found;
  await tab.request.put(`${url.origin}/api/v1/settings/barrios/${id}`, {
    data: {
      version,
      details: { name, kind, comuna, comunaName: 'Mamatoco', aliases: ['Mamatoco Viejo'], active: true },
    },
    headers: { origin: url.origin },
  });
  await tab.goto(`${url.origin}/consola/auditoria`);
  await tab.locator('tbody').getByText(t('console.audit.action.barrio.changed')).first().waitFor();
}

/** Every page of the manual. A feature adds a line for each of its screens. */
export const MANUAL_PAGES: readonly ManualPage[] = [
  { name: 'entrar', path: '/consola/entrar', role: null },
  { name: 'pqrs', path: SOON, role: 'admin', arrange: ready(TABLE) },
  { name: 'buscar', path: SOON, role: 'admin', arrange: search },
  { name: 'atajos', path: SOON, role: 'admin', arrange: showShortcuts },
  { name: 'vistas', path: '/consola/pqrs', role: 'admin', arrange: saveView },
  { name: 'grupo', path: SOON, role: 'admin', arrange: chooseSome },
  { name: 'una-pqrs', path: SOON, role: 'admin', arrange: openFirst },
  { name: 'personas', path: '/consola/personas', role: 'admin', arrange: ready(TABLE) },
  { name: 'una-persona', path: '/consola/personas', role: 'admin', arrange: openFirst },
  { name: 'equipo', path: '/consola/personal', role: 'admin', arrange: ready(TABLE) },
  {
    name: 'ajustes',
    path: '/consola/ajustes/entidad',
    role: 'admin',
    arrange: ready(PANEL),
  },
  {
    name: 'dias-no-habiles',
    path: '/consola/ajustes/entidad?seccion=nonWorkingDays',
    role: 'admin',
    arrange: addDay,
  },
  { name: 'barrios', path: '/consola/ajustes/barrios', role: 'admin', arrange: showBarrio },
  { name: 'mapa', path: '/consola/ajustes/mapa', role: 'admin', arrange: showFile, isWhole: true },
  { name: 'auditoria', path: '/consola/auditoria', role: 'admin', arrange: showChange },
  { name: 'canales', path: '/consola/canales', role: 'admin', arrange: ready('main h2') },
  { name: 'cuenta', path: '/consola/cuenta', role: 'admin', arrange: ready('main h2') },
  { name: 'equipos', path: '/consola/ajustes/equipos', role: 'admin', arrange: seeTeams },
  { name: 'cifras', path: '/consola/equipo?periodo=30-dias', role: 'admin', arrange: ready(TABLE) },
  { name: 'sin-atender', path: '/consola/conversaciones', role: 'atencion', arrange: ready('main li') },
  { name: 'conversacion', path: MINE, role: 'atencion', arrange: openTalk(HERS) },
  { name: 'elegir-respuesta', path: MINE, role: 'atencion', arrange: openTalk(HERS, pickReply) },
  { name: 'nota', path: MINE, role: 'atencion', arrange: openTalk(HERS, writeNote) },
  { name: 'radicar', path: '/consola/pqrs/nueva', role: 'atencion', arrange: tellPetition, isWhole: true },
  { name: 'constancia', path: '/consola/pqrs/nueva', role: 'atencion', arrange: file, isWhole: true },
  { name: 'respuestas', path: '/consola/respuestas', role: 'gestion-social', arrange: ready(TABLE) },
  {
    name: 'aprobar-respuesta',
    path: '/consola/respuestas?vista=por-aprobar',
    role: 'gestion-social',
    arrange: openWaiting,
  },
  { name: 'avisos', path: SOON, role: 'pqrs', arrange: openBell },
];
