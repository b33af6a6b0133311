import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../domain/calendar/clock.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import { createTranslate } from '../../locales/translate.ts';
import { findProblems, openProgramInBrowser, type ProgramInBrowser } from '../support/console-page.ts';
import { DirectLineClient, type Upload } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import type { TestVecino } from '../support/vecino.ts';
import { aPhoto } from '../torture/kill-loop.ts';

const MINUTE_MS = 60_000;
const OLD_LINES = 140;

const t = createTranslate('es-CO');

/** Moves only when a test says so. */
let aheadMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + aheadMs) };

let there: ProgramInBrowser;
let app: TestVecino;
let ana: ConsoleCaller;
let luis: ConsoleCaller;

beforeAll(async () => {
  there = await openProgramInBrowser({ clock });
  ({ app } = there);
  const { prisma } = app.vecino.storage.database;
  ana = await enterConsole(app.origin, prisma, 'atencion');
  luis = await enterConsole(app.origin, prisma, 'atencion');
  const { staff } = JSON.parse(await luis.get('/session')) as { staff: { id: string } };
  await prisma.staffUser.update({ where: { id: staff.id }, data: { name: 'Luis Gómez' } });
});
afterAll(() => there.close());

/** A page of a colleague below the inbox. */
const open = (by: ConsoleCaller, path = '', visit: Parameters<ProgramInBrowser['open']>[2] = {}) =>
  there.open(by, `/conversaciones${path}`, visit);

/** Somebody in the web chat who has made the privacy choice. */
async function aCitizen(...words: readonly string[]): Promise<DirectLineClient> {
  const citizen = new DirectLineClient(app.origin);
  await citizen.open();
  for (const text of ['Acepto', ...words]) {
    await say(citizen, text);
  }
  return citizen;
}

async function say(citizen: DirectLineClient, text: string): Promise<void> {
  await citizen.postUntilTaken(text, randomUUID());
  await app.vecino.messaging.idle();
}

async function heardBy(citizen: DirectLineClient): Promise<readonly string[]> {
  await app.vecino.messaging.idle();
  await citizen.poll();
  return citizen.texts();
}

