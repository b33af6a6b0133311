import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode, totpStepAt } from '../support/totp.ts';
import {
  anAddress,
  attemptSignIn,
  type Colleague,
  type ConsoleFixture,
  cookieOf,
  freshCode,
  openConsole,
  send,
  signIn,
} from './console-fixture.ts';

/**
 * What somebody would try against the sign-in and the sessions, after OWASP ASVS 4 level 2 (V2, V3, V4, V13).
 *
 * Each row returns the statuses that the attempt was answered with; whatever it was after is looked at as well.
 */

let fixture: ConsoleFixture;
let admin: Colleague;
let adminCookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  admin = await fixture.createStaff('admin');
  adminCookie = await signIn(fixture, admin);
});
afterAll(() => fixture.close());

const GOOD = 'girasol tranvia cuaderno';
const WRONG = 'una-clave-equivocada';

type Answer = Awaited<ReturnType<ConsoleFixture['app']['inject']>>;
const statusOf = ({ statusCode }: Answer): number => statusCode;

const get = (url: string, cookie: string) =>
  fixture.app.inject({ url: `/api/v1${url}`, headers: { cookie } });
const post = (url: string, body?: object, cookie?: string) =>
  send(fixture, 'POST', url, { ...(body && { body }), ...(cookie !== undefined && { cookie }) });
const colleague = () => fixture.createStaff('pqrs');
const waitingOf = async (account: Colleague) => cookieOf(await attemptSignIn(fixture, account));

async function later<T>(minutes: number, work: () => Promise<T>): Promise<T> {
  const start = fixture.time.now;
  fixture.time.now = new Date(start.getTime() + minutes * 60_000);
  try {
    return await work();
  } finally {
    fixture.time.now = start;
  }
}

async function guess(email: string, times: number): Promise<void> {
  for (let attempt = 0; attempt < times; attempt += 1) {
    await attemptSignIn(fixture, { email, password: WRONG });
  }
}

async function invitation(role = 'pqrs') {
  const email = `${crypto.randomUUID()}@essmar.test`;
  const { link, staffId } = (
    await post('/invitations', { email, name: 'Luz Díaz', role }, adminCookie)
  ).json();
  return { email, staffId, secret: new URL(link).hash.slice(1) };
}

async function passwordLink({ id }: Colleague) {
  const { link } = (await post(`/staff/${id}/password-link`, undefined, adminCookie)).json();
  return { secret: new URL(link).hash.slice(1) };
}

const choose = (body: object) => post('/password-links/redeem', { password: GOOD, ...body });

type Attempt = readonly [
  name: string,
  attempt: () => Promise<readonly number[]>,
  expected: readonly number[],
];

const PASSWORDS: readonly Attempt[] = [
  [
    'V2.2.1 brute force: the right password after five wrong ones',
    async () => {
      const account = await colleague();
      await guess(account.email, 5);
      return [statusOf(await attemptSignIn(fixture, account))];
    },
    [401],
  ],
  [
    'V2.2.1 the lock ends, and then the right password is enough',
    async () => {
      const account = await colleague();
      await guess(account.email, 5);
      return later(15, async () => [statusOf(await attemptSignIn(fixture, account))]);
    },
    [200],
  ],
  [
    'V2.2.1 guesses from many addresses against one account',
    async () => {
      const account = await colleague();
      await Promise.all(
        Array.from({ length: 10 }, () =>
          attemptSignIn(fixture, { ...account, password: WRONG, remoteAddress: anAddress() }),
        ),
      );
      return [statusOf(await attemptSignIn(fixture, account))];
    },
    [401],
  ],
  [
    'V2.2.1 one address against many accounts',
    async () => {
      const remoteAddress = anAddress();
      for (let index = 0; index < 30; index += 1) {
        await attemptSignIn(fixture, { email: `nadie${index}@essmar.test`, password: WRONG, remoteAddress });
      }
      return [statusOf(await attemptSignIn(fixture, { ...(await colleague()), remoteAddress }))];
    },
    [429],
  ],
  [
    'V2.1.1 a short password at an invitation',
    async () => {
      const { secret } = await invitation();
      return [statusOf(await post('/invitations/redeem', { secret, name: 'Luz', password: 'corta' }))];
    },
    [422],
  ],
  [
    'V2.1.7 a password that everybody uses',
    async () => {
      const { secret } = await invitation();
      return [
        statusOf(await post('/invitations/redeem', { secret, name: 'Luz', password: 'Colombia2026!' })),
      ];
    },
    [422],
  ],
  [
    'V2.1.6 another password without the old one',
    async () => {
      const account = await colleague();
      const cookie = await signIn(fixture, account);
      const answer = await post('/account/password', { current: WRONG, password: GOOD }, cookie);
      return [statusOf(answer), statusOf(await attemptSignIn(fixture, account))];
    },
    [403, 200],
  ],
  [
    'V2.1.2 a password of a million characters',
    async () => [
      statusOf(await attemptSignIn(fixture, { email: 'nadie@essmar.test', password: 'x'.repeat(1_000_000) })),
    ],
    [400],
  ],
  [
    'V2.5.4 working with a password that somebody else gave',
    async () => {
      const newcomer = await fixture.createNewcomer('pqrs');
      const cookie = cookieOf(await attemptSignIn(fixture, newcomer));
      const urls = ['/pqrs', '/account/sessions'];
      return Promise.all(urls.map(async (url) => statusOf(await get(url, cookie))));
    },
    [403, 403],
  ],
];

