import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  attemptSignIn,
  type Colleague,
  type ConsoleFixture,
  cookieOf,
  openConsole,
  send,
  signIn,
} from './console-fixture.ts';

let fixture: ConsoleFixture;
let boss: Colleague;
let cookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  boss = await fixture.createStaff('admin');
  cookie = await signIn(fixture, boss);
});
afterAll(() => fixture.close());

const PASSWORD = 'girasol tranvia cuaderno';

const get = (url: string, by: string) =>
  fixture.app.inject({ url: `/api/v1${url}`, headers: { cookie: by } });
const post = (url: string, body?: object, by = cookie) =>
  send(fixture, 'POST', url, { cookie: by, ...(body && { body }) });
const put = (url: string, body: object) => send(fixture, 'PUT', url, { cookie, body });

async function invite(role = 'pqrs') {
  const email = `${crypto.randomUUID()}@essmar.test`;
  const answer = await post('/invitations', { email, name: 'Luz Díaz', role });
  const { link, staffId } = answer.json();
  return { email, staffId, link, secret: new URL(link).hash.slice(1) };
}

const redeem = (secret: string, password = PASSWORD) =>
  send(fixture, 'POST', '/invitations/redeem', { body: { secret, name: 'Luz Marina Díaz', password } });

test('an invited person chooses name and password, is let in and is then one of the team', async () => {
  const { email, secret, staffId } = await invite();

  const looked = await send(fixture, 'POST', '/invitations/look', { body: { secret } });
  const before = (await get('/staff', cookie)).json().items.find(({ id }: { id: string }) => id === staffId);
  const redeemed = await redeem(secret);
  const session = (await get('/session', cookieOf(redeemed))).json();
  const after = (await get('/staff', cookie)).json().items.find(({ id }: { id: string }) => id === staffId);

  expect(looked.json()).toEqual({ email, name: 'Luz Díaz', role: 'pqrs' });
  expect(before).toMatchObject({ state: 'invited', lastSignInAt: null });
  expect(session).toMatchObject({
    staff: { id: staffId, name: 'Luz Marina Díaz', role: 'pqrs' },
    missing: [],
  });
  expect(after).toMatchObject({ state: 'active', invitationExpiresAt: null });
  expect(after.lastSignInAt).not.toBeNull();
  const lines = await fixture.db.audit.findMany({
    where: { subject: `staff/${staffId}` },
    orderBy: { id: 'asc' },
  });
  expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['staff.invited', boss.id],
    ['staff.invitation-redeemed', staffId],
    ['staff.signed-in', staffId],
  ]);
});

test('an invited admin sets up the second factor before anything else', async () => {
  const { secret } = await invite('admin');
  const own = cookieOf(await redeem(secret));

  expect((await get('/session', own)).json().missing).toEqual(['second-factor']);
  expect((await get('/staff', own)).json().code).toBe('second-factor-needed');
});

test('a link that was used, replaced, has expired, was altered or never was gets one and the same answer', async () => {
  const used = await invite();
  await redeem(used.secret);
  const replaced = await invite();
  const renewed = (await post(`/staff/${replaced.staffId}/invitation`)).json();
  const late = await invite();
  const start = fixture.time.now;
  fixture.time.now = new Date(start.getTime() + 72 * 3_600_000);
  const expired = await redeem(late.secret);
  fixture.time.now = start;
  const altered = `${late.secret.slice(0, -1)}${late.secret.endsWith('A') ? 'B' : 'A'}`;

  const answers = [
    expired,
    ...(await Promise.all([used.secret, replaced.secret, altered, 'nada'].map((secret) => redeem(secret)))),
  ];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect((await redeem(new URL(renewed.link).hash.slice(1))).statusCode).toBe(200);
});

test('of one link redeemed five times at once a single one lets in', async () => {
  const { secret, email } = await invite();
  const passwords = [1, 2, 3, 4, 5].map((index) => `${PASSWORD} ${index}`);

  const answers = await Promise.all(passwords.map((password) => redeem(secret, password)));

  const winner = answers.findIndex(({ statusCode }) => statusCode === 200);
  expect(answers.filter(({ statusCode }) => statusCode === 404)).toHaveLength(4);
  const entered = await attemptSignIn(fixture, { email, password: passwords[winner] ?? '' });
  expect(entered.statusCode).toBe(200);
});