const row = (page: Page, { conversationId }: DirectLineClient) =>
  page.getByRole('listitem').filter({ has: page.locator(`a[href*="${conversationId}"]`) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const log = (page: Page) => page.getByRole('log');
const answerField = (page: Page) => page.getByRole('textbox', { name: t('console.handoff.answer') });
const noteField = (page: Page) => page.getByRole('textbox', { name: t('console.handoff.noteLabel') });
const isFocused = (what: Locator) => what.evaluate((element) => element.matches(':focus'));

/** An answer as whoever types it sends it. */
async function answer(page: Page, text: string): Promise<void> {
  await answerField(page).fill(text);
  await page.keyboard.press('Control+Enter');
  await log(page).getByText(text, { exact: true }).waitFor();
  await expect.poll(() => answerField(page).inputValue()).toBe('');
}

test('whoever asks for a person appears by themselves, is answered, and never reads a note', async () => {
  const page = await open(ana);
  await page.getByText(t('console.handoff.empty.sin-atender')).waitFor();
  const problems = await findProblems(page);
  const citizen = await aCitizen('asesor');
  await row(page, citizen).getByText(t('console.handoff.unread')).waitFor();
  await say(citizen, 'hay un cable de luz caído en el agua');
  await row(page, citizen).getByText(t('console.handoff.danger'), { exact: true }).waitFor();
  problems.push(...(await findProblems(page)));

  await row(page, citizen).getByRole('link').click();
  await button(page, t('console.handoff.take')).click();
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  await answer(page, 'Ya va una cuadrilla.');
  await expect.poll(() => row(page, citizen).getByText(t('console.handoff.unread')).count()).toBe(0);
  await page.getByRole('switch', { name: t('console.handoff.noteSwitch') }).click();
  await noteField(page).fill('NOTA-SECRETA: vive sola');
  await button(page, t('console.handoff.saveNote')).click();
  await log(page).getByText(t('console.handoff.note')).waitFor();
  await noteField(page).fill('Otra nota');
  problems.push(...(await findProblems(page)));
  const heard = await heardBy(citizen);
  // Whoever asks for more has what came before.
  await citizen.poll();
  await log(page).getByText(t('console.handoff.delivery.delivered')).first().waitFor();

  await button(page, t('console.handoff.giveBack')).click();
  await log(page)
    .getByText(t('console.handoff.event.give-back', { by: 'Ana Ruiz' }))
    .waitFor();
  await expect.poll(() => isFocused(page.getByRole('heading', { level: 1 }))).toBe(true);
  expect(heard).toContain('Ya va una cuadrilla.');
  expect(JSON.stringify(citizen.received)).not.toContain('NOTA-SECRETA');
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

test('of two colleagues the later one is told, and whoever loses it keeps what they wrote', async () => {
  const citizen = await aCitizen('asesor');
  const path = `/${citizen.conversationId}`;
  const hers = await open(ana, path);
  // His page hears no news, as on a bad line.
  const his = await open(luis, path, {
    prepare: (page) => page.route('**/api/v1/events*', (it) => it.abort()),
  });
  await button(his, t('console.handoff.take')).waitFor();
  await button(hers, t('console.handoff.take')).click();
  await hers.getByText(t('console.handoff.owner.you')).first().waitFor();
  await answerField(hers).fill('Buenas tardes, le cuento que');

  await button(his, t('console.handoff.take')).click();
  await his.getByRole('alert').getByText(t('errors.conversation-taken')).waitFor();
  await his
    .getByText(t('console.handoff.owner.other', { name: 'Ana Ruiz' }))
    .first()
    .waitFor();
  const problems = await findProblems(his);
  await button(his, t('console.handoff.take')).click();
  await his.getByText(t('console.handoff.takeFrom', { name: 'Ana Ruiz' })).waitFor();
  problems.push(...(await findProblems(his)));
  await button(his, t('console.handoff.takeYes')).click();

  await hers.getByText(t('console.handoff.lostTo', { name: 'Luis Gómez' })).waitFor();
  problems.push(...(await findProblems(hers)));
  expect(await answerField(hers).inputValue()).toBe('Buenas tardes, le cuento que');
  expect(await answerField(hers).isEditable()).toBe(false);
  expect(await button(hers, t('console.handoff.send')).isEnabled()).toBe(false);
  await hers.getByRole('link', { name: t('console.handoff.title') }).click();
  await hers.getByText(t('console.handoff.choose')).waitFor();
  await hers.goBack();
  await expect.poll(() => answerField(hers).inputValue()).toBe('Buenas tardes, le cuento que');
  expect((await heardBy(citizen)).filter((text) => /te atiendo yo/.test(text))).toHaveLength(2);
  expect(problems).toEqual([]);
  await Promise.all([hers.context().close(), his.context().close()]);
}, 120_000);

test('a conversation is assigned to a colleague, ended, and reopened', async () => {
  const citizen = await aCitizen('asesor');
  const page = await open(ana, `/${citizen.conversationId}`);
  await button(page, t('console.handoff.assign')).click();
  const dialog = page.getByRole('dialog', { name: t('console.handoff.assignTitle') });
  await dialog.getByLabel(t('console.handoff.assignTo')).selectOption({ label: 'Luis Gómez' });
  const problems = await findProblems(page);
  await dialog.getByRole('button', { name: t('console.handoff.assign') }).click();
  await page
    .getByText(t('console.handoff.owner.for', { name: 'Luis Gómez' }))
    .first()
    .waitFor();

  await button(page, t('console.handoff.take')).click();
  await button(page, t('console.handoff.end')).click();
  await page.getByText(t('console.handoff.endWhat')).waitFor();
  await button(page, t('console.handoff.endYes')).click();
  await page.getByText(t('console.handoff.event.end', { by: 'Ana Ruiz' })).waitFor();
  expect(await heardBy(citizen)).toContain(t('care.ended'));
  await page
    .getByText(t('console.handoff.ended', { by: 'Ana Ruiz' }))
    .first()
    .waitFor();
  problems.push(...(await findProblems(page)));
  await button(page, t('console.handoff.reopen')).click();
  await page.getByText(t('console.handoff.event.reopen', { by: 'Ana Ruiz' })).waitFor();
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

test('all of it works by keyboard alone, on a narrow screen', async () => {
  const citizen = await aCitizen('asesor');
  const page = await open(ana, '?vista=todas', { width: 320 });
  const link = row(page, citizen).getByRole('link');
  await link.waitFor();
  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await press('g', 'p');
  await page.getByRole('heading', { level: 1, name: t('console.list.title') }).waitFor();
  await press('g', 'v');
  await link.waitFor();
  for (let rows = 0; rows < 30 && !(await isFocused(link)); rows += 1) {
    await press('j');
  }
  await press('Enter');
  await button(page, t('console.handoff.take')).waitFor();
  await expect.poll(() => isFocused(page.getByRole('heading', { level: 1 }))).toBe(true);
  await press('t');
  await expect.poll(() => isFocused(answerField(page))).toBe(true);
  await page.keyboard.type('Con el teclado');
  await press('Enter');
  await page.keyboard.type('en dos líneas');
  await press('Control+Enter');
  await log(page).getByText('en dos líneas').waitFor();

  await press('Shift+Tab');
  await expect.poll(() => isFocused(log(page))).toBe(true);
  await press('?');
  await page.getByRole('dialog').getByText(t('console.handoff.key.note')).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press('n');
  await page.keyboard.type('Nota con el teclado');
  await press('Control+Enter');
  await log(page).getByText('Nota con el teclado').waitFor();
  expect(await heardBy(citizen)).toContain('Con el teclado\nen dos líneas');
  expect(JSON.stringify(citizen.received)).not.toContain('Nota con el teclado');
  await page.context().close();
}, 120_000);

test('an answer whose confirmation is lost is said once', async () => {
  const citizen = await aCitizen('asesor');
  const page = await open(ana, `/${citizen.conversationId}`);
  await button(page, t('console.handoff.take')).click();
  await expect.poll(() => answerField(page).isEditable()).toBe(true);
  let tries = 0;
  await page.route('**/acts', async (route) => {
    tries += 1;
    const response = await route.fetch();
    await (tries === 1 ? route.abort() : route.fulfill({ response }));
  });
  await answerField(page).fill('x'.repeat(4_000));
  await page.getByText(t('console.handoff.left', { count: 96 })).waitFor();
  await answerField(page).fill('x'.repeat(4_097));
  await page.getByText(t('console.handoff.tooLong', { count: 1 })).waitFor();
  await page.keyboard.press('Control+Enter');
  await answer(page, 'una sola vez');

  expect(tries).toBe(2);
  expect((await heardBy(citizen)).filter((text) => text === 'una sola vez')).toHaveLength(1);
  await page.context().close();
}, 120_000);

test('who wants it is told of somebody who begins to wait, without a name, while nobody looks', async () => {
  const page = await open(ana, '', {
    prepare: (one) =>
      one.addInitScript(() => {
        const told: unknown[] = [];
        Object.assign(globalThis, {
          told,
          Notification: class {
            static async requestPermission(): Promise<string> {
              return 'granted';
            }
            constructor(title: string, { body }: { body: string }) {
              told.push([title, body]);
            }
          },
        });
      }),
  });
  const told = () => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);
  await button(page, t('console.handoff.alerts')).click();
  await page.getByRole('switch', { name: t('console.handoff.alertsDesktop') }).click();
  const problems = await findProblems(page);
  await page.keyboard.press('Escape');
  const inSight = await aCitizen();
  const known = page.waitForResponse(
    async (response) =>
      response.url().includes('limit=100') && (await response.text()).includes(inSight.conversationId),
  );
  await say(inSight, 'asesor');
  await known;
  await page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })");
  await aCitizen('asesor');

  const expected = [
    [t('console.handoff.alertTitle'), t('console.handoff.alertBody', { channel: t('console.channel.web') })],
  ];
  await expect.poll(told, { timeout: 15_000 }).toEqual(expected);
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

/** What a phone sends over months: many words, one of them corrected and one deleted later. */
async function fillWithOldLines({ conversationId }: DirectLineClient): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  const { nextSeq } = await prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } });
  const at = clock.now();
  const aLine = (index: number, kind: string, content: { text: string; targetId?: string }) => ({
    ...{ conversationId, kind, content: incomingContent(content) },
    ...{ channelMessageId: `old-${index}`, seq: nextSeq + index, outcome: 'applied' },
    ...{ receivedAt: at, processedAt: at },
  });
  await prisma.event.createMany({
    data: [
      ...Array.from({ length: OLD_LINES }, (_, index) =>
        aLine(index, 'message', { text: `palabras ${index}` }),
      ),
      aLine(OLD_LINES, 'edit', { text: 'palabras corregidas', targetId: `old-${OLD_LINES - 1}` }),
      aLine(OLD_LINES + 1, 'delete', { text: '', targetId: `old-${OLD_LINES - 2}` }),
    ],
  });
  await prisma.conversation.update({
    where: { id: conversationId },
    data: { nextSeq: nextSeq + OLD_LINES + 2 },
  });
}

async function sendRecibo(citizen: DirectLineClient): Promise<void> {
  const bytes = new TextEncoder().encode('%PDF-1.7 recibo');
  await citizen.uploadUntilTaken({ name: 'recibo.pdf', type: 'application/pdf', bytes }, randomUUID());
  await app.vecino.messaging.idle();
}

test('a long conversation opens at its end, and earlier lines come without moving what one reads', async () => {
  const citizen = await aCitizen();
  await sendRecibo(citizen);
  await fillWithOldLines(citizen);
  await say(citizen, 'asesor');
  aheadMs += 6 * MINUTE_MS;
  const page = await open(ana, `/${citizen.conversationId}`);
  await log(page)
    .getByText(t('console.handoff.edited', { text: 'palabras corregidas' }))
    .waitFor();
  await log(page).getByText(t('console.handoff.deleted')).waitFor();
  await page
    .getByText(/pasó la meta de 5 min/)
    .first()
    .waitFor();
  const problems = await findProblems(page);

  await log(page).evaluate((box) => {
    box.scrollTop = 0;
  });
  const line = log(page).getByRole('listitem').first();
  const text = await line.locator('p').last().textContent();
  const same = log(page).getByText(text ?? '', { exact: true });
  const before = await same.boundingBox();
  await button(page, t('console.handoff.earlier')).click();
  await log(page).getByText('palabras 0', { exact: true }).waitFor();
  const after = await same.boundingBox();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('console.annexes.download', { name: 'recibo.pdf' }) }).click(),
  ]);

  expect(Math.abs((after?.y ?? 0) - (before?.y ?? Number.NaN))).toBeLessThan(2);
  expect(download.suggestedFilename()).toBe('recibo.pdf');
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

