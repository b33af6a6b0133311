import { randomUUID } from 'node:crypto';
import { parseString } from 'fast-csv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditPage } from '../../backoffice/contracts/audit.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';

let fixture: ConsoleFixture;
let cookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  cookie = await signInAs(fixture, 'control-interno');
  const log = createAuditLog(fixture.db);
  for (let index = 0; index < 7; index += 1) {
    await log.append({
      at: new Date(`2026-11-0${index + 1}T04:59:59Z`),
      actor: index % 2 === 0 ? { kind: 'system', id: null } : { kind: 'contact', id: randomUUID() },
      action: 'barrio.changed',
      subject: `barrio/b${index}`,
      before: { name: '=1+1' },
      after: { name: 'Bien; "así"', active: true },
      ...(index === 6 && { personal: { contactId: randomUUID(), after: { phone: '+57 300 111 2233' } } }),
    });
  }
});
afterAll(() => fixture.close());

const get = (url: string, as = cookie) =>
  fixture.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { cookie: as } });
const page = async (query: string): Promise<AuditPage> => (await get(`/audit?${query}`)).json();

async function csvOf(query: string): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = [];
  const { body } = await get(`/audit/export?${query}`);
  await new Promise((resolve, reject) => {
    parseString<string[], string[]>(body, { delimiter: ';' })
      .on('data', (row: string[]) => rows.push(row))
      .on('end', resolve)
      .on('error', reject);
  });
  return rows;
}

test.each([
  ['admin', 200],
  ['atencion', 403],
  ['direccion-salud', 403],
] as const)('the audit answers %s with %i', async (role, status) => {
  const as = await signInAs(fixture, role);
  const answers = await Promise.all(
    ['/audit', '/audit/facets', '/audit/verify', '/audit/export'].map((url) => get(url, as)),
  );

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([status, status, status, status]);
});

test('days are days of Bogotá, both included, and pages follow each other', async () => {
  const whole = await page('action=barrio.changed&from=2026-11-02&to=2026-11-04');
  const first = await page('action=barrio.changed&limit=4');
  const second = await page(`action=barrio.changed&limit=4&cursor=${first.nextCursor}`);

  expect(whole.items.map(({ subject }) => subject)).toEqual(['barrio/b4', 'barrio/b3', 'barrio/b2']);
  expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(
    [6, 5, 4, 3, 2, 1, 0].map((index) => `barrio/b${index}`),
  );
  expect(second.nextCursor).toBeNull();
});

test.each([
  'q=Rosa%20Perez',
  'actor=ana%40essmar.test',
  'subject=contact/ana%40essmar.test',
  'action=DROP%20TABLE',
  'from=yesterday',
  'cursor=%2e%2e',
  'cursor=bm9uc2Vuc2U',
  'limit=5000',
])('nothing but days, codes and ids may stand in the address: %s', async (query) => {
  expect((await get(`/audit?${query}`)).statusCode).toBe(400);
});

test('an export has exactly the lines of the filter, opens in a spreadsheet, and is itself in the audit', async () => {
  const answer = await get('/audit/export?subject=barrio&to=2026-11-05');
  const [heading, ...rows] = await csvOf('subject=barrio&to=2026-11-05');

  expect(answer.headers['content-disposition']).toBe('attachment; filename="auditoria-2026-11-20.csv"');
  expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(heading).toHaveLength(8);
  expect(rows.map((row) => row[3])).toEqual([5, 4, 3, 2, 1, 0].map((index) => `Barrio o sector b${index}`));
  expect(rows[0]?.[2]).toBe('cambió un barrio o sector');
  expect(rows[0]?.[4]).toBe('Nombre: =1+1');
  expect(rows[0]?.[5]).toBe('Nombre: Bien; "así"\nEn uso: sí');
  expect((await page('action=audit.exported&limit=1')).items[0]).toMatchObject({
    actor: { name: 'Ana Ruiz' },
    changes: [
      { key: 'to', after: { value: '2026-11-05' } },
      { key: 'subject', after: { value: 'barrio' } },
    ],
  });
});

test('an action of former times that has no words any more is told by its code', async () => {
  await fixture.db.audit.create({
    data: {
      at: new Date('2026-10-01T12:00:00Z'),
      actorKind: 'system',
      action: 'moon.risen',
      subject: 'sky/one',
    },
  });

  expect((await csvOf('action=moon.risen')).at(-1)?.slice(1, 4)).toEqual([
    'Vecino, por sí mismo',
    'moon.risen',
    'sky one',
  ]);
});

test('what there is to filter by, and whether the chain is whole', async () => {
  expect((await get('/audit/facets')).json().actions).toEqual(
    expect.arrayContaining(['barrio.changed', 'staff.signed-in']),
  );
  expect((await get('/audit/verify')).json()).toMatchObject({ kind: 'whole' });
});
