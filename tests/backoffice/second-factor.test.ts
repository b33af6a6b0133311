import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode, totpStepAt } from '../support/totp.ts';
import {
  attemptSignIn,
  type ConsoleFixture,
  cookieOf,
  enableSecondFactor,
  freshCode,
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

const post = (url: string, cookie: string, body?: object) =>
  send(fixture, 'POST', url, { cookie, ...(body && { body }) });

async function challengeOf(account: { email: string; password: string }): Promise<string> {
  return cookieOf(await attemptSignIn(fixture, account));
}

test('a newcomer may only change the password they were given, and an admin also sets up the second factor', async () => {
  const newcomer = await fixture.createNewcomer('admin');
  const cookie = cookieOf(await attemptSignIn(fixture, newcomer));

  const first = (await get('/session', cookie)).json();
  const refused = await Promise.all(['/pqrs', '/staff', '/account/sessions'].map((url) => get(url, cookie)));
  const changed = await post('/account/password', cookie, {
    current: newcomer.password,
    password: NEW_PASSWORD,
  });
  const second = (await get('/session', cookie)).json();
  const refusedAgain = await get('/pqrs', cookie);
  const prepared = await post('/account/second-factor', cookie, { password: NEW_PASSWORD });
  const code = totpCode(prepared.json().secret, totpStepAt(fixture.time.now));
  const confirmed = await post('/account/second-factor/confirm', cookie, { code });
  const third = (await get('/session', cookie)).json();

  expect(first).toMatchObject({ missing: ['password', 'second-factor'], permissions: [] });
  expect(refused.map((response) => [response.statusCode, response.json().code])).toEqual(
    refused.map(() => [403, 'password-change-needed']),
  );
  expect(changed.statusCode).toBe(204);
  expect(second.missing).toEqual(['second-factor']);
  expect(refusedAgain.json().code).toBe('second-factor-needed');
  expect(prepared.json().qr).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(new Set(confirmed.json().codes).size).toBe(10);
  expect(third.missing).toEqual([]);
  expect(third.permissions).toContain('staff:manage');
  expect((await get('/staff', cookie)).statusCode).toBe(200);
});

test('with a second factor the password opens nothing, and a code of the phone opens the session', async () => {
  const admin = await fixture.createStaff('admin');

  const first = await attemptSignIn(fixture, admin);
  const cookie = cookieOf(first);
  const between = await get('/session', cookie);
  const second = await post('/session/second-step', cookie, { code: await freshCode(fixture, admin) });

  expect([first.statusCode, first.json()]).toEqual([200, { next: 'second-step' }]);
  expect(first.cookies.filter(({ value }) => value !== '').map(({ name }) => name)).toEqual([
    'vecino.second-step',
  ]);
  expect(between.statusCode).toBe(401);
  expect([second.statusCode, second.json()]).toEqual([200, { next: 'ready' }]);
  expect((await get('/staff', cookieOf(second))).statusCode).toBe(200);
  const lines = await fixture.db.audit.findMany({
    where: { subject: `staff/${admin.id}`, action: 'staff.signed-in' },
    orderBy: { id: 'desc' },
  });
  expect(lines[0]?.after).toEqual({ secondFactor: 'totp' });
});

test.each([
  ['the step before', -1, 200],
  ['this step', 0, 200],
  ['the step after', 1, 200],
  ['two steps before', -2, 401],
  ['two steps after', 2, 401],
])('a code of %s answers %i → %i', async (_, offset, status) => {
  const admin = await fixture.createStaff('admin');
  const cookie = await challengeOf(admin);
  const code = totpCode(admin.secret, totpStepAt(fixture.time.now) + offset);
  expect((await post('/session/second-step', cookie, { code })).statusCode).toBe(status);
});

test('a code works once: neither again nor one that is older than the last one used', async () => {
  const admin = await fixture.createStaff('admin');
  const step = totpStepAt(fixture.time.now);
  const tryCode = async (at: number) => {
    const cookie = await challengeOf(admin);
    return (await post('/session/second-step', cookie, { code: totpCode(admin.secret, at) })).statusCode;
  };

  expect([
    await tryCode(step),
    await tryCode(step),
    await tryCode(step - 1),
    await tryCode(step + 1),
  ]).toEqual([200, 401, 401, 200]);
});

test('of one code sent five times at once a single one opens a session', async () => {
  const admin = await fixture.createStaff('admin');
  const cookies: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    cookies.push(await challengeOf(admin));
  }
  const code = await freshCode(fixture, admin);

  const answers = await Promise.all(cookies.map((cookie) => post('/session/second-step', cookie, { code })));

  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect(await fixture.db.staffSession.count({ where: { userId: admin.id } })).toBe(1);
});

