import type { BinaryNode } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  acceptAviso,
  ask,
  beginReclamo,
  confirmReclamo,
  radicadoIn,
  WhatsAppCity,
} from '../../../support/whatsapp-city.ts';
import { type Account, lidJid, phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';

const MENU = /¿En qué te ayudo\?/;
const AVISO = /¿Aceptas\?/;
const CODE = /código de verificación/;

let city: WhatsAppCity;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
});
afterAll(() => city.close());

async function fileReclamo(citizen: LoopbackCitizen): Promise<string> {
  await beginReclamo(citizen, 'no llega el agua a mi casa desde el lunes');
  return radicadoIn(await confirmReclamo(citizen));
}

/** The addresses to which the company writes while something is done. */
async function addressedIn(act: () => Promise<unknown>): Promise<ReadonlySet<string>> {
  const addresses = new Set<string>();
  const spy = (from: Account, { attrs: { to = '' } }: BinaryNode) => {
    if (from === city.company) {
      addresses.add(to);
    }
  };
  city.whatsapp.events.on('message', spy);
  await act();
  city.whatsapp.events.off('message', spy);
  return addresses;
}

test('two citizens of one name are two persons', async () => {
  const [one, other] = [await city.citizen('Juan Pérez'), await city.citizen('Juan Pérez')];
  await acceptAviso(one);
  const radicado = await fileReclamo(one);

  await acceptAviso(other);
  await ask(other, radicado, CODE);

  const [first, second] = [await city.conversationsOf(one), await city.conversationsOf(other)];
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
});

test('a number that becomes a LID in the middle of a filing is one person with one history', async () => {
  const ana = await city.citizen('Ana');
  await acceptAviso(ana);
  await beginReclamo(ana, 'el medidor marca de más desde marzo');

  await city.settled(ana);
  ana.account.addressing = 'lid';
  let radicado = '';
  const asLid = await addressedIn(async () => {
    radicado = radicadoIn(await confirmReclamo(ana));
  });
  expect(asLid).toEqual(new Set([lidJid(ana.account)]));
  await ask(ana, radicado, new RegExp(`Solicitud ${radicado}`));

  await city.settled(ana);
  ana.account.addressing = 'pn';
  const asNumber = await addressedIn(() => ask(ana, radicado, new RegExp(`Solicitud ${radicado}`)));
  expect(asNumber).toEqual(new Set([phoneJid(ana.account)]));
  expect(await city.conversationsOf(ana)).toHaveLength(1);
  expect([ana.duplicates, ana.neverRead]).toEqual([[], []]);
});

test('who is known by a LID alone is the same person when the number shows', async () => {
  const luz = await city.citizen('Luz', { addressing: 'lid' });
  luz.account.showsBothAddresses = false;
  await acceptAviso(luz);
  const radicado = await fileReclamo(luz);
  const before = await city.conversationsOf(luz);

  luz.account.showsBothAddresses = true;
  await ask(luz, radicado, new RegExp(`Solicitud ${radicado}`));

  expect(await city.conversationsOf(luz)).toEqual(before);
  const { rows } = await city.pool.query('SELECT phone, lid FROM whatsapp_person WHERE lid = $1', [
    lidJid(luz.account),
  ]);
  expect(rows).toEqual([{ phone: phoneJid(luz.account), lid: lidJid(luz.account) }]);
});

test('a number and a LID that turn out to be one person are joined, with the history of the older', async () => {
  const eva = await city.citizen('Eva');
  eva.account.showsBothAddresses = false;
  await acceptAviso(eva);
  const radicado = await fileReclamo(eva);
  const [older] = await city.conversationsOf(eva);

  eva.account.addressing = 'lid';
  await ask(eva, 'Hola', AVISO);
  expect(await city.conversationsOf(eva)).toHaveLength(2);

  eva.account.showsBothAddresses = true;
  await ask(eva, radicado, new RegExp(`Solicitud ${radicado}`));
  expect(await city.conversationsOf(eva)).toEqual([older]);
});

test('a phone that is installed again begins without the history of before', async () => {
  const rosa = await city.citizen('Rosa');
  await acceptAviso(rosa);
  const radicado = await fileReclamo(rosa);
  const before = await city.conversationsOf(rosa);
  await ask(rosa, radicado, new RegExp(`Solicitud ${radicado}`));

  await rosa.reinstall();
  await ask(rosa, 'Hola', AVISO);
  await ask(rosa, '1', MENU);
  const answer = await ask(rosa, radicado, CODE);

  expect(answer.text).not.toContain('Está radicada');
  const after = await city.conversationsOf(rosa);
  expect([after.length, after[0] === before[0]]).toEqual([1, false]);
});
