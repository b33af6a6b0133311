import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNewId } from '../../bot/new-id.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { plainText } from '../../domain/messages/content.ts';
import type { OpenTurn, TurnOutcome } from '../../domain/messages/turn-store.ts';
import { createEngine, type Engine } from '../bot/durability/engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const newId = createNewId(systemClock);
const MAX_EVENTS = 20;

let database: TestDatabase;
let engine: Engine;
beforeAll(async () => {
  database = await createTestDatabase();
  engine = createEngine({ url: database.url });
});
afterAll(async () => {
  await engine.stop();
  await database.drop();
});

/** Conversations with one message each, opened at one moment. */
async function openTogether(count: number): Promise<OpenTurn[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => engine.open()));
  await Promise.all(ids.map((id) => engine.leave(id, ['hola'])));
  const turns = await Promise.all(ids.map((id) => engine.turns.open(id, MAX_EVENTS)));
  return turns.filter((turn) => turn !== null);
}

function answer({ conversation, events, nextSeq }: OpenTurn, replySeq = nextSeq + 1): TurnOutcome {
  return {
    state: { said: 'hola' },
    nextSeq: nextSeq + 2,
    care: { owner: conversation.owner, assigneeId: null, teamId: null, waitingSince: null },
    topic: null,
    heard: null,
    sensitivity: 'normal',
    events: events.map((event) => ({ event, seq: nextSeq, outcome: 'applied', seal: false })),
    messages: [
      {
        id: newId(),
        seq: replySeq,
        class: 'reply',
        purpose: null,
        content: plainText('hola'),
        sensitivity: 'normal',
        expiresAt: null,
        inReplyTo: events[0]?.id ?? null,
      },
    ],
    now: systemClock.now(),
  };
}

const statesOf = async ({ conversation }: OpenTurn): Promise<string[]> =>
  (await engine.lines(conversation.id)).map(({ side, state }) => `${side} ${state}`);

const ANSWERED = ['in applied', 'out queued'];
const UNTOUCHED = ['in '];

test('turns opened at one moment become durable in one transaction', async () => {
  const turns = await openTogether(4);
  await Promise.all(turns.map((turn) => turn.commit(answer(turn))));

  const ids = turns.map(({ conversation }) => conversation.id);
  expect(
    await engine.query('SELECT count(DISTINCT xmin::text)::int AS n FROM conversation WHERE id = ANY($1)', [
      ids,
    ]),
  ).toEqual([{ n: 1 }]);
  for (const turn of turns) {
    expect(await statesOf(turn)).toEqual(ANSWERED);
  }
});

test('a turn whose neighbour cannot be written is durable all the same', async () => {
  const [bad, good] = await openTogether(2);
  if (!bad || !good) {
    throw new Error('two turns were expected');
  }
  const broken = answer(bad);
  const [message] = broken.messages;
  const twice = {
    ...broken,
    messages: [...broken.messages, ...(message ? [{ ...message, id: newId() }] : [])],
  };
  const results = await Promise.allSettled([bad.commit(twice), good.commit(answer(good))]);

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(await statesOf(bad)).toEqual(UNTOUCHED);
  expect(await statesOf(good)).toEqual(ANSWERED);
});

test('what a turn undoes stays undone, and its neighbours are durable', async () => {
  const [undone, ...others] = await openTogether(3);
  await Promise.all([undone?.rollback(), ...others.map((turn) => turn.commit(answer(turn)))]);

  expect(undone && (await statesOf(undone))).toEqual(UNTOUCHED);
  for (const turn of others) {
    expect(await statesOf(turn)).toEqual(ANSWERED);
  }
});

test('a failed query of one turn undoes nothing of its neighbours', async () => {
  const [failing, other] = await openTogether(2);
  if (!failing || !other) {
    throw new Error('two turns were expected');
  }
  const number = expect(failing.nextNumber('pqrs', 99_999_999_999)).rejects.toThrow();
  await other.commit(answer(other));
  await number;
  await failing.rollback();

  expect(await statesOf(failing)).toEqual(UNTOUCHED);
  expect(await statesOf(other)).toEqual(ANSWERED);
});

test('a turn that needs the database goes on alone, numbers included, and ends by itself', async () => {
  const [needing, other] = await openTogether(2);
  if (!needing || !other) {
    throw new Error('two turns were expected');
  }
  const number = needing.nextNumber('together', 2026);
  await other.rollback();
  expect(await number).toBe(1);
  await needing.commit(answer(needing));

  expect(await statesOf(needing)).toEqual(ANSWERED);
  expect(await engine.query(`SELECT value FROM counter WHERE series = 'together'`)).toEqual([{ value: 1 }]);
});

test('a turn goes on alone only from where it was read', async () => {
  const [slow, other] = await openTogether(2);
  if (!slow || !other) {
    throw new Error('two turns were expected');
  }
  await Promise.all([slow.rollback(), other.rollback()]);
  const between = await engine.turns.open(slow.conversation.id, MAX_EVENTS);
  await between?.commit(answer(between));

  const error = await slow.nextNumber('stale', 2026).catch((reason: unknown) => reason);
  expect(engine.turns.isTransient(error)).toBe(true);
  expect(await engine.query(`SELECT value FROM counter WHERE series = 'stale'`)).toEqual([]);
});

test('while a turn is open nobody else opens its conversation; afterwards somebody can', async () => {
  const [turn] = await openTogether(1);
  if (!turn) {
    throw new Error('a turn was expected');
  }
  expect(await engine.turns.open(turn.conversation.id, MAX_EVENTS)).toBeNull();
  await turn.rollback();
  const again = await engine.turns.open(turn.conversation.id, MAX_EVENTS);
  expect(again?.events).toHaveLength(1);
  await again?.rollback();
});
