import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../../domain/people/roles.ts';
import { LiveClient } from '../support/live-client.ts';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';
import { caller, insertPerson, insertPqrs, radicado } from './people-fixture.ts';

/** What somebody who is signed in, or who is not, tries with the lists, the search and the news. All of it is refused. */
let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
let origin: string;
const cookies = new Map<StaffRole, string>();
const SECRET = 'Secreto Enfermizo';
const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
let person: { contactId: string; conversationId: string };
let privateView: string;
let strangeNotification: string;

beforeAll(async () => {
  fixture = await openConsole({ beatMs: 50 });
  call = caller(fixture);
  origin = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  for (const role of ['admin', 'atencion', 'pqrs', 'comite', 'salud', 'control-interno', 'sac'] as const) {
    cookies.set(role, await signInAs(fixture, role));
  }
  person = await insertPerson(fixture, { phone: '573005556677', sensitivity: 'health' });
  await insertPqrs(
    fixture,
    {
      ...{ radicado: radicado(1), sensitivity: 'health', petitionerName: SECRET, barrioText: SECRET },
      ...{ description: SECRET, barrioId: 'essmar-1-0001', contactId: person.contactId },
    },
    { radicado: radicado(2), petitionerName: MARKUP, barrioText: MARKUP },
  );
  const saved = await as('atencion', '/views', { method: 'POST', body: aView(MARKUP) });
  privateView = saved.json().id;
  const other = await fixture.createStaff('atencion');
  strangeNotification = randomUUID();
  await fixture.db.notification.create({
    data: {
      id: strangeNotification,
      staffId: other.id,
      kind: 'view-shared',
      subject: randomUUID(),
      createdAt: fixture.time.now,
    },
  });
});
afterAll(() => fixture.close());

const aView = (name: string, more: object = {}) => ({ list: 'pqrs', name, filter: {}, ...more });
const as = (role: StaffRole, ...rest: Parameters<typeof call> extends [string, ...infer R] ? R : never) =>
  call(cookies.get(role) ?? '', ...rest);

const cursorOf = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');

type Attempt = readonly [
  what: string,
  role: StaffRole,
  url: () => string,
  request: { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown },
  status: number,
];

const post = (body: unknown) => ({ method: 'POST', body }) as const;
const put = (body: unknown) => ({ method: 'PUT', body }) as const;

