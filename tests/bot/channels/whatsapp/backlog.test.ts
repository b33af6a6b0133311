import { afterAll, beforeAll, expect, test } from 'vitest';
import { until, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';

const DROPS = 5;
const PEOPLE = 50;
const MESSAGES_EACH = 10;
const HOUR_SECONDS = 3600;
const SLOW_MS = 120_000;

let city: WhatsAppCity;
let neighbours: readonly LoopbackCitizen[];
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
  neighbours = await Promise.all(['Ana', 'Luis', 'Rosa'].map((name) => city.citizen(name)));
});
afterAll(() => city.close());

/** Says texts one after the other; gives their ids. */
async function sayAll(citizen: LoopbackCitizen, texts: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    ids.push(await citizen.say(text));
  }
  return ids;
}

/** Everything said is in one conversation, once, in order and answered; everything answered was read, once. */
async function expectNothingLost(citizen: LoopbackCitizen, ids: readonly string[]): Promise<void> {
  const ledger = await until(
    `the answers to ${citizen.account.name}`,
    async () => {
      const events = await city.eventsOf(citizen);
      return events.length >= ids.length && (await city.settled(citizen));
    },
    SLOW_MS,
  );
  const events = await city.eventsOf(citizen);
  expect(events.map(({ messageId }) => messageId)).toEqual(ids);
  expect(events.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'applied'));
  expect(ledger.map(({ status }) => status)).toEqual(ledger.map(() => 'delivered'));
  expect(citizen.messages).toHaveLength(ledger.length);
  expect([citizen.duplicates, citizen.neverRead]).toEqual([[], []]);
}

function connections(): number {
  return city.output.match(/"state":"open"/g)?.length ?? 0;
}

test(
  'what is said while connections break is taken once and answered',
  async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `mensaje ${index}`);
    const said = neighbours.map((citizen) => sayAll(citizen, texts));
    for (let drop = 0; drop < DROPS; drop += 1) {
      const before = connections();
      city.whatsapp.dropConnection(city.company);
      await eventually('the connection', () => connections() > before, SLOW_MS);
    }
    for (const [index, citizen] of neighbours.entries()) {
      await expectNothingLost(citizen, (await said[index]) ?? []);
    }
  },
  SLOW_MS,
);

test(
  'a server that dies and comes back finds everyone again',
  async () => {
    const [ana] = neighbours;
    if (!ana) {
      throw new Error('nobody is there');
    }
    const earlier = (await city.eventsOf(ana)).map(({ messageId }) => messageId);
    const saying = sayAll(ana, ['¿siguen ahí?', 'hola', '¿hola?']);
    await city.whatsapp.stop();
    await city.whatsapp.listen();
    const ids = await saying;
    await expectNothingLost(ana, [...earlier, ...ids]);
  },
  SLOW_MS,
);

test(
  'an hour of messages that waited at the network is taken in order and counts from when it was sent',
  async () => {
    const [program] = city.programs;
    await program?.interrupt();
    const people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, index) => city.citizen(`Vecino ${index}`)),
    );
    city.whatsapp.setClockOffset(-HOUR_SECONDS);
    const sentFromMs = Date.now() - HOUR_SECONDS * 1000 - 1000;
    const texts = Array.from({ length: MESSAGES_EACH }, (_, index) => `hace rato ${index}`);
    const said = await Promise.all(people.map((citizen) => sayAll(citizen, texts)));
    const sentUntilMs = Date.now() - HOUR_SECONDS * 1000;
    expect(city.whatsapp.queuedFor(city.company)).toBe(PEOPLE * MESSAGES_EACH);
    city.whatsapp.setClockOffset(0);

    await city.start();

    for (const [index, citizen] of people.entries()) {
      await expectNothingLost(citizen, said[index] ?? []);
      expect(citizen.messages.length).toBeGreaterThan(0);
      const times = (await city.eventsOf(citizen)).map(({ receivedAt }) => receivedAt.getTime());
      expect(Math.min(...times)).toBeGreaterThanOrEqual(sentFromMs);
      expect(Math.max(...times)).toBeLessThanOrEqual(sentUntilMs);
    }
    await eventually('the queue to empty', () => city.whatsapp.queuedFor(city.company) === 0);
  },
  SLOW_MS * 2,
);
