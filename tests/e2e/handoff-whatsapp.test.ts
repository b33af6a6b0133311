import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActBody, InboxDetail } from '../../backoffice/contracts/handoff.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { createTranslate } from '../../locales/translate.ts';
import { openProgramInBrowser, type ProgramInBrowser } from '../support/console-page.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import type { TestVecino } from '../support/vecino.ts';
import { acceptAviso, ask, until, WhatsAppCity } from '../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../support/whatsapp-loopback/citizen.ts';

const MINUTE_MS = 60_000;
const TEST_MS = 180_000;
const HEARING_MS = 30_000;
const PATIENCE = { timeout: 30_000 };
/** A hundred times both write at once: a fifth of them in the page. */
const ROUNDS = 10;
const IN_THE_PAGE = 2;
const BY_HTTP = 8;
const QUIET_MS = 1_000;
const NOTE = 'NOTA-RESERVADA';
const TAKEN = /Desde ahora te atiendo yo/;

const t = createTranslate('es-CO');

/** Moves only when a test says so. */
let aheadMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + aheadMs) };

let city: WhatsAppCity;
let there: ProgramInBrowser;
let app: TestVecino;
let ana: ConsoleCaller;
let luis: ConsoleCaller;
const phones: LoopbackCitizen[] = [];

beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  const { databaseUrl, dataDir } = city;
  const settings = { ...city.settings, LOG_LEVEL: 'silent' };
  there = await openProgramInBrowser({ databaseUrl, dataDir, clock, settings });
  ({ app } = there);
  await setOffices([]);
  const { prisma } = app.vecino.storage.database;
  ana = await enterConsole(app.origin, prisma, 'atencion');
  luis = await enterConsole(app.origin, prisma, 'atencion');
  const { staff } = JSON.parse(await luis.get('/session')) as { staff: { id: string } };
  await prisma.staffUser.update({ where: { id: staff.id }, data: { name: 'Luis Gómez' } });
}, TEST_MS);
afterAll(async () => {
  await there.close();
  await city.close();
});

/** Someone on WhatsApp who has made the privacy choice and stands in the menu. */
async function aCitizen(name: string): Promise<LoopbackCitizen> {
  const citizen = await city.citizen(name);
  phones.push(citizen);
  await acceptAviso(citizen);
  return citizen;
}

async function idOf(citizen: LoopbackCitizen): Promise<string> {
  const [id = ''] = await city.conversationsOf(citizen);
  return id;
}

const pageOf = async (by: ConsoleCaller, citizen: LoopbackCitizen): Promise<Page> =>
  there.open(by, `/conversaciones/${await idOf(citizen)}`);

const read = async (citizen: LoopbackCitizen): Promise<InboxDetail> =>
  JSON.parse(await ana.get(`/conversations/${await idOf(citizen)}`)) as InboxDetail;

type Act = ActBody extends infer Body ? (Body extends unknown ? Omit<Body, 'id'> : never) : never;

async function act(by: ConsoleCaller, conversationId: string, body: Act): Promise<number> {
  const path = `/conversations/${conversationId}/acts`;
  return (await by.post(path, { id: randomUUID(), ...body })).status;
}

const take = { act: 'take', from: null } as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const log = (page: Page) => page.getByRole('log');
const answerField = (page: Page) => page.getByRole('textbox', { name: t('console.handoff.answer') });
const heardOf = (citizen: LoopbackCitizen, words: RegExp): readonly string[] =>
  citizen.messages.map(({ text }) => text).filter((text) => words.test(text));

/** Only who has it may answer, and has it as soon as the turn of the taking is over. */
const heardTaken = (citizen: LoopbackCitizen) => citizen.heard(({ text }) => TAKEN.test(text), HEARING_MS);

async function takeIn(page: Page): Promise<void> {
  await button(page, t('console.handoff.take')).click();
  await expect.poll(() => answerField(page).isEditable(), PATIENCE).toBe(true);
}

/** Sends it as whoever types it does; the field is empty when the server has it. */
async function answerIn(page: Page, text: string): Promise<void> {
  await answerField(page).fill(text);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => answerField(page).inputValue(), PATIENCE).toBe('');
}