const CODES: readonly Attempt[] = [
  [
    'V2.8.4 a code of the authenticator used again',
    async () => {
      const account = await fixture.createStaff('admin');
      const code = await freshCode(fixture, account);
      const statuses: number[] = [];
      for (let time = 0; time < 2; time += 1) {
        statuses.push(statusOf(await post('/session/second-step', { code }, await waitingOf(account))));
      }
      return statuses;
    },
    [200, 401],
  ],
  [
    'V2.8.4 the code with which the second factor was set up',
    async () => {
      const account = await fixture.createStaff('admin');
      const step = totpStepAt(fixture.time.now);
      await fixture.db.staffTwoFactor.update({ where: { userId: account.id }, data: { lastStep: step } });
      const code = totpCode(account.secret, step);
      return [statusOf(await post('/session/second-step', { code }, await waitingOf(account)))];
    },
    [401],
  ],
  [
    'V2.8.1 a code of an hour ago',
    async () => {
      const account = await fixture.createStaff('admin');
      const code = totpCode(account.secret, totpStepAt(fixture.time.now) - 120);
      return [statusOf(await post('/session/second-step', { code }, await waitingOf(account)))];
    },
    [401],
  ],
  [
    'V2.2.1 guessing codes, and the lock that ends',
    async () => {
      const account = await fixture.createStaff('admin');
      const cookie = await waitingOf(account);
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          post('/session/second-step', { code: String(index).padStart(6, '9') }, cookie),
        ),
      );
      const code = await freshCode(fixture, account);
      const during = statusOf(await post('/session/second-step', { code }, cookie));
      const after = await later(15, async () =>
        post('/session/second-step', { code: await freshCode(fixture, account) }, await waitingOf(account)),
      );
      return [during, statusOf(after)];
    },
    [401, 200],
  ],
  [
    'V2.6.1 a recovery code used again',
    async () => {
      const account = await fixture.createStaff('admin');
      const [code = ''] = account.recoveryCodes;
      const statuses: number[] = [];
      for (let time = 0; time < 2; time += 1) {
        statuses.push(statusOf(await post('/session/second-step', { code }, await waitingOf(account))));
      }
      return statuses;
    },
    [200, 401],
  ],
  [
    'V2.6.1 one recovery code in five requests at once',
    async () => {
      const account = await fixture.createStaff('admin');
      const [code = ''] = account.recoveryCodes;
      const cookie = await waitingOf(account);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => post('/session/second-step', { code }, cookie)),
      );
      return answers.map(statusOf).toSorted();
    },
    [200, 401, 401, 401, 401],
  ],
  [
    'V2.6.2 the recovery code of somebody else',
    async () => {
      const account = await fixture.createStaff('admin');
      const code = admin.recoveryCodes[9] ?? '';
      return [statusOf(await post('/session/second-step', { code }, await waitingOf(account)))];
    },
    [401],
  ],
  [
    'V2.8 the second step without the first, or with a forged waiting cookie',
    async () => {
      const code = await freshCode(fixture, admin);
      const cookies = ['', 'vecino.second-step=2fa-abc.def', 'vecino.second-step=%E0%A4%A'];
      const answers = await Promise.all(
        cookies.map((cookie) => post('/session/second-step', { code }, cookie)),
      );
      return answers.map(statusOf);
    },
    [401, 401, 401],
  ],
  [
    'V2.8 the waiting cookie of one account with the signature of another',
    async () => {
      const [one, other] = [await fixture.createStaff('admin'), await fixture.createStaff('admin')];
      const [mine, theirs] = [
        decodeURIComponent(await waitingOf(one)),
        decodeURIComponent(await waitingOf(other)),
      ];
      const forged = `${theirs.slice(0, theirs.lastIndexOf('.'))}${mine.slice(mine.lastIndexOf('.'))}`;
      const cookie = forged.replace(/=(.*)$/, (_, value: string) => `=${encodeURIComponent(value)}`);
      const code = await freshCode(fixture, other);
      return [statusOf(await post('/session/second-step', { code }, cookie))];
    },
    [401],
  ],
  [
    'V4.3.1 an admin who skips the second factor',
    async () => {
      const newcomer = await fixture.createNewcomer('admin');
      const cookie = cookieOf(await attemptSignIn(fixture, newcomer));
      await post('/account/password', { current: newcomer.password, password: GOOD }, cookie);
      const answers = await Promise.all([
        get('/staff', cookie),
        get('/pqrs', cookie),
        post('/invitations', { email: 'x@essmar.test', name: 'X', role: 'admin' }, cookie),
      ]);
      return answers.map(statusOf);
    },
    [403, 403, 403],
  ],
  [
    'V2.7 turning the second factor off with a stolen session alone',
    async () => {
      const body = { password: WRONG, code: '000000' };
      return [statusOf(await post('/account/second-factor/remove', body, adminCookie))];
    },
    [403],
  ],
  [
    'V2.7 a new authenticator in the place of the one that is on',
    async () => [statusOf(await post('/account/second-factor', { password: admin.password }, adminCookie))],
    [409],
  ],
];