test('the secret of a link stands in its fragment, and only its hash in the database', async () => {
  const { link, secret, staffId } = await invite();
  const row = await fixture.db.staffInvitation.findUniqueOrThrow({ where: { userId: staffId } });

  expect(new URL(link)).toMatchObject({ pathname: '/consola/invitacion', search: '' });
  expect(secret.length).toBeGreaterThan(40);
  expect(JSON.stringify(row)).not.toContain(secret);
});

test('an invited person cannot sign in before using the link, nor one whose account was deactivated', async () => {
  const { email, staffId, secret } = await invite();
  const before = await attemptSignIn(fixture, { email, password: PASSWORD });
  await post(`/staff/${staffId}/deactivate`);
  const redeemed = await redeem(secret);

  expect([before.statusCode, redeemed.statusCode]).toEqual([401, 404]);
});

test('an address that is taken invites nobody', async () => {
  const answer = await post('/invitations', { email: boss.email.toUpperCase(), name: 'Otra', role: 'pqrs' });
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'email-taken']);
});

test('another role ends the sessions at once, and the next one has the new rights', async () => {
  const colleague = await fixture.createStaff('pqrs');
  const own = await signIn(fixture, colleague);

  const changed = await put(`/staff/${colleague.id}`, { version: 1, name: 'Ana Ruiz', role: 'comite' });
  const after = await get('/pqrs', own);
  const again = await get('/pqrs', await signIn(fixture, colleague));

  expect(changed.json()).toMatchObject({ role: 'comite' });
  expect([after.statusCode, again.statusCode]).toEqual([401, 403]);
});

test('another name alone ends nothing, and the audit does not hold it', async () => {
  const colleague = await fixture.createStaff('pqrs');
  const own = await signIn(fixture, colleague);
  await put(`/staff/${colleague.id}`, { version: 1, name: 'Ana María Ruiz', role: 'pqrs' });

  expect((await get('/session', own)).json().staff.name).toBe('Ana María Ruiz');
  const [line] = await fixture.db.audit.findMany({
    where: { subject: `staff/${colleague.id}`, action: 'staff.changed' },
  });
  expect(line?.after).toEqual({ role: 'pqrs', nameChanged: true });
});

test('a deactivated colleague is out at once and comes back with the same password', async () => {
  const colleague = await fixture.createStaff('pqrs');
  const own = await signIn(fixture, colleague);

  await post(`/staff/${colleague.id}/deactivate`);
  const during = [await get('/session', own), await attemptSignIn(fixture, colleague)];
  await post(`/staff/${colleague.id}/reactivate`);
  const after = await attemptSignIn(fixture, colleague);

  expect(during.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
  expect(during[1]?.json().code).toBe('sign-in-refused');
  expect(after.statusCode).toBe(200);
});

test('a colleague who was deactivated between the two steps does not come in', async () => {
  const other = await fixture.createStaff('admin');
  const waiting = cookieOf(await attemptSignIn(fixture, other));
  await post(`/staff/${other.id}/deactivate`);

  const answer = await send(fixture, 'POST', '/session/second-step', {
    cookie: waiting,
    body: { code: other.recoveryCodes[0] ?? '' },
  });

  expect(answer.statusCode).toBe(401);
  expect(await fixture.db.staffSession.count({ where: { userId: other.id } })).toBe(0);
});

test('the last active admin can be neither deactivated nor given another role, also when two try at once', async () => {
  const alone = await openConsole();
  const [one, two] = [await alone.createStaff('admin'), await alone.createStaff('admin')];
  const [first, second] = [await signIn(alone, one), await signIn(alone, two)];
  await send(alone, 'POST', '/invitations', {
    cookie: first,
    body: { email: 'invitada@essmar.test', name: 'Invitada', role: 'admin' },
  });

  const both = await Promise.all([
    send(alone, 'POST', `/staff/${two.id}/deactivate`, { cookie: first }),
    send(alone, 'POST', `/staff/${one.id}/deactivate`, { cookie: second }),
  ]);
  const left = both[0]?.statusCode === 200 ? { id: one.id, by: first } : { id: two.id, by: second };
  const demoted = await send(alone, 'PUT', `/staff/${left.id}`, {
    cookie: left.by,
    body: { version: 1, name: 'Ana Ruiz', role: 'pqrs' },
  });
  const admins = await alone.db.staffUser.count({
    where: { role: 'admin', deactivatedAt: null, accounts: { some: {} } },
  });
  await alone.close();

  expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect([demoted.statusCode, demoted.json().code]).toEqual([409, 'last-admin']);
  expect(admins).toBe(1);
});

test.each(['control-interno', 'pqrs', 'comite'] as const)(
  '%s changes nothing about the team',
  async (role) => {
    const own = await signIn(fixture, await fixture.createStaff(role));

    const answers = await Promise.all([
      post('/invitations', { email: 'x@essmar.test', name: 'X', role: 'admin' }, own),
      post(`/staff/${boss.id}/deactivate`, undefined, own),
      post(`/staff/${boss.id}/invitation`, undefined, own),
      post(`/staff/${boss.id}/password-link`, undefined, own),
      send(fixture, 'PUT', `/staff/${boss.id}`, {
        cookie: own,
        body: { version: 1, name: 'X', role: 'admin' },
      }),
      post('/absences', {}, own),
    ]);

    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 403));
    expect((await get('/staff', own)).statusCode).toBe(role === 'control-interno' ? 200 : 403);
  },
);