/** Another week of attention for the utility: none is an office where somebody is always expected. */
async function setOffices(offices: readonly object[]): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  const text = JSON.stringify(offices);
  await prisma.$executeRaw`UPDATE entity SET profile = jsonb_set(profile, '{offices}', ${text}::jsonb)`;
}

test(
  'out of hours the phone is told when somebody reads, and the conversation waits in the console',
  async () => {
    const inThreeDays = ((clock.now().getDay() + 3) % 7) + 1;
    await setOffices([
      ...[
        { name: 'Sede', address: '', hours: '', week: [{ days: [inThreeDays], from: '09:00', to: '10:00' }] },
      ],
    ]);
    const rosa = await aCitizen('Rosa');
    const { text } = await ask(rosa, 'asesor', /nadie del equipo/);
    const page = await there.open(ana, '/conversaciones');
    const row = page.locator(`a[href*="${await idOf(rosa)}"]`);
    await row.waitFor();
    await setOffices([]);
    await page.context().close();

    expect(text).toMatch(/nadie del equipo\. El .+ a las 9:00/);
  },
  TEST_MS,
);

test(
  'taken while the citizen types, one person has it, what was typed arrives and nobody else answers',
  async () => {
    const luz = await aCitizen('Luz');
    const page = await pageOf(ana, luz);
    await button(page, t('console.handoff.take')).waitFor();
    await luz.showTyping();
    await takeIn(page);
    await luz.say('No me llega el agua desde ayer');
    await log(page).getByText('No me llega el agua desde ayer').waitFor();
    await answerIn(page, 'Ya reviso tu barrio.');
    await luz.heard(({ text }) => text === 'Ya reviso tu barrio.', HEARING_MS);
    await city.settled(luz);
    const { lines, owner } = await read(luz);
    await page.context().close();

    const taken = lines.findIndex((line) => line.act === 'take');
    expect(owner).toBe('human');
    expect(lines.slice(taken).map(({ from, text }) => [from, text.slice(0, 20)])).toEqual([
      ['event', ''],
      ['assistant', 'Hola, soy Ana Ruiz, '],
      ['person', 'No me llega el agua '],
      ['colleague', 'Ya reviso tu barrio.'],
    ]);
    expect(heardOf(luz, TAKEN)).toHaveLength(1);
  },
  TEST_MS,
);

/** Both write at the same instant, round after round; the first thing that the colleague does is to take it. */
async function writeAtOnce(
  citizen: LoopbackCitizen,
  colleague: { readonly take: () => Promise<unknown>; readonly answer: (text: string) => Promise<unknown> },
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([
      citizen.say(`horarios ${round}`),
      round === 0 ? colleague.take() : colleague.answer(`respuesta ${round}`),
    ]);
  }
  await citizen.heard(({ text }) => text === `respuesta ${ROUNDS - 1}`, HEARING_MS);
  await city.settled(citizen);
}

/** The lines on the screen, each with its place in the order. */
function shownIn(page: Page): Promise<readonly (readonly [number, string])[]> {
  return log(page)
    .locator('li.talk-line')
    .evaluateAll((lines) =>
      lines.map((line) => {
        const { dataset, querySelector } = line as unknown as {
          dataset: { seq: string };
          querySelector: (name: string) => { textContent: string } | null;
        };
        return [Number(dataset.seq), querySelector.call(line, '.talk-words')?.textContent ?? ''] as const;
      }),
    );
}

/** What both sides said, in the order of the database. */
async function ordered(citizen: LoopbackCitizen): Promise<readonly (readonly [number, string])[]> {
  const { rows } = await city.pool.query<{ seq: number; text: string }>(
    `SELECT seq, content->>'text' AS text FROM event WHERE conversation_id = $1 AND kind = 'message'
     UNION ALL SELECT seq, content->>'text' FROM outbox WHERE conversation_id = $1 ORDER BY seq`,
    [await idOf(citizen)],
  );
  return rows.map(({ seq, text }) => [seq, text] as const);
}