test('a file is handed out in its own conversation only, and not where there is a health matter', async () => {
  const [citizen, another] = [await aCitizen(), await aCitizen()];
  await sendRecibo(citizen);
  const { prisma } = app.vecino.storage.database;
  const { id } = await prisma.file.findFirstOrThrow({ where: { conversationId: citizen.conversationId } });
  const ask = async ({ conversationId }: DirectLineClient) => {
    const address = `${app.origin}/api/v1/conversations/${conversationId}/files/${id}`;
    const { status, headers } = await fetch(address, { headers: { cookie: ana.cookie } });
    return [status, headers.get('content-disposition')?.split(';')[0]];
  };
  const [own, foreign] = [await ask(citizen), await ask(another)];
  await prisma.conversation.update({
    where: { id: citizen.conversationId },
    data: { sensitivity: 'health' },
  });

  expect([own, foreign, await ask(citizen)]).toEqual([
    [200, 'attachment'],
    [404, undefined],
    [403, undefined],
  ]);
});

/** What of a browser is needed to bring it files. */
type Desktop = {
  readonly DataTransfer: new () => { readonly items: { readonly add: (file: File) => void } };
  readonly DragEvent: new (name: string, init: object) => Event;
  readonly ClipboardEvent: new (name: string, init: object) => Event;
};

