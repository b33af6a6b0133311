import { randomBytes, randomUUID } from 'node:crypto';
import type { BinaryNode } from '@whiskeysockets/baileys';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acceptAviso,
  answerTo,
  ask,
  beginReclamo,
  confirmReclamo,
  radicadoIn,
  until,
  WhatsAppCity,
} from '../../../support/whatsapp-city.ts';
import { phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import type { HeardMessage } from '../../../support/whatsapp-loopback/heard-message.ts';

const MENU = /¿En qué te ayudo\?/;
const VOICE = Buffer.concat([Buffer.from('OggS'), randomBytes(6_000)]);
const VIDEO = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom'), randomBytes(6_000)]);
const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), randomBytes(6_000)]);

let city: WhatsAppCity;
let photo: Buffer;
const neighbours: LoopbackCitizen[] = [];
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.startInContactHours();
  photo = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#3377aa' } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  const { unhandled } = city.whatsapp.counters;
  await city.close();
  expect(unhandled).toEqual([]);
});

/** Somebody who has accepted the aviso and sees the menu. */
async function aNeighbour(name: string): Promise<LoopbackCitizen> {
  const citizen = await city.citizen(name);
  neighbours.push(citizen);
  await acceptAviso(citizen);
  return citizen;
}

/** Everything said to somebody while they do something and then ask for the menu, without that menu. */
async function saidMeanwhile(
  citizen: LoopbackCitizen,
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = citizen.messages.length;
  await act();
  await ask(citizen, 'menú', MENU);
  return citizen.messages
    .slice(before)
    .map(({ text }) => text)
    .filter((text) => !MENU.test(text));
}

async function descriptionOf(acuse: HeardMessage): Promise<unknown> {
  const { rows } = await city.pool.query('SELECT description FROM pqrs WHERE radicado = $1', [
    radicadoIn(acuse),
  ]);
  return rows[0]?.description;
}

test('an edit changes the draft before it is filed, and is kept apart after', async () => {
  const ana = await aNeighbour('Ana');
  await ask(ana, '1', /¿Qué quieres radicar\?/);
  await ask(ana, 'reclamo', /Cuéntame qué pasó/);
  let happened = '';
  await answerTo(
    ana,
    async () => {
      happened = await ana.say('el mdidor marca de mas');
    },
    /¿En qué barrio es\?/,
  );
  const told = await answerTo(ana, () => ana.edit(happened, 'el medidor marca de más'), /Listo, lo cambié/);
  expect(told.text).toContain('el medidor marca de más');
  await ask(ana, 'saltar', /número de cuenta/);
  await ask(ana, 'saltar', /envía fotos/);
  const acuse = await confirmReclamo(ana);
  expect(await descriptionOf(acuse)).toBe('el medidor marca de más');

  const late = await answerTo(ana, () => ana.edit(happened, 'otra cosa'), /Vi que cambiaste un mensaje/);
  expect(late.text).toContain(radicadoIn(acuse));
  expect(await descriptionOf(acuse)).toBe('el medidor marca de más');
  const amendments = (await city.eventsOf(ana)).filter(({ kind }) => kind === 'edit');
  expect(amendments.map(({ content }) => [content.text, content.targetId])).toEqual([
    ['el medidor marca de más', happened],
    ['otra cosa', happened],
  ]);
});

test('an erased message takes its answer away before the filing, and nothing after', async () => {
  const luis = await aNeighbour('Luis');
  await beginReclamo(luis, 'hay un bote de agua en la esquina');
  const happened = (await city.eventsOf(luis)).find(({ content }) => /bote/.test(content.text));
  await answerTo(luis, () => luis.erase(happened?.messageId ?? ''), /Cuéntame qué pasó/);
  await ask(luis, 'hay dos botes de agua en la esquina', /envía fotos/);
  const acuse = await confirmReclamo(luis);
  expect(await descriptionOf(acuse)).toBe('hay dos botes de agua en la esquina');
});

test('a reaction to what asks nothing is kept and answered by nothing', async () => {
  const rosa = await aNeighbour('Rosa');
  const thanks = await rosa.heard(({ text }) => /Quedó registrado/.test(text));
  const said = await saidMeanwhile(rosa, () => rosa.react(thanks, '👍'));
  expect(said).toEqual([]);
  const [ours] = (await city.ledgerOf(rosa)).filter(({ text }) => /Quedó registrado/.test(text ?? ''));
  const events = (await city.eventsOf(rosa)).filter(({ kind }) => kind === 'reaction');
  expect(events.map(({ content }) => [content.text, content.targetId])).toEqual([['👍', ours?.id]]);
});

