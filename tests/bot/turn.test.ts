import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainText } from '../../domain/messages/content.ts';
import { turn as turnWords } from '../../locales/es-co/turn.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createEngine, type Engine, echo, type Line } from './durability/engine.ts';

const KEPT = turnWords['turn.keptForPerson'];

let database: TestDatabase;
let engine: Engine;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await engine.stop();
  await database.drop();
});

async function start(options: Partial<Parameters<typeof createEngine>[0]> = {}): Promise<Engine> {
  engine = createEngine({ url: database.url, ...options });
  return engine;
}

async function settle(conversationId: string): Promise<Line[]> {
  await expect
    .poll(async () => (await engine.lines(conversationId)).every(isFinished), { timeout: 30_000 })
    .toBe(true);
  await engine.messaging.idle();
  return engine.lines(conversationId);
}

function isFinished({ side, state }: Line): boolean {
  return side === 'in' ? state !== '' : state !== 'queued' && state !== 'sending';
}

const spoken = (lines: readonly Line[]): string[] => lines.map(({ name }) => name);
const outcomes = (lines: readonly Line[]): Record<string, string> =>
  Object.fromEntries(lines.filter(({ side }) => side === 'in').map(({ name, state }) => [name, state]));

/** Throws for every message that names it. */
const allergicTo = (word: string) =>
  echo(async ({ event }) => {
    if (event.content.text.includes(word)) {
      throw new Error('the assistant cannot read this');
    }
    return undefined;
  });

test('a message is stored, answered and sent, in this order', async () => {
  await start();
  const conversation = await engine.open();
  await engine.say(conversation, 'hola');
  await engine.messaging.idle();
  expect(await engine.lines(conversation)).toEqual([
    { side: 'in', seq: 1, name: 'hola', state: 'applied', attempts: 1, errors: 0 },
    { side: 'out', seq: 2, name: 'eco hola', state: 'sent', attempts: 1, errors: 0 },
  ]);
});

test('a replayed message is stored once and answered once', async () => {
  await start();
  const conversation = await engine.open();
  const results = await Promise.all([
    engine.say(conversation, 'otra'),
    engine.say(conversation, 'hola'),
    engine.say(conversation, 'hola'),
  ]);
  const late = await engine.say(conversation, 'hola');
  await engine.messaging.idle();
  expect(new Set(results.slice(1).map(({ eventId }) => eventId)).size).toBe(1);
  expect(late).toEqual({ eventId: results[1]?.eventId, duplicate: true });
  expect(results.filter(({ duplicate }) => duplicate)).toHaveLength(1);
  expect(spoken(await engine.lines(conversation)).filter((name) => name === 'eco hola')).toHaveLength(1);
});

test('messages keep the order in which they were stored', async () => {
  await start();
  const conversation = await engine.open();
  const texts = Array.from({ length: 45 }, (_, index) => `m${index}`);
  await Promise.all(texts.map((text) => engine.say(conversation, text)));
  const lines = await settle(conversation);
  expect(lines.filter(({ side }) => side === 'in').map(({ name }) => name)).toEqual(texts);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
});

test('short texts before a free text are answered as one', async () => {
  const asking = echo(async () => ({ expectsFreeText: true, idle: false }));
  await start({ assistant: asking, fragmentWindowMs: 300 });
  const conversation = await engine.open();
  await engine.say(conversation, 'hola');
  await settle(conversation);
  await engine.say(conversation, 'no hay agua');
  await engine.say(conversation, 'desde ayer');
  const lines = await settle(conversation);
  expect(outcomes(lines)).toEqual({ hola: 'applied', 'no hay agua': 'merged', 'desde ayer': 'applied' });
  expect(spoken(lines)).toEqual([
    'hola',
    'eco hola',
    'no hay agua',
    'desde ayer',
    'eco no hay agua\ndesde ayer',
  ]);
});