/** Gives an element a file, as the clipboard or the desktop does. */
const give = (where: Locator, how: 'paste' | 'drop', name: string, words: string) =>
  where.evaluate(
    (element, file) => {
      const { DataTransfer, DragEvent, ClipboardEvent } = globalThis as unknown as Desktop;
      const data = new DataTransfer();
      data.items.add(new File([file.words], file.name));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        file.how === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    { how, name, words },
  );

/** Lets no upload come to its end before it is told to. */
async function holdUploads(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/files', async (route) => {
    await held;
    await route.continue();
  });
  return () => release();
}

const choose = (page: Page, { name, type: mimeType, bytes }: Upload) =>
  page.locator('input[type=file]').setInputFiles([{ name, mimeType, buffer: Buffer.from(bytes) }]);

test('files go with an answer: chosen, pasted or dropped, kept while one looks elsewhere, and refused in words', async () => {
  const citizen = await aCitizen('asesor');
  const page = await open(ana, `/${citizen.conversationId}`);
  await button(page, t('console.handoff.take')).click();
  await expect.poll(() => answerField(page).isEditable()).toBe(true);
  const files = page.getByRole('list', { name: t('console.handoff.files') });
  const send = button(page, t('console.handoff.send'));
  const release = await holdUploads(page);
  const photo = await aPhoto();
  await choose(page, photo);
  await page.getByRole('progressbar', { name: t('console.handoff.fileUploading', photo) }).waitFor();
  await page.getByText(t('console.handoff.filesUploading', { count: 1 })).waitFor();
  const problems = await findProblems(page);
  expect(await send.isEnabled()).toBe(false);

  await page.getByRole('link', { name: t('console.handoff.title') }).click();
  await page.getByText(t('console.handoff.choose')).waitFor();
  release();
  await page.goBack();
  await expect.poll(() => send.isEnabled()).toBe(true);
  await give(answerField(page), 'paste', 'recibo.pdf', '%PDF-1.7 recibo');
  await give(answerField(page), 'drop', 'programa.exe', 'MZ');
  await files.getByRole('alert').waitFor();
  await page.getByText(t('console.handoff.filesRefused')).waitFor();
  problems.push(...(await findProblems(page)));
  expect(await send.isEnabled()).toBe(false);
  await button(page, t('console.handoff.fileRemove', { name: 'programa.exe' })).click();
  await expect.poll(() => isFocused(button(page, t('console.handoff.attach')))).toBe(true);
  await send.click();

  const picture = log(page).getByRole('img', { name: t('console.handoff.picture', { name: 'daño.jpg' }) });
  await picture.waitFor();
  await log(page)
    .getByRole('link', { name: t('console.annexes.download', { name: 'recibo.pdf' }) })
    .waitFor();
  await expect.poll(() => files.count()).toBe(0);
  problems.push(...(await findProblems(page)));
  await heardBy(citizen);
  expect(JSON.stringify(citizen.received.at(-1))).toMatch(/"name":"daño.jpg".*"name":"recibo.pdf"/);
  expect(problems).toEqual([]);
  await page.context().close();
}, 120_000);