const INVITATIONS: readonly Attempt[] = [
  [
    'V2.3.1 a link used twice',
    async () => {
      const { secret } = await invitation();
      const body = { secret, name: 'Luz', password: GOOD };
      return [
        statusOf(await post('/invitations/redeem', body)),
        statusOf(await post('/invitations/redeem', body)),
        statusOf(await post('/invitations/look', { secret })),
      ];
    },
    [200, 404, 404],
  ],
  [
    'V2.3.1 a link after 72 hours',
    async () => {
      const { secret } = await invitation();
      const body = { secret, name: 'Luz', password: GOOD };
      return later(72 * 60, async () => [statusOf(await post('/invitations/redeem', body))]);
    },
    [404],
  ],
  [
    'V2.3.1 a link with one letter changed, and a link in capitals',
    async () => {
      const { secret } = await invitation();
      const wrong = [`${secret.slice(0, -2)}xx`, secret.toUpperCase()];
      const bodies = wrong.map((altered) => ({ secret: altered, name: 'Luz', password: GOOD }));
      const answers = await Promise.all(bodies.map((body) => post('/invitations/redeem', body)));
      return answers.map(statusOf);
    },
    [404, 404],
  ],
  [
    'V4.1.2 an invited person who says their own role or address',
    async () => {
      const { secret, staffId } = await invitation();
      const body = { secret, name: 'Luz', password: GOOD };
      const answers = await Promise.all([
        post('/invitations/redeem', { ...body, role: 'admin' }),
        post('/invitations/redeem', { ...body, email: 'otra@essmar.test' }),
        post('/invitations/redeem', { ...body, id: admin.id }),
      ]);
      const { role } = await fixture.db.staffUser.findUniqueOrThrow({ where: { id: staffId } });
      expect(role).toBe('pqrs');
      return answers.map(statusOf);
    },
    [400, 400, 400],
  ],
];

