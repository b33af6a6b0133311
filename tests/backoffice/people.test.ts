import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';
import { caller, insertPerson, insertPqrs, radicado } from './people-fixture.ts';

let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
let cookie: string;
let health: string;
beforeAll(async () => {
  fixture = await openConsole();
  call = caller(fixture);
  cookie = await signInAs(fixture, 'atencion');
  health = await signInAs(fixture, 'salud');
});
beforeEach(async () => {
  await fixture.db.$executeRaw`TRUNCATE contact, pqrs, whatsapp_person CASCADE`;
});
afterAll(() => fixture.close());

type Item = { id: string; name: string | null; pqrsCount: number };

async function list(query = '', as = cookie): Promise<Item[]> {
  return (await call(as, `/people?${query}`)).json().items;
}

const at = (day: number) => new Date(`2026-11-${String(day).padStart(2, '0')}T15:00:00Z`);

test('people who have filed come by their latest filing, once each, with their newest name', async () => {
  const [rosa, luis, silent] = [
    await insertPerson(fixture, { phone: '573001112233' }),
    await insertPerson(fixture),
    await insertPerson(fixture),
  ];
  await insertPqrs(
    fixture,
    { radicado: radicado(1), contactId: rosa.contactId, receivedAt: at(1), petitionerName: 'Rosa P.' },
    { radicado: radicado(2), contactId: luis.contactId, receivedAt: at(2), petitionerName: 'Luis Díaz' },
    { radicado: radicado(3), contactId: rosa.contactId, receivedAt: at(3), petitionerName: 'Rosa Pérez' },
    { radicado: radicado(4), contactId: rosa.contactId, receivedAt: at(3), petitionerName: null },
  );

  const people = await list();

  expect(people.map(({ id, name, pqrsCount }) => [id, name, pqrsCount])).toEqual([
    [rosa.contactId, 'Rosa Pérez', 3],
    [luis.contactId, 'Luis Díaz', 1],
  ]);
  expect((await list('scope=todas')).map(({ id }) => id)).toContain(silent.contactId);
});

test.each(['con-pqrs', 'todas'])('pages of "%s" neither repeat nor skip anybody', async (scope) => {
  const people: string[] = [];
  for (let number = 1; number <= 7; number += 1) {
    const { contactId } = await insertPerson(fixture, { createdAt: `2026-11-0${number}T10:00:00Z` });
    await insertPqrs(fixture, {
      radicado: radicado(number),
      contactId,
      receivedAt: at(Math.ceil(number / 2)),
    });
    people.unshift(contactId);
  }

  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 4; page += 1) {
    const { items, nextCursor } = (await call(cookie, `/people?scope=${scope}&limit=2${cursor}`)).json();
    seen.push(...items.map(({ id }: Item) => id));
    cursor = `&cursor=${nextCursor}`;
    await insertPqrs(fixture, {
      radicado: radicado(50 + page),
      contactId: (await insertPerson(fixture, { createdAt: '2026-11-19T10:00:00Z' })).contactId,
      receivedAt: at(19),
    });
    expect(nextCursor === null).toBe(page === 3);
  }

  expect(seen).toEqual(people);
});

test('a number is masked, and the address of a web chat is not shown at all', async () => {
  const { contactId } = await insertPerson(fixture, { phone: '573001112233' });
  await insertPqrs(fixture, { radicado: radicado(1), contactId });
  const web = await insertPerson(fixture);

  const bodies = await Promise.all(
    ['/people', `/people/${contactId}`, `/people/${web.contactId}`].map(
      async (url) => (await call(cookie, url)).body,
    ),
  );

  expect(bodies[0]).toContain('57300•••••33');
  expect(bodies.join('')).not.toContain('573001112233');
  expect(JSON.parse(bodies[2] ?? '').addresses).toEqual([{ channel: 'web', masked: null }]);
});

test('the history of a person has PQRS, conversations and consents with their proof', async () => {
  const { contactId, conversationId } = await insertPerson(fixture, { phone: '573001112233' });
  await insertPqrs(fixture, { radicado: radicado(1), contactId });
  await fixture.db.consent.create({
    data: {
      id: randomUUID(),
      contactId,
      purpose: 'tramite',
      granted: true,
      textVersion: '2026-1',
      textHash: 'a'.repeat(64),
      channel: 'whatsapp',
      givenAt: at(1),
    },
  });

  const person = (await call(cookie, `/people/${contactId}`)).json();

  expect(person.pqrs.map(({ radicado: one }: { radicado: string }) => one)).toEqual([radicado(1)]);
  expect(person.conversations).toMatchObject([{ id: conversationId, channel: 'whatsapp' }]);
  expect(person.consents).toEqual([
    {
      purpose: 'tramite',
      granted: true,
      channel: 'whatsapp',
      textVersion: '2026-1',
      textHash: 'a'.repeat(64),
      givenAt: '2026-11-01T15:00:00.000Z',
    },
  ]);
});

test('of health matters only who may see them sees anything in a person', async () => {
  const { contactId, conversationId } = await insertPerson(fixture, { sensitivity: 'health' });
  await insertPqrs(fixture, {
    radicado: radicado(1),
    contactId,
    conversationId,
    sensitivity: 'health',
    petitionerName: 'SECRETO',
  });
  const consent = { purpose: 'salud', granted: true, textVersion: '1', textHash: 'b', channel: 'web' };
  await fixture.db.consent.create({ data: { id: randomUUID(), contactId, givenAt: at(1), ...consent } });

  const [reserved, open] = await Promise.all(
    [cookie, health].map(async (as) => (await call(as, `/people/${contactId}`)).json()),
  );

  expect(await list()).toEqual([]);
  expect(await list('', health)).toHaveLength(1);
  expect(reserved).toMatchObject({ name: null, pqrsCount: 0, pqrs: [], conversations: [], consents: [] });
  expect(open).toMatchObject({ name: 'SECRETO', pqrsCount: 1, conversations: [{ id: conversationId }] });
  expect(open.consents).toHaveLength(1);
});

test('one health message makes a whole conversation reserved', async () => {
  const { contactId, conversationId } = await insertPerson(fixture);
  await fixture.db.event.create({
    data: {
      conversationId,
      channelMessageId: 'm1',
      kind: 'message',
      content: { sealed: 'x' },
      sensitivity: 'health',
      receivedAt: at(1),
    },
  });

  const [reserved, open] = await Promise.all(
    [cookie, health].map(async (as) => (await call(as, `/people/${contactId}`)).json()),
  );

  expect([reserved.conversations, open.conversations.length]).toEqual([[], 1]);
});

test('an anonymous PQRS belongs to nobody', async () => {
  const { contactId } = await insertPerson(fixture);
  await insertPqrs(fixture, { radicado: radicado(1), petitionerName: null });

  expect(await list()).toEqual([]);
  expect((await call(cookie, `/people/${contactId}`)).json().pqrs).toEqual([]);
});

test.each(['comite', 'lider-proceso'] as const)('%s reads nothing of people', async (role) => {
  const as = await signInAs(fixture, role);
  const { contactId } = await insertPerson(fixture);

  const answers = await Promise.all(['/people', `/people/${contactId}`].map((url) => call(as, url)));

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
});