type Asked = { readonly question: string; readonly poll: HeardMessage };

/** Has the survey asked again as an answer: a survey of its own accord waits for the hours of Ley 2300. */
async function askSurvey(citizen: LoopbackCitizen, radicado: string): Promise<Asked> {
  const [conversation] = await city.conversationsOf(citizen);
  await city.consentToSurveys(citizen);
  const question = randomUUID();
  const asked = citizen.next(({ kind }) => kind === 'poll', 30_000);
  await city.pool.query(
    `INSERT INTO question (id, conversation_id, kind, case_ref, created_at)
     VALUES ($1, $2, 'survey.filing', $3, now())`,
    [question, conversation, radicado],
  );
  await ask(citizen, 'cancelar', /./);
  return { question, poll: await asked };
}

async function answerOf(question: string): Promise<unknown> {
  const { rows } = await city.pool.query('SELECT answer FROM question WHERE id = $1', [question]);
  return rows[0]?.answer;
}

test('a vote counts however the phone names itself and us', async () => {
  const pedro = await aNeighbour('Pedro');
  for (const creatorAs of ['pn', 'lid'] as const) {
    for (const voterAs of ['pn', 'lid'] as const) {
      const { question, poll } = await askSurvey(pedro, `ESSMAR-2026-${creatorAs}${voterAs}`);
      const options = poll.raw.message?.pollCreationMessageV3?.options ?? [];
      expect(options.map(({ optionName }) => optionName)).toHaveLength(5);
      await answerTo(
        pedro,
        () => pedro.vote(poll, options[1]?.optionName ?? '', { creatorAs, voterAs }),
        /Nos ayuda a mejorar/,
      );
      expect([creatorAs, voterAs, await answerOf(question)]).toEqual([creatorAs, voterAs, 2]);
    }
  }
});

test('a quoted question is answered by what quotes it, with another one open', async () => {
  const juan = await aNeighbour('Juan');
  const { question } = await askSurvey(juan, 'ESSMAR-2026-900001');
  const words = await juan.heard(({ text }) => /¿Qué tan fácil/.test(text));
  await ask(juan, 'reclamo', /Cuéntame qué pasó/);
  await answerTo(juan, () => juan.quote(words, 'Fácil'), /Nos ayuda a mejorar/);
  expect(await answerOf(question)).toBe(4);
});

test('a pin on the map is a place', async () => {
  const eva = await aNeighbour('Eva');
  await answerTo(eva, () => eva.sendLocation(11.24, -74.19, 'Parque de los Novios'), /Recibí tu ubicación/);
  const event = (await city.eventsOf(eva)).at(-1);
  expect(event?.content).toMatchObject({
    location: { latitude: 11.24, longitude: -74.19 },
    text: 'Parque de los Novios',
  });
});

test.each([
  [
    'a contact',
    (who: LoopbackCitizen) => who.sendContact('Pedro', '573009998877'),
    /Recibí un contacto/,
    'contact',
  ],
  [
    'a sticker',
    async (who: LoopbackCitizen) => who.sendSticker(await sharp(photo).webp().toBuffer()),
    /¡Gracias por el sticker!/,
    'sticker',
  ],
  [
    'a photo to be seen once',
    (who: LoopbackCitizen) => who.sendViewOnce(photo),
    /para ver una sola vez/,
    'view-once',
  ],
  ['a call', async (who: LoopbackCitizen) => who.call(), /no puedo atender llamadas/, 'call'],
  [
    'a poll',
    (who: LoopbackCitizen) => who.send({ poll: { name: '¿Van?', values: ['Sí', 'No'] } }),
    /No puedo votar/,
    'poll',
  ],
])('%s has its own answer', async (name, send, words, wordless) => {
  const citizen = await aNeighbour(name);
  await answerTo(citizen, () => send(citizen), words);
  const event = (await city.eventsOf(citizen)).at(-1);
  expect(event?.content.wordless).toBe(wordless);
  expect(await saidMeanwhile(citizen, async () => undefined)).toEqual([]);
});

test('a photo to be seen once that the network does not even announce changes nothing', async () => {
  // With `view_once_unavailable_fanout` the library hands over nothing at all, so nobody can answer it.
  const lola = await aNeighbour('Lola');
  const said = await saidMeanwhile(lola, () => lola.sendViewOnce(photo, 'view_once_unavailable_fanout'));
  expect(said).toEqual([]);
});