const LINKS: readonly Attempt[] = [
  [
    'V2.5.6 a link to another password used twice, also five times at once',
    async () => {
      const { secret } = await passwordLink(await colleague());
      const answers = await Promise.all(Array.from({ length: 5 }, () => choose({ secret })));
      const late = [await choose({ secret }), await post('/password-links/look', { secret })];
      return [...answers.map(statusOf).toSorted(), ...late.map(statusOf)];
    },
    [200, 404, 404, 404, 404, 404, 404],
  ],
  [
    'V2.5.6 a link to another password after 24 hours',
    async () => {
      const account = await colleague();
      const { secret } = await passwordLink(account);
      const statuses = await later(24 * 60, async () => [statusOf(await choose({ secret }))]);
      return [...statuses, statusOf(await attemptSignIn(fixture, account))];
    },
    [404, 200],
  ],
  [
    'V2.5.6 a forged link to another password, and the link of an invitation in its place',
    async () => {
      const account = await colleague();
      const { secret } = await passwordLink(account);
      const other = (await invitation()).secret;
      const forged = [`${secret.slice(0, -2)}xx`, secret.toUpperCase(), account.id, 'nada', other];
      const answers = await Promise.all(forged.map((altered) => choose({ secret: altered })));
      const swapped = await post('/invitations/redeem', { secret, name: 'Luz', password: GOOD });
      return [...answers, swapped, await attemptSignIn(fixture, account)].map(statusOf);
    },
    [404, 404, 404, 404, 404, 404, 200],
  ],
  [
    'V2.5.6 a link to another password for the account of somebody else',
    async () => {
      const { secret } = await passwordLink(await colleague());
      const victim = await colleague();
      const aimed = [{ email: victim.email }, { staffId: victim.id }, { id: victim.id, role: 'admin' }];
      const answers = await Promise.all(aimed.map((more) => choose({ secret, ...more })));
      return [...answers, await choose({ secret }), await attemptSignIn(fixture, victim)].map(statusOf);
    },
    [400, 400, 400, 200, 200],
  ],
  [
    'V2.5.6 a link to another password made for oneself, by a colleague, or by nobody',
    async () => {
      const account = await colleague();
      const own = await signIn(fixture, account);
      const url = `/staff/${account.id}/password-link`;
      const answers = await Promise.all([
        post(`/staff/${admin.id}/password-link`, undefined, adminCookie),
        post(url, undefined, own),
        post(url),
      ]);
      expect(await fixture.db.staffPasswordLink.count({ where: { userId: account.id } })).toBe(0);
      return answers.map(statusOf);
    },
    [409, 403, 401],
  ],
];

