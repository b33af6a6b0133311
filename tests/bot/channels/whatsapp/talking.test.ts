import { afterAll, beforeAll, expect, test } from 'vitest';
import { WhatsAppCity } from '../../../support/whatsapp-city.ts';

let city: WhatsAppCity;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
});
afterAll(() => city.close());

test('a greeting is answered with the aviso', async () => {
  const maria = await city.citizen('María');
  await maria.say('Hola');
  const answer = await maria.heard(({ text }) => /datos/.test(text), 20_000);
  expect(answer.text).toContain('1.');
});