test('nobody who does not exist is changed', async () => {
  const answers = await Promise.all([
    put('/staff/nadie', { version: 1, name: 'X', role: 'pqrs' }),
    post('/staff/nadie/deactivate'),
    post('/staff/nadie/reactivate'),
    post('/staff/nadie/invitation'),
    post('/staff/nadie/password-link'),
    post(`/staff/${boss.id}/invitation`),
  ]);
  expect(answers.map((answer) => answer.json().code)).toEqual(answers.map(() => 'staff-not-found'));
});

test('of two who edit one colleague the second is told what the first saved, and then saves knowingly', async () => {
  const other = await signIn(fixture, await fixture.createStaff('admin'));
  const { id } = await fixture.createStaff('pqrs');
  const url = `/staff/${id}`;
  const first = await put(url, { version: 1, name: 'Ana María Ruiz', role: 'pqrs' });
  const body = { version: 1, name: 'Ana Ruiz', role: 'comite' };

  const second = await send(fixture, 'PUT', url, { cookie: other, body });
  const { code, current, lastChange } = second.json();
  const stored = await fixture.db.staffUser.findUniqueOrThrow({ where: { id } });
  const again = await send(fixture, 'PUT', url, {
    cookie: other,
    body: { ...body, version: current.version },
  });

  expect([first.json().version, second.statusCode, code]).toEqual([2, 409, 'version-conflict']);
  expect(current).toMatchObject({ name: 'Ana María Ruiz', role: 'pqrs', version: 2 });
  expect(lastChange).toEqual({ by: 'Ana Ruiz', at: fixture.time.now.toISOString() });
  expect(stored).toMatchObject({ name: 'Ana María Ruiz', role: 'pqrs' });
  expect(again.json()).toMatchObject({ name: 'Ana Ruiz', role: 'comite', version: 3 });
});

test('a change that arrives twice is written once, and one that changes nothing not at all', async () => {
  const { id } = await fixture.createStaff('pqrs');
  const body = { version: 1, name: 'Ana María Ruiz', role: 'pqrs' };

  const answers = [await put(`/staff/${id}`, body), await put(`/staff/${id}`, body)];

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  const where = { subject: `staff/${id}`, action: 'staff.changed' };
  expect(await fixture.db.audit.count({ where })).toBe(1);
});

test('the team hears of invitations and absences as of any other change', async () => {
  const { staffId } = await invite();
  const [away, substitute] = [await fixture.createStaff('pqrs'), await fixture.createStaff('pqrs')];
  const heardOf = (subject: string) => fixture.db.liveEvent.count({ where: { kind: 'staff', subject } });
  const before = [await heardOf(staffId), await heardOf(away.id)];

  await post(`/staff/${staffId}/invitation`);
  const recorded = await post('/absences', {
    ...{ staffId: away.id, substituteId: substitute.id, reason: 'vacaciones' },
    ...{ fromOn: '2026-11-20', toOn: '2026-11-30' },
  });
  await post(`/absences/${recorded.json().id}/end`);

  const after = [await heardOf(staffId), await heardOf(away.id)];
  expect(after).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 2]);
});