const SESSIONS: readonly Attempt[] = [
  [
    'V3.2.1 session fixation: a planted cookie stays worthless',
    async () => {
      const account = await colleague();
      const planted = await signIn(fixture, account);
      await fixture.db.staffSession.deleteMany({ where: { userId: account.id } });
      await fixture.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers: { origin: fixture.publicUrl, cookie: planted },
        payload: { email: account.email, password: account.password },
      });
      return [statusOf(await get('/session', planted))];
    },
    [401],
  ],
  [
    'V3.5.2 a forged cookie, with and without a known token',
    async () => {
      const { token } = await fixture.db.staffSession.findFirstOrThrow({ where: { userId: admin.id } });
      const cookies = [token, `${token}.`, `${token}.AAAA`, `${'a'.repeat(32)}.${'b'.repeat(44)}`];
      const answers = await Promise.all(cookies.map((value) => get('/session', `vecino.session=${value}`)));
      return answers.map(statusOf);
    },
    [401, 401, 401, 401],
  ],
  [
    'V3.3.1 a cookie after signing out',
    async () => {
      const cookie = await signIn(fixture, await colleague());
      await send(fixture, 'DELETE', '/session', { cookie });
      return [statusOf(await get('/session', cookie))];
    },
    [401],
  ],
  [
    'V3.3.2 a cookie without use for eight hours, and one of a day ago',
    async () => {
      const [one, other] = [await colleague(), await colleague()];
      const cookies = [await signIn(fixture, one), await signIn(fixture, other)];
      const where = { userId: one.id };
      await fixture.db.staffSession.updateMany({ where, data: { expiresAt: new Date('2020-01-01') } });
      const createdAt = new Date(fixture.time.now.getTime() - 24 * 3_600_000);
      await fixture.db.staffSession.updateMany({ where: { userId: other.id }, data: { createdAt } });
      return Promise.all(cookies.map(async (cookie) => statusOf(await get('/session', cookie))));
    },
    [401, 401],
  ],
  [
    'V3.3.3 other sessions after another password',
    async () => {
      const account = await colleague();
      const [here, elsewhere] = [await signIn(fixture, account), await signIn(fixture, account)];
      await post('/account/password', { current: account.password, password: GOOD }, here);
      return [statusOf(await get('/session', elsewhere))];
    },
    [401],
  ],
  [
    'V3.3.4 a session that its owner ended from another browser',
    async () => {
      const account = await colleague();
      const [stolen, own] = [await signIn(fixture, account), await signIn(fixture, account)];
      await post('/account/sessions/end-others', undefined, own);
      return [statusOf(await get('/session', stolen)), statusOf(await get('/session', own))];
    },
    [401, 200],
  ],
  [
    'V4.2.1 ending the session of somebody else by its id',
    async () => {
      const { id } = await fixture.db.staffSession.findFirstOrThrow({ where: { userId: admin.id } });
      const cookie = await signIn(fixture, await colleague());
      const answer = await send(fixture, 'DELETE', `/account/sessions/${id}`, { cookie });
      return [statusOf(answer), statusOf(await get('/session', adminCookie))];
    },
    [404, 200],
  ],
  [
    'V4.1.3 an admin who was demoted, at the very next request',
    async () => {
      const other = await fixture.createStaff('admin');
      const cookie = await signIn(fixture, other);
      const body = { version: 1, name: 'Ana Ruiz', role: 'comite' };
      await send(fixture, 'PUT', `/staff/${other.id}`, { cookie: adminCookie, body });
      const answers = await Promise.all([
        get('/staff', cookie),
        post('/invitations', { email: 'x@essmar.test', name: 'X', role: 'admin' }, cookie),
      ]);
      return answers.map(statusOf);
    },
    [401, 401],
  ],
  [
    'V4.1.3 a colleague who was deactivated, at the very next request and at the door',
    async () => {
      const account = await colleague();
      const cookie = await signIn(fixture, account);
      await post(`/staff/${account.id}/deactivate`, undefined, adminCookie);
      return [statusOf(await get('/pqrs', cookie)), statusOf(await attemptSignIn(fixture, account))];
    },
    [401, 401],
  ],
];

