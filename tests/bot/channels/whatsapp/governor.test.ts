import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../../../domain/messages/content.ts';
import { PrismaClient } from '../../../../prisma/generated/client.ts';
import { type ConsoleCaller, enterConsole } from '../../../support/staff-entry.ts';
import { acceptAviso, ask, until, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';

const MENU = /¿En qué te ayudo\?/;
const SURVEY = /¿Qué tan fácil fue radicar/;
const CAMPAIGN = /^Encuesta \d+$/;
const PEOPLE = 12;
const MESSAGES = 300;

let city: WhatsAppCity;
let people: readonly LoopbackCitizen[];
let admin: ConsoleCaller;
beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.startInContactHours();
  people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => city.citizen(`Persona ${index + 1}`)),
  );
  await Promise.all(people.map((person) => acceptAviso(person)));
  const console = await city.start({ ROLES: 'web' });
  const [, address = ''] = await console.says(/listo en (\S+)/);
  admin = await signIn(address);
});
beforeEach(async () => {
  await city.pool.query(
    "UPDATE sender SET stopped_scope = 'none', stopped_reason = NULL, refused_in_a_row = 0",
  );
});
afterAll(() => city.close());

/** A colleague at the console, who may do everything with the channels. */
async function signIn(address: string): Promise<ConsoleCaller> {
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: city.databaseUrl }) });
  try {
    return await enterConsole(address, db, 'admin');
  } finally {
    await db.$disconnect();
  }
}

async function conversationOf(person: LoopbackCitizen): Promise<string> {
  const [conversation = ''] = await city.conversationsOf(person);
  return conversation;
}

/** Messages that nobody asked for, in the places that a turn would have given them. */
async function queue(person: LoopbackCitizen, texts: readonly string[]): Promise<void> {
  const conversation = await conversationOf(person);
  await city.pool.query(
    `WITH place AS (
       UPDATE conversation SET next_seq = next_seq + $2 WHERE id = $1 RETURNING next_seq - $2 AS first, address)
     INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, purpose, content, available_at, created_at)
     SELECT gen_random_uuid(), $1, place.first + m.n - 1, 'whatsapp', place.address, 'proactive', 'encuestas', m.content,
       now(), now()
     FROM place, jsonb_array_elements($3::jsonb) WITH ORDINALITY AS m (content, n)`,
    [conversation, texts.length, JSON.stringify(texts.map(plainText))],
  );
}

/** The question after a filing, as its job leaves it. */
async function survey(person: LoopbackCitizen, radicado: string): Promise<void> {
  await city.pool.query(
    `INSERT INTO question (id, conversation_id, kind, case_ref, created_at)
     VALUES (gen_random_uuid(), $1, 'survey.filing', $2, now())`,
    [await conversationOf(person), radicado],
  );
}

