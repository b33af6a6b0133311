import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestVecino } from '../../support/vecino.ts';
import { Citizen } from '../../torture/citizen.ts';
import { countUnfinished, listSessionViolations, listStandingViolations } from '../../torture/invariants.ts';
import { aPhoto } from '../../torture/kill-loop.ts';
import { createEngine, type Engine, type Line, numbering } from './engine.ts';

type Told = { readonly conversationId: string; readonly text: string };

let database: TestDatabase;
let first: Engine;
let second: ChildProcess;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** One engine here and one in a process of its own, on the same database. */
async function startBoth(): Promise<void> {
  first = createEngine({ url: database.url, assistant: numbering() });
  await first.messaging.start();
  second = fork(path.join(import.meta.dirname, 'second-engine.mjs'), { execArgv: ['--import', loader] });
  await tellSecond({ kind: 'start', url: database.url });
}

async function stopBoth(): Promise<void> {
  second.kill('SIGKILL');
  await first.stop();
}

async function tellSecond(message: object): Promise<void> {
  const answer = once(second, 'message');
  second.send(message);
  await answer;
}

/** Every other message goes to the other process, all of them at once. */
async function tellBoth(messages: readonly Told[]): Promise<void> {
  const [mine, theirs] = [0, 1].map((rest) => messages.filter((_, index) => index % 2 === rest));
  await Promise.all([
    tellSecond({ kind: 'say', messages: theirs }),
    ...(mine ?? []).map(({ conversationId, text }) => first.say(conversationId, text)),
  ]);
}

async function waitForAll(messages: number): Promise<void> {
  const count = `SELECT (SELECT count(*) FROM event WHERE processed_at IS NOT NULL)::int AS done,
    (SELECT count(*) FROM outbox WHERE status = 'sent')::int AS sent`;
  await expect
    .poll(() => first.query(count), { timeout: 50_000, interval: 100 })
    .toEqual([{ done: messages, sent: messages }]);
}

const textsOf = (lines: readonly Line[], side: 'in' | 'out'): string[] =>
  lines.filter((line) => line.side === side).map(({ name }) => name);

function numbersIn(rows: readonly { text: string }[]): number[] {
  return rows.map(({ text }) => Number(/^número (\d+)$/.exec(text)?.[1])).sort((one, other) => one - other);
}

test('twenty messages at once to one conversation over two processes all take effect, once', async () => {
  await startBoth();
  const conversationId = await first.open();
  const messages = Array.from({ length: 20 }, (_, index) => ({
    conversationId,
    text: `número ${index} pedido`,
  }));
  await tellBoth(messages);
  await waitForAll(20);

  const lines = await first.lines(conversationId);
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
  expect(textsOf(lines, 'in').sort()).toEqual(messages.map(({ text }) => text).sort());
  expect(textsOf(lines, 'out')).toEqual(Array.from({ length: 20 }, (_, index) => `número ${index + 1}`));
  expect(lines.filter(({ side, state }) => side === 'in' && state !== 'applied')).toEqual([]);
  await stopBoth();
});