/** From the taking on nobody but the colleague answers, and everything is in one order. */
async function expectOneOrder(citizen: LoopbackCitizen): Promise<void> {
  const { lines } = await read(citizen);
  const taken = lines.findIndex(({ act: done }) => done === 'take');
  const byAssistant = lines.slice(taken).filter(({ from }) => from === 'assistant');
  const said = lines.filter(({ from }) => ['person', 'assistant', 'colleague'].includes(from));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  expect(byAssistant.map(({ text }) => TAKEN.test(text))).toEqual([true]);
  expect(said.map(({ seq, text }) => [seq, text])).toEqual(await ordered(citizen));
  expect(said.filter(({ text }) => text.startsWith('horarios ')).map(({ text }) => text)).toEqual(
    rounds.map((round) => `horarios ${round}`),
  );
  expect(heardOf(citizen, /^respuesta /)).toEqual(rounds.slice(1).map((round) => `respuesta ${round}`));
}

test(
  'both write at the same instant, a hundred times: never two answers, and one order on both sides',
  async () => {
    const names = Array.from({ length: IN_THE_PAGE + BY_HTTP }, (_, index) => `Persona ${index}`);
    const citizens = await Promise.all(names.map(aCitizen));
    const pages = await Promise.all(citizens.slice(0, IN_THE_PAGE).map((citizen) => pageOf(ana, citizen)));
    await Promise.all(pages.map((page) => button(page, t('console.handoff.take')).waitFor()));
    const writing = citizens.map(async (citizen, index) => {
      const page = pages[index];
      const id = await idOf(citizen);
      const done = async (body: Act) => expect(await act(ana, id, body)).toBe(204);
      await writeAtOnce(
        citizen,
        page === undefined
          ? {
              take: () => done(take).then(() => heardTaken(citizen)),
              answer: (text) => done({ act: 'answer', text }),
            }
          : { take: () => takeIn(page), answer: (text) => answerIn(page, text) },
      );
    });
    await Promise.all(writing);

    for (const citizen of citizens) {
      await expectOneOrder(citizen);
    }
    for (const [index, page] of pages.entries()) {
      const expected = await ordered(citizens[index] as LoopbackCitizen);
      await expect.poll(() => shownIn(page), PATIENCE).toEqual(expected);
      await page.context().close();
    }
  },
  TEST_MS,
);

test(
  'of two colleagues who press at the same instant one has it; the other takes it over once it was asked',
  async () => {
    const jose = await aCitizen('José');
    await ask(jose, 'asesor', /persona del equipo/);
    const [hers, his] = [await pageOf(ana, jose), await pageOf(luis, jose)];
    const both = [hers, his];
    await Promise.all(both.map((page) => button(page, t('console.handoff.take')).waitFor()));
    await Promise.all(both.map((page) => button(page, t('console.handoff.take')).click()));
    await until('an owner', async () => (await read(jose)).owner === 'human');
    const { assignee } = await read(jose);
    const [first, second] = assignee?.name === 'Ana Ruiz' ? [hers, his] : [his, hers];
    await heardTaken(jose);
    await answerField(first).fill('Buenas tardes, le cuento que');
    const refusal = second.getByRole('alert').getByText(t('errors.conversation-taken'));
    // Whoever was too late is told at once, or by the line of what was refused in its turn.
    await refusal
      .or(log(second).getByText(t('console.handoff.refused.take')))
      .first()
      .waitFor();
    const before = heardOf(jose, TAKEN).length;
    await button(second, t('console.handoff.take')).click();
    await button(second, t('console.handoff.takeYes')).click();
    await answerIn(second, 'Ahora te atiendo yo');
    await jose.heard(({ text }) => text === 'Ahora te atiendo yo', HEARING_MS);
    await expect.poll(() => answerField(first).isEditable(), PATIENCE).toBe(false);
    const kept = await answerField(first).inputValue();
    const byTheFirst = first === hers ? ana : luis;
    const refused = await act(byTheFirst, await idOf(jose), { act: 'answer', text: 'no debe llegar' });
    await city.settled(jose);
    await Promise.all(both.map((page) => page.context().close()));

    expect(before).toBe(1);
    expect(kept).toBe('Buenas tardes, le cuento que');
    expect(refused).toBe(409);
    expect(heardOf(jose, TAKEN)).toHaveLength(2);
    expect(heardOf(jose, /no debe llegar/)).toEqual([]);
  },
  TEST_MS,
);