/** How many proactive messages ended in each way, once all have. */
async function outcomesOf(texts: RegExp): Promise<Readonly<Record<string, number>>> {
  return until('the end of every proactive message', async () => {
    const { rows } = await city.pool.query<{ outcome: string; text: string; status: string }>(
      `SELECT concat_ws(': ', CASE WHEN status IN ('delivered', 'read') THEN 'sent' ELSE status END, reason) AS outcome,
         status, content->>'text' AS text
       FROM outbox WHERE class = 'proactive'`,
    );
    const asked = rows.filter(({ text }) => texts.test(text));
    const isOver = asked.length > 0 && !asked.some(({ status }) => ['queued', 'sending'].includes(status));
    const counts: Record<string, number> = {};
    for (const { outcome } of asked) {
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return isOver && counts;
  });
}

const heardOf = (person: LoopbackCitizen, words: RegExp): readonly string[] =>
  person.messages.map(({ text }) => text).filter((text) => words.test(text));

test('463 in the middle of 300 proactive messages ends the rest, and whoever writes is answered', async () => {
  const [ana] = people as [LoopbackCitizen];
  await Promise.all(people.map((person) => city.consentToSurveys(person)));
  const refusal = city.whatsapp.faults.refuseMessages({
    from: city.company,
    when: afterPassing(119),
    times: 1,
  });

  for (const [index, person] of people.entries()) {
    const share = MESSAGES / PEOPLE;
    const numbers = Array.from({ length: share }, (_, n) => index * share + n + 1);
    await queue(
      person,
      numbers.map((number) => `Encuesta ${number}`),
    );
  }
  const outcomes = await outcomesOf(CAMPAIGN);
  refusal.stop();

  const {
    sent = 0,
    'failed: refused-463': failed = 0,
    'skipped: sender-stopped': skipped = 0,
    ...others
  } = outcomes;
  expect([others, failed, sent + failed + skipped]).toEqual([{}, 1, MESSAGES]);
  expect(sent).toBeGreaterThanOrEqual(119);
  expect(sent).toBeLessThan(119 + 8);
  const heard = await until('the last of them', async () => {
    const all = people.flatMap((person) => heardOf(person, CAMPAIGN));
    return all.length >= sent && all;
  });
  expect(new Set(heard).size).toBe(sent);
  expect(heard).toHaveLength(sent);
  expect((await ask(ana, 'menú', MENU)).text).toMatch(MENU);
});

async function idOf(text: string): Promise<string> {
  const { rows } = await city.pool.query<{ id: string }>(
    "SELECT id FROM outbox WHERE content->>'text' = $1",
    [text],
  );
  return rows[0]?.id ?? '';
}

/** True from the crossing after so many. */
function afterPassing(count: number): () => boolean {
  let passed = 0;
  return () => {
    passed += 1;
    return passed > count;
  };
}

test('the console says what was stopped and why, and a colleague lets it go on', async () => {
  const [, luz] = people as [LoopbackCitizen, LoopbackCitizen];
  await city.consentToSurveys(luz);
  const refusal = city.whatsapp.faults.refuseMessages({ from: city.company, times: 1 });
  await queue(luz, ['Rechazada']);
  expect(await outcomesOf(/^Rechazada$/)).toEqual({ 'failed: refused-463': 1 });
  refusal.stop();
  const refusedId = await idOf('Rechazada');

  const stopped = { scope: 'proactive', reason: 'refused-463' };
  expect(JSON.parse(await admin.get('/channels/troubles')).troubles).toMatchObject([
    { kind: 'sending', ...stopped, by: null },
  ]);
  expect(JSON.parse(await admin.get('/channels/whatsapp')).sending).toMatchObject(stopped);
  await queue(luz, ['Todavía no']);
  expect(await outcomesOf(/^Todavía no$/)).toEqual({ 'skipped: sender-stopped': 1 });

  expect((await admin.post('/channels/whatsapp/sending', { action: 'resume' })).status).toBe(200);

  expect(JSON.parse(await admin.get('/channels/troubles')).troubles).toEqual([]);
  const failed: readonly { readonly id: string }[] = JSON.parse(
    await admin.get('/channels/ledger?status=failed&channel=whatsapp'),
  ).items;
  expect(failed.find(({ id }) => id === refusedId)).toMatchObject({
    reason: 'refused-463',
    retry: 'allowed',
  });
  await admin.post('/channels/retry', { messages: [refusedId] });
  await luz.heard(({ text }) => text === 'Rechazada');
  await queue(luz, ['Ya se puede']);
  await luz.heard(({ text }) => text === 'Ya se puede');
  expect(heardOf(luz, /^Todavía no$/)).toEqual([]);
  const late = await admin.post('/channels/retry', { messages: [refusedId, await idOf('Todavía no')] });
  expect(JSON.parse(late.body)).toMatchObject({
    rows: [{ outcome: 'nothing-to-do' }, { outcome: 'superseded' }],
  });
  expect(heardOf(luz, /^Rechazada$/)).toHaveLength(1);
  const { rows } = await city.pool.query(
    "SELECT action, actor_kind, before FROM audit WHERE action LIKE 'sending.%'",
  );
  expect(rows).toEqual([
    { action: 'sending.resumed', actor_kind: 'staff', before: { scope: 'proactive', reason: 'refused-463' } },
  ]);
});

test('a survey needs a yes of the person, which a word in the chat takes away and gives back', async () => {
  const rosa = await city.citizen('Rosa');
  await acceptAviso(rosa);
  await queue(rosa, ['Sin permiso']);
  expect(await outcomesOf(/^Sin permiso$/)).toEqual({ 'skipped: no-consent': 1 });

  await city.consentToSurveys(rosa);
  await survey(rosa, 'ESSMAR-2026-000001');
  await rosa.heard(({ text }) => SURVEY.test(text), 30_000);
  await ask(rosa, '5', /Nos ayuda a mejorar/);
  await ask(rosa, 'BAJA encuestas', /no te enviaré más encuestas/);
  await survey(rosa, 'ESSMAR-2026-000002');
  await until('the second survey', async () => (await outcomesOf(SURVEY))['skipped: no-consent']);
  expect(await outcomesOf(SURVEY)).toEqual({ sent: 1, 'skipped: no-consent': 1 });

  await ask(rosa, 'ALTA encuestas', /te haremos encuestas/);
  await queue(rosa, ['Con permiso']);
  await rosa.heard(({ text }) => text === 'Con permiso');
  expect(heardOf(rosa, /^Sin permiso$/)).toEqual([]);
});

test('three replies refused in a row stop everything, and the console says so', async () => {
  const refusal = city.whatsapp.faults.refuseMessages({ from: city.company });
  for (const person of people.slice(0, 3)) {
    await person.say('menú');
  }
  await until('the stop of everything', async () =>
    (await admin.get('/channels/whatsapp')).includes('replies-refused-463'),
  );
  refusal.stop();
  const [, , , late] = people as [LoopbackCitizen, LoopbackCitizen, LoopbackCitizen, LoopbackCitizen];
  const before = late.messages.length;
  await late.say('menú');

  await until('the reply that waits', async () =>
    (await city.ledgerOf(late)).some(
      ({ status, reason }) => status === 'queued' && reason === 'sender-stopped',
    ),
  );
  expect(late.messages).toHaveLength(before);
  expect(JSON.parse(await admin.get('/channels/whatsapp')).sending.scope).toBe('all');
  const { rows } = await city.pool.query(
    "SELECT count(*)::int AS n FROM outbox WHERE reason = 'refused-463' AND class = 'reply'",
  );
  expect(rows).toEqual([{ n: 3 }]);
});
