import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Colleague, type ConsoleFixture, openConsole, send, signIn } from './console-fixture.ts';

let fixture: ConsoleFixture;
let cookie: string;
let people: readonly Colleague[];
beforeAll(async () => {
  fixture = await openConsole();
  cookie = await signIn(fixture, await fixture.createStaff('admin'));
  people = await Promise.all([1, 2, 3].map(() => fixture.createStaff('pqrs')));
});
beforeEach(async () => {
  await fixture.db.staffAbsence.deleteMany();
});
afterAll(() => fixture.close());

const idOf = (index: number) => people[index]?.id ?? '';

/** The day of the fixture is Friday 20 November 2026. */
function anAbsence(change: object = {}) {
  return {
    staffId: idOf(0),
    substituteId: idOf(1),
    fromOn: '2026-11-20',
    toOn: '2026-11-27',
    reason: 'vacaciones',
    ...change,
  };
}

const record = (body: object) => send(fixture, 'POST', '/absences', { cookie, body });
const list = async () => (await fixture.app.inject({ url: '/api/v1/absences', headers: { cookie } })).json();

test('an absence is recorded, listed as current, ended today and audited', async () => {
  const recorded = await record(anAbsence());
  const { id } = recorded.json();
  const during = await list();
  const ended = await send(fixture, 'POST', `/absences/${id}/end`, { cookie });
  const again = await send(fixture, 'POST', `/absences/${id}/end`, { cookie });
  const after = await list();

  expect(recorded.statusCode).toBe(201);
  expect(during).toMatchObject({ today: '2026-11-20', items: [{ id, isCurrent: true, canEnd: true }] });
  expect(ended.json()).toMatchObject({ endedOn: '2026-11-20', isCurrent: false });
  expect([again.statusCode, again.json().code]).toEqual([404, 'absence-not-found']);
  expect(after.items).toMatchObject([{ id, canEnd: false }]);
  const lines = await fixture.db.audit.findMany({
    where: { subject: `absence/${id}` },
    orderBy: { id: 'asc' },
  });
  expect(lines.map(({ action }) => action)).toEqual(['absence.recorded', 'absence.ended']);
  expect(JSON.stringify(lines[0]?.after)).not.toContain('vacaciones');
});

test.each([
  ['the last day before the first', { toOn: '2026-11-19' }, 422, 'absence-dates'],
  ['days that have passed', { fromOn: '2026-11-01', toOn: '2026-11-10' }, 422, 'absence-dates'],
  ['more than a year', { toOn: '2027-12-31' }, 422, 'absence-dates'],
  ['a day that does not exist', { toOn: '2026-02-30' }, 400, 'invalid-request'],
  ['an unknown reason', { reason: 'gripa' }, 400, 'invalid-request'],
  ['a text about health', { detail: 'operación' }, 400, 'invalid-request'],
  ['a person who does not exist', { substituteId: 'nadie' }, 404, 'staff-not-found'],
])('%s is refused', async (_, change, status, code) => {
  const answer = await record(anAbsence(change));
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(await fixture.db.staffAbsence.count()).toBe(0);
});

test('the substitute is somebody else, active, with at least the same permissions', async () => {
  const committee = await fixture.createStaff('comite');
  const gone = await fixture.createStaff('pqrs');
  await send(fixture, 'POST', `/staff/${gone.id}/deactivate`, { cookie });

  const answers = await Promise.all(
    [idOf(0), committee.id, gone.id].map((substituteId) => record(anAbsence({ substituteId }))),
  );

  expect(answers.map((answer) => answer.json().code)).toEqual(answers.map(() => 'absence-substitute'));
});

test('two absences of one person share no day, and nobody answers in a circle', async () => {
  await record(anAbsence());

  const same = await record(anAbsence({ substituteId: idOf(2), fromOn: '2026-11-27', toOn: '2026-11-30' }));
  const back = await record(anAbsence({ staffId: idOf(1), substituteId: idOf(0), fromOn: '2026-11-27' }));
  const chain = await record(anAbsence({ staffId: idOf(1), substituteId: idOf(2) }));
  const circle = await record(anAbsence({ staffId: idOf(2), substituteId: idOf(0) }));
  const later = await record(
    anAbsence({ staffId: idOf(2), substituteId: idOf(0), fromOn: '2026-11-28', toOn: '2026-11-29' }),
  );

  expect(same.json().code).toBe('absence-overlaps');
  expect(back.json().code).toBe('absence-circle');
  expect(chain.statusCode).toBe(201);
  expect(circle.json().code).toBe('absence-circle');
  expect(later.statusCode).toBe(201);
});

test('of two that would close a circle together only one is recorded', async () => {
  const answers = await Promise.all([
    record(anAbsence()),
    record(anAbsence({ staffId: idOf(1), substituteId: idOf(0) })),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
});

test('whoever stands in for somebody keeps the account and the permissions until it ends', async () => {
  const { id } = (await record(anAbsence())).json();
  const gone = await send(fixture, 'POST', `/staff/${idOf(1)}/deactivate`, { cookie });
  const demoted = await send(fixture, 'PUT', `/staff/${idOf(1)}`, {
    cookie,
    body: { version: 1, name: 'Ana Ruiz', role: 'comite' },
  });
  await send(fixture, 'POST', `/absences/${id}/end`, { cookie });
  const afterwards = await send(fixture, 'PUT', `/staff/${idOf(1)}`, {
    cookie,
    body: { version: 1, name: 'Ana Ruiz', role: 'pqrs' },
  });

  expect([gone.json().code, demoted.json().code]).toEqual(['staff-is-substitute', 'staff-is-substitute']);
  expect(afterwards.statusCode).toBe(200);
});