const linkFor = async (staffId: string) => {
  const { link } = (await post(`/staff/${staffId}/password-link`)).json();
  return { link: new URL(link), secret: new URL(link).hash.slice(1) };
};

const choose = (secret: string, password = PASSWORD) =>
  send(fixture, 'POST', '/password-links/redeem', { body: { secret, password } });

test('who forgot the password chooses another by a link: sessions end, the lock is lifted, and they are in', async () => {
  const colleague = await fixture.createStaff('pqrs');
  const before = await signIn(fixture, colleague);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await attemptSignIn(fixture, { ...colleague, password: 'una-clave-equivocada' });
  }

  const { link, secret } = await linkFor(colleague.id);
  const looked = await send(fixture, 'POST', '/password-links/look', { body: { secret } });
  const weak = await choose(secret, 'Colombia2026!');
  const chosen = await choose(secret);

  expect([link.pathname, link.search]).toEqual(['/consola/contrasena', '']);
  expect(looked.json()).toEqual({ email: colleague.email, name: 'Ana Ruiz' });
  expect([weak.statusCode, weak.json().code]).toEqual([422, 'password-common']);
  expect(chosen.json()).toEqual({ next: 'ready' });
  const sessions = [await get('/session', before), await get('/session', cookieOf(chosen))];
  expect(sessions.map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  const doors = [
    await attemptSignIn(fixture, colleague),
    await attemptSignIn(fixture, { ...colleague, password: PASSWORD }),
  ];
  expect(doors.map(({ statusCode }) => statusCode)).toEqual([401, 200]);
  const lines = await fixture.db.audit.findMany({
    where: { subject: `staff/${colleague.id}`, action: { startsWith: 'staff.password' } },
    orderBy: { id: 'asc' },
  });
  expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['staff.password-link-made', boss.id],
    ['staff.password-chosen', colleague.id],
  ]);
});

test('a link to another password opens nothing without the second factor', async () => {
  const other = await fixture.createStaff('admin');
  const { secret } = await linkFor(other.id);

  const chosen = await choose(secret);
  const waiting = cookieOf(chosen);
  const skipped = await get('/session', waiting);
  const code = other.recoveryCodes[0] ?? '';
  const confirmed = await send(fixture, 'POST', '/session/second-step', { cookie: waiting, body: { code } });

  expect(chosen.json()).toEqual({ next: 'second-step' });
  expect([skipped.statusCode, confirmed.statusCode]).toEqual([401, 200]);
});

test('no link is made for oneself, nor for who was deactivated or is only invited', async () => {
  const gone = await fixture.createStaff('pqrs');
  await post(`/staff/${gone.id}/deactivate`);
  const { staffId } = await invite();

  const answers = await Promise.all(
    [boss.id, gone.id, staffId].map((id) => post(`/staff/${id}/password-link`)),
  );

  expect(answers.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
    [409, 'password-link-for-oneself'],
    [409, 'staff-not-active'],
    [409, 'staff-not-active'],
  ]);
});

test('a link is void after a newer one, after another password and after the account was away', async () => {
  const [renewed, changed, back] = [
    await fixture.createStaff('pqrs'),
    await fixture.createStaff('pqrs'),
    await fixture.createStaff('pqrs'),
  ];
  const old = await Promise.all([renewed, changed, back].map(({ id }) => linkFor(id)));

  const newer = await linkFor(renewed.id);
  const own = await signIn(fixture, changed);
  await post('/account/password', { current: changed.password, password: PASSWORD }, own);
  await post(`/staff/${back.id}/deactivate`);
  await post(`/staff/${back.id}/reactivate`);

  const answers = await Promise.all(old.map(({ secret }) => choose(secret)));
  expect(answers.map((answer) => answer.json().code)).toEqual(old.map(() => 'password-link-not-valid'));
  expect((await choose(newer.secret)).statusCode).toBe(200);
});
