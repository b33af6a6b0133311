import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  attemptSignIn,
  type ConsoleFixture,
  cookieOf,
  openConsole,
  send,
  signIn,
} from './console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await openConsole();
});
afterAll(() => fixture.close());

const NEW_PASSWORD = 'girasol tranvia cuaderno';

const get = (url: string, cookie: string) =>
  fixture.app.inject({ url: `/api/v1${url}`, headers: { cookie } });

const changePassword = (cookie: string, body: object) =>
  send(fixture, 'POST', '/account/password', { cookie, body });

test('another password ends the other sessions at once, and only it opens new ones', async () => {
  const account = await fixture.createStaff('pqrs');
  const [here, elsewhere] = [await signIn(fixture, account), await signIn(fixture, account)];

  const changed = await changePassword(here, { current: account.password, password: NEW_PASSWORD });

  expect(changed.statusCode).toBe(204);
  expect([(await get('/session', here)).statusCode, (await get('/session', elsewhere)).statusCode]).toEqual([
    200, 401,
  ]);
  expect((await attemptSignIn(fixture, account)).statusCode).toBe(401);
  expect((await attemptSignIn(fixture, { ...account, password: NEW_PASSWORD })).statusCode).toBe(200);
});

test.each([
  ['too short', 'girasol', 'password-length'],
  ['everybody’s', 'Colombia2026!', 'password-common'],
  ['a row of keys', 'qwertyuiop1234567890', 'password-common'],
  ['the name', 'AnaRuizAnaRuiz2026', 'password-personal'],
])('a password that is %s is refused', async (_, password, code) => {
  const account = await fixture.createStaff('pqrs', `ana.ruiz.${crypto.randomUUID()}@essmar.test`);
  const cookie = await signIn(fixture, account);

  const answer = await changePassword(cookie, { current: account.password, password });

  expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  expect((await attemptSignIn(fixture, account)).statusCode).toBe(200);
});

test('the old password must be right, and guessing at it locks as at the door', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookie = await signIn(fixture, account);
  const guess = { current: 'una-clave-equivocada', password: NEW_PASSWORD };

  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect((await changePassword(cookie, guess)).json().code).toBe('password-wrong');
  }
  const right = await changePassword(cookie, { current: account.password, password: NEW_PASSWORD });

  expect(right.json().code).toBe('password-wrong');
  expect((await attemptSignIn(fixture, account)).statusCode).toBe(401);
});

test('one’s sessions are listed with their device, and can be ended one by one or all but this one', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookies = [];
  for (let index = 0; index < 3; index += 1) {
    cookies.push(await signIn(fixture, account));
  }
  const [here = '', second = '', third = ''] = cookies;
  await fixture.db.staffSession.updateMany({
    where: { userId: account.id },
    data: { userAgent: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140' },
  });

  const { items } = (await get('/account/sessions', here)).json();
  const secondId = (await get('/account/sessions', second))
    .json()
    .items.find(({ isThisOne }: { isThisOne: boolean }) => isThisOne).id;
  const ended = await send(fixture, 'DELETE', `/account/sessions/${secondId}`, { cookie: here });
  const again = await send(fixture, 'DELETE', `/account/sessions/${secondId}`, { cookie: here });
  const afterOne = [await get('/session', second), await get('/session', third)];
  await send(fixture, 'POST', '/account/sessions/end-others', { cookie: here });
  const afterAllOthers = [await get('/session', here), await get('/session', third)];

  expect(items).toHaveLength(3);
  expect(items.filter(({ isThisOne }: { isThisOne: boolean }) => isThisOne)).toHaveLength(1);
  expect(items[0]).toMatchObject({ browser: 'Edge', system: 'Windows' });
  expect(JSON.stringify(items)).not.toContain('token');
  expect([ended.statusCode, again.statusCode]).toEqual([204, 404]);
  expect(afterOne.map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  expect(afterAllOthers.map(({ statusCode }) => statusCode)).toEqual([200, 401]);
});

test('a session of somebody else cannot be ended', async () => {
  const victim = await fixture.createStaff('pqrs');
  const theirs = await signIn(fixture, victim);
  const { id } = await fixture.db.staffSession.findFirstOrThrow({ where: { userId: victim.id } });
  const mine = await signIn(fixture, await fixture.createStaff('pqrs'));

  const answer = await send(fixture, 'DELETE', `/account/sessions/${id}`, { cookie: mine });

  expect(answer.statusCode).toBe(404);
  expect((await get('/session', theirs)).statusCode).toBe(200);
});

test('every sign-in has a session id of its own, whatever cookie it came with', async () => {
  const account = await fixture.createStaff('pqrs');
  const planted = 'vecino.session=planted.by-somebody';
  const answer = await fixture.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { origin: fixture.publicUrl, cookie: planted },
    payload: { email: account.email, password: account.password },
  });

  const tokens = await fixture.db.staffSession.findMany({ where: { userId: account.id } });
  expect(cookieOf(answer)).not.toContain('planted');
  expect(tokens.map(({ token }) => token)).not.toContain('planted');
  expect((await get('/session', planted)).statusCode).toBe(401);
});
