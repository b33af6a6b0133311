import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNothingLost, sayAll, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';

const PEOPLE = 30;
const MESSAGES_EACH = 6;
const HOUR_SECONDS = 3600;
const TEST_MS = 240_000;

let city: WhatsAppCity;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
});
afterAll(() => city.close());

test(
  'an hour of messages that waited at the network is taken in order and counts from when it was sent',
  async () => {
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
      await expectNothingLost(city, citizen, said[index] ?? []);
      expect(citizen.messages.length).toBeGreaterThan(0);
      expect(citizen.duplicates).toEqual([]);
      const times = (await city.eventsOf(citizen)).map(({ receivedAt }) => receivedAt.getTime());
      expect(Math.min(...times)).toBeGreaterThanOrEqual(sentFromMs);
      expect(Math.max(...times)).toBeLessThanOrEqual(sentUntilMs);
    }
    await eventually('the queue to empty', () => city.whatsapp.queuedFor(city.company) === 0);
  },
  TEST_MS,
);
