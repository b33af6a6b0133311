import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { incomingContent, outgoingContent } from '../../domain/messages/content.ts';
import {
  aPqrsRow,
  type ConsoleFixture,
  insertConversation,
  openConsole,
  signInAs,
} from '../backoffice/console-fixture.ts';
import { launchBrowser } from '../support/browser.ts';
import { buildTestConsole } from '../support/build-test-console.ts';
import { addSession } from '../support/console-page.ts';
import { essmarProfile, WebWorld } from '../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

/** Whatever of it comes to life says so in the title or by a request to nowhere. */
const HOSTILE = [
  '<img src=x onerror="document.title=`taken`">',
  '<script>document.title="taken"</script>',
  '<svg onload="document.title=`taken`"></svg>',
  '"><a href="javascript:document.title=`taken`">ver</a>',
  "' autofocus onfocus='document.title=`taken`' x='",
  '</textarea></script><iframe srcdoc="<script>parent.document.title=`taken`</script>">',
  '{{constructor.constructor("document.title=`taken`")()}} #{document.title="taken"}',
].join(' ');
const SHORT = '<img src=x onerror=document.title=`taken`>';
const GREETING = 'Hola, soy el asistente.';
const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const LIVING = 'img[src="x"], svg[onload], iframe, [onerror], [onfocus], [onload], a[href^="javascript"]';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => context.close());
afterAll(() => browser.close());

/** Nothing but our own care keeps the words from living here: the page's policy is switched off. */
async function openUnprotected(address: string): Promise<Page> {
  context = await browser.newContext({
    locale: 'es-CO',
    bypassCSP: true,
    serviceWorkers: 'block',
    viewport: { width: 360, height: 700 },
  });
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    throw new Error(`the page asked: ${dialog.message()}`);
  });
  await page.goto(address);
  return page;
}

/** What of the words has become a part of the page, also inside of its shadow. */
async function livingIn(page: Page): Promise<readonly string[]> {
  const found = await page.locator(LIVING).evaluateAll((all) => all.map((element) => element.outerHTML));
  return /^(\(\d+\) )?taken$/.test(await page.title()) ? ['the title', ...found] : found;
}

test('hostile words stay words in the chat: of the person, of the assistant, in a name, in an option and of a file', async () => {
  const world = new WebWorld();
  const profile = { ...essmarProfile(), name: SHORT, assistantName: SHORT };
  const server: WebServer = await startWebServer(world, { profile: () => profile });
  const page = await openUnprotected(server.url);
  const log = page.getByRole('log');
  await log.getByText(GREETING).waitFor();
  await page.getByLabel('Escribe tu mensaje').fill(HOSTILE);
  await page.keyboard.press('Enter');
  await log.getByText(`Eco: ${HOSTILE}`).waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `${SHORT}.pdf`, mimeType: 'application/pdf', buffer: PDF });
  await log.getByText(`Eco: [${SHORT}.pdf]`).waitFor();
  const { conversationId } = world.receipts[0] ?? { conversationId: '' };
  const options = [{ value: HOSTILE, title: SHORT }];
  world.say(conversationId, outgoingContent({ text: HOSTILE, options, expects: 'option' }));
  await page.getByRole('button', { name: SHORT }).waitFor();
  const live = await livingIn(page);
  await page.reload();
  await log.getByText(`Eco: ${HOSTILE}`).waitFor();
  const reloaded = await livingIn(page);
  await server.stop();

  expect([live, reloaded]).toEqual([[], []]);
});

test('hostile words stay words in the console: in the list, the detail, the conversation and the names of files', async () => {
  const fixture = await openConsole({ consoleFolder: await buildTestConsole() });
  const address = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  const radicado = await fileHostile(fixture);
  const cookies = await signInAs(fixture, 'pqrs');
  const page = await openUnprotected('about:blank');
  await addSession(page.context(), address, cookies);
  await page.goto(`${address}/consola/pqrs`);
  await page.getByText(SHORT).first().waitFor();
  const list = await livingIn(page);
  await page.getByRole('link', { name: radicado }).click();
  await page.getByRole('heading', { level: 1, name: radicado }).waitFor();
  await page.getByText(`${SHORT}.pdf`).first().waitFor();
  const words = await page.locator('main').textContent();
  const detail = await livingIn(page);
  await fixture.close();

  expect([list, detail]).toEqual([[], []]);
  expect(words).toContain(HOSTILE);
  expect(words).toContain(`${SHORT}.pdf`);
});

/** A request whose every word was written by somebody who means harm. */
async function fileHostile(fixture: ConsoleFixture): Promise<string> {
  const conversationId = await insertConversation(fixture, { lastSeq: 2 });
  const fileId = randomUUID();
  const name = `${SHORT}.pdf`;
  const attachment = { fileId, name, mimeType: 'application/pdf', bytes: 8, pending: false };
  const at = new Date('2026-11-03T15:00:00Z');
  const content = { ...incomingContent({ text: HOSTILE }), attachments: [attachment] };
  const line = { direction: 'in', kind: 'message', messageId: '1', id: '1', seq: 1, content, at } as const;
  fixture.conversations.set(conversationId, [line]);
  const radicado = 'ESSMAR-2026-000007';
  const row = aPqrsRow({
    radicado,
    conversationId,
    description: HOSTILE,
    petitionerName: SHORT,
    barrioText: SHORT,
  });
  await fixture.db.pqrs.create({ data: row });
  await fixture.db.file.create({
    data: {
      ...{ id: fileId, conversationId, name, mimeType: 'application/pdf', bytes: 8, sha256: '' },
      ...{ status: 'ready', originalKey: fileId, createdAt: at },
    },
  });
  await fixture.db.pqrsAnnex.create({ data: { pqrsId: row.id, fileId, position: 0 } });
  return radicado;
}