test(
  'given back in the middle of a form, the phone hears the question that was open and the form goes on',
  async () => {
    const marta = await aCitizen('Marta');
    await ask(marta, '1', /¿Qué quieres radicar\?/);
    await ask(marta, 'reclamo', /Cuéntame qué pasó/);
    const page = await pageOf(ana, marta);
    await takeIn(page);
    await marta.say('¿cuánto se demora?');
    await answerIn(page, 'Unos quince días.');
    await marta.heard(({ text }) => text === 'Unos quince días.', HEARING_MS);
    const asked = marta.next(({ text }) => /Cuéntame qué pasó/.test(text), HEARING_MS);
    await button(page, t('console.handoff.giveBack')).click();
    await asked;
    await ask(marta, 'No llega el agua desde el lunes', /¿En qué barrio es\?/);
    await log(page).getByText('No llega el agua desde el lunes').waitFor();
    await page.context().close();

    const said = marta.messages.slice(-5).map(({ text }) => text.slice(0, 16));
    expect(said).toEqual([
      'Hola, soy Ana Ru',
      'Unos quince días',
      'Ana Ruiz terminó',
      'Cuéntame qué pas',
      '¿En qué barrio e',
    ]);
  },
  TEST_MS,
);

test(
  'while a colleague has it danger is answered at once, a silence is told, and a note stays in the console',
  async () => {
    const ines = await aCitizen('Inés');
    const page = await pageOf(ana, ines);
    await takeIn(page);
    await page.getByRole('switch', { name: t('console.handoff.noteSwitch') }).click();
    await page.getByRole('textbox', { name: t('console.handoff.noteLabel') }).fill(`${NOTE}: vive sola`);
    await button(page, t('console.handoff.saveNote')).click();
    await log(page).getByText(`${NOTE}: vive sola`).waitFor();
    const danger = ines.next(({ text }) => /123/.test(text), HEARING_MS);
    await ines.say('se cayó un poste con cables de luz sobre el agua');
    await danger;
    await page.getByText(t('console.handoff.danger'), { exact: true }).first().waitFor();
    const unanswered = ines.next(({ text }) => /nadie del equipo ha podido responderte/.test(text), 60_000);
    aheadMs += 15 * MINUTE_MS;
    await unanswered;
    await log(page).getByText(t('console.handoff.event.unanswered')).waitFor();
    await page.context().close();

    expect((await read(ines)).owner).toBe('waiting');
  },
  TEST_MS,
);

/** Waits until what was done before is read to its end, and forgets what was asked for it. */
async function untilQuiet(page: Page, asked: string[]): Promise<void> {
  do {
    asked.length = 0;
    await page.waitForTimeout(QUIET_MS);
  } while (asked.length > 0);
}

test(
  'a receipt of the phone is on the screen as it comes, and no list is read for it',
  async () => {
    const nora = await aCitizen('Nora');
    const page = await pageOf(ana, nora);
    await takeIn(page);
    await answerIn(page, 'Te leo');
    const heard = await nora.heard(({ text }) => text === 'Te leo', HEARING_MS);
    const line = log(page).getByRole('listitem').filter({ hasText: 'Te leo' });
    await line.getByText(t('console.handoff.delivery.delivered')).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await untilQuiet(page, asked);
    await nora.read(heard);
    await line.getByText(t('console.handoff.delivery.read')).waitFor();
    await page.context().close();

    const readAgain = asked.filter((path) => path.startsWith('/api/'));
    expect(new Set(readAgain)).toEqual(new Set([`/api/v1/conversations/${await idOf(nora)}`]));
  },
  TEST_MS,
);

test('nothing that any phone decrypted holds a note', () => {
  const opened = phones.flatMap(({ decrypted }) => decrypted);
  expect(phones.length).toBeGreaterThan(IN_THE_PAGE + BY_HTTP);
  expect(opened.some((bytes) => bytes.includes('Hola, soy Ana Ruiz'))).toBe(true);
  expect(opened.filter((bytes) => bytes.includes(NOTE))).toEqual([]);
});
