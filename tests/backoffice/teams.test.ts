import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../../domain/people/roles.ts';
import { LiveClient } from '../support/live-client.ts';
import { type ConsoleFixture, insertConversation, openConsole, send, signIn } from './console-fixture.ts';

let fixture: ConsoleFixture;
let admin: string;
let atencion: string;
const ids: Partial<Record<StaffRole, string>> = {};

beforeAll(async () => {
  fixture = await openConsole({ beatMs: 50 });
  admin = await enter('admin');
  atencion = await enter('atencion');
});
afterAll(() => fixture.close());

async function enter(role: StaffRole): Promise<string> {
  const colleague = await fixture.createStaff(role);
  ids[role] = colleague.id;
  return signIn(fixture, colleague);
}

const PLAN = { topics: ['invoice'], takesRest: false, isAutomatic: true };

async function get(cookie: string, path: string) {
  const response = await fixture.app.inject({ url: `/api/v1${path}`, headers: { cookie } });
  return { status: response.statusCode, body: response.json() };
}

async function create(name: string, memberIds: readonly string[] = []): Promise<string> {
  const response = await send(fixture, 'POST', '/teams', {
    cookie: admin,
    body: { ...PLAN, name, memberIds },
  });
  return response.json().id;
}

const member = () => ids.atencion ?? '';

test('whoever manages the settings makes a team, changes what they read, and takes it out of use', async () => {
  const id = await create('Facturación', [member()]);
  const change = { ...PLAN, name: 'Recaudo', memberIds: [], version: 1 };
  const changed = await send(fixture, 'PUT', `/teams/${id}`, { cookie: admin, body: change });
  const late = await send(fixture, 'PUT', `/teams/${id}`, { cookie: admin, body: change });
  const { body } = await get(admin, '/teams');
  const moved = await send(fixture, 'POST', `/teams/${id}/move`, { cookie: admin, body: { place: 1 } });
  const gone = await send(fixture, 'DELETE', `/teams/${id}`, { cookie: admin });
  const again = await send(fixture, 'DELETE', `/teams/${id}`, { cookie: admin });
  const audited = await fixture.db.audit.findMany({
    where: { subject: `team/${id}` },
    orderBy: { id: 'asc' },
  });

  expect([changed, late, moved, gone, again].map(({ statusCode }) => statusCode)).toEqual([
    204, 409, 204, 204, 404,
  ]);
  expect(body.items).toEqual([{ ...PLAN, id, name: 'Recaudo', memberIds: [], position: 1, version: 2 }]);
  expect(body.colleagues).toContainEqual({ id: member(), name: 'Ana Ruiz', presence: 'offline' });
  expect(audited.map(({ action }) => action)).toEqual([
    'team.created',
    'team.changed',
    'team.moved',
    'team.archived',
  ]);
});

test.each([
  ['a name that there is', { name: 'única', memberIds: [] }, 'team-name-taken'],
  ['a member who may not work', { name: 'Otro', memberIds: ['nobody'] }, 'staff-not-found'],
  ['no name', { name: ' ', memberIds: [] }, 'invalid-request'],
  ['a topic that nobody knows', { name: 'Otro', memberIds: [], topics: ['fútbol'] }, 'invalid-request'],
  ['something else', { name: 'Otro', memberIds: [], extra: 1 }, 'invalid-request'],
])('a team with %s is refused', async (_, change, code) => {
  await create('Única');
  const response = await send(fixture, 'POST', '/teams', { cookie: admin, body: { ...PLAN, ...change } });

  expect(response.json().code).toBe(code);
});

test('nobody else changes the teams', async () => {
  const body = { ...PLAN, name: 'Mío', memberIds: [] };
  const response = await send(fixture, 'POST', '/teams', { cookie: atencion, body });

  expect([response.statusCode, (await get(atencion, '/teams')).status]).toEqual([403, 403]);
});