test('a message that cannot be answered is kept for a person after three errors, the citizen is told, and later messages are answered', async () => {
  await start({ assistant: allergicTo('veneno') });
  await engine.messaging.start();
  const conversation = await engine.open();
  await engine.say(conversation, 'veneno');
  await engine.say(conversation, 'hola');
  const lines = await settle(conversation);
  expect(lines).toMatchObject([
    { name: 'veneno', state: 'handed-to-human', errors: 3 },
    { name: KEPT, state: 'sent' },
    { name: 'hola', state: 'applied', errors: 0 },
    { name: 'eco hola', state: 'sent' },
  ]);
  const [{ owner } = { owner: '' }] = await engine.query<{ owner: string }>('SELECT owner FROM conversation');
  expect(owner).toBe('waiting');
});

test('a message that cannot be answered does not take those beside it down', async () => {
  await start({ assistant: allergicTo('veneno') });
  const conversation = await engine.open();
  await engine.leave(conversation, ['uno', 'dos', 'veneno', 'tres', 'cuatro']);
  await engine.messaging.start();
  const lines = await settle(conversation);
  expect(spoken(lines)).toEqual([
    ...['uno', 'eco uno', 'dos', 'eco dos', 'veneno', KEPT, 'tres', 'eco tres', 'cuatro', 'eco cuatro'],
  ]);
});

test('several messages that cannot be answered do not use up the patience for a good one behind them', async () => {
  await start({ assistant: allergicTo('veneno') });
  const conversation = await engine.open();
  await engine.leave(conversation, ['veneno 1', 'veneno 2', 'veneno 3', 'veneno 4', 'hola']);
  await engine.messaging.start();
  const lines = await settle(conversation);
  expect(outcomes(lines)).toMatchObject({ hola: 'applied' });
  expect(lines.filter(({ state }) => state === 'handed-to-human')).toHaveLength(4);
});

test.each([
  [8, 'applied'],
  [9, 'handed-to-human'],
])(
  'a message that cannot be answered after the process that stored it and %i more died of it, it is %s',
  async (deaths, outcome) => {
    await start();
    const conversation = await engine.open();
    await engine.leave(conversation, ['hola'], 'dead 0');
    for (let death = 1; death <= deaths; death += 1) {
      await engine.turns.countAttempt(`dead ${death}`, conversation);
    }
    await engine.messaging.start();
    expect(outcomes(await settle(conversation))).toEqual({ hola: outcome });
  },
);

test('ten deaths by one message are not held against the one behind it', async () => {
  await start();
  const conversation = await engine.open();
  await engine.leave(conversation, ['veneno', 'hola'], 'dead 0');
  for (let death = 1; death <= 9; death += 1) {
    await engine.turns.countAttempt(`dead ${death}`, conversation);
  }
  await engine.messaging.start();
  expect(outcomes(await settle(conversation))).toEqual({ veneno: 'handed-to-human', hola: 'applied' });
});

test.each([['40001'], ['40P01'], ['57P01'], ['ECONNREFUSED']])(
  'trouble %s of the database is tried again without counting',
  async (code) => {
    let failures = 0;
    const troubled = echo(async () => {
      failures += 1;
      if (failures <= 4) {
        throw Object.assign(new Error('momentary'), { code });
      }
      return undefined;
    });
    await start({ assistant: troubled });
    const conversation = await engine.open();
    await engine.say(conversation, 'hola');
    expect(await settle(conversation)).toMatchObject([
      { name: 'hola', state: 'applied', attempts: 1, errors: 0 },
      { name: 'eco hola' },
    ]);
    expect(failures).toBe(5);
  },
);

const clinic = echo(async (turn) => {
  const { text } = turn.event.content;
  if (text.includes('salud')) {
    turn.markSensitive();
  }
  if (text === 'fin') {
    turn.clearSensitive();
  }
  return { expectsFreeText: text === 'cuéntame' };
});

/** The words that the database holds in the clear. */
async function clearWords(conversation: string): Promise<string[]> {
  const rows = await engine.query<{ words: string; sensitivity: string }>(
    `SELECT content->>'text' AS words, sensitivity FROM event WHERE conversation_id = $1 AND seq IS NOT NULL
     UNION ALL SELECT content->>'text', sensitivity FROM outbox WHERE conversation_id = $1`,
    [conversation],
  );
  expect(rows.every(({ words, sensitivity }) => (words === null) === (sensitivity === 'health'))).toBe(true);
  return rows.flatMap(({ words }) => words ?? []).sort();
}

