import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissionsOf } from '../../domain/people/permissions.ts';
import { anAddress, attemptSignIn, type ConsoleFixture, cookieOf, openConsole } from './console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await openConsole();
});
afterAll(() => fixture.close());

const WRONG = 'una-clave-equivocada';

function whoAmI(cookie: string) {
  return fixture.app.inject({ url: '/api/v1/session', headers: { cookie } });
}

test('the right password opens a session that names the colleague and what they may do', async () => {
  const { email, password, id } = await fixture.createStaff('control-interno');

  const response = await attemptSignIn(fixture, { email: ` ${email.toUpperCase()} `, password });

  expect(response.statusCode).toBe(200);
  const session = (await whoAmI(cookieOf(response))).json();
  expect(session.staff).toEqual({ id, email, name: 'Ana Ruiz', role: 'control-interno' });
  expect(session).toMatchObject({ permissions: permissionsOf('control-interno'), missing: [] });
});

test('wrong password, unknown address, malformed address and locked account get the same answer', async () => {
  const { email, password } = await fixture.createStaff('pqrs');
  const locked = await fixture.createStaff('pqrs');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await attemptSignIn(fixture, { email: locked.email, password: WRONG });
  }

  const answers = await Promise.all([
    attemptSignIn(fixture, { email, password: WRONG }),
    attemptSignIn(fixture, { email: 'nadie@essmar.test', password }),
    attemptSignIn(fixture, { email: 'no es un correo', password }),
    attemptSignIn(fixture, locked),
  ]);

  const seen = answers.map(({ statusCode, body, cookies }) => ({ statusCode, body, cookies }));
  expect(seen).toEqual(seen.map(() => seen[0]));
  expect(seen[0]).toMatchObject({ statusCode: 401, cookies: [] });
});

test('a lock ends after fifteen minutes, and attempts during it do not lengthen it', async () => {
  const account = await fixture.createStaff('pqrs');
  const start = fixture.time.now;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await attemptSignIn(fixture, { email: account.email, password: WRONG });
  }

  fixture.time.now = new Date(start.getTime() + 14 * 60_000);
  const during = await attemptSignIn(fixture, account);
  fixture.time.now = new Date(start.getTime() + 15 * 60_000);
  const after = await attemptSignIn(fixture, account);
  fixture.time.now = start;

  expect([during.statusCode, after.statusCode]).toEqual([401, 200]);
});

test('of many guesses made at once only five are looked at, and the lock is audited once', async () => {
  const account = await fixture.createStaff('pqrs');

  const guesses = Array.from({ length: 12 }, () =>
    attemptSignIn(fixture, { email: account.email, password: WRONG }),
  );
  await Promise.all(guesses);

  const row = await fixture.db.signInFailure.findUniqueOrThrow({ where: { subject: account.email } });
  expect(row.failures).toBe(12);
  const locks = await fixture.db.audit.count({
    where: { action: 'staff.sign-in-locked', subject: `staff/${account.id}` },
  });
  expect(locks).toBe(1);
  expect((await attemptSignIn(fixture, account)).statusCode).toBe(401);
});

test('a success forgets the failures before it', async () => {
  const account = await fixture.createStaff('pqrs');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await attemptSignIn(fixture, { email: account.email, password: WRONG });
  }

  await attemptSignIn(fixture, account);

  expect(await fixture.db.signInFailure.findUnique({ where: { subject: account.email } })).toBeNull();
});

test('one address that tries many accounts is slowed down by a limit kept in the database', async () => {
  const remoteAddress = anAddress();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 31; attempt += 1) {
    const email = `persona${attempt}@essmar.test`;
    statuses.push((await attemptSignIn(fixture, { email, password: WRONG, remoteAddress })).statusCode);
  }

  expect(statuses.filter((status) => status === 401)).toHaveLength(30);
  expect(statuses.at(-1)).toBe(429);
  const { count } = await fixture.db.staffRateLimit.findFirstOrThrow({
    where: { key: { startsWith: remoteAddress } },
  });
  expect(count).toBe(30);
});

test('a caller cannot choose the address that is counted', async () => {
  const remoteAddress = anAddress();
  await fixture.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress,
    headers: {
      origin: fixture.publicUrl,
      'x-forwarded-for': '1.2.3.4',
      'x-vecino-caller-address': '1.2.3.4',
    },
    payload: { email: 'alguien@essmar.test', password: WRONG },
  });

  const keys = await fixture.db.staffRateLimit.findMany({ select: { key: true } });
  expect(keys.some(({ key }) => key.startsWith('1.2.3.4'))).toBe(false);
  expect(keys.some(({ key }) => key.startsWith(`${remoteAddress}|`))).toBe(true);
});