const ATTEMPTS: readonly Attempt[] = [
  // Somebody else's things by their id.
  ['a colleague opens a person who is not there', 'atencion', () => `/people/${randomUUID()}`, {}, 404],
  ['a role without people opens one by id', 'comite', () => `/people/${person.contactId}`, {}, 403],
  ['another colleague changes a private view', 'pqrs', () => `/views/${privateView}`, put(aView('x')), 404],
  ['an admin changes a private view', 'admin', () => `/views/${privateView}`, put(aView('x')), 404],
  ['another colleague removes it', 'pqrs', () => `/views/${privateView}`, { method: 'DELETE' }, 404],
  // Paths and ids that are none.
  ['a path climbs out of people', 'atencion', () => '/people/..%2F..%2Fetc%2Fpasswd', {}, 400],
  ['an id is a statement', 'atencion', () => `/people/${encodeURIComponent("1' OR '1'='1")}`, {}, 400],
  ['a view has a path for an id', 'atencion', () => '/views/..%2Fsession', { method: 'DELETE' }, 400],
  ['a barrio has a path for an id', 'pqrs', () => '/pqrs?barrio=..%2F..%2Fetc', {}, 400],
  // More than is asked for.
  ['a view names its owner', 'atencion', () => '/views', post(aView('a', { ownerId: 'x' })), 400],
  ['a view names its id', 'atencion', () => '/views', post(aView('b', { id: randomUUID() })), 400],
  ['a filter holds free text', 'atencion', () => '/views', post(aView('c', { filter: { q: 'Rosa' } })), 400],
  ['a filter holds a cursor', 'atencion', () => '/views', post(aView('d', { filter: { cursor: 'x' } })), 400],
  [
    'a read mark is for somebody else',
    'atencion',
    () => '/notifications/read',
    post({ all: true, staffId: 'x' }),
    400,
  ],
  // Too long, and of the wrong kind.
  ['a name of a view is too long', 'atencion', () => '/views', post(aView('x'.repeat(61))), 400],
  ['a name of a view is a list', 'atencion', () => '/views', post(aView([] as never)), 400],
  [
    'a thousand read marks',
    'atencion',
    () => '/notifications/read',
    post({ ids: Array.from({ length: 101 }, randomUUID) }),
    400,
  ],
  [
    '501 rows at once',
    'pqrs',
    () => '/pqrs/bulk/apply',
    post({
      action: { kind: 'mark-reviewed' },
      rows: Array.from({ length: 501 }, (_, n) => ({ radicado: radicado(n + 1), version: 1 })),
    }),
    400,
  ],
  ['a page of a million people', 'atencion', () => '/people?limit=1000000', {}, 400],
  ['64 kB of search', 'atencion', () => '/search', post({ text: "%_\\'".repeat(16 * 1024) }), 400],
  // Places that this console did not write.
  [
    'a cursor is another list',
    'atencion',
    () => `/people?cursor=${cursorOf(['v', null, radicado(1)])}`,
    {},
    400,
  ],
  [
    'a cursor is of the other order',
    'pqrs',
    () => `/pqrs?sort=recibida&cursor=${cursorOf(['v', null, radicado(1)])}`,
    {},
    400,
  ],
  [
    'a cursor is a statement',
    'pqrs',
    () => `/pqrs?cursor=${cursorOf(['v', "x'; DROP TABLE pqrs", radicado(1)])}`,
    {},
    400,
  ],
  ['a cursor is an object', 'pqrs', () => `/pqrs?cursor=${cursorOf({ __proto__: { sort: 'v' } })}`, {}, 400],
  // Without the permission.
  ['an export without it', 'atencion', () => '/pqrs/export', {}, 403],
  ['an export by who reads health', 'salud', () => '/pqrs/export', {}, 403],
  [
    'a change by who only reads',
    'control-interno',
    () => '/pqrs/bulk/apply',
    post({ action: { kind: 'mark-reviewed' }, rows: [{ radicado: radicado(2), version: 1 }] }),
    403,
  ],
  [
    'a preview by who only reads',
    'control-interno',
    () => '/pqrs/bulk/preview',
    post({ action: { kind: 'mark-reviewed' }, rows: [{ radicado: radicado(2), version: 1 }] }),
    403,
  ],
  ['a shared view without it', 'pqrs', () => '/views', post(aView('e', { shared: true })), 403],
  [
    'a view of people by who may not read them',
    'comite',
    () => '/views',
    post({ list: 'people', name: 'f', filter: {} }),
    403,
  ],
  ['a made-up permission of a filter', 'atencion', () => '/people?withHealth=true', {}, 400],
];

test.each(ATTEMPTS)('refused: %s (%s)', async (_, role, url, request, status) => {
  const response = await as(role, url(), request);

  expect(response.statusCode).toBe(status);
  expect(response.body).not.toMatch(/Secreto|prisma|SELECT|at .*\.ts/);
});

test.each([
  ['/views', 'POST'],
  ['/search', 'POST'],
  ['/notifications/read', 'POST'],
  ['/pqrs/bulk/apply', 'POST'],
] as const)('another site changes nothing by %s', async (url, method) => {
  const cookie = cookies.get('admin') ?? '';
  const response = await fixture.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, origin: 'https://malo.example' },
    payload: {},
  });
  expect([response.statusCode, response.json().code]).toEqual([403, 'foreign-origin']);
});

