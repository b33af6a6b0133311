import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnswerActivity, aVisitor, json, ask as request } from '../../../support/web-visitor.ts';
import {
  acceptAviso,
  ask,
  confirmReclamo,
  radicadoIn,
  until,
  WhatsAppCity,
} from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { type Victim, Victims } from '../../../torture/victims.ts';

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const QUESTION = /¿Quieres unir este WhatsApp con el chat web abierto hoy a las \d+:\d\d [ap]\. m\.\?/;
const NOT_VALID = /Ese código no sirve o ya venció/;
const BARRIO = /¿En qué barrio es\?/;
const MENU = /¿En qué te ayudo\?/;
const CODE = /código de verificación/;

let city: WhatsAppCity;
let origin: string;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await start();
});
afterAll(() => city.close());

async function start(): Promise<void> {
  const program = await city.start();
  origin = (await program.says(/listo en (\S+)/))[1] ?? '';
  await until('the number to be linked', async () => {
    const { rows } = await city.pool.query(
      `SELECT 1 FROM whatsapp_account WHERE state = 'open' AND me IS NOT NULL`,
    );
    return rows.length > 0;
  });
}

/** A browser in a conversation. */
type Browser = {
  readonly conversationId: string;
  readonly token: string;
};

async function aBrowser(): Promise<Browser> {
  return aVisitor(`${origin}/v3/directline`);
}

const conversation = ({ conversationId }: Browser) =>
  `${origin}/v3/directline/conversations/${conversationId}`;

async function read(browser: Browser): Promise<readonly AnswerActivity[]> {
  const headers = { authorization: `Bearer ${browser.token}` };
  const { body } = await request(`${conversation(browser)}/activities`, { headers });
  return (body.activities ?? []).filter(({ from }) => from.role === 'bot');
}

/** What the page says last, once it says something with these words. */
function hears(browser: Browser, words: RegExp, after = 0): Promise<string> {
  return until(`the page to say ${words.source}`, async () => {
    const said = (await read(browser)).slice(after);
    return said.findLast(({ text }) => words.test(text))?.text;
  });
}

async function write(browser: Browser, text: string, words: RegExp): Promise<string> {
  const after = (await read(browser)).length;
  await request(`${conversation(browser)}/activities`, json(browser.token, { type: 'message', text }));
  return hears(browser, words, after);
}

async function accept(browser: Browser): Promise<void> {
  await hears(browser, /¿Aceptas\?/);
  await write(browser, '1', MENU);
}

type Offer = { readonly code: string; readonly link: string };

async function offer(browser: Browser, to: 'whatsapp' | 'web' = 'whatsapp'): Promise<Offer> {
  const { body } = await request(`${conversation(browser)}/continuation`, json(browser.token, { to }));
  return body as unknown as Offer;
}

/** What stands ready in WhatsApp when the person has followed the link. */
function wordsOf({ link }: Offer): string {
  return new URL(link).searchParams.get('text') ?? '';
}

async function open(link: string): Promise<{ readonly status: number; readonly browser: Browser }> {
  const [, code = ''] = /#seguir=(\S+)/.exec(link) ?? [];
  const { status, body } = await request(`${origin}/v3/directline/continuations`, json('', { code }));
  return { status, browser: { conversationId: body.conversationId ?? '', token: body.token ?? '' } };
}

async function filedBy(citizen: LoopbackCitizen) {
  const { rows } = await city.pool.query(
    `SELECT q.radicado, array_agg(f.name) FILTER (WHERE f.id IS NOT NULL) AS files
     FROM pqrs q LEFT JOIN pqrs_annex a ON a.pqrs_id = q.id LEFT JOIN file f ON f.id = a.file_id
     WHERE q.conversation_id = ANY($1) GROUP BY q.radicado`,
    [await city.conversationsOf(citizen)],
  );
  return rows;
}

/** A reclamo in the browser up to the question of the barrio, with a photo. */
async function beginReclamo(browser: Browser): Promise<void> {
  await write(browser, '1', /¿Qué quieres radicar\?/);
  await write(browser, 'reclamo', /Cuéntame qué pasó/);
  const form = new FormData();
  const activity = JSON.stringify({ type: 'message', text: 'sale agua de la tapa de la alcantarilla' });
  form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
  form.append('file', new Blob([PHOTO]), 'fuga.png');
  const headers = { authorization: `Bearer ${browser.token}` };
  await request(`${conversation(browser)}/upload`, { method: 'POST', headers, body: form });
  await hears(browser, BARRIO);
}