test('a colleague is there while a console of theirs is open, unless they say that they are not', async () => {
  const origin = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  const presence = async () => {
    const { items } = (await get(atencion, '/conversations/colleagues')).body;
    return items.find(({ id }: { id: string }) => id === member()).presence;
  };
  const before = await presence();
  const client = await new LiveClient(`${origin}/api/v1/events`, { cookie: atencion }).open();
  await expect.poll(presence).toBe('available');
  await send(fixture, 'PUT', '/presence', { cookie: atencion, body: { away: true } });
  await expect.poll(() => client.subjects('teams').includes('staff_availability')).toBe(true);
  const away = [await presence(), (await get(atencion, '/presence')).body];
  await send(fixture, 'PUT', '/presence', { cookie: atencion, body: { away: false } });
  client.close();

  expect(before).toBe('offline');
  expect(away).toEqual(['away', { away: true }]);
  expect(await presence()).toBe('available');
});

test('one’s teams’ conversations are a view of the inbox, narrowed by topic, page after page', async () => {
  const [mine, other] = [await create('Míos', [member()]), await create('Ajenos')];
  const insert = async (teamId: string, topic: string, hour: number) => {
    const id = await insertConversation(fixture);
    const heardAt = new Date(Date.UTC(2026, 10, 20, hour));
    await fixture.db.conversation.update({ where: { id }, data: { teamId, topic, heardAt } });
    return id;
  };
  const [early, late, failure] = [
    await insert(mine, 'invoice', 10),
    await insert(mine, 'invoice', 12),
    await insert(mine, 'failure', 11),
  ];
  await insert(other, 'invoice', 13);
  const read = async (query: string) => (await get(atencion, `/conversations?view=equipo&${query}`)).body;
  const first = await read('limit=1');
  const second = await read(`limit=2&cursor=${first.nextCursor}`);
  const narrowed = await read('topic=invoice');
  const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

  expect([idsOf(first), idsOf(second), idsOf(narrowed)]).toEqual([[late], [failure, early], [late, early]]);
  expect(first.items[0]).toMatchObject({ team: { id: mine, name: 'Míos' }, topic: 'invoice', place: null });
  expect((await get(atencion, '/conversations?topic=f%C3%BAtbol')).status).toBe(400);
});

test('the place of a row is that of the open form, else that of the last petición', async () => {
  const id = await insertConversation(fixture);
  const read = async () => (await get(atencion, `/conversations/${id}`)).body.place;
  await fixture.db.conversation.update({
    where: { id },
    data: { state: { assistant: { drafts: { pqrs: { values: { barrioText: 'Villa del Río' } } } } } },
  });

  expect(await read()).toBe('Villa del Río');
});

test('a conversation is given by hand to a team in use, and a health matter only to who may read it', async () => {
  const id = await insertConversation(fixture);
  const team = await create('Daños');
  const assign = async (body: object) => {
    const act = { id: randomUUID(), act: 'assign', to: null, ...body };
    return (await send(fixture, 'POST', `/conversations/${id}/acts`, { cookie: atencion, body: act }))
      .statusCode;
  };
  const given = await assign({ team });
  const salud = await enter('salud');
  await fixture.db.conversation.update({ where: { id }, data: { sensitivity: 'health' } });
  const reserved = { id: randomUUID(), act: 'assign', to: member() };
  const refused = await send(fixture, 'POST', `/conversations/${id}/acts`, { cookie: salud, body: reserved });

  expect(given).toBe(204);
  expect(fixture.acts.done.at(-1)?.act).toMatchObject({
    act: 'assign',
    to: null,
    team: { id: team, name: 'Daños' },
  });
  expect(refused.json().code).toBe('staff-not-found');
});

test('the figures are told to who reads conversations', async () => {
  const { status, body } = await get(atencion, '/teams/figures?period=7-dias');

  expect(status).toBe(200);
  expect(body).toMatchObject({ colleagues: [], targetMinutes: expect.any(Number) });
  expect((await get(atencion, '/teams/figures?period=siempre')).status).toBe(400);
});
