import { randomUUID } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FaultPoint } from '../../../../bot/probe.ts';
import { OperationalError } from '../../../../domain/errors.ts';
import { createWhatsAppSentStore } from '../../../../prisma/repositories/whatsapp-sent.ts';
import { sealer } from '../../../prisma/sealed-database.ts';
import { until } from '../../../support/whatsapp-city.ts';
import { lidJid, phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import { DurableWorld, textOf } from './durable-number.ts';

let world: DurableWorld;
let maria: LoopbackCitizen;
beforeAll(async () => {
  world = await DurableWorld.start();
  maria = await newCitizen('573001110001', 'María');
});
afterAll(() => world.close());

function newCitizen(phone: string, name: string): Promise<LoopbackCitizen> {
  return world.whatsapp.citizen({ phone, name, company: world.company }).connect();
}

let before = { ...countersNow() };
afterEach(() => world.dieAll());
beforeEach(() => {
  before = { ...countersNow() };
});

function countersNow() {
  const { nacks, retryReceipts, receipts } = world?.whatsapp.counters ?? {};
  return { nacks, retryReceipts, receipts };
}

/** Nobody was told that a message could not be read. */
function expectNoComplaint(): void {
  const { nacks, retryReceipts } = countersNow();
  expect({ nacks, retryReceipts }).toEqual({ nacks: before.nacks, retryReceipts: before.retryReceipts });
}

const timesOf = (id: string) => world.inbox.filter(({ key }) => key.id === id).length;

test('a message is in the inbox once, and its journal is accepted', async () => {
  const number = await world.takeOver();
  const id = await maria.say('No hay agua');
  const message = await world.received(id);
  expect(message.key.remoteJidAlt).toContain('@lid');
  expect(textOf(message)).toBe('No hay agua');
  await until(
    'the journal to be accepted',
    async () => (await world.store.listUnaccepted(world.account, 0)).length === 0,
  );
  await number.session.drain(0);
  expect(world.repeated).toEqual([]);
  number.die();
  expect(number.losses).toEqual(['closed']);
});

test.each<FaultPoint>([
  'wa-in-tx',
  'wa-commit-inflight',
  'wa-after-commit',
  'wa-upsert',
  'wa-inbox-inflight',
  'wa-after-inbox',
])('a message survives a death at %s, and so does the session', async (dieAt) => {
  const dying = await world.takeOver({ dieAt });
  const id = await maria.say(`before ${dieAt}`);
  await eventually('the death', () => dying.isDead);

  const successor = await world.takeOver();
  await world.received(id);
  await maria.renewSession();
  const next = await maria.say(`after ${dieAt}`);
  await world.received(next);
  const third = await maria.say(`long after ${dieAt}`);
  await world.received(third);
  await eventually('the receipt', () => world.whatsapp.queuedFor(world.company) === 0);

  expect([id, next, third].map(timesOf)).toEqual([1, 1, 1]);
  expect(successor.stubs).toEqual([]);
  expectNoComplaint();
});

test('what comes twice is answered from the journal', async () => {
  const number = await world.takeOver();
  const { counters, stop } = world.whatsapp.faults.disturb({ to: world.company, seed: 1, duplicate: 1 });
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    ids.push(await maria.say(`twice ${n}`));
  }
  await Promise.all(ids.map((id) => world.received(id)));
  await world.received(await maria.say('and one behind them'));
  stop();
  expect(counters.duplicated).toBe(7);
  expect(ids.map(timesOf)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(number.stubs).toEqual([]);
  expectNoComplaint();
});

test('an owner of an older epoch writes nothing, is silent, and loses nothing', async () => {
  const old = await world.takeOver();
  await world.received(await maria.say('to the old one'));
  await eventually('the receipt', () => world.whatsapp.queuedFor(world.company) === 0);
  const successor = await world.own();
  const { receipts } = countersNow();
  const id = await maria.say('to the old one, too late');
  await eventually('the loss', () => old.losses.length > 0);

  expect(old.losses).toEqual(['fenced']);
  expect(countersNow().receipts).toBe(receipts);
  expect(timesOf(id)).toBe(0);
  expect(
    await world.db.query('SELECT 1 FROM whatsapp_journal WHERE account = $1 AND message_id = $2', [
      world.account,
      id,
    ]),
  ).toEqual([]);

  old.disconnect();
  await successor.connect();
  await world.received(id);
  await world.received(await maria.say('to the new one'));
  expect(successor.stubs).toEqual([]);
  expectNoComplaint();
});

test('a message that waits for its inbox keeps those behind it in order', async () => {
  let refusals = 2;
  await world.takeOver({
    accept: async (message) => {
      refusals -= 1;
      if (refusals >= 0) {
        throw new OperationalError('the inbox is away');
      }
      await world.accept(message);
    },
  });
  const ids = [await maria.say('first'), await maria.say('second'), await maria.say('third')];
  await world.received(ids[2] ?? '');
  expect(world.texts.slice(-3)).toEqual(['first', 'second', 'third']);
});

test('what our own code refuses stays in the journal and blocks nobody', async () => {
  let isBroken = true;
  await world.takeOver({
    accept: async (message) => {
      if (isBroken && textOf(message) === 'indigestible') {
        throw new TypeError('a bug');
      }
      await world.accept(message);
    },
  });
  const refused = await maria.say('indigestible');
  await world.received(await maria.say('another'));
  expect(timesOf(refused)).toBe(0);
  expect(await world.store.listUnaccepted(world.account, 0)).toMatchObject([{ messageId: refused }]);
  isBroken = false;
  await world.received(refused);
});

test('a phone that could not read an answer gets it again, found by its id alone', async () => {
  const number = await world.takeOver();
  const { key } = await world.received(await maria.say('¿me lee?'));
  const jid = key.remoteJid ?? '';
  const answer = async (text: string) => {
    const messageId = `3EB0${text.toUpperCase()}`;
    const message = proto.Message.create({ conversation: text });
    const sent = createWhatsAppSentStore({ database: world.db.database, sealer });
    const ours = { account: world.account, personId: randomUUID(), outboxId: randomUUID() };
    await sent.insert({ ...ours, messageId, message: proto.Message.encode(message).finish() });
    await number.socket.sendMessage(jid, { text }, { messageId });
  };
  await answer('abc1');
  await maria.heard(({ text }) => text === 'abc1');
  await world.received(await maria.say('sí'));
  maria.forgetSessions();
  await answer('abc2');
  await maria.heard(({ text }) => text === 'abc2');
  expect(maria.undecryptable).toHaveLength(1);
  expect(maria.neverRead).toEqual([]);
});

test('a new phone behind an address is told, by LID and by number, before its first message', async () => {
  const pedro = await newCitizen('573001110002', 'Pedro');
  const seen: string[] = [];
  await world.takeOver({
    accept: async (message) => {
      seen.push(`${message.key.id} after ${world.identityChanges.length}`);
      await world.accept(message);
    },
  });
  const first = await pedro.say('soy yo');
  await world.received(first);
  await pedro.renewSession();
  const second = await pedro.say('otra sesión, el mismo teléfono');
  await world.received(second);
  await pedro.reinstall();
  const third = await pedro.say('teléfono nuevo');
  await world.received(third);

  expect(new Set(world.identityChanges)).toEqual(new Set([lidJid(pedro.account), phoneJid(pedro.account)]));
  expect(seen.slice(0, 2)).toEqual([`${first} after 0`, `${second} after 0`]);
  expect(seen[2]).not.toBe(`${third} after 0`);
});

test('the first login makes its pre-keys durable before the server hears of them', async () => {
  const account = world.whatsapp.addAccount('576057654321', { name: 'Otro número' });
  const other = new DurableWorld(world.db, world.whatsapp, account);
  await other.link(world.whatsapp.preRegister(account, 3));
  const number = await other.takeOver();
  const jose = await world.whatsapp.citizen({ phone: '573001110003', company: account }).connect();
  await other.received(await jose.say('con una clave de un solo uso'));
  const [stored] = await world.db.query<{ keys: number; next: number }>(
    `SELECT count(*)::int AS keys, max(id::int) + 1 AS next FROM whatsapp_key WHERE account = $1 AND type = 'pre-key'`,
    [other.account],
  );
  // One was used up by the message.
  expect(stored).toEqual({ keys: 811, next: 813 });
  expect(number.session.auth.creds.nextPreKeyId).toBe(813);
});
