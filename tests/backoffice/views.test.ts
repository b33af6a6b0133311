import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleFixture, openConsole, setWhatsApp, signInAs, t } from './console-fixture.ts';
import { caller } from './people-fixture.ts';

let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
let ana: string;
let luis: string;
let admin: string;
beforeAll(async () => {
  fixture = await openConsole();
  call = caller(fixture);
  ana = await signInAs(fixture, 'atencion');
  luis = await signInAs(fixture, 'pqrs');
  admin = await signInAs(fixture, 'admin');
});
afterAll(() => fixture.close());

const aView = (name: string, change: object = {}) => ({
  list: 'pqrs',
  name,
  filter: { status: 'todos', vencimiento: 'vencidas', kind: 'reclamo' },
  ...change,
});

const save = (as: string, body: object) => call(as, '/views', { method: 'POST', body });

async function names(as: string): Promise<string[]> {
  const { items } = (await call(as, '/views')).json();
  return items.map(({ name }: { name: string }) => name);
}

async function auditOf(id: string): Promise<string[]> {
  const rows = await fixture.db.audit.findMany({ where: { subject: `view/${id}` }, orderBy: { id: 'asc' } });
  return rows.map(({ action }) => action);
}

test('a view keeps a filter for its owner, who changes and removes it', async () => {
  const saved = await save(ana, aView('Vencidas'));
  const { id } = saved.json();
  expect(saved.statusCode).toBe(201);
  expect(saved.json()).toMatchObject({
    name: 'Vencidas',
    own: true,
    shared: false,
    filter: { status: 'todos', vencimiento: 'vencidas', kind: 'reclamo', sort: 'vencimiento' },
  });
  expect([await names(ana), await names(luis)]).toEqual([['Vencidas'], []]);

  const changed = await call(ana, `/views/${id}`, { method: 'PUT', body: aView('Muy vencidas') });
  expect([changed.statusCode, await names(ana)]).toEqual([200, ['Muy vencidas']]);

  const removed = await call(ana, `/views/${id}`, { method: 'DELETE' });
  expect([removed.statusCode, await names(ana), await auditOf(id)]).toEqual([204, [], []]);
});

test('a shared view is for everybody, is audited, and those who may read the list are told', async () => {
  const { id } = (await save(admin, aView('Del equipo', { shared: true }))).json();

  expect([await names(ana), await names(luis)]).toEqual([['Del equipo'], ['Del equipo']]);
  const told = (await call(ana, '/notifications')).json();
  expect(told).toMatchObject({ unread: 1, items: [{ kind: 'view-shared', subject: id, readAt: null }] });
  expect((await call(admin, '/notifications')).json().unread).toBe(0);

  await call(admin, `/views/${id}`, { method: 'PUT', body: aView('Del equipo 2', { shared: true }) });
  await call(admin, `/views/${id}`, { method: 'DELETE' });
  expect(await auditOf(id)).toEqual(['view.shared', 'view.changed', 'view.removed']);
  expect((await call(ana, '/notifications')).json().unread).toBe(1);
});

test('only who may share shares, and a shared view is not changed by who only uses it', async () => {
  const { id } = (await save(admin, aView('De todos', { shared: true }))).json();

  const answers = [
    await save(ana, aView('Mía para todos', { shared: true })),
    await call(ana, `/views/${id}`, { method: 'PUT', body: aView('Cambiada') }),
    await call(ana, `/views/${id}`, { method: 'DELETE' }),
  ];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
  expect(await names(luis)).toContain('De todos');
  await call(admin, `/views/${id}`, { method: 'DELETE' });
});

test('a name is taken once by each colleague, also by two requests at the same time', async () => {
  const both = await Promise.all([save(luis, aView('Doble')), save(luis, aView('Doble'))]);
  const other = await save(ana, aView('Doble'));

  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
  expect(other.statusCode).toBe(201);
  const refused = both.find(({ statusCode }) => statusCode === 409);
  expect(refused?.json()).toEqual({
    code: 'view-name-taken',
    message: t('console.errors.view-name-taken'),
  });
});

test('nobody keeps more than fifty', async () => {
  const as = await signInAs(fixture, 'sac');
  for (let number = 0; number < 50; number += 1) {
    await save(as, aView(`Vista ${number}`));
  }

  expect((await save(as, aView('Una más'))).json().code).toBe('too-many-views');
});

test('a view of people is for those who may read people', async () => {
  const leader = await signInAs(fixture, 'lider-proceso');
  const { id } = (
    await save(admin, { list: 'people', name: 'Gente', filter: { scope: 'todas' }, shared: true })
  ).json();

  expect([(await names(ana)).includes('Gente'), (await names(leader)).includes('Gente')]).toEqual([
    true,
    false,
  ]);
  expect(
    (await call(leader, '/notifications')).json().items.map(({ subject }: { subject: string }) => subject),
  ).not.toContain(id);
});

test('a trouble of the channels is told once to those who may see them, and read by each for themselves', async () => {
  const [one, other, without] = [
    await signInAs(fixture, 'gestion-social'),
    await signInAs(fixture, 'control-interno'),
    await signInAs(fixture, 'comite'),
  ];
  await setWhatsApp(fixture, { state: 'stopped', reason: 'banned' });
  await setWhatsApp(fixture, { state: 'stopped', reason: 'banned' });
  const listTroubles = async (as: string): Promise<{ id: string; kind: string; readAt: string | null }[]> =>
    (await call(as, '/notifications'))
      .json()
      .items.filter(({ kind }: { kind: string }) => kind === 'channel-trouble');
  await expect.poll(async () => (await listTroubles(one)).length, { timeout: 20_000 }).toBe(1);

  const [trouble] = await listTroubles(one);
  const body = { ids: [trouble?.id] };
  await call(one, '/notifications/read', { method: 'POST', body });

  expect((await listTroubles(one))[0]?.readAt).not.toBeNull();
  expect((await listTroubles(other)).map(({ readAt }) => readAt)).toEqual([null]);
  expect(await listTroubles(without)).toEqual([]);
});
