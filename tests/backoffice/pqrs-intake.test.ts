import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Constancia, OpenPqrsBody } from '../../backoffice/contracts/pqrs-intake.ts';
import {
  anAddress,
  type Colleague,
  type ConsoleFixture,
  openConsole,
  send,
  signIn,
  signInAs,
} from './console-fixture.ts';

let fixture: ConsoleFixture;
let ana: Colleague;
let cookie: string;

beforeAll(async () => {
  fixture = await openConsole();
  ana = await fixture.createStaff('pqrs');
  cookie = await signIn(fixture, ana);
});
afterAll(() => fixture.close());

/** Somebody at the window who gives a name and a telephone. */
function atTheWindow(changes: Partial<OpenPqrsBody> = {}): OpenPqrsBody {
  return {
    id: randomUUID(),
    channel: 'ventanilla',
    receivedAt: null,
    lateReason: null,
    readBack: true,
    kind: 'reclamo',
    aboutService: true,
    object: 'Que revisen la factura de octubre',
    reasons: 'Cobra el doble de lo normal',
    accountNumber: '12345-6',
    barrio: 'Pescaíto',
    annexIds: [],
    person: { kind: 'new', name: 'Rosa Pérez' },
    details: { document: '36718294', phone: '300 111 2233', email: null, postalAddress: 'Calle 10 # 4-20' },
    aviso: 'de-palabra',
    ...changes,
  };
}

const open = (body: object, as = cookie) => send(fixture, 'POST', '/pqrs/intakes', { cookie: as, body });

const readPath = (path: string, as = cookie) =>
  fixture.app.inject({
    method: 'GET',
    url: `/api/v1${path}`,
    headers: { cookie: as },
    remoteAddress: anAddress(),
  });

const constanciaOf = async (radicado: string, as = cookie): Promise<Constancia> =>
  (await readPath(`/pqrs/${radicado}/constancia`, as)).json();

const rowOf = (radicado: string) =>
  fixture.db.pqrs.findUniqueOrThrow({
    where: { radicado },
    include: { intake: true, annexes: true, contact: { include: { consents: true, addresses: true } } },
  });

