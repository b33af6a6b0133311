import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import { createRandom } from '../../../torture/random.ts';
import { type DurableNumber, DurableWorld } from './durable-number.ts';

const GAP_MS = 40;
const SESSION_EVERY = 12;

let world: DurableWorld;
afterEach(() => world.close());

const random = createRandom(20_261_121);

/** People who talk without a pause and start a new session now and then; gives the ids of what they said. */
async function talk(citizens: readonly LoopbackCitizen[], until: () => boolean): Promise<string[][]> {
  return Promise.all(
    citizens.map(async (citizen) => {
      const ids: string[] = [];
      while (!until()) {
        if (ids.length % SESSION_EVERY === SESSION_EVERY - 1) {
          await citizen.renewSession();
        }
        ids.push(await citizen.say(`${citizen.account.phone} ${ids.length}`));
        await sleep(GAP_MS * (0.5 + random()));
      }
      return ids;
    }),
  );
}

async function start(addressing: 'pn' | 'lid'): Promise<{
  readonly citizens: LoopbackCitizen[];
  readonly number: DurableNumber;
}> {
  world = await DurableWorld.start(addressing);
  const citizens = await Promise.all(
    ['573001110001', '573001110002', '573001110003'].map((phone) =>
      world.whatsapp.citizen({ phone, company: world.company, addressing }).connect(),
    ),
  );
  let answering: DurableNumber | null = null;
  const number = await world.takeOver({
    accept: async (message) => {
      const isNew = !world.inbox.some(({ key }) => key.id === message.key.id);
      await world.accept(message);
      if (isNew) {
        // As the outbox would, without waiting for what fails.
        void answering?.socket
          .sendMessage(message.key.remoteJid ?? '', { text: `re: ${message.key.id}` })
          .catch(() => undefined);
      }
    },
  });
  answering = number;
  return { citizens, number };
}

async function expectNothingLost(said: readonly string[][], number: DurableNumber): Promise<void> {
  const all = said.flat();
  const inbox = () => new Set(world.inbox.map(({ key }) => key.id));
  await eventually('the rest', () => all.every((id) => inbox().has(id)), 30_000).catch(() => undefined);
  expect(all.filter((id) => !inbox().has(id))).toEqual([]);
  expect(all.length).toBeGreaterThan(20);
  for (const ids of said) {
    const order = world.inbox.map(({ key }) => key.id).filter((id) => id && ids.includes(id));
    expect(order).toEqual(ids);
  }
  expect(number.losses).toEqual([]);
  expect(number.stubs).toEqual([]);
}

test('a hundred database connections that end under load lose nothing, and every answer can be read', async () => {
  const { citizens, number } = await start('pn');
  let isOver = false;
  const talking = talk(citizens, () => isOver);
  let ended = 0;
  while (ended < 100) {
    await sleep(20 + random() * 40);
    const rows = await world.db
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'vecino-test'
         LIMIT 3`,
      )
      .catch(() => []);
    ended += rows.length;
  }
  isOver = true;
  await expectNothingLost(await talking, number);
  for (const citizen of citizens) {
    expect(citizen.neverRead).toEqual([]);
  }
});

test.each([
  ['pn', 40],
  ['lid', 12],
] as const)('by %s, %i broken connections lose nothing and change no order', async (addressing, drops) => {
  const { citizens, number } = await start(addressing);
  let isOver = false;
  const talking = talk(citizens, () => isOver);
  for (let drop = 0; drop < drops; drop += 1) {
    await sleep(60 + random() * 80);
    world.whatsapp.dropConnection(world.company);
  }
  isOver = true;
  await expectNothingLost(await talking, number);
});
