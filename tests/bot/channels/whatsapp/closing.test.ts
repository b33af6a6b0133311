import { afterAll, beforeAll, expect, test } from 'vitest';
import { WhatsAppCity } from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import type { Program } from '../../program.ts';

const PATIENCE = { timeout: 40_000, interval: 100 };

let city: WhatsAppCity;
let program: Program;
let citizen: LoopbackCitizen;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  program = await city.start();
  citizen = await city.citizen('Rosa');
});
afterAll(() => city.close());

async function standing(): Promise<string> {
  const { rows } = await city.pool.query<{ state: string; reason: string | null }>(
    'SELECT state, reason FROM whatsapp_account',
  );
  return rows.map(({ state, reason }) => [state, ...(reason === null ? [] : [reason])].join(' ')).join();
}

async function ask(request: string): Promise<void> {
  await city.pool.query('UPDATE whatsapp_account SET wanted = $1', [request]);
}

async function isAnswered(): Promise<boolean> {
  const answer = citizen.next(({ kind }) => kind === 'text', PATIENCE.timeout);
  await citizen.say('menú');
  return (await answer).text.length > 0;
}

/** A number that was thrown out sends nothing either, until a person says so. */
async function letSend(): Promise<void> {
  await city.pool.query("UPDATE sender SET stopped_scope = 'none', stopped_reason = NULL");
}

/** How often the number has come to the network so far. */
function countLogins(): number {
  return city.whatsapp.counters.logins;
}

test.each([[500], [503], [515], [428]])(
  'after a close with %s it connects again by itself and answers',
  async (code) => {
    const before = countLogins();
    city.whatsapp.endStream(city.company, code);
    await expect.poll(countLogins, PATIENCE).toBeGreaterThan(before);
    await expect.poll(standing, PATIENCE).toBe('open');
    expect(await isAnswered()).toBe(true);
  },
  120_000,
);

test('a connection that only breaks is made again', async () => {
  const before = countLogins();
  city.whatsapp.dropConnection(city.company);
  await expect.poll(countLogins, PATIENCE).toBeGreaterThan(before);
  await expect.poll(standing, PATIENCE).toBe('open');
}, 60_000);

test.each([
  [403, 'stopped banned'],
  [411, 'stopped multidevice-mismatch'],
  [405, 'stopped version-refused'],
])(
  'a login refused with %s stops until a person asks',
  async (code, expected) => {
    const refusal = city.whatsapp.faults.refuseLogin(city.company, code, 100);
    city.whatsapp.dropConnection(city.company);
    await expect.poll(standing, PATIENCE).toBe(expected);
    const refused = refusal.struck;
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(refusal.struck).toBe(refused);
    refusal.stop();
    await letSend();
    await ask('connect');
    await expect.poll(standing, PATIENCE).toBe('open');
    expect(await isAnswered()).toBe(true);
  },
  120_000,
);

test('a number that was thrown out stays so over a restart; the console can have it tried again', async () => {
  const refusal = city.whatsapp.faults.refuseLogin(city.company, 403, 100);
  city.whatsapp.dropConnection(city.company);
  await expect.poll(standing, PATIENCE).toBe('stopped banned');
  await program.interrupt();
  const refused = refusal.struck;
  program = await city.start();
  await expect.poll(standing, PATIENCE).toBe('stopped banned');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(refusal.struck).toBe(refused);
  refusal.stop();
  await letSend();
  await ask('connect');
  await expect.poll(standing, PATIENCE).toBe('open');
}, 120_000);

test('a session that somebody else uses too is not fought over', async () => {
  city.whatsapp.endStream(city.company, 440);
  await expect.poll(standing, PATIENCE).toBe('stopped replaced');
  await ask('connect');
  await expect.poll(standing, PATIENCE).toBe('open');
}, 60_000);

test('a phone that removes us leaves no secret behind, and what was received stays', async () => {
  const messages = 'SELECT count(*)::int AS n FROM event';
  const { rows: before } = await city.pool.query(messages);
  city.whatsapp.removeDevice(city.company, 3);
  await expect.poll(standing, PATIENCE).toBe('unpaired logged-out');
  await expect
    .poll(async () => {
      const secrets = `SELECT (SELECT count(*) FROM whatsapp_credentials)::int AS credentials,
        (SELECT count(*) FROM whatsapp_key)::int AS keys`;
      return (await city.pool.query(secrets)).rows[0];
    }, PATIENCE)
    .toEqual({ credentials: 0, keys: 0 });
  expect((await city.pool.query(messages)).rows).toEqual(before);
}, 60_000);
