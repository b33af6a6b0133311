import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Acks } from '../../../../bot/channels/whatsapp/acks.ts';
import { ReadMarks } from '../../../../bot/channels/whatsapp/read-marks.ts';
import { createSend } from '../../../../bot/channels/whatsapp/send.ts';
import { outgoingContent } from '../../../../domain/messages/content.ts';
import type { ClaimedMessage } from '../../../../domain/messages/outbox-store.ts';
import { createTranslate } from '../../../../locales/translate.ts';
import { expectNothingLost, sayAll, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import { phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import { PlainCompany } from '../../../support/whatsapp-loopback/plain-company.ts';

const BREAKS = 5;
const ROUND_OF_DEATH = 2;
const TEXTS_EACH = 8;
const TEST_MS = 120_000;
const READ = 4;
const REPLY: ClaimedMessage = {
  id: randomUUID(),
  conversationId: randomUUID(),
  channel: 'whatsapp',
  recipient: 'rosa',
  class: 'reply',
  purpose: null,
  seq: 1,
  content: outgoingContent({ text: 'Sí, te leemos' }),
  attempts: 1,
  createdAt: new Date(0),
  expiresAt: null,
};

type Ack = { readonly attrs: { readonly id?: string; readonly error?: string } };

let city: WhatsAppCity;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
});
afterAll(() => city.close());

test('a greeting is answered with the aviso', async () => {
  const maria = await city.citizen('María');
  await maria.say('Hola');
  const answer = await maria.heard(({ text }) => /datos/.test(text), 20_000);
  expect(answer.text).toContain('1.');
});

/** Our sending on a socket of its own, since the program types on the real network only. */
function sendingOf(company: PlainCompany, replyTo: string, marks: ReadMarks) {
  const acks = new Acks(20_000);
  company.socket.ws.on('CB:ack,class:message', ({ attrs: { id = '', error } }: Ack) => {
    acks.settle(id, { error: error ?? null });
  });
  const nothing = async (): Promise<null> => null;
  const done = async (): Promise<void> => undefined;
  return createSend({
    account: 'principal',
    socket: () => company.socket,
    acks,
    persons: { findById: async (id) => ({ id, lid: null, phone: replyTo, replyTo }) },
    sent: { insert: done, findById: nothing, findOutboxId: nothing, prune: async () => 0 },
    files: { findById: nothing, read: nothing },
    marks,
    t: createTranslate('es-CO'),
    typing: true,
    random: () => 0,
    onRefused: done,
    onTaken: done,
  });
}

test('before an answer we are seen reading and typing', async () => {
  const account = city.whatsapp.addAccount('576054209677', { name: 'Otra empresa' });
  const company = new PlainCompany(city.whatsapp, city.whatsapp.preRegister(account, 1, { fast: true }));
  const rosa = city.whatsapp.citizen({ phone: '573009998877', name: 'Rosa', company: account });
  await Promise.all([company.connect(), rosa.connect()]);
  const id = await rosa.say('¿me leen?');
  const heard = await company.hears('it', (message) => message.id === id);
  const marks = new ReadMarks();
  marks.add('rosa', heard.raw.key);

  const { providerId } = await sendingOf(company, phoneJid(rosa.account), marks)(REPLY);

  const answer = await rosa.heard((message) => message.id === providerId);
  expect([answer.text, rosa.typingSeen]).toEqual([REPLY.content.text, 1]);
  await eventually('the read mark', () => rosa.statusOf(id) === READ);
  await company.end();
});

test(
  'what is said while connections break and the server dies is taken once and answered',
  async () => {
    const neighbours = await Promise.all(['Ana', 'Luis', 'Rosa'].map((name) => city.citizen(name)));
    const said = neighbours.map((): string[] => []);
    for (let round = 0; round < BREAKS; round += 1) {
      const before = connections();
      const texts = Array.from({ length: TEXTS_EACH }, (_, index) => `mensaje ${round}.${index}`);
      const saying = neighbours.map((citizen) => sayAll(citizen, texts));
      await anAnswer(neighbours);
      await (round === ROUND_OF_DEATH ? restartServer() : city.whatsapp.dropConnection(city.company));
      await eventually('the connection', () => connections() > before, TEST_MS);
      for (const [index, ids] of (await Promise.all(saying)).entries()) {
        said[index]?.push(...ids);
      }
    }
    for (const [index, citizen] of neighbours.entries()) {
      await expectNothingLost(city, citizen, said[index] ?? []);
    }
  },
  TEST_MS,
);

/** Resolves in the middle of a conversation: somebody has just been answered. */
async function anAnswer(citizens: readonly LoopbackCitizen[]): Promise<void> {
  await Promise.race(citizens.map((citizen) => citizen.next(() => true, TEST_MS)));
}

async function restartServer(): Promise<void> {
  await city.whatsapp.stop();
  await city.whatsapp.listen();
}

function connections(): number {
  return city.output.match(/"state":"open"/g)?.length ?? 0;
}
