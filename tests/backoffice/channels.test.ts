import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SendingStatus } from '../../domain/messages/sending-control.ts';
import {
  type ConsoleFixture,
  insertConversation,
  openConsole,
  setWhatsApp,
  signInAs,
  t,
} from './console-fixture.ts';

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
  await fixture.db.outbox.deleteMany();
  await fixture.db.event.deleteMany();
  fixture.sending.status = null;
  fixture.sending.audit.length = 0;
});
afterAll(() => fixture.close());

const API = '/api/v1/channels/whatsapp';
const TROUBLES = '/api/v1/channels/troubles';
const PHONE = '573001112233';
const UNTIL = new Date('2026-11-20T15:01:00Z');
const QR = 'https://wa.me/settings/linked_devices#secreto-del-qr';
const SINCE = '2026-11-20T14:00:00.000Z';
const STOPPED: SendingStatus = {
  scope: 'proactive',
  reason: 'refused-463',
  since: new Date(SINCE),
  by: null,
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

test('nothing is known of a number that no process has cared for', async () => {
  const view = await get(API, admin);

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
] as const)(
  'a number that is %s because of %s says so, and there are words for it',
  async (state, reason) => {
    await setWhatsApp(fixture, { state, reason });

    expect((await get(API, reader)).json()).toMatchObject({ state, reason });
    expect(t(`whatsapp.reason.${reason}`)).not.toBe('');
  },
);

test('whoever may only look sees the number masked and nothing that links a phone or changes anything', async () => {
  await setWhatsApp(fixture, {
    state: 'pairing',
    phone: PHONE,
    pairing: { kind: 'code', value: '2S8MF95W', until: UNTIL },
  });
  fixture.sending.status = STOPPED;

  const answer = await get(API, reader);

  expect(answer.json()).toMatchObject({
    phone: '57300•••••33',
    pairing: null,
    possible: [],
    sending: { scope: 'proactive', reason: 'refused-463' },
  });
  expect(answer.body).not.toMatch(/2S8M|573001112233/);
});

test('a written code comes as it is, and a QR code also as a picture', async () => {
  const pairing = { until: UNTIL };
  await setWhatsApp(fixture, { state: 'pairing', pairing: { ...pairing, kind: 'code', value: '2S8MF95W' } });
  const code = await get(API, admin);
  await setWhatsApp(fixture, { state: 'pairing', pairing: { ...pairing, kind: 'qr', value: QR } });
  const qr = await get(API, admin);

  expect(code.json().pairing).toMatchObject({ kind: 'code', value: '2S8MF95W', picture: null });
  expect(qr.json().pairing.picture).toMatch(/^data:image\/svg\+xml;base64,/);
});

test('what links a phone is not shown after its time', async () => {
  await setWhatsApp(fixture, {
    state: 'pairing',
    pairing: { kind: 'code', value: '2S8MF95W', until: new Date('2026-11-20T15:00:00Z') },
  });

  expect((await get(API, admin)).json().pairing).toBeNull();
});

test('linking by QR leaves the request and a line in the audit', async () => {
  await setWhatsApp(fixture);

  const response = await post(API, { request: 'pair-qr' });

  expect([response.statusCode, response.json().request]).toEqual([200, 'pair-qr']);
  expect(await findAsked()).toEqual({ wanted: 'pair-qr', pairingPhone: null });
  expect(await listAudit()).toEqual([
    {
      actorKind: 'staff',
      action: 'whatsapp.pairing-requested',
      subject: 'whatsapp/principal',
      after: { request: 'pair-qr' },
    },
  ]);
});

test('linking by code keeps the telephone for the owner of the number and out of the audit', async () => {
  await setWhatsApp(fixture);

  await post(API, { request: 'pair-code', phone: '+57 300 111 2233' });

  expect(await findAsked()).toEqual({ wanted: 'pair-code', pairingPhone: PHONE });
  expect(JSON.stringify(await listAudit())).not.toContain('300');
});

test.each([
  ['connect', 'stopped', 'whatsapp.connection-requested'],
  ['logout', 'open', 'whatsapp.logout-requested'],
] as const)('%s asks the owner of a number that is %s', async (request, state, action) => {
  await setWhatsApp(fixture, { state, phone: PHONE });

  const response = await post(API, { request });

  expect(response.statusCode).toBe(200);
  expect((await findAsked()).wanted).toBe(request);
  expect((await listAudit()).map((line) => line.action)).toEqual([action]);
});

test('a request that nobody takes can be withdrawn, which the audit tells', async () => {
  await setWhatsApp(fixture, { attended: false });

  const asked = await post(API, { request: 'pair-qr' });
  const withdrawn = await post(API, { request: 'withdraw' });

  expect(asked.json().possible).toContain('withdraw');
  expect(withdrawn.json()).toMatchObject({ request: 'none' });
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

test('what is stopped goes on when a colleague says so, which the audit tells', async () => {
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  fixture.sending.status = STOPPED;

  const response = await post(`${API}/sending`, { action: 'resume' });

  expect(response.json().sending).toMatchObject({ scope: 'none', reason: null });
  expect(fixture.sending.audit).toMatchObject([
    { action: 'sending.resumed', before: { scope: 'proactive', reason: 'refused-463' } },
  ]);
});

test('a colleague can stop what is sent by itself, once', async () => {
  fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };

  const stop = { action: 'stop', cause: 'other', note: ' Cambio de operador ' };
  const first = await post(`${API}/sending`, stop);
  const second = await post(`${API}/sending`, stop);

  const by = { name: 'Ana Ruiz', cause: 'other', note: 'Cambio de operador' };
  expect(first.json().sending).toMatchObject({ scope: 'proactive', reason: 'by-person', by });
  expect(second.statusCode).toBe(409);
  expect(fixture.sending.audit).toMatchObject([
    { action: 'sending.stopped', after: { cause: 'other', note: 'Cambio de operador' } },
  ]);
  expect(await listTroubles()).toEqual([
    { kind: 'sending', scope: 'proactive', reason: 'by-person', since: '2026-11-20T15:00:00.000Z', by },
  ]);
});

test.each([
  { action: 'stop' },
  { action: 'stop', cause: 'aburrimiento' },
  { action: 'stop', cause: 'other' },
  { action: 'stop', cause: 'other', note: '   ' },
  { action: 'stop', cause: 'other', note: 'x'.repeat(301) },
  { action: 'stop', cause: 'maintenance', note: 'x' },
  { action: 'resume', cause: 'maintenance' },
])('%j stops nothing: the cause is not optional', async (body) => {
  fixture.sending.status = { ...STOPPED, scope: 'none', reason: null, since: null };

  expect((await post(`${API}/sending`, body)).statusCode).toBe(400);
  expect(fixture.sending.audit).toEqual([]);
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
  expect((await get(TROUBLES, cookie)).statusCode).toBe(looking);
  expect((await post(API, { request: 'pair-qr' }, cookie)).statusCode).toBe(asking);
  const stop = await post(`${API}/sending`, { action: 'stop', cause: 'maintenance' }, cookie);
  expect(stop.statusCode).toBe(asking === 403 ? 403 : 409);
});

test('a request of another site changes nothing', async () => {
  await setWhatsApp(fixture);

  const response = await fixture.app.inject({
    method: 'POST',
    url: API,
    headers: { cookie: admin, origin: 'https://otro.test' },
    payload: { request: 'pair-qr' },
  });

  expect(response.statusCode).toBe(403);
  expect((await findAsked()).wanted).toBe('none');
});

async function listTroubles(cookie = reader) {
  return (await get(TROUBLES, cookie)).json().troubles;
}

test.each([
  [
    'what it sends is stopped',
    STOPPED,
    {},
    [{ kind: 'sending', scope: 'proactive', reason: 'refused-463', since: SINCE, by: null }],
  ],
  [
    'replies are stopped too',
    { ...STOPPED, scope: 'all', reason: 'replies-refused-463' },
    {},
    [{ kind: 'sending', scope: 'all', reason: 'replies-refused-463', since: SINCE, by: null }],
  ],
  [
    'the number is stopped',
    { ...STOPPED, scope: 'none', reason: null },
    { state: 'stopped', reason: 'replaced' },
    [{ kind: 'number', state: 'stopped', reason: 'replaced' }],
  ],
  [
    'the phone was unlinked',
    { ...STOPPED, scope: 'none', reason: null },
    { state: 'unpaired', reason: 'logged-out' },
    [{ kind: 'number', state: 'unpaired', reason: 'logged-out' }],
  ],
] as const)('whoever may see the channels learns that %s', async (_, status, report, troubles) => {
  await setWhatsApp(fixture, { state: 'open', phone: PHONE, ...report });
  fixture.sending.status = status;

  expect(await listTroubles()).toEqual(troubles);
});

test('the trouble ends as soon as a colleague lets the sending go on', async () => {
  await setWhatsApp(fixture, { state: 'open', phone: PHONE });
  fixture.sending.status = STOPPED;
  expect(await listTroubles()).toHaveLength(1);

  await post(`${API}/sending`, { action: 'resume' });

  expect(await listTroubles()).toEqual([]);
});

test.each([
  ['is being set up', { state: 'unpaired' }],
  ['connects again by itself', { state: 'closed', reason: 'network' }],
] as const)('a number that %s is no trouble', async (_, report) => {
  await setWhatsApp(fixture, report);
  fixture.sending.status = { ...STOPPED, scope: 'none', reason: null };

  expect(await listTroubles()).toEqual([]);
});

test('a number that is not in use is no trouble, whatever was written of it', async () => {
  const unused = await openConsole({ isGoverned: false });
  await setWhatsApp(unused, { state: 'stopped', reason: 'banned' });
  const cookie = await signInAs(unused, 'admin');

  const { troubles } = (await unused.app.inject({ url: TROUBLES, headers: { cookie } })).json();

  expect(troubles).toEqual([]);
  await unused.close();
});

const CHANNELS = '/api/v1/channels';
const SOME_ID = '0b6f0000-0000-4000-8000-000000000001';
let place = 0;

type Line = { readonly status?: string; readonly reason?: string | null; readonly sensitivity?: string };

/** A message in a conversation of its own. Its words must never be told. */
async function queueLine({ status = 'failed', reason = 'no-address', sensitivity = 'normal' }: Line = {}) {
  const conversationId = await insertConversation(fixture);
  place += 1;
  const at = new Date('2026-11-20T14:30:00Z');
  const { id } = await fixture.db.outbox.create({
    data: {
      id: `01980000-0000-7000-8000-${String(place).padStart(12, '0')}`,
      ...{ conversationId, seq: place, channel: 'terminal', recipient: PHONE, class: 'proactive' },
      ...{ purpose: 'salud', content: { text: 'palabras secretas' }, sensitivity, status, reason },
      ...{ attempts: 6, availableAt: at, createdAt: at },
    },
  });
  return { id, conversationId };
}

async function insertGivenUp(sensitivity = 'normal'): Promise<string> {
  const at = new Date('2026-11-20T14:30:00Z');
  const { id } = await fixture.db.event.create({
    data: {
      ...{
        conversationId: await insertConversation(fixture),
        channelMessageId: randomUUID(),
        kind: 'message',
      },
      ...{
        content: { text: 'palabras secretas' },
        receivedAt: at,
        seq: 1,
        attempts: 4,
        errors: 3,
        sensitivity,
      },
      ...{ processedAt: at, outcome: 'handed-to-human' },
    },
  });
  return String(id);
}

test('the queue tells what waits and what did not leave in the last day', async () => {
  await queueLine({ status: 'queued', reason: null });
  await queueLine();

  expect((await get(`${CHANNELS}/queue`, reader)).json()).toEqual({
    at: '2026-11-20T15:00:00.000Z',
    rows: [
      {
        ...{ channel: 'terminal', class: 'proactive', waiting: 0, sending: 0, retrying: 1 },
        ...{ oldestAt: '2026-11-20T14:30:00.000Z', failed: 1, skipped: 0, expired: 0 },
      },
    ],
  });
});

test.each([
  ['admin', PHONE],
  ['control-interno', '57300•••••33'],
] as const)(
  'the ledger tells %s what became of a message and to whom, never what it says',
  async (role, phone) => {
    const { id } = await queueLine();
    await queueLine({ status: 'queued', reason: null });

    const answer = await get(
      `${CHANNELS}/ledger?status=failed&channel=terminal`,
      role === 'admin' ? admin : reader,
    );

    expect(answer.json().items).toMatchObject([
      { id, phone, purpose: 'salud', status: 'failed', reason: 'no-address', attempts: 6, retry: 'allowed' },
    ]);
    expect(answer.body).not.toContain('secretas');
  },
);

test('of a health matter only how its message fared is told', async () => {
  await queueLine({ sensitivity: 'health' });
  await insertGivenUp('health');

  for (const url of ['ledger', 'dead', 'given-up']) {
    const answer = await get(`${CHANNELS}/${url}`, admin);
    const [item] = answer.json().items;
    expect(item).toMatchObject({ reserved: true, phone: null, contactId: null });
    expect(item.purpose ?? null).toBeNull();
    expect(answer.body).not.toMatch(new RegExp(`${PHONE}|secretas`));
  }
});

test('a page of the ledger goes on where the one before it ended', async () => {
  const ids = [];
  for (let n = 0; n < 3; n += 1) {
    ids.unshift((await queueLine({ status: 'sent', reason: null })).id);
  }

  const first = (await get(`${CHANNELS}/ledger?limit=2`, reader)).json();
  const second = (await get(`${CHANNELS}/ledger?limit=2&cursor=${first.nextCursor}`, reader)).json();

  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
});

test('what failed is tried again once, which the audit tells of each', async () => {
  const { id } = await queueLine();
  const event = await insertGivenUp();
  const gone = randomUUID();
  const body = { messages: [id, gone], events: [event] };

  const first = await post(`${CHANNELS}/retry`, body);
  const second = await post(`${CHANNELS}/retry`, body);

  expect(first.json().rows).toEqual([
    { id, outcome: 'retried' },
    { id: gone, outcome: 'nothing-to-do' },
    { id: event, outcome: 'retried' },
  ]);
  expect(second.json().rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'nothing-to-do',
    'nothing-to-do',
    'nothing-to-do',
  ]);
  const audit = await fixture.db.audit.findMany({
    where: { id: { gt: lastAuditId }, action: { endsWith: '.retried' } },
    orderBy: { id: 'asc' },
  });
  expect(audit.map(({ action, subject, before }) => ({ action, subject, before }))).toEqual([
    {
      action: 'message.retried',
      subject: `message/${id}`,
      before: { status: 'failed', reason: 'no-address' },
    },
    { action: 'event.retried', subject: `event/${event}`, before: { attempts: 4, errors: 3 } },
  ]);
  expect(await fixture.db.outbox.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ status: 'queued', attempts: 0, reason: null },
  });
});