async function upload(intakeId: string, name: string, bytes: string, as = cookie) {
  const form = new FormData();
  form.append('file', new Blob([bytes]), name);
  const encoded = new Response(form);
  return fixture.app.inject({
    method: 'POST',
    url: `/api/v1/pqrs/intakes/${intakeId}/files`,
    remoteAddress: anAddress(),
    headers: {
      origin: fixture.publicUrl,
      cookie: as,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

test('somebody at the window gets a radicado, a deadline and a code, and the paper tells it all', async () => {
  const filed = (await open(atTheWindow())).json();
  const row = await rowOf(filed.radicado);
  const paper = await constanciaOf(filed.radicado);

  expect(filed).toMatchObject({
    state: 'filed',
    receivedAt: '2026-11-20T15:00:00.000Z',
    dueOn: '2026-12-14',
  });
  expect(filed.code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  expect(row).toMatchObject({ channel: 'ventanilla', petitionerName: 'Rosa Pérez', conversationId: null });
  expect(row.contact?.consents).toMatchObject([{ purpose: 'tramite', granted: true, channel: 'console' }]);
  expect(row.contact?.addresses).toMatchObject([{ channel: 'telefono', address: '573001112233' }]);
  expect(paper).toMatchObject({
    radicado: filed.radicado,
    description: 'Que revisen la factura de octubre\n\nCobra el doble de lo normal',
    entered: {
      by: 'Ana Ruiz',
      isVerbal: true,
      readBack: true,
      aviso: 'de-palabra',
      isFromConversation: false,
    },
    petitionerName: 'Rosa Pérez',
    document: '•••••294',
    postalAddress: 'Calle 10 # 4-20',
    code: filed.code,
    positiveSilence: true,
  });
});

test('its line of the audit says who, from where and when, and nothing of the person', async () => {
  const { radicado } = (await open(atTheWindow({ channel: 'telefono' }))).json();
  const lines = await fixture.db.audit.findMany({ where: { subject: `pqrs/${radicado}` } });

  expect(lines).toMatchObject([
    {
      action: 'pqrs.opened-by-staff',
      actorId: ana.id,
      after: { channel: 'telefono', receivedAt: '2026-11-20T15:00:00.000Z' },
    },
  ]);
  expect(JSON.stringify(lines, (_key, value) => (typeof value === 'bigint' ? '' : value))).not.toContain(
    'Rosa',
  );
});

test('sent again, also at the same instant, it is the same radicado; with other answers it is refused', async () => {
  const body = atTheWindow();
  const before = await fixture.db.pqrs.count();
  const sent = await Promise.all([open(body), open(body), open(body)]);
  const again = await open(body);
  const other = await open({ ...body, object: 'Otra cosa muy distinta' });

  expect(new Set([...sent, again].map((response) => response.body)).size).toBe(1);
  expect(await fixture.db.pqrs.count()).toBe(before + 1);
  expect([other.statusCode, other.json().code]).toEqual([409, 'intake-changed']);
});

test('numbers follow each other without a gap when many file at once', async () => {
  const sent = await Promise.all(Array.from({ length: 8 }, () => open(atTheWindow())));
  const numbers = sent
    .map((response) => Number(response.json().radicado.slice(-6)))
    .toSorted((a, b) => a - b);

  expect(numbers).toEqual(numbers.map((_number, index) => (numbers[0] ?? 0) + index));
});

test('an anonymous one keeps nothing of the person', async () => {
  const { radicado } = (await open(atTheWindow({ person: { kind: 'anonymous' } }))).json();
  const row = await rowOf(radicado);

  expect(row).toMatchObject({ contactId: null, petitionerName: null });
  expect(row.intake).toMatchObject({ phone: null, document: null, postalAddress: null, aviso: null });
});

test('neither account nor barrio nor telephone nor authorisation is needed', async () => {
  const nothing = { document: null, phone: null, email: null, postalAddress: null };
  const body = atTheWindow({
    ...{ accountNumber: null, barrio: null, reasons: null, aviso: null, details: nothing },
    person: { kind: 'new', name: null },
  });
  const { radicado } = (await open(body)).json();

  expect((await rowOf(radicado)).contact?.consents).toEqual([]);
});

test('who came before is found by telephone, and the next one is theirs', async () => {
  const first = await rowOf(
    (
      await open(
        atTheWindow({ details: { document: null, phone: '3157778899', email: null, postalAddress: null } }),
      )
    ).json().radicado,
  );
  const found = await send(fixture, 'POST', '/search', { cookie, body: { text: '315 777 8899' } });
  const contactId = first.contactId ?? '';
  const intakeId = randomUUID();
  const file = (await upload(intakeId, 'carta.pdf', '%PDF-1.4 carta')).json();
  const body = atTheWindow({
    id: intakeId,
    annexIds: [file.fileId],
    person: { kind: 'known', contactId, name: 'Rosa Pérez' },
  });
  const second = await rowOf((await open(body)).json().radicado);

  expect(JSON.stringify(found.json())).toContain(contactId);
  expect(second.contactId).toBe(contactId);
  expect(second.annexes).toHaveLength(1);
  const person = (await readPath(`/people/${contactId}`)).json();
  expect([person.pqrsCount, person.conversations]).toEqual([2, []]);
});

test('a scan of some megabytes is taken, and what is no file is told', async () => {
  const scan = await upload(randomUUID(), 'escaneo.pdf', `%PDF-1.4 ${'a'.repeat(5 * 1024 * 1024)}`);
  const none = await send(fixture, 'POST', `/pqrs/intakes/${randomUUID()}/files`, { cookie, body: {} });

  expect([scan.statusCode, scan.json().name]).toEqual([200, 'escaneo.pdf']);
  expect([none.statusCode, none.json().code]).toEqual([400, 'invalid-request']);
});

test('a file that was kept for another one is none of this one', async () => {
  const file = (await upload(randomUUID(), 'carta.pdf', '%PDF-1.4 carta')).json();
  const refused = await open(atTheWindow({ annexIds: [file.fileId] }));

  expect([refused.statusCode, refused.json().code]).toEqual([404, 'annex-not-found']);
});

test.each<[string, object, number, string]>([
  ['an hour to come', { receivedAt: '2026-11-20T17:00:00Z' }, 422, 'intake-in-future'],
  [
    'a visit of last week without a reason',
    { receivedAt: '2026-11-12T17:00:00Z' },
    422,
    'intake-late-reason',
  ],
  ['nobody says whether it was read back', { readBack: null }, 422, 'intake-read-back'],
  [
    'somebody unknown',
    { person: { kind: 'known', contactId: randomUUID(), name: null } },
    404,
    'person-not-found',
  ],
  ['too few words', { object: 'agua' }, 400, 'invalid-request'],
  [
    'too many words together',
    { object: 'a'.repeat(3000), reasons: 'b'.repeat(1000) },
    400,
    'invalid-request',
  ],
  ['a channel that is none', { channel: 'paloma' }, 400, 'invalid-request'],
  ['an id that is none', { id: '1' }, 400, 'invalid-request'],
  ['a year of two digits', { receivedAt: '0026-11-12T17:00:00Z' }, 400, 'invalid-request'],
  ['a field that nobody knows', { status: 'CERRADA' }, 400, 'invalid-request'],
  ['an account that is none', { accountNumber: 'a b' }, 400, 'invalid-request'],
])('%s is told, and nothing is filed', async (_what, changes, status, code) => {
  const before = await fixture.db.pqrs.count();
  const refused = await open({ ...atTheWindow(), ...changes });

  expect([refused.statusCode, refused.json().code]).toEqual([status, code]);
  expect(await fixture.db.pqrs.count()).toBe(before);
});

test.each([
  ['pqrs', 200],
  ['atencion', 200],
  ['salud', 403],
  ['control-interno', 403],
] as const)('%s at the window: %i', async (role, status) => {
  const as = await signInAs(fixture, role);
  expect((await open(atTheWindow(), as)).statusCode).toBe(status);
  expect((await upload(randomUUID(), 'carta.pdf', '%PDF-1.4', as)).statusCode).toBe(status);
});

test('who may not look people up cannot name one', async () => {
  const as = await signInAs(fixture, 'lider-proceso');
  const { contactId } = await rowOf((await open(atTheWindow())).json().radicado);
  const body = atTheWindow({ person: { kind: 'known', contactId: contactId ?? '', name: null } });

  expect((await open(body, as)).statusCode).toBe(403);
  expect((await open(atTheWindow(), as)).statusCode).toBe(200);
});

test('a colleague who did not give the code reads the paper without it', async () => {
  const filed = (await open(atTheWindow())).json();
  const paper = await constanciaOf(filed.radicado, await signInAs(fixture, 'control-interno'));

  expect([paper.radicado, paper.code]).toEqual([filed.radicado, null]);
});

test('a health matter is for those who may read it, but for the paper of who has just filed it', async () => {
  const object = 'Mi EPS no me autoriza la cita con el especialista';
  const { radicado } = (await open(atTheWindow({ object, reasons: null }))).json();
  const other = await signInAs(fixture, 'atencion');

  expect((await rowOf(radicado)).sensitivity).toBe('health');
  expect((await constanciaOf(radicado)).description).toBe(object);
  expect((await readPath(`/pqrs/${radicado}/constancia`, other)).statusCode).toBe(403);
});

test('hostile words come back as they are, and the paper of what is not there is not found', async () => {
  const object = '<img src=x onerror=alert(1)> "\'&{{name}}';
  const { radicado } = (await open(atTheWindow({ object, reasons: null }))).json();

  expect((await constanciaOf(radicado)).description).toBe(object);
  expect((await readPath('/pqrs/ESSMAR-2026-999999/constancia')).statusCode).toBe(404);
});