type Audio = {
  readonly duration: number;
  readonly play: () => Promise<void>;
  readonly addEventListener: (name: 'ended', listener: () => void) => void;
};

/** A fifth of a second of a tone, as a recorder without compression writes it. */
function aTone(): Uint8Array {
  const samples = Buffer.alloc(3200);
  for (let at = 0; at < samples.length; at += 2) {
    samples.writeInt16LE(Math.round(8000 * Math.sin(at / 9)), at);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

test('beside the words stand the unfinished form, who writes, a picture to see and a sound to hear', async () => {
  const citizen = await aCitizen('quiero poner un reclamo', 'no llega el agua desde ayer');
  const files = [await aPhoto(), { name: 'nota.wav', type: 'audio/wav', bytes: aTone() }];
  for (const file of files) {
    await citizen.uploadUntilTaken(file, randomUUID());
  }
  await app.vecino.messaging.idle();
  const page = await open(ana, `/${citizen.conversationId}`);
  const form = page.locator('details').filter({ hasText: t('console.handoff.formGoesOn') });
  await form.locator('summary').click();
  await form.getByText('no llega el agua desde ayer').waitFor();
  await form.getByText(t('console.handoff.formAsked', { field: t('pqrs.titleBarrio') })).waitFor();
  const person = page.locator('details').filter({ hasText: t('console.handoff.person') });
  await person.locator('summary').click();
  await person.getByText(t('console.people.consent.tramite')).waitFor();

  const picture = page.getByRole('img', { name: t('console.handoff.picture', { name: 'daño.jpg' }) });
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
  const belowPx = await log(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  expect(belowPx, 'a picture that came late moved what was said last out of sight').toBeLessThan(2);
  const sound = page.getByLabel(t('console.handoff.sound', { name: 'nota.wav' }));
  const seconds = await sound.evaluate(async (element) => {
    const audio = element as unknown as Audio;
    const ended = new Promise((resolve) => audio.addEventListener('ended', () => resolve(null)));
    await audio.play();
    await ended;
    return audio.duration;
  });
  expect(seconds).toBeCloseTo(0.2, 1);
  expect(await findProblems(page)).toEqual([]);
  await page.context().close();
}, 120_000);