test('what the rules forbid is not tried again, and nothing of it changes', async () => {
  const { id } = await queueLine({ status: 'skipped', reason: 'no-consent' });

  const response = await post(`${CHANNELS}/retry`, { messages: [id] });

  expect(response.json().rows).toEqual([{ id, outcome: 'ruled-out' }]);
  expect(await fixture.db.outbox.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'skipped' });
});

test.each([
  {},
  { messages: [] },
  { messages: ['1'] },
  { events: ['-1'] },
  { setApart: ['x'] },
  { messages: [SOME_ID, SOME_ID] },
  { messages: Array.from({ length: 101 }, () => randomUUID()) },
  { events: ['1'], status: 'sent' },
])('%j is nothing to try again', async (body) => {
  expect((await post(`${CHANNELS}/retry`, body)).statusCode).toBe(400);
});

test('whoever may only look retries nothing, and whoever may not look sees nothing', async () => {
  const { id } = await queueLine();
  const stranger = await signInAs(fixture, 'pqrs');

  expect((await post(`${CHANNELS}/retry`, { messages: [id] }, reader)).statusCode).toBe(403);
  for (const url of ['queue', 'ledger', 'dead', 'given-up']) {
    expect((await get(`${CHANNELS}/${url}`, stranger)).statusCode).toBe(403);
  }
  expect(await fixture.db.outbox.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'failed' });
});

test.each(['no-channel', 'no-address', 'refused-463', 'file-missing', 'too-many-attempts'] as const)(
  'there are words for a message that failed because of %s',
  (reason) => {
    expect(t(`sending.fail.${reason}`)).not.toBe('');
  },
);