test('the notification of another colleague is neither shown nor marked', async () => {
  const read = await as('atencion', '/notifications/read', post({ ids: [strangeNotification] }));
  const own = (await as('atencion', '/notifications')).body;
  const row = await fixture.db.notification.findUniqueOrThrow({ where: { id: strangeNotification } });

  expect([read.statusCode, own.includes(strangeNotification), row.readAt]).toEqual([204, false, null]);
});

test.each([
  ['without a session', '', 401],
  ['with a session that was made up', 'vecino.session=nada.nada', 401],
])('nobody listens %s', async (_, cookie, status) => {
  const client = await new LiveClient(`${origin}/api/v1/events`, { cookie }).open();

  expect([client.status, client.events]).toEqual([status, []]);
  client.close();
});

test('an address of the stream takes a place and nothing else', async () => {
  for (const query of ['after=x', 'after=1.1&kinds=staff', 'role=admin']) {
    const client = await new LiveClient(`${origin}/api/v1/events?${query}`, {
      cookie: cookies.get('atencion') ?? '',
    }).open();
    expect([query, client.status]).toEqual([query, 400]);
    client.close();
  }
});

test.each(['admin', 'atencion', 'pqrs', 'control-interno', 'sac'] as const)(
  'for %s a health matter is nowhere: list by barrio, search, export, news, person',
  async (role) => {
    const client = new LiveClient(`${origin}/api/v1/events?after=${await placeBefore()}`, {
      cookie: cookies.get(role) ?? '',
    });
    await client.open();
    const answers = await Promise.all([
      as(role, '/pqrs?status=todos'),
      as(role, '/pqrs?status=todos&barrio=essmar-1-0001'),
      as(role, '/pqrs/export?status=todos'),
      as(role, '/people'),
      as(role, '/people?scope=todas'),
      as(role, `/people/${person.contactId}`),
      as(role, '/search', post({ text: 'Secreto' })),
      as(role, '/search', post({ text: radicado(1) })),
      as(role, '/search', post({ text: '300 555 6677' })),
    ]);

    expect(answers.map(({ body }) => body).filter((body) => body.includes('Secreto'))).toEqual([]);
    expect(answers[1]?.json().items).toEqual([]);
    expect(answers[7]?.json().groups ?? []).toEqual([]);
    expect(client.subjects('pqrs')).not.toContain(radicado(1));
    expect(client.events).not.toContain('reset');
    client.close();
  },
);

/** A place before everything that this file wrote, as one who has listened since then would have it. */
async function placeBefore(): Promise<string> {
  const [row] = await fixture.db.$queryRaw<{ xid: string; at: number }[]>`
    SELECT min(xid)::text AS xid, extract(epoch FROM clock_timestamp())::int AS at FROM live_event`;
  return `${row?.xid}.${row?.at}`;
}

test('who may see health matters hears of them, so that the silence above means something', async () => {
  const client = new LiveClient(`${origin}/api/v1/events?after=${await placeBefore()}`, {
    cookie: cookies.get('salud') ?? '',
  });
  await client.open();

  expect(client.subjects('pqrs')).toContain(radicado(1));
  client.close();
});

test('markup in names stays text, in JSON, in a file and in the news', async () => {
  const [list, file, views] = await Promise.all([
    as('pqrs', '/pqrs?status=todos'),
    as('pqrs', '/pqrs/export?status=todos'),
    as('atencion', '/views'),
  ]);

  expect(list.headers['content-type']).toContain('application/json');
  expect(list.json().items.map(({ petitionerName }: { petitionerName: string }) => petitionerName)).toContain(
    MARKUP,
  );
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(file.headers['content-disposition']).toMatch(/^attachment; filename="pqrs-\d{4}-\d{2}-\d{2}\.csv"$/);
  expect(views.json().items[0].name).toBe(MARKUP);
});

test('what is searched for is nowhere in the database', async () => {
  const text = `buscado${randomUUID().slice(0, 8)}`;
  await as('atencion', '/search', post({ text }));

  const rows = await fixture.db.audit.findMany({ orderBy: { id: 'asc' } });
  expect(
    JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain(text);
});
