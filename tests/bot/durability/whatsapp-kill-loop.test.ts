import { expect, test } from 'vitest';
import { WhatsAppCity } from '../../support/whatsapp-city.ts';
import { runWhatsAppLoop } from '../../torture/whatsapp-loop.ts';

/** More of them in `npm run torture`: each costs a start of the whole program. */
const KILLS_A_POINT = 1;

test('WhatsApp: a process killed at every fault point loses nothing and says nothing twice', async () => {
  const city = await WhatsAppCity.open();
  await city.link();
  const report = await runWhatsAppLoop({
    city,
    killsAPoint: KILLS_A_POINT,
    randomKills: 0,
    drops: 4,
    terminations: 6,
    talkers: 2,
    filers: 1,
    thinkMs: 150,
    seed: 11,
    onRound: () => undefined,
  });
  await city.close();
  expect(report.violations).toEqual([]);
  expect(Object.values(report.kills)).toEqual(Array.from({ length: 11 }, () => KILLS_A_POINT));
  expect(report.filings).toBeGreaterThan(0);
}, 900_000);