test('five wrong codes lock the second step for fifteen minutes, also against the right one', async () => {
  const admin = await fixture.createStaff('admin');
  const start = fixture.time.now;
  const waiting = await challengeOf(admin);
  const guesses = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      post('/session/second-step', waiting, { code: String(100_000 + index) }),
    ),
  );
  const right = await post('/session/second-step', await challengeOf(admin), {
    code: await freshCode(fixture, admin),
  });
  fixture.time.now = new Date(start.getTime() + 15 * 60_000);
  const afterwards = await post('/session/second-step', await challengeOf(admin), {
    code: totpCode(admin.secret, totpStepAt(fixture.time.now)),
  });
  fixture.time.now = start;

  expect(new Set(guesses.map(({ body }) => body)).size).toBe(1);
  expect([right.statusCode, right.body]).toEqual([401, guesses[0]?.body]);
  expect(afterwards.statusCode).toBe(200);
  const locks = { action: 'staff.second-factor-locked', subject: `staff/${admin.id}` };
  expect(await fixture.db.audit.count({ where: locks })).toBe(1);
});

test('a recovery code opens a session once, however it is typed', async () => {
  const admin = await fixture.createStaff('admin');
  const [code = ''] = admin.recoveryCodes;

  const first = await post('/session/second-step', await challengeOf(admin), {
    code: ` ${code.toUpperCase().replace('-', ' ')} `,
  });
  const again = await post('/session/second-step', await challengeOf(admin), { code });
  const account = (await get('/account', cookieOf(first))).json();

  expect([first.statusCode, again.statusCode]).toEqual([200, 401]);
  expect(account).toMatchObject({ recoveryCodesLeft: 9, hasSecondFactor: true, needsSecondFactor: true });
});

test('renewed recovery codes make the old ones void, and are given only for password and code', async () => {
  const admin = await fixture.createStaff('admin');
  const cookie = await signIn(fixture, admin);
  const { password } = admin;

  const wrongPassword = await post('/account/recovery-codes', cookie, {
    password: 'otra-clave-larga',
    code: await freshCode(fixture, admin),
  });
  const wrongCode = await post('/account/recovery-codes', cookie, { password, code: '000000' });
  const renewed = await post('/account/recovery-codes', cookie, {
    password,
    code: await freshCode(fixture, admin),
  });
  const old = await post('/session/second-step', await challengeOf(admin), {
    code: admin.recoveryCodes[0] ?? '',
  });
  const fresh = await post('/session/second-step', await challengeOf(admin), {
    code: renewed.json().codes[0],
  });

  expect([wrongPassword.json().code, wrongCode.json().code]).toEqual(['password-wrong', 'code-wrong']);
  expect([renewed.statusCode, old.statusCode, fresh.statusCode]).toEqual([200, 401, 200]);
});

test('neither the secret nor a recovery code can be read in the database', async () => {
  const admin = await fixture.createStaff('admin');
  const factor = await fixture.db.staffTwoFactor.findUniqueOrThrow({ where: { userId: admin.id } });
  const codes = await fixture.db.staffRecoveryCode.findMany({ where: { userId: admin.id } });
  const stored = JSON.stringify([factor, codes]);

  expect(codes).toHaveLength(10);
  for (const code of admin.recoveryCodes) {
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(code.replace('-', ''));
  }
  expect(stored).not.toContain(admin.secret);
  expect(stored).not.toContain(Buffer.from(admin.secret).toString('base64'));
});

test('removing it takes both proofs, and an admin must set it up again before anything else', async () => {
  const admin = await fixture.createStaff('admin');
  const cookie = await signIn(fixture, admin);
  const code = await freshCode(fixture, admin);

  const removed = await post('/account/second-factor/remove', cookie, { password: admin.password, code });
  const refused = await get('/staff', cookie);
  const again = await enableSecondFactor(fixture, admin);

  expect([removed.statusCode, refused.json().code]).toEqual([204, 'second-factor-needed']);
  expect(again.secret).not.toBe(admin.secret);
  expect((await get('/staff', await signIn(fixture, again))).statusCode).toBe(200);
});

test('anybody may have one, and then it is asked at each sign-in', async () => {
  const colleague = await enableSecondFactor(fixture, await fixture.createStaff('pqrs'));

  expect((await attemptSignIn(fixture, colleague)).json()).toEqual({ next: 'second-step' });
  expect((await get('/pqrs', await signIn(fixture, colleague))).statusCode).toBe(200);
});

test('a sign-in that waited too long for its code begins again', async () => {
  const admin = await fixture.createStaff('admin');
  const cookie = await challengeOf(admin);
  await fixture.db.staffVerification.updateMany({
    where: { value: admin.id },
    data: { expiresAt: new Date('2020-01-01') },
  });

  const answer = await post('/session/second-step', cookie, { code: await freshCode(fixture, admin) });

  expect([answer.statusCode, answer.json().code]).toEqual([401, 'sign-in-expired']);
});

test('with https the cookie between the two steps is bound to the host as well', async () => {
  const secure = await openConsole({ publicUrl: 'https://consola.test' });
  const admin = await secure.createStaff('admin');
  const first = await attemptSignIn(secure, admin);
  const session = await signIn(secure, admin);
  await secure.close();

  expect(first.cookies.find(({ value }) => value !== '')).toMatchObject({
    name: '__Host-vecino.second-step',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  });
  expect(session).toMatch(/^__Host-vecino\.session=/);
});