test.each([
  [
    'a video',
    (who: LoopbackCitizen) => who.send({ video: VIDEO, mimetype: 'video/mp4' }),
    VIDEO,
    'video/mp4',
    '',
  ],
  ['a voice note alone', (who: LoopbackCitizen) => who.sendVoice(VOICE), VOICE, 'audio/ogg', ''],
  [
    'a document with words under it',
    (who: LoopbackCitizen) =>
      who.send({ document: PDF, mimetype: 'application/pdf', fileName: 'recibo.pdf', caption: 'ahí va' }),
    PDF,
    'application/pdf',
    'ahí va',
  ],
])('%s is kept and a filing is offered', async (name, send, bytes, mimeType, text) => {
  const citizen = await aNeighbour(name);
  await answerTo(citizen, () => send(citizen), /¿Quieres radicar una solicitud con eso\?/);
  const event = (await city.eventsOf(citizen)).at(-1);
  expect(event?.content).toMatchObject({ text, attachments: [{ mimeType, bytes: bytes.length }] });
  const [attachment] = event?.content.attachments ?? [];
  await until('the file', async () => {
    const { rows } = await city.pool.query('SELECT status, bytes FROM file WHERE id = $1', [
      attachment?.fileId,
    ]);
    return rows[0]?.status === 'ready' && rows[0]?.bytes === bytes.length;
  });
});

test('groups, status and newsletters are not for us', async () => {
  const sara = await aNeighbour('Sara');
  const froms = ['120363000000000000@g.us', 'status@broadcast', '120363000000000001@newsletter'];
  const acks: unknown[] = [];
  const spy = (_from: unknown, { attrs: { to } }: BinaryNode) => acks.push(to);
  const before = await countOf('event');
  city.whatsapp.events.on('ack', spy);
  for (const from of froms) {
    city.whatsapp.inject(city.company, {
      tag: 'message',
      attrs: { id: `3EB0${from}`, from, type: 'text', t: '1790000000', participant: phoneJid(sara.account) },
      content: [{ tag: 'plaintext', attrs: {}, content: Buffer.from('0a02686f', 'hex') }],
    });
  }
  await eventually('the acks', () => froms.every((from) => acks.includes(from)));
  city.whatsapp.events.off('ack', spy);
  expect(await saidMeanwhile(sara, async () => undefined)).toEqual([]);
  expect(await countOf('event')).toBe(before + 1);
});

async function countOf(table: 'event' | 'whatsapp_person'): Promise<number> {
  const { rows } = await city.pool.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
}

test('a message that the network brings twice is answered once', async () => {
  const nina = await aNeighbour('Nina');
  const storm = city.whatsapp.faults.disturb({ to: city.company, seed: 1, duplicate: 1 });
  const said = await saidMeanwhile(nina, () => nina.say('¿cuáles son los horarios de atención?'));
  const ledger = await city.settled(nina);
  storm.stop();
  expect(storm.counters.duplicated).toBeGreaterThanOrEqual(2);
  const events = await city.eventsOf(nina);
  expect(events.filter(({ content }) => /horarios/.test(content.text))).toHaveLength(1);
  expect(said.length).toBeGreaterThan(0);
  expect(new Set(said).size).toBe(said.length);
  expect(nina.messages).toHaveLength(ledger.length);
});

test('a text of 70,000 characters is cut, and the person is told', async () => {
  const olga = await aNeighbour('Olga');
  await answerTo(olga, () => olga.say('palabra '.repeat(8_750)), /solo pude leer los primeros 4.096/);
  const event = (await city.eventsOf(olga)).at(-1);
  expect([event?.content.text.length, event?.content.truncated]).toEqual([4096, true]);
});

test.each([
  ['nothing', { conversation: '' }],
  ['spaces', { extendedTextMessage: { text: ' \n\t ' } }],
  ['no content at all', { messageContextInfo: {} }],
])('a message of %s is passed over', async (name, content) => {
  const citizen = await aNeighbour(name);
  expect(await saidMeanwhile(citizen, () => citizen.relay(content))).toEqual([]);
});

test('any script and any sign arrives as it was written', async () => {
  const text = 'مرحبا \u202Eagua\u202C 👩‍👩‍👧‍👦 ñandú e\u0301 <b>&amp;</b> *no* 𝕏';
  const amir = await aNeighbour('أمير');
  await ask(amir, text, /./);
  expect((await city.eventsOf(amir)).at(-1)?.content.text).toBe(text);
});

test('nobody heard anything twice and everybody could read everything', () => {
  expect(neighbours.flatMap(({ duplicates }) => duplicates)).toEqual([]);
  expect(neighbours.flatMap(({ undecryptable }) => undecryptable)).toEqual([]);
});
