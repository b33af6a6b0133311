import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WhatsAppCity } from '../../support/whatsapp-city.ts';
import { countUnfinished, listStandingViolations } from '../../torture/invariants.ts';
import { createRandom } from '../../torture/random.ts';
import { Victims } from '../../torture/victims.ts';
import { WhatsAppTalker } from '../../torture/whatsapp-citizen.ts';
import {
  countUnaccepted,
  listJournalViolations,
  listTalkerViolations,
} from '../../torture/whatsapp-invariants.ts';

const PAST_THE_LEASE_MS = 60_000;

let city: WhatsAppCity;
let client: pg.Client;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  client = new pg.Client({ connectionString: city.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await city.close();
});

async function epoch(): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>('SELECT epoch FROM whatsapp_lease');
  return rows[0]?.epoch ?? 0;
}

async function state(): Promise<string> {
  const { rows } = await client.query<{ state: string }>('SELECT state FROM whatsapp_account');
  return rows[0]?.state ?? '';
}

async function untilOpen(expected: number): Promise<void> {
  await expect.poll(epoch, { timeout: PAST_THE_LEASE_MS }).toBe(expected);
  await expect.poll(state, { timeout: PAST_THE_LEASE_MS }).toBe('open');
}

async function countWaiting(): Promise<number> {
  const inside = (await countUnaccepted(client)) + (await countUnfinished(client));
  return inside + city.whatsapp.queuedFor(city.company);
}

async function listViolations(talkers: readonly WhatsAppTalker[]): Promise<readonly string[]> {
  const found = [...(await listStandingViolations(client)), ...(await listJournalViolations(client))];
  for (const talker of talkers) {
    found.push(...(await listTalkerViolations(client, talker)));
  }
  return found;
}

async function invite(): Promise<readonly WhatsAppTalker[]> {
  const habits = { shallWait: () => false, thinkMs: 120, renewEvery: 20, random: createRandom(3) };
  const people = [await city.citizen('Ana'), await city.citizen('Luis')];
  return people.map((person) => new WhatsAppTalker(person, habits));
}

test('a process that sleeps past its lease changes nothing any more, and its successor goes on', async () => {
  const words: string[] = [];
  const processes = new Victims({
    withSpare: false,
    settings: { ...city.settings, LOG_LEVEL: 'warn' },
    environment: city.whatsapp.environment,
    onWords: (line) => words.push(line),
  });
  const sleeper = await processes.start();
  await expect.poll(state, { timeout: PAST_THE_LEASE_MS }).toBe('open');
  const successor = await processes.start();
  const talkers = await invite();
  let over = false;
  const lives = Promise.all(talkers.map((talker) => talker.chatter(() => over)));
  await sleep(2_000);
  const first = await epoch();

  process.kill(sleeper.pid, 'SIGSTOP');
  await untilOpen(first + 1);
  await sleep(2_000);
  process.kill(sleeper.pid, 'SIGCONT');
  await expect
    .poll(() => words.join(), { timeout: PAST_THE_LEASE_MS })
    .toContain('lease of WhatsApp is lost');
  await sleep(3_000);

  // The one that slept lives on and waits for its turn: it gets it when the other ends.
  expect(await epoch()).toBe(first + 1);
  expect(await successor.stop()).toBe('exit code 0');
  await untilOpen(first + 2);
  await sleep(2_000);
  over = true;
  await lives;

  await expect.poll(countWaiting, { timeout: 90_000, interval: 400 }).toBe(0);
  expect(await listViolations(talkers)).toEqual([]);
  expect(talkers.every(({ person }) => person.messages.length > 0)).toBe(true);
  await sleeper.stop();
}, 300_000);
