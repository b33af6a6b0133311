import { type MessageUpsertType, proto, type WAMessage } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildMessage } from '../../../../bot/channels/whatsapp/rebuild.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import { type DurableNumber, DurableWorld } from './durable-number.ts';

type Kind = readonly [name: string, say: (citizen: LoopbackCitizen) => Promise<string>];

const A_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const KINDS: readonly Kind[] = [
  ['text', (citizen) => citizen.say('No hay agua')],
  ['text with a link', (citizen) => citizen.send({ text: 'mire https://example.org', linkPreview: null })],
  ['place', (citizen) => citizen.sendLocation(11.24, -74.2, 'Mercado')],
  ['contact', (citizen) => citizen.sendContact('Ana', '573001112233')],
  ['reaction', async (citizen) => citizen.react(await citizen.say('a esto'), '👍')],
  ['edit', async (citizen) => citizen.edit(await citizen.say('agua'), 'no hay agua')],
  ['erasure', async (citizen) => citizen.erase(await citizen.say('me equivoqué'))],
  ['photo', (citizen) => citizen.sendPhoto(A_PIXEL, 'la fuga')],
  ['document', (citizen) => citizen.sendDocument(Buffer.from('%PDF-1.4'), 'recibo.pdf', 'application/pdf')],
  ['voice note', (citizen) => citizen.sendVoice(Buffer.from('OggS'))],
];

let world: DurableWorld;
let number: DurableNumber;
const handedOver = new Map<string, { message: unknown; type: MessageUpsertType }>();

beforeAll(async () => {
  world = await DurableWorld.start();
  number = await world.takeOver({
    // What is never accepted stays in the journal, to be made again from it.
    accept: () => Promise.reject(new TypeError('not today')),
    onMessage: (message, type) => {
      handedOver.set(message.key.id ?? '', { message: asText(message), type });
    },
  });
});
afterAll(() => world.close());

/** As text, because a cleaned key has properties that are there and undefined. */
function asText(message: WAMessage): unknown {
  const { message: content, ...rest } = message;
  const body = content ? Buffer.from(proto.Message.encode(content).finish()).toString('hex') : null;
  return JSON.parse(JSON.stringify({ ...rest, body }));
}

const me = () => ({
  id: number.session.auth.creds.me?.id ?? '',
  lid: number.session.auth.creds.me?.lid ?? '',
});

test.each(['pn', 'lid'] as const)(
  'what is made from the journal is what the library handed over (%s)',
  async (addressing) => {
    const phone = addressing === 'pn' ? '573001110001' : '573001110002';
    const citizen = await world.whatsapp
      .citizen({ phone, name: `Ana ${addressing}`, company: world.company, addressing })
      .connect();
    await citizen.socket.refreshMediaConn();
    for (const [name, say] of KINDS) {
      const id = await say(citizen);
      const { message } = await eventually(name, () => handedOver.get(id));
      const unaccepted = await world.store.listUnaccepted(world.account, 0);
      const stored = unaccepted.find(({ messageId }) => messageId === id);
      const rebuilt = stored && rebuildMessage(stored, me());
      expect(rebuilt && asText(rebuilt.message), name).toEqual(message);
      expect(rebuilt?.type, 'it came while we were connected').toBe('notify');
      expect(rebuilt?.parts).toBe(1);
    }
  },
);

test('what the network kept for us is known as such, before and after the journal', async () => {
  const citizen = await world.whatsapp.citizen({ phone: '573001110003', company: world.company }).connect();
  number.die();
  const id = await citizen.say('mientras no estaban');
  const types: string[] = [];
  number = await world.takeOver({
    accept: (message, type) => {
      if (message.key.id === id) {
        types.push(type);
      }
      return Promise.reject(new TypeError('not today'));
    },
  });
  await eventually('both ways', () => types.length > 1);
  expect(new Set(types)).toEqual(new Set(['append']));
});
