import { getBinaryNodeChild } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptAviso, ask, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import { phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';

const AVISO = /¿Aceptas\?/;
const MENU = /¿En qué te ayudo\?/;
const COMPANY_DEVICE = 3;

let city: WhatsAppCity;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
});
afterAll(() => city.close());

/** Says, as a phone does by itself, that it could not read a message; resolves when the company has dealt with it. */
async function askAgain(citizen: LoopbackCitizen, id: string): Promise<void> {
  const { registrationId = 0 } = citizen.socket.authState.creds;
  const dealtWith = new Promise<void>((resolve) => {
    city.whatsapp.events.on('ack', (from, { attrs }) => {
      if (from === city.company && attrs['type'] === 'retry' && attrs['id'] === id) {
        resolve();
      }
    });
  });
  const registration = Buffer.alloc(4);
  registration.writeUInt32BE(registrationId);
  await citizen.socket.sendNode({
    tag: 'receipt',
    attrs: { id, type: 'retry', to: phoneJid(city.company, COMPANY_DEVICE) },
    content: [
      { tag: 'retry', attrs: { count: '1', id, t: '1', v: '1' } },
      { tag: 'registration', attrs: {}, content: registration },
    ],
  });
  await dealtWith;
}

/** The ids of what the company sends from here on. */
function watchSent(): string[] {
  const ids: string[] = [];
  city.whatsapp.events.on('message', (from, node) => {
    if (from === city.company && getBinaryNodeChild(node, 'meta') === undefined) {
      ids.push(node.attrs['id'] ?? '');
    }
  });
  return ids;
}

test('a phone that could not read a message gets it again', async () => {
  const ana = await city.citizen('Ana');
  const { id } = await ask(ana, 'Hola', AVISO);
  const sent = watchSent();

  await askAgain(ana, id);

  expect(sent).toEqual([id]);
});

test.each([
  ['told of it', true],
  ['not told of it', false],
])('whoever gets a number after somebody else gets nothing of theirs, when we were %s', async (_, isTold) => {
  const rosa = await city.citizen(`Rosa ${isTold}`);
  await acceptAviso(rosa);
  const { id } = await ask(rosa, 'menú', MENU);
  const heir = isTold ? rosa : await inherit(rosa);
  if (isTold) {
    await rosa.reinstall();
  }
  const sent = watchSent();

  await askAgain(heir, id);

  expect(sent).toEqual([]);
  expect((await ask(heir, 'Hola', AVISO)).text).toMatch(AVISO);
});

/** The number in another phone, before anybody was told. */
async function inherit(citizen: LoopbackCitizen): Promise<LoopbackCitizen> {
  const { phone } = citizen.account;
  await citizen.disconnect();
  return city.whatsapp.citizen({ phone, company: city.company }).connect();
}