test('passwords are stored as argon2id and sign-ins are audited without the address', async () => {
  const account = await fixture.createStaff('pqrs');
  await attemptSignIn(fixture, account);

  const { password } = await fixture.db.staffAccount.findFirstOrThrow({ where: { userId: account.id } });
  expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const lines = await fixture.db.audit.findMany({ where: { subject: `staff/${account.id}` } });
  expect(lines.map(({ action }) => action)).toEqual(['staff.created', 'staff.signed-in']);
  expect(
    JSON.stringify(lines, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(account.email);
});

test('nobody can sign up, and the library answers nothing from outside', async () => {
  const urls = ['/api/auth/sign-up/email', '/api/v1/auth/sign-up/email', '/api/auth/sign-in/email'];
  const answers = await Promise.all(
    urls.map((url) =>
      fixture.app.inject({
        method: 'POST',
        url,
        headers: { origin: fixture.publicUrl },
        payload: { email: 'x@essmar.test', password: 'una-clave-larga-1', name: 'X' },
      }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
});

test('an address that is taken creates nobody', async () => {
  const { email } = await fixture.createStaff('pqrs');
  const before = await fixture.db.staffUser.count();

  await expect(fixture.createStaff('admin', email.toUpperCase())).rejects.toThrow('email-taken');

  expect(await fixture.db.staffUser.count()).toBe(before);
});

test('its cookie is out of reach of scripts and of other sites', async () => {
  const response = await attemptSignIn(fixture, await fixture.createStaff('pqrs'));

  expect(response.cookies).toEqual([
    expect.objectContaining({ name: 'vecino.session', httpOnly: true, sameSite: 'Lax', path: '/' }),
  ]);
});

test('with https the cookie is secure and bound to the host', async () => {
  const secure = await openConsole({ publicUrl: 'https://consola.test' });
  const response = await attemptSignIn(secure, await secure.createStaff('pqrs'));
  const session = await secure.app.inject({
    url: '/api/v1/session',
    headers: { cookie: cookieOf(response) },
  });
  await secure.close();

  expect(response.cookies).toEqual([
    expect.objectContaining({ name: '__Host-vecino.session', secure: true, httpOnly: true, path: '/' }),
  ]);
  expect(response.cookies[0]).not.toHaveProperty('domain');
  expect(session.statusCode).toBe(200);
});

test('it ends after eight hours without use', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookie = cookieOf(await attemptSignIn(fixture, account));
  const { expiresAt, createdAt } = await fixture.db.staffSession.findFirstOrThrow({
    where: { userId: account.id },
  });

  await fixture.db.staffSession.updateMany({
    where: { userId: account.id },
    data: { expiresAt: new Date('2020-01-01') },
  });

  expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 3_600_000)).toBe(8);
  expect((await whoAmI(cookie)).statusCode).toBe(401);
});

test('it is prolonged by use, and the cookie with it', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookie = cookieOf(await attemptSignIn(fixture, account));
  const { id, expiresAt } = await fixture.db.staffSession.findFirstOrThrow({
    where: { userId: account.id },
  });
  const anHourLater = new Date(expiresAt.getTime() - 3_600_000);
  await fixture.db.staffSession.update({ where: { id }, data: { expiresAt: anHourLater } });

  const response = await whoAmI(cookie);

  const prolonged = await fixture.db.staffSession.findUniqueOrThrow({ where: { id } });
  expect(prolonged.expiresAt.getTime()).toBeGreaterThan(anHourLater.getTime() + 3_000_000);
  expect(response.cookies).toEqual([expect.objectContaining({ name: 'vecino.session', httpOnly: true })]);
});

test('it ends twenty-four hours after the sign-in however much it is used', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookie = cookieOf(await attemptSignIn(fixture, account));
  const aDayAgo = new Date(fixture.time.now.getTime() - 24 * 3_600_000);
  await fixture.db.staffSession.updateMany({
    where: { userId: account.id },
    data: { createdAt: aDayAgo },
  });

  const response = await whoAmI(cookie);

  expect(response.statusCode).toBe(401);
  expect(await fixture.db.staffSession.count({ where: { userId: account.id } })).toBe(0);
});

test('signing out ends it on the server, so the old cookie opens nothing', async () => {
  const account = await fixture.createStaff('pqrs');
  const cookie = cookieOf(await attemptSignIn(fixture, account));

  const response = await fixture.app.inject({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { cookie, origin: fixture.publicUrl },
  });

  expect(response.statusCode).toBe(204);
  expect((await whoAmI(cookie)).statusCode).toBe(401);
  expect(await fixture.db.audit.count({ where: { actorId: account.id, action: 'staff.signed-out' } })).toBe(
    1,
  );
});

test.each(['vecino.session=abc', 'vecino.session=abc.def; other=1', 'vecino.session=%00', '=;;='])(
  'a forged cookie (%s) opens nothing',
  async (cookie) => {
    expect((await whoAmI(cookie)).statusCode).toBe(401);
  },
);

test.each([
  ['no origin', {}],
  ['another site', { origin: 'https://malo.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['a longer name', { origin: 'http://consola.test.malo.example' }],
])('a change with %s is refused and changes nothing', async (_, headers) => {
  const account = await fixture.createStaff('pqrs');
  const { email, password } = account;
  const cookie = cookieOf(await attemptSignIn(fixture, account));

  const answers = await Promise.all([
    fixture.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...headers, cookie } }),
    fixture.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { email, password } }),
  ]);

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
  expect(await fixture.db.staffSession.count({ where: { userId: account.id } })).toBe(1);
});

test('the host under which the page was opened is its own origin', async () => {
  const account = await fixture.createStaff('pqrs');
  const response = await fixture.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host: 'localhost:3000', origin: 'http://localhost:3000' },
    remoteAddress: anAddress(),
    payload: { email: account.email, password: account.password },
  });
  expect(response.statusCode).toBe(200);
});
