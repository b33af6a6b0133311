import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Deal, dealOut } from '../../../domain/teams/assignment.ts';
import type { TeamPlan } from '../../../domain/teams/team.ts';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { createDealStore } from '../../../prisma/repositories/deal.ts';
import { createPresenceStore } from '../../../prisma/repositories/presence.ts';
import { createTeamRepository } from '../../../prisma/repositories/team.ts';
import { createFigureReader } from '../../../prisma/repositories/team-figures.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const audit = (action: 'team.created' | 'team.changed' | 'team.moved' | 'team.archived') =>
  ({ at: NOW, actor: { kind: 'staff', id: 'ana' }, action, subject: 'team/1' }) as const;
const away = {
  at: NOW,
  actor: { kind: 'staff', id: 'ana' },
  action: 'staff.availability-changed',
  subject: 's',
} as const;

let database: TestDatabase;
let db: PrismaClient;
beforeAll(async () => {
  database = await createTestDatabase();
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 4 }) });
  for (const [id, role] of [
    ['ana', 'atencion'],
    ['luis', 'atencion'],
    ['sol', 'salud'],
  ] as const) {
    await db.staffUser.create({ data: { id, name: id, email: `${id}@essmar.test`, role } });
  }
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE team, team_member, deal, conversation, contact, staff_session, staff_availability, staff_absence CASCADE`;
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const PLAN: TeamPlan = {
  name: 'Facturación',
  topics: ['invoice'],
  takesRest: true,
  isAutomatic: true,
  memberIds: ['ana', 'luis'],
};

async function aTeam(change: Partial<TeamPlan> = {}): Promise<string> {
  const id = randomUUID();
  await createTeamRepository(db).insert({ ...PLAN, ...change, id }, audit('team.created'));
  return id;
}

/** The console of somebody is open in some process. */
async function enter(userId: string): Promise<string> {
  const id = randomUUID();
  await db.staffSession.create({
    data: { id, userId, token: id, expiresAt: new Date('2099-01-01T00:00:00Z') },
  });
  await createPresenceStore(db).keep([id]);
  return id;
}

type Talk = NonNullable<Parameters<typeof db.conversation.create>[0]>['data'];

async function aTalk(change: Partial<Talk> = {}): Promise<string> {
  const id = randomUUID();
  const contact = await db.contact.create({ data: { id: randomUUID() } });
  const waits = { owner: 'waiting', waitingSince: NOW, ...change };
  await db.conversation.create({
    data: { id, channel: 'web', address: id, contactId: contact.id, ...waits } as Talk,
  });
  return id;
}

const deal = () => createDealStore(db).deal(NOW, (facts) => dealOut(facts.waiting, { ...facts, at: NOW }));
const given = (deals: readonly Deal[]) => deals.map(({ to }) => to?.id ?? null).toSorted();

test('teams keep their order, their names apart, and an audit line of each change', async () => {
  const teams = createTeamRepository(db);
  const [first, second] = [await aTeam(), await aTeam({ name: 'Daños', memberIds: ['sol'] })];
  const taken = await teams.insert({ ...PLAN, name: 'DAÑOS', id: randomUUID() }, audit('team.created'));
  const change = { ...PLAN, name: 'Recaudo', memberIds: ['sol'], id: first };
  const changed = await teams.update({ ...change, version: 1 }, audit('team.changed'));
  const late = await teams.update({ ...change, version: 1 }, audit('team.changed'));
  await teams.move(second, 1, audit('team.moved'));
  const listed = await teams.list();
  await teams.archive(second, audit('team.archived'));

  expect([taken, changed, late]).toEqual(['name-taken', 'saved', 'changed']);
  expect(listed.map(({ id, name, memberIds }) => ({ id, name, memberIds }))).toEqual([
    { id: second, name: 'Daños', memberIds: ['sol'] },
    { id: first, name: 'Recaudo', memberIds: ['sol'] },
  ]);
  expect((await teams.list()).map(({ id }) => id)).toEqual([first]);
  expect(await teams.archive(second, audit('team.archived'))).toBe('gone');
  expect(await db.audit.count({ where: { subject: 'team/1' } })).toBe(5);
});

test('who has the console open in any process is there, until they go, say so, or their process is dead', async () => {
  const presence = createPresenceStore(db);
  const [ana, luis] = [await enter('ana'), await enter('luis')];
  await enter('sol');
  await presence.setAway('luis', true, away);
  await presence.setAway('luis', true, away);
  const first = Object.fromEntries(await presence.list());
  await db.consolePresence.update({
    where: { sessionId: ana },
    data: { seenAt: new Date(Date.now() - 60_000) },
  });
  await presence.setAway('luis', false, away);
  await presence.keep([luis]);

  expect(first).toEqual({ ana: 'available', luis: 'away', sol: 'available' });
  expect(Object.fromEntries(await presence.list())).toEqual({ luis: 'available', sol: 'available' });
  expect(await db.consolePresence.findUnique({ where: { sessionId: ana } })).toBeNull();
  expect(await db.audit.count({ where: { action: 'staff.availability-changed' } })).toBe(2);
});

test('two processes that give at once give each wait once, and share it evenly', async () => {
  await aTeam();
  await Promise.all([enter('ana'), enter('luis')]);
  await Promise.all([1, 2, 3, 4].map(() => aTalk()));
  const both = await Promise.all([deal(), deal()]);
  const decided = [...new Map(both.flat().map((one) => [one.conversationId, one])).values()];

  expect(given(decided)).toEqual(['ana', 'ana', 'luis', 'luis']);
  expect(await db.deal.count()).toBe(4);
});

test('from the queue of a team only what the rule put there is given, once, when somebody comes', async () => {
  const teamId = await aTeam();
  const [queued, taken] = [await aTalk(), await aTalk()];
  const first = await deal();
  await db.deal.updateMany({ data: { settledAt: NOW } });
  await db.conversation.updateMany({ data: { teamId } });
  await db.handoff.create({
    data: { id: randomUUID(), conversationId: taken, reason: 'asked', askedAt: NOW, takenAt: NOW },
  });
  await aTalk({ teamId });
  await enter('ana');
  const second = await deal();
  const again = await deal();

  expect(given(first)).toEqual([null, null]);
  expect(second).toMatchObject([{ conversationId: queued, fromQueue: true, to: { id: 'ana' } }]);
  expect(again).toEqual(second);
  expect(await db.deal.count()).toBe(2);
});

test('what was given and has not had its turn counts, and is told again until it has', async () => {
  await aTeam();
  await Promise.all([enter('ana'), enter('luis')]);
  await aTalk({ assigneeId: 'ana' });
  const first = await aTalk();
  const once = await deal();
  const again = await deal();
  await aTalk();
  const [, next] = await deal();
  await db.deal.updateMany({ data: { settledAt: NOW } });
  await db.conversation.update({ where: { id: first }, data: { assigneeId: 'luis' } });

  expect(given(once)).toEqual(['luis']);
  expect(again).toEqual(once);
  expect(next?.to?.id).toBe('ana');
});

test.each([
  ['has a colleague', { assigneeId: 'luis' }],
  ['is with a person', { owner: 'human', assigneeId: 'luis' }],
  ['is with the assistant', { owner: 'assistant', waitingSince: null }],
])('what %s is not given', async (_, talk) => {
  await aTeam();
  await enter('ana');
  await aTalk(talk);

  expect(await deal()).toEqual([]);
});

test('nobody on an absence is given anything, nor a health matter to who may not read it', async () => {
  await aTeam({ memberIds: ['ana', 'luis', 'sol'] });
  await Promise.all(['ana', 'luis'].map(enter));
  await db.staffAbsence.create({
    data: {
      ...{ id: randomUUID(), staffId: 'ana', substituteId: 'luis', reason: 'licencia', createdAt: NOW },
      fromOn: new Date('2026-11-20'),
      toOn: new Date('2026-11-21'),
    },
  });
  await aTalk();
  const absent = await deal();
  await db.deal.updateMany({ data: { settledAt: NOW } });
  await aTalk({ sensitivity: 'health' });
  const reserved = await deal();
  await db.deal.updateMany({ data: { settledAt: NOW } });
  await enter('sol');
  await aTalk({ sensitivity: 'health' });

  expect([given(absent), given(reserved), given(await deal())]).toEqual([['luis'], [null], ['sol']]);
});

type Past = {
  team: string | null;
  by: string;
  waited: number;
  how?: string;
  rating?: number;
  reason?: string;
  health?: boolean;
};

/** A conversation with people that was answered at NOW after so many minutes. */
async function aPast({
  team,
  by,
  waited,
  how,
  rating,
  reason = 'asked',
  health = false,
}: Past): Promise<void> {
  const conversationId = await aTalk({
    owner: 'assistant',
    waitingSince: null,
    sensitivity: health ? 'health' : 'normal',
  });
  const id = randomUUID();
  await db.handoff.create({
    data: {
      ...{
        id,
        conversationId,
        reason,
        teamId: team,
        askedAt: at(-waited),
        answeredAt: NOW,
        answeredById: by,
      },
      ...(how !== undefined && { endedAt: at(1), endedHow: how, endedById: by }),
    },
  });
  if (rating !== undefined) {
    const times = { createdAt: NOW, answeredAt: NOW };
    const asked = { id: randomUUID(), conversationId, kind: 'care.rating', caseRef: id, status: 'answered' };
    await db.question.create({ data: { ...asked, ...times, answer: rating } });
  }
}

test('the figures are those of the rows', async () => {
  const team = await aTeam();
  await aTalk({ teamId: team, assigneeId: 'ana', waitingSince: at(-30) });
  await aTalk({ teamId: team, waitingSince: at(-50) });
  await aTalk({ waitingSince: at(-5) });
  for (const waited of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
    await aPast({ team, by: 'ana', waited, how: 'ended', ...(waited <= 2 && { rating: waited + 3 }) });
  }
  await aPast({ team: null, by: 'luis', waited: 20, how: 'given-back' });
  await aPast({ team, by: 'luis', waited: 0, reason: 'taken' });
  await aPast({ team, by: 'luis', waited: 90, health: true });
  const figures = createFigureReader(db);
  const read = (withHealth: boolean, since = at(-1)) =>
    figures.read({ since, targetMinutes: 10, withHealth });
  const { teams, colleagues } = await read(false);

  expect(teams).toEqual([
    {
      ...{
        id: team,
        name: 'Facturación',
        waiting: 2,
        oldestSince: at(-50),
        answered: 12,
        waits: 11,
        onTime: 10,
      },
      ...{ medianSeconds: 360, p90Seconds: 600, givenBack: 0, ended: 11, ratings: 2, rating: 4.5 },
    },
    {
      ...{ id: null, name: null, waiting: 1, oldestSince: at(-5), answered: 1, waits: 1, onTime: 0 },
      ...{ medianSeconds: 1200, p90Seconds: 1200, givenBack: 1, ended: 0, ratings: 0, rating: null },
    },
  ]);
  expect(
    colleagues.map(({ id, waiting, answered, ended, rating }) => [id, waiting, answered, ended, rating]),
  ).toEqual([
    ['ana', 1, 11, 11, 4.5],
    ['luis', 0, 2, 0, null],
  ]);
  expect((await read(true)).colleagues.map(({ id, answered }) => [id, answered])).toEqual([
    ['ana', 11],
    ['luis', 3],
  ]);
  expect((await read(true, at(5))).teams.map(({ answered, ended }) => [answered, ended])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});