test('two hundred conversations at once over two processes: each in order, numbers without gap or repeat', async () => {
  await startBoth();
  const conversations = await Promise.all(Array.from({ length: 200 }, () => first.open()));
  for (const text of ['hola', 'qué tal', 'número', 'gracias']) {
    await tellBoth(conversations.map((conversationId) => ({ conversationId, text })));
  }
  await waitForAll(800);

  const rows = await first.query<{ inside: string[]; outside: string[]; places: number[] }>(`
    SELECT (SELECT array_agg(channel_message_id ORDER BY seq) FROM event e WHERE e.conversation_id = c.id) AS inside,
      (SELECT array_agg(regexp_replace(content->>'text', '\\d+', 'N') ORDER BY seq) FROM outbox o WHERE o.conversation_id = c.id) AS outside,
      (SELECT array_agg(seq ORDER BY seq) FROM (SELECT seq FROM event e WHERE e.conversation_id = c.id
        UNION ALL SELECT seq FROM outbox o WHERE o.conversation_id = c.id) x) AS places FROM conversation c`);
  expect(rows).toHaveLength(200);
  for (const row of rows) {
    expect(row).toEqual({
      inside: ['hola', 'qué tal', 'número', 'gracias'],
      outside: ['eco hola', 'eco qué tal', 'número N', 'eco gracias'],
      places: [1, 2, 3, 4, 5, 6, 7, 8],
    });
  }
  const given = await first.query<{ text: string }>(
    `SELECT content->>'text' AS text FROM outbox WHERE content->>'text' LIKE 'número %'`,
  );
  expect(numbersIn(given)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(await first.query('SELECT max(attempts) <= 4 AS few, max(errors) AS errors FROM event')).toEqual([
    { few: true, errors: 0 },
  ]);
  await stopBoth();
});

test('two processes that want the same conversations never keep each other from answering', async () => {
  const [one, other] = ['one', 'other'].map((worker) => createEngine({ url: database.url, worker }));
  if (!one || !other) {
    throw new Error('two engines were made');
  }
  const conversations = await Promise.all(Array.from({ length: 120 }, () => one.open()));
  // Each process has stored half of what waits everywhere, and both look at everything.
  for (const [worker, texts] of [
    ['one', ['uno', 'dos']],
    ['other', ['tres', 'cuatro']],
  ] as const) {
    await Promise.all(conversations.map((conversation) => one.leave(conversation, texts, worker)));
  }
  for (const conversation of conversations) {
    one.messaging.wake(conversation);
    other.messaging.wake(conversation);
  }
  await Promise.all([one.messaging.idle(), other.messaging.idle()]);
  expect(
    await one.query(
      'SELECT outcome, max(attempts) <= 3 AS few, count(*)::int AS n FROM event GROUP BY outcome',
    ),
  ).toEqual([{ outcome: 'applied', few: true, n: 480 }]);
  await one.stop();
  await other.stop();
});

test('a turn that is rolled back burns no number', async () => {
  let failures = 0;
  const engine = createEngine({
    url: database.url,
    assistant: numbering(({ event }) => {
      if (event.content.text === 'número roto' && failures < 2) {
        failures += 1;
        throw new Error('after the number was taken');
      }
    }),
  });
  const conversation = await engine.open();
  await engine.say(conversation, 'número 1 pedido');
  await engine.say(conversation, 'número roto');
  await engine.say(conversation, 'número 3 pedido');
  await engine.messaging.idle();
  expect(failures).toBe(2);
  expect(textsOf(await engine.lines(conversation), 'out')).toEqual(['número 1', 'número 2', 'número 3']);
  expect(await engine.query('SELECT value FROM counter')).toEqual([{ value: 3 }]);
  await engine.stop();
});

test('citizens whose requests go now to one process and now to another file without gap or repeat', async () => {
  const one = await startTestVecino({ databaseUrl: database.url });
  const other = await startTestVecino({ databaseUrl: database.url, dataDir: one.dataDir });
  const photo = await aPhoto();
  const citizens = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      let requests = index;
      const citizen = new Citizen({
        origin: () => {
          requests += 1;
          return requests % 2 === 0 ? one.origin : other.origin;
        },
        by: index % 2 === 0 ? 'stream' : 'polling',
        photo: index % 3 === 0 ? photo : null,
        inPieces: false,
        random: () => 0,
        thinkMs: 0,
      });
      await citizen.arrive();
      await citizen.file();
      await citizen.chatter();
      return citizen;
    }),
  );
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await expect.poll(() => countUnfinished(client), { timeout: 30_000 }).toBe(0);
  const sessions = await Promise.all(citizens.map((citizen) => citizen.leave()));
  const found = [...(await listStandingViolations(client))];
  for (const session of sessions) {
    found.push(...(await listSessionViolations(client, session)));
  }
  await client.end();
  expect(found).toEqual([]);
  expect(new Set(sessions.flatMap(({ radicados }) => radicados)).size).toBe(6);
  await other.stop();
  await one.stop();
});