test('a filing goes from the web to WhatsApp and to another page: one form, one file, one history', async () => {
  const ana = await city.citizen('Ana');
  const chat = await aBrowser();
  await accept(chat);
  await beginReclamo(chat);
  const offered = await offer(chat);
  expect(offered.link).toMatch(new RegExp(`^https://wa\\.me/${city.company.phone}\\?text=`));

  await ask(ana, wordsOf(offered), QUESTION);
  await ask(ana, 'sí', /Seguimos donde ibas/);
  await until('the form to go on', async () => BARRIO.test(ana.messages.at(-1)?.text ?? ''));
  expect(await hears(chat, /quedó unido/)).toMatch(/^Este chat quedó unido a tu WhatsApp\. Sigue por allá;/);
  await write(chat, 'saltar', /no te entendí|¿En qué te ayudo\?/);

  await ask(ana, 'Pescaíto', /número de cuenta/);
  const link = await ask(ana, 'por la web', /#seguir=/);
  expect(link.text).toContain('No se lo reenvíes a nadie');
  const { browser: page } = await open(link.text);
  await hears(page, /Aquí sigue tu conversación de WhatsApp/);
  await hears(page, /número de cuenta/);
  await until('WhatsApp to be told', async () =>
    ana.messages.some(({ text }) => /Abriste esta conversación en la página web/.test(text)),
  );
  expect((await open(link.text)).status).toBe(404);

  await write(page, 'saltar', /envía fotos/);
  await write(page, 'listo', /Archivos: 1/);
  const acuse = await write(page, 'sí', /Quedó radicada/);
  const [radicado = ''] = /ESSMAR-\d{4}-\d{6}/.exec(acuse) ?? [];
  for (const browser of [chat, page]) {
    expect(await write(browser, radicado, /Solicitud ESSMAR/)).toContain('Está radicada');
    expect(await write(browser, 'mis solicitudes', /últimas solicitudes/)).toContain(radicado);
  }
  expect((await ask(ana, radicado, /Solicitud ESSMAR/)).text).toContain('Está radicada');
  const { rows } = await city.pool.query(
    `SELECT f.name FROM pqrs_annex a JOIN file f ON f.id = a.file_id JOIN pqrs q ON q.id = a.pqrs_id
     WHERE q.radicado = $1`,
    [radicado],
  );
  expect(rows).toEqual([{ name: 'fuga.png' }]);
  expect([ana.duplicates, ana.neverRead]).toEqual([[], []]);
});

test('another screen goes on with the same chat', async () => {
  const kiosk = await aBrowser();
  await accept(kiosk);
  const { link } = await offer(kiosk, 'web');
  const { browser: phone } = await open(link);

  expect(link).toMatch(new RegExp(`^${origin}/#seguir=`));
  expect(phone.conversationId).toBe(kiosk.conversationId);
  await hears(phone, MENU);
});

test('whoever says no shares nothing, and the chat is told', async () => {
  const rosa = await city.citizen('Rosa');
  await acceptAviso(rosa);
  await ask(rosa, '1', /¿Qué quieres radicar\?/);
  const chat = await aBrowser();
  await accept(chat);
  const offered = await offer(chat);

  await ask(rosa, wordsOf(offered), QUESTION);
  await ask(rosa, 'no', /no los uní/);
  await hears(chat, /no se aceptó unir este chat/);
  await ask(rosa, wordsOf(offered), NOT_VALID);

  await ask(rosa, 'reclamo', /Cuéntame qué pasó/);
  expect(await write(chat, 'mis solicitudes', /no has radicado|últimas/)).toContain('no has radicado');
  const { rows } = await city.pool.query(
    `SELECT count(DISTINCT contact_id)::int AS contacts FROM conversation WHERE id = ANY($1)`,
    [[chat.conversationId, ...(await city.conversationsOf(rosa))]],
  );
  expect(rows).toEqual([{ contacts: 2 }]);
});

test('codes that are unknown, expired or made for a page get one answer', async () => {
  const luis = await city.citizen('Luis');
  await acceptAviso(luis);
  const chat = await aBrowser();
  const [expired, forWeb] = [await offer(chat), await offer(chat, 'web')];
  await city.pool.query(
    `UPDATE continuation SET expires_at = now() - interval '1 second'
     WHERE conversation_id = $1 AND target = 'whatsapp'`,
    [chat.conversationId],
  );

  const answers = [
    await ask(luis, 'mi código es WUP7P-QMNP6', NOT_VALID),
    await ask(luis, wordsOf(expired), NOT_VALID),
    await ask(luis, forWeb.code, NOT_VALID),
  ];
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('two people who send one code at the same moment: one is asked, and the other learns nothing', async () => {
  const both = [await city.citizen('Uno'), await city.citizen('Dos')];
  for (const citizen of both) {
    await acceptAviso(citizen);
  }
  const words = wordsOf(await offer(await aBrowser()));
  const answer = new RegExp(`${QUESTION.source}|${NOT_VALID.source}`);
  const answers = await Promise.all(both.map((citizen) => ask(citizen, words, answer)));

  expect(answers.map(({ text }) => QUESTION.test(text)).sort()).toEqual([false, true]);
});

test('a code that the network delivers twice is asked about once', async () => {
  const eva = await city.citizen('Eva');
  await acceptAviso(eva);
  const words = wordsOf(await offer(await aBrowser()));
  const messageId = '3EB0C0FFEE00C0FFEE0001';
  await eva.send({ text: words }, { messageId });
  await eva.send({ text: words }, { messageId });
  await until('the question', async () => eva.messages.some(({ text }) => QUESTION.test(text)));
  await ask(eva, 'sí', /quedaron unidos/);

  await city.settled(eva);
  expect(eva.messages.filter(({ text }) => QUESTION.test(text))).toHaveLength(1);
  expect((await city.eventsOf(eva)).filter((event) => event.messageId === messageId)).toHaveLength(1);
});

test('an identity that changes takes the history away from the pages that had it from there', async () => {
  const iris = await city.citizen('Iris');
  await acceptAviso(iris);
  await ask(iris, '1', /¿Qué quieres radicar\?/);
  await ask(iris, 'reclamo', /Cuéntame qué pasó/);
  await ask(iris, 'el recibo llegó muy caro', BARRIO);
  await ask(iris, 'saltar', /número de cuenta/);
  await ask(iris, 'saltar', /envía fotos/);
  const radicado = radicadoIn(await confirmReclamo(iris));
  const chat = await aBrowser();
  await accept(chat);
  await ask(iris, wordsOf(await offer(chat)), QUESTION);
  await ask(iris, 'sí', /quedaron unidos/);
  const { browser: page } = await open((await ask(iris, 'seguir en la web', /#seguir=/)).text);
  await hears(page, MENU);
  const unopened = await ask(iris, 'seguir en la web', /#seguir=/);
  for (const browser of [chat, page]) {
    await write(browser, 'mis solicitudes', new RegExp(radicado));
  }

  await iris.reinstall();
  await ask(iris, 'Hola', /¿Aceptas\?/);

  for (const browser of [chat, page]) {
    expect(await write(browser, 'mis solicitudes', /solicitud/)).toContain('no has radicado');
    expect(await write(browser, radicado, CODE)).not.toContain('Está radicada');
  }
  expect((await open(unopened.text)).status).toBe(404);
});

test('the question waits through a restart, other words and deaths; the yes is written down once', async () => {
  const sol = await city.citizen('Sol');
  const chat = await aBrowser();
  await accept(chat);
  await beginReclamo(chat);
  await ask(sol, wordsOf(await offer(chat)), QUESTION);
  await city.settled(sol);
  await city.programs.at(-1)?.interrupt();

  // Dies with everything of the join done and nothing of it committed.
  const victims = new Victims({
    settings: city.settings,
    onWords: () => undefined,
    withSpare: false,
  });
  const victim: Victim = await victims.start({ point: 'in-turn', at: 2 });
  await ask(sol, 'y eso qué es', /Elige una de las opciones/);
  await sol.say('sí');
  expect(await victim.ended).toBe('SIGKILL');
  const contacts = () =>
    city.pool.query(
      `SELECT count(DISTINCT contact_id)::int AS contacts,
         count(*) FILTER (WHERE state->'assistant'->'drafts' ? 'pqrs')::int AS forms
       FROM conversation WHERE id = $1 OR id = ANY($2)`,
      [chat.conversationId, sols],
    );
  const sols = await city.conversationsOf(sol);
  expect((await contacts()).rows).toEqual([{ contacts: 2, forms: 1 }]);

  await start();
  await until('the form to go on', async () => sol.messages.some(({ text }) => BARRIO.test(text)));
  expect((await contacts()).rows).toEqual([{ contacts: 1, forms: 1 }]);
  await city.settled(sol);
  expect(sol.messages.filter(({ text }) => /Seguimos donde ibas/.test(text))).toHaveLength(1);
  expect((await read(chat)).filter(({ text }) => /quedó unido/.test(text))).toHaveLength(1);
  await ask(sol, 'saltar', /número de cuenta/);
  await ask(sol, 'saltar', /envía fotos/);
  const radicado = radicadoIn(await confirmReclamo(sol));
  expect(await filedBy(sol)).toEqual([{ radicado, files: ['fuga.png'] }]);
}, 400_000);
