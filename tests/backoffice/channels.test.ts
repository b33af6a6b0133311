import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SendingStatus } from '../../domain/messages/sending-control.ts';
import { type ConsoleFixture, openConsole, setWhatsApp, signInAs, t } from './console-fixture.ts';

let fixture: ConsoleFixture;
let admin: string;
let reader: string;
let lastAuditId: bigint;
beforeAll(async () => {
  fixture = await openConsole();
  admin = await signInAs(fixture, 'admin');
  reader = await signInAs(fixture, 'control-interno');
});
beforeEach(async () => {
  lastAuditId = (await fixture.db.audit.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0n;
  await fixture.db.whatsappAccount.deleteMany();
  await fixture.db.whatsappLease.deleteMany();
  fixture.sending.status = null;
  fixture.sending.audit.length = 0;
});
afterAll(() => fixture.close());

const API = '/api/v1/channels/whatsapp';
const PAGE = '/consola/canales';
const PHONE = '573001112233';
const UNTIL = new Date('2026-11-20T15:01:00Z');
const QR = 'https://wa.me/settings/linked_devices#secreto-del-qr';
const STOPPED: SendingStatus = {
  scope: 'proactive',
  reason: 'refused-463',
  since: new Date('2026-11-20T14:00:00Z'),
  proactiveToday: 41,
  ceiling: 200,
};

function get(url: string, cookie: string) {
  return fixture.app.inject({ url, headers: { cookie } });
}

function post(url: string, payload: object, cookie = admin) {
  const headers = { cookie, origin: fixture.publicUrl };
  return fixture.app.inject({ method: 'POST', url, headers, payload });
}

function submit(url: string, form: Readonly<Record<string, string>> = {}, cookie = admin) {
  return fixture.app.inject({
    method: 'POST',
    url,
    headers: { cookie, origin: fixture.publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
}

function findAsked() {
  return fixture.db.whatsappAccount.findUniqueOrThrow({
    where: { account: 'principal' },
    select: { wanted: true, pairingPhone: true },
  });
}

async function listAudit() {
  const rows = await fixture.db.audit.findMany({
    where: { id: { gt: lastAuditId }, subject: { startsWith: 'whatsapp/' } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ actorKind, action, subject, after }) => ({ actorKind, action, subject, after }));
}

test('nothing is known of a number that no process has cared for, and that is said', async () => {
  const view = await get(API, admin);
  const page = await get(PAGE, admin);

  expect(view.json()).toEqual({
    state: 'unpaired',
    reason: null,
    request: 'none',
    attended: false,
    phone: null,
    connectedAt: null,
    updatedAt: null,
    pairing: null,
    possible: ['pair-qr', 'pair-code'],
    sending: null,
  });
  expect(page.body).toContain(t('console.channels.unattendedWhy'));
});

test.each([
  ['stopped', 'banned'],
  ['stopped', 'replaced'],
  ['stopped', 'version-refused'],
  ['stopped', 'multidevice-mismatch'],
  ['closed', 'network'],
  ['closed', 'server'],
  ['unpaired', 'logged-out'],
  ['unpaired', 'pairing-expired'],
] as const)('a number that is %s because of %s says so in words', async (state, reason) => {
  await setWhatsApp(fixture, { state, reason });

  const { body } = await get(PAGE, reader);

  expect(body).toContain(t(`whatsapp.state.${state}`));
  expect(body).toContain(t(`whatsapp.about.${state}`));
  expect(body).toContain(t(`whatsapp.reason.${reason}`));
});

test('whoever may only look sees the number masked, nothing that links a phone, and no button', async () => {
  await setWhatsApp(fixture, {
    state: 'pairing',
    phone: PHONE,
    pairing: { kind: 'code', value: '2S8MF95W', until: UNTIL },
  });
  fixture.sending.status = STOPPED;

  const view = (await get(API, reader)).json();
  const { body } = await get(PAGE, reader);

  expect(view).toMatchObject({ phone: '57300•••••33', pairing: null, possible: [] });
  expect(body).toContain('+57300•••••33');
  expect(body).toContain(t('sending.stop.refused-463'));
  expect(body).not.toMatch(/2S8M|573001112233|action="\/consola\/canales|canales\/(reanudar|desvincular)/);
});

test('the code is shown in two groups, and the QR as a drawing with a name', async () => {
  const pairing = { until: UNTIL };
  await setWhatsApp(fixture, { state: 'pairing', pairing: { ...pairing, kind: 'code', value: '2S8MF95W' } });
  const code = await get(PAGE, admin);
  await setWhatsApp(fixture, { state: 'pairing', pairing: { ...pairing, kind: 'qr', value: QR } });
  const qr = await get(PAGE, admin);

  expect(code.body).toContain('2S8M-F95W');
  expect(qr.body).toContain(`role="img" aria-label="${t('console.channels.pair.qrAlt')}"`);
  expect(qr.body).not.toContain('secreto-del-qr');
  expect(qr.body).not.toMatch(/<script|style="/);
});

test('what links a phone is not shown after its time', async () => {
  await setWhatsApp(fixture, {
    state: 'pairing',
    pairing: { kind: 'code', value: '2S8MF95W', until: new Date('2026-11-20T15:00:00Z') },
  });

  expect((await get(API, admin)).json().pairing).toBeNull();
});

test('linking by QR leaves the request and a line in the audit, and the page looks by itself until it is stopped', async () => {
  await setWhatsApp(fixture);

  const response = await submit(`${PAGE}/vincular`, { forma: 'qr' });
  const page = await get(String(response.headers.location), admin);
  const still = await get(PAGE, admin);

  expect([response.statusCode, response.headers.location]).toEqual([303, `${PAGE}?actualizar=1`]);
  expect(await findAsked()).toEqual({ wanted: 'pair-qr', pairingPhone: null });
  expect(await listAudit()).toEqual([
    {
      actorKind: 'staff',
      action: 'whatsapp.pairing-requested',
      subject: 'whatsapp/principal',
      after: { request: 'pair-qr' },
    },
  ]);
  expect(page.body).toContain('http-equiv="refresh"');
  expect(page.body).toContain(t('console.channels.stopRefreshing'));
  expect(still.body).not.toContain('http-equiv="refresh"');
});

test.each([
  ['open', null],
  ['pairing', { kind: 'code', value: '2S8MF95W', until: UNTIL }],
] as const)('a page of a number that is %s and stays so never loads itself again', async (state, pairing) => {
  await setWhatsApp(fixture, { state, pairing });

  expect((await get(`${PAGE}?actualizar=1`, admin)).body).not.toContain('http-equiv="refresh"');
});

test('linking by code keeps the telephone for the owner of the number and out of the audit', async () => {
  await setWhatsApp(fixture);

  await submit(`${PAGE}/vincular`, { forma: 'codigo', telefono: '+57 300 111 2233' });

  expect(await findAsked()).toEqual({ wanted: 'pair-code', pairingPhone: PHONE });
  expect(JSON.stringify(await listAudit())).not.toContain('300');
});

test('a telephone that is none is told beside its field, is kept and asks nothing', async () => {
  await setWhatsApp(fixture);

  const response = await submit(`${PAGE}/vincular`, { forma: 'codigo', telefono: '300 11<' });

  expect(response.statusCode).toBe(400);
  expect(response.body).toContain('value="300 11&lt;"');
  expect(response.body).toContain('aria-invalid="true"');
  expect(await findAsked()).toEqual({ wanted: 'none', pairingPhone: null });
});

test.each([
  ['conectar', 'stopped', 'connect', 'whatsapp.connection-requested'],
  ['desvincular', 'open', 'logout', 'whatsapp.logout-requested'],
] as const)('%s asks the owner of a number that is %s', async (path, state, wanted, action) => {
  await setWhatsApp(fixture, { state, phone: PHONE });

  const response = await submit(`${PAGE}/${path}`);

  expect(response.headers.location).toBe(PAGE);
  expect((await findAsked()).wanted).toBe(wanted);
  expect((await listAudit()).map((line) => line.action)).toEqual([action]);
});

test('a request that nobody takes can be withdrawn, which the audit tells', async () => {
  await setWhatsApp(fixture, { attended: false });
  await post(API, { request: 'pair-qr' });

  const page = await get(PAGE, admin);
  const response = await submit(`${PAGE}/retirar`);

  expect(page.body).toContain(t('console.channels.pending'));
  expect(response.statusCode).toBe(303);
  expect((await findAsked()).wanted).toBe('none');
  expect((await listAudit()).map(({ action }) => action)).toEqual([
    'whatsapp.pairing-requested',
    'whatsapp.request-withdrawn',
  ]);
});

test.each([
  ['open', { request: 'pair-qr' }],
  ['open', { request: 'pair-code', phone: PHONE }],
  ['open', { request: 'connect' }],
  ['unpaired', { request: 'logout' }],
  ['unpaired', { request: 'withdraw' }],
] as const)('of a number that is %s, %j is refused and leaves nothing', async (state, body) => {
  await setWhatsApp(fixture, { state });

  const response = await post(API, body);

  expect([response.statusCode, response.json().code]).toEqual([409, 'request-not-possible']);
  expect(await listAudit()).toEqual([]);
  expect((await findAsked()).wanted).toBe('none');
});

test('a request and its line in the audit stand or fall together', async () => {
  const broken = await openConsole();
  await setWhatsApp(broken);
  const cookie = await signInAs(broken, 'admin');
  await broken.db.$executeRaw`ALTER TABLE audit RENAME TO audit_away`;

  const response = await broken.app.inject({
    method: 'POST',
    url: API,
    headers: { cookie, origin: broken.publicUrl },
    payload: { request: 'pair-qr' },
  });
  const row = await broken.db.whatsappAccount.findUniqueOrThrow({ where: { account: 'principal' } });
  await broken.close();

  expect(response.statusCode).toBe(500);
  expect(row.wanted).toBe('none');
});

test.each([
  { request: 'pair-code' },
  { request: 'pair-code', phone: 'no' },
  { request: 'pair-qr', phone: PHONE },
  { request: 'ban' },
  {},
])('%j is no request', async (body) => {
  expect((await post(API, body)).statusCode).toBe(400);
});

test('what is stopped is said loudly, and goes on only after a second yes', async () => {
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  fixture.sending.status = STOPPED;

  const page = await get(PAGE, admin);
  const question = await get(`${PAGE}/reanudar`, admin);
  expect(fixture.sending.status).toEqual(STOPPED);
  const response = await submit(`${PAGE}/reanudar`);
  const after = await get(PAGE, admin);

  expect(page.body).toContain(t('console.channels.stoppedTitle'));
  expect(page.body).toContain(t('whatsapp.stopped.proactive'));
  expect(page.body).toContain(t('sending.stop.refused-463'));
  expect(question.body).toContain(t('console.channels.resumeWhat'));
  expect(response.headers.location).toBe(PAGE);
  expect(after.body).not.toContain(t('console.channels.stoppedTitle'));
  expect(fixture.sending.audit).toMatchObject([
    { action: 'sending.resumed', before: { scope: 'proactive', reason: 'refused-463' } },
  ]);
});

test('a colleague can stop what is sent by itself, once', async () => {
  fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };

  const first = await post(`${API}/sending`, { action: 'stop' });
  const second = await post(`${API}/sending`, { action: 'stop' });

  expect(first.json().sending).toMatchObject({ scope: 'proactive', reason: 'by-person' });
  expect(second.statusCode).toBe(409);
  expect(fixture.sending.audit.map(({ action }) => action)).toEqual(['sending.stopped']);
});

test('nothing can be let go where nothing governs', async () => {
  expect((await post(`${API}/sending`, { action: 'resume' })).statusCode).toBe(409);
});

test.each([
  ['pqrs', 403, 403],
  ['control-interno', 200, 403],
  ['atencion', 200, 403],
  ['admin', 200, 200],
] as const)('%s gets %i looking and %i asking', async (role, looking, asking) => {
  await setWhatsApp(fixture);
  const cookie = role === 'admin' ? admin : await signInAs(fixture, role);

  expect((await get(API, cookie)).statusCode).toBe(looking);
  expect((await get(PAGE, cookie)).statusCode).toBe(looking);
  expect((await post(API, { request: 'pair-qr' }, cookie)).statusCode).toBe(asking);
  expect((await get(`${PAGE}/desvincular`, cookie)).statusCode).toBe(asking);
  expect((await submit(`${PAGE}/detener`, {}, cookie)).statusCode).toBe(asking === 403 ? 403 : 409);
});

test('the link to the page is there for whoever may open it', async () => {
  const href = `href="${PAGE}"`;

  expect((await get('/consola', admin)).body).toContain(href);
  expect((await get('/consola', await signInAs(fixture, 'pqrs'))).body).not.toContain(href);
});

test('a form of another site changes nothing', async () => {
  await setWhatsApp(fixture);

  const response = await fixture.app.inject({
    method: 'POST',
    url: `${PAGE}/vincular`,
    headers: {
      cookie: admin,
      origin: 'https://otro.test',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'forma=qr',
  });

  expect(response.statusCode).toBe(403);
  expect((await findAsked()).wanted).toBe('none');
});

test('after the sign-in a colleague comes back to the page', async () => {
  const away = await fixture.app.inject({ url: PAGE });
  const form = await fixture.app.inject({ url: String(away.headers.location) });

  expect(form.body).toContain(`name="volver" value="${PAGE}"`);
});

const ALARM = t('console.channels.alarmTitle');

/** After the time for which the console trusts what it saw last. */
function getLater(url: string, cookie: string) {
  fixture.time.now = new Date(fixture.time.now.getTime() + 10_000);
  return get(url, cookie);
}

test.each([
  ['what it sends is stopped', STOPPED, {}, [t('whatsapp.stopped.proactive'), t('sending.stop.refused-463')]],
  [
    'replies are stopped too',
    { ...STOPPED, scope: 'all', reason: 'replies-refused-463' },
    {},
    [t('whatsapp.stopped.all'), t('sending.stop.replies-refused-463')],
  ],
  [
    'the number is stopped',
    { ...STOPPED, scope: 'none', reason: null },
    { state: 'stopped', reason: 'replaced' },
    [t('console.channels.alarm.stopped'), t('whatsapp.reason.replaced')],
  ],
  [
    'the phone was unlinked',
    { ...STOPPED, scope: 'none', reason: null },
    { state: 'unpaired', reason: 'logged-out' },
    [t('console.channels.alarm.unpaired'), t('whatsapp.reason.logged-out')],
  ],
] as const)(
  'every page says aloud that %s, to whoever may see the channels',
  async (_, status, report, words) => {
    await setWhatsApp(fixture, { state: 'open', phone: PHONE, ...report });
    fixture.sending.status = status;

    const list = (await getLater('/consola', reader)).body;
    const missing = (await get('/consola/nada', reader)).body;
    const question = (await get(`${PAGE}/detener`, admin)).body;
    const stranger = (await get('/consola', await signInAs(fixture, 'pqrs'))).body;

    for (const body of [list, missing, question]) {
      expect(body).toContain(ALARM);
      for (const sentence of words) {
        expect(body).toContain(sentence);
      }
      expect(body).toContain(`href="${PAGE}"`);
    }
    expect(stranger).not.toContain(ALARM);
    expect((await get(PAGE, reader)).body).not.toContain(ALARM);
  },
);

test('the alarm ends with the next page once a colleague lets the sending go on', async () => {
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  fixture.sending.status = STOPPED;
  expect((await getLater('/consola', admin)).body).toContain(ALARM);

  await submit(`${PAGE}/reanudar`);

  expect((await get('/consola', admin)).body).not.toContain(ALARM);
});

test.each([
  ['is being set up', { state: 'unpaired' }],
  ['connects again by itself', { state: 'closed', reason: 'network' }],
] as const)('a number that %s is no alarm', async (_, report) => {
  await setWhatsApp(fixture, report);
  fixture.sending.status = { ...STOPPED, scope: 'none', reason: null };

  expect((await getLater('/consola', admin)).body).not.toContain(ALARM);
});

test('a number that is not in use is no alarm, whatever was written of it', async () => {
  const unused = await openConsole({ isGoverned: false });
  await setWhatsApp(unused, { state: 'stopped', reason: 'banned' });
  const cookie = await signInAs(unused, 'admin');

  const { body } = await unused.app.inject({ url: '/consola', headers: { cookie } });

  expect(body).not.toContain(ALARM);
  await unused.close();
});