const REQUESTS: readonly Attempt[] = [
  [
    'V4.2.2 requests forged from another site, with and without a session',
    async () => {
      const cookie = adminCookie;
      const foreign = [
        'https://malo.example',
        'null',
        'http://consola.test.malo.example',
        'http://consola.test:81',
      ];
      const answers = await Promise.all(
        foreign.flatMap((origin) => [
          fixture.app.inject({
            method: 'POST',
            url: '/api/v1/invitations',
            headers: { cookie, origin },
            payload: { email: 'x@essmar.test', name: 'X', role: 'admin' },
          }),
          fixture.app.inject({
            method: 'POST',
            url: '/api/v1/session',
            headers: { origin },
            payload: { email: admin.email, password: admin.password },
          }),
        ]),
      );
      expect(await fixture.db.staffUser.count({ where: { email: 'x@essmar.test' } })).toBe(0);
      return [...new Set(answers.map(statusOf))];
    },
    [403],
  ],
  [
    'V4.2.2 a form of another site, which needs no preflight',
    async () => {
      const answer = await fixture.app.inject({
        method: 'POST',
        url: '/api/v1/account/sessions/end-others',
        headers: { cookie: adminCookie, 'content-type': 'text/plain', origin: 'https://malo.example' },
        payload: '{}',
      });
      return [statusOf(answer)];
    },
    [403],
  ],
  [
    'V5.1.2 mass assignment in every body about people',
    async () => {
      const more = { role: 'admin', isAdmin: true };
      const answers = await Promise.all([
        post('/session', { email: admin.email, password: admin.password, ...more }),
        post('/session/second-step', { code: '123456', trustDevice: true }),
        post('/account/password', { current: admin.password, password: GOOD, ...more }, adminCookie),
        post('/account/second-factor', { password: admin.password, ...more }, adminCookie),
        post('/account/recovery-codes', { password: admin.password, code: '1', ...more }, adminCookie),
        post(
          '/invitations',
          { email: 'y@essmar.test', name: 'Y', role: 'pqrs', twoFactorEnabled: true },
          adminCookie,
        ),
        send(fixture, 'PUT', `/staff/${admin.id}`, {
          cookie: adminCookie,
          body: { version: 1, name: 'Y', role: 'admin', email: 'y@essmar.test' },
        }),
        post('/absences', { staffId: admin.id, substituteId: admin.id, id: 'x' }, adminCookie),
      ]);
      return answers.map(statusOf);
    },
    [400, 400, 400, 400, 400, 400, 400, 400],
  ],
  [
    'V4.1.1 a role that does not exist, and one that is an object',
    async () => {
      const invitations = [{ role: 'superadmin' }, { role: { $ne: null } }, { role: ['admin'] }].map((role) =>
        post('/invitations', { email: 'z@essmar.test', name: 'Z', ...role }, adminCookie),
      );
      return (await Promise.all(invitations)).map(statusOf);
    },
    [400, 400, 400],
  ],
  [
    'V13.1 the sign-in library asked directly, under each path it has',
    async () => {
      const paths = [
        'sign-up/email',
        'sign-in/email',
        'two-factor/disable',
        'two-factor/get-totp-uri',
        'get-session',
      ];
      const urls = paths.flatMap((path) => [`/api/auth/${path}`, `/api/v1/auth/${path}`, `/api/v1/${path}`]);
      const answers = await Promise.all(
        urls.map((url) =>
          fixture.app.inject({
            method: 'POST',
            url,
            headers: { origin: fixture.publicUrl, cookie: adminCookie },
            payload: { email: admin.email, password: admin.password },
          }),
        ),
      );
      return [...new Set(answers.map(statusOf))];
    },
    [404],
  ],
];

test.each([...PASSWORDS, ...CODES, ...INVITATIONS, ...LINKS, ...SESSIONS, ...REQUESTS])(
  '%s',
  async (_, attempt, expected) => {
    expect(await attempt()).toEqual(expected);
  },
);

test('V2.2 nobody learns from the words, the status or the cookies which addresses exist', async () => {
  const [known, gone, locked] = [await colleague(), await colleague(), await colleague()];
  await post(`/staff/${gone.id}/deactivate`, undefined, adminCookie);
  await guess(locked.email, 5);
  const invited = await invitation();

  const answers = await Promise.all([
    attemptSignIn(fixture, { email: known.email, password: WRONG }),
    attemptSignIn(fixture, { email: 'nadie-nunca@essmar.test', password: WRONG }),
    attemptSignIn(fixture, { email: invited.email, password: WRONG }),
    attemptSignIn(fixture, { email: admin.email, password: WRONG }),
    attemptSignIn(fixture, gone),
    attemptSignIn(fixture, locked),
  ]);

  const seen = answers.map(({ statusCode, body, cookies }) => ({ statusCode, body, cookies }));
  expect(seen).toEqual(seen.map(() => ({ statusCode: 401, body: seen[0]?.body, cookies: [] })));
});

test('V3.4 every cookie is out of reach of scripts and of other sites, and sessions are never in a cache', async () => {
  const secure = await openConsole({ publicUrl: 'https://consola.test' });
  const answer = await attemptSignIn(secure, await secure.createStaff('pqrs'));
  await secure.close();

  const [line = ''] = [answer.headers['set-cookie']].flat();
  expect(line).toMatch(/^__Host-vecino\.session=/);
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) {
    expect(line).toContain(flag);
  }
  expect(line).not.toMatch(/domain=/i);
  expect(answer.headers['cache-control']).toBe('no-store');
});