test('health data is ciphertext from the message that shows it to the one that ends it', async () => {
  await start({ assistant: clinic });
  const conversation = await engine.open();
  for (const text of ['hola', 'salud', 'me duele', 'fin', 'gracias']) {
    await engine.say(conversation, text);
    await engine.messaging.idle();
  }
  expect(await clearWords(conversation)).toEqual(['eco gracias', 'eco hola', 'gracias', 'hola']);
  expect(engine.sent).toEqual(['eco hola', 'eco salud', 'eco me duele', 'eco fin', 'eco gracias']);
});

test('health data is ciphertext on receipt while such a dialog is open', async () => {
  await start({ assistant: clinic });
  const conversation = await engine.open();
  await engine.say(conversation, 'salud');
  await engine.messaging.idle();
  await engine.leave(conversation, ['me duele']);
  const rows = await engine.query<{ content: object; sensitivity: string }>(
    'SELECT content, sensitivity FROM event WHERE processed_at IS NULL',
  );
  expect(rows).toEqual([{ content: { sealed: expect.any(String) }, sensitivity: 'health' }]);
  expect(JSON.stringify(rows)).not.toContain('duele');
});

test('health data is sealed by the turn when it was stored before anybody knew', async () => {
  await start({ assistant: clinic });
  const conversation = await engine.open();
  await engine.leave(conversation, ['salud', 'me duele', 'fin']);
  await engine.messaging.start();
  await settle(conversation);
  expect(await clearWords(conversation)).toEqual([]);
});

test('health data is sealed in every piece of a joined text', async () => {
  await start({ assistant: clinic, fragmentWindowMs: 200 });
  const conversation = await engine.open();
  await engine.say(conversation, 'cuéntame');
  await settle(conversation);
  await engine.say(conversation, 'tengo dolor');
  await engine.say(conversation, 'es de salud');
  const lines = await settle(conversation);
  expect(outcomes(lines)).toMatchObject({ 'tengo dolor': 'merged', 'es de salud': 'applied' });
  expect(await clearWords(conversation)).toEqual(['cuéntame', 'eco cuéntame']);
});

const busyUntilDone = echo(async (turn, state) => {
  if (turn.question !== null) {
    const promptId = turn.reply(plainText('¿Quedó bien el arreglo?'));
    await turn.repositories.questions.markAsked(turn.question.id, promptId, turn.now);
    return { idle: false };
  }
  return { idle: turn.event.content.text === 'listo', state };
});

async function insertQuestion(conversation: string): Promise<string> {
  const id = randomUUID();
  await engine.query(
    `INSERT INTO question (id, conversation_id, kind, case_ref, created_at) VALUES ($1, $2, 'survey', 'case-1', now())`,
    [id, conversation],
  );
  return id;
}

test('a question of the system waits until no form is open, is asked once, and knows the message that asked it', async () => {
  await start({ assistant: busyUntilDone });
  const conversation = await engine.open();
  await engine.say(conversation, 'radicar');
  await engine.messaging.idle();
  const question = await insertQuestion(conversation);
  engine.messaging.wake(conversation);
  await engine.say(conversation, 'sigo');
  await engine.messaging.idle();
  expect(engine.sent).toEqual(['eco radicar', 'eco sigo']);

  await engine.say(conversation, 'listo');
  await engine.messaging.idle();
  engine.messaging.wake(conversation);
  await engine.messaging.idle();
  expect(engine.sent).toEqual(['eco radicar', 'eco sigo', 'eco listo', '¿Quedó bien el arreglo?']);
  expect(
    await engine.query(
      `SELECT q.id, q.status, o.content->>'text' AS asked FROM question q JOIN outbox o ON o.id = q.prompt_id`,
    ),
  ).toEqual([{ id: question, status: 'asked', asked: '¿Quedó bien el arreglo?' }]);
});

test('a question of the system is found by the sweep when nobody tells', async () => {
  await start({ assistant: busyUntilDone });
  const conversation = await engine.open();
  await insertQuestion(conversation);
  await engine.messaging.start();
  await expect.poll(() => engine.sent, { timeout: 15_000 }).toEqual(['¿Quedó bien el arreglo?']);
});
