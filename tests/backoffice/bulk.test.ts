import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';
import { caller, insertPqrs, radicado } from './people-fixture.ts';

let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
let cookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  call = caller(fixture);
  cookie = await signInAs(fixture, 'pqrs');
});
beforeEach(async () => {
  await fixture.db.pqrs.deleteMany();
  await insertPqrs(fixture, ...[1, 2, 3].map((number) => ({ radicado: radicado(number) })));
});
afterAll(() => fixture.close());

type Row = { radicado: string; version: number };
type Outcome = { radicado: string; outcome: string };

const seen = (...numbers: number[]): Row[] =>
  numbers.map((number) => ({ radicado: radicado(number), version: 1 }));

function bulk(step: 'preview' | 'apply', rows: Row[], { kind = 'mark-reviewed', as = cookie } = {}) {
  return call(as, `/pqrs/bulk/${step}`, { method: 'POST', body: { action: { kind }, rows } });
}

async function outcomes(...request: Parameters<typeof bulk>): Promise<string[]> {
  return (await bulk(...request)).json().rows.map(({ outcome }: Outcome) => outcome);
}

async function listAudits(): Promise<string[]> {
  const rows = await fixture.db.audit.findMany({
    where: { action: { startsWith: 'pqrs.' } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, subject }) => `${action} ${subject}`);
}

test('a preview says what would happen and changes nothing', async () => {
  expect(await outcomes('preview', seen(1, 2))).toEqual(['applied', 'applied']);
  expect(await fixture.db.pqrs.count({ where: { reviewedAt: { not: null } } })).toBe(0);
});

test('what is applied is marked with who and when, raises the version and leaves a line of audit each', async () => {
  const before = (await listAudits()).length;
  expect(await outcomes('apply', seen(1, 3))).toEqual(['applied', 'applied']);

  const { items } = (await call(cookie, '/pqrs')).json();
  const review = { at: '2026-11-20T15:00:00.000Z', by: 'Ana Ruiz' };
  expect(
    items.map(({ version, review: mark }: { version: number; review: object | null }) => [version, mark]),
  ).toEqual([
    [2, review],
    [1, null],
    [2, review],
  ]);
  expect((await listAudits()).slice(before)).toEqual(
    [1, 3].map((number) => `pqrs.reviewed pqrs/${radicado(number)}`),
  );
  expect((await call(cookie, '/pqrs?review=revisadas')).json().items).toHaveLength(2);
  expect((await call(cookie, '/pqrs?review=sin-revisar')).json().items).toHaveLength(1);
});

test('a row that somebody changed meanwhile is left as it is, and the others are done', async () => {
  await fixture.db.pqrs.update({ where: { radicado: radicado(2) }, data: { status: 'EN_TRAMITE' } });

  expect(await outcomes('preview', seen(1, 2))).toEqual(['applied', 'changed-meanwhile']);
  expect(await outcomes('apply', seen(1, 2, 3))).toEqual(['applied', 'changed-meanwhile', 'applied']);
});

test('what is already so is left, and the mark can be taken away', async () => {
  await bulk('apply', seen(1));
  const again = [{ radicado: radicado(1), version: 2 }];

  expect(await outcomes('apply', again)).toEqual(['nothing-to-do']);
  expect(await outcomes('apply', again, { kind: 'unmark-reviewed' })).toEqual(['applied']);
  expect(await fixture.db.pqrs.findUnique({ where: { radicado: radicado(1) } })).toMatchObject({
    reviewedAt: null,
    reviewedBy: null,
    version: 3,
  });
});

test('of two colleagues who change the same rows at the same time, each row is changed by one', async () => {
  const other = await signInAs(fixture, 'atencion');
  const both = await Promise.all([
    outcomes('apply', seen(1, 2, 3)),
    outcomes('apply', seen(3, 2, 1), { as: other }),
  ]);

  expect(both.flat().filter((outcome) => outcome === 'applied')).toHaveLength(3);
  expect(both.flat().filter((outcome) => outcome === 'changed-meanwhile')).toHaveLength(3);
});

test('a reserved row and one that is not there are told apart by nobody', async () => {
  await insertPqrs(fixture, { radicado: radicado(9), sensitivity: 'health' });

  expect(await outcomes('apply', seen(9, 999))).toEqual(['not-allowed', 'not-allowed']);
  const health = await signInAs(fixture, 'salud');
  expect((await bulk('apply', seen(9), { as: health })).statusCode).toBe(403);
});

test('five hundred rows are done in one go, with a line of audit each', async () => {
  const numbers = Array.from({ length: 500 }, (_, index) => 1000 + index);
  await insertPqrs(fixture, ...numbers.map((number) => ({ radicado: radicado(number) })));
  const before = (await listAudits()).length;

  expect(new Set(await outcomes('apply', seen(...numbers)))).toEqual(new Set(['applied']));
  expect((await listAudits()).length - before).toBe(500);
});

test.each([
  [{ action: { kind: 'mark-reviewed' }, rows: [] }],
  [
    {
      action: { kind: 'mark-reviewed' },
      rows: Array.from({ length: 501 }, (_, n) => ({ radicado: radicado(n + 1), version: 1 })),
    },
  ],
  [{ action: { kind: 'mark-reviewed' }, rows: [...seen(1), ...seen(1)] }],
  [{ action: { kind: 'erase' }, rows: seen(1) }],
  [{ action: { kind: 'mark-reviewed', reviewedBy: 'otra' }, rows: seen(1) }],
  [{ action: { kind: 'mark-reviewed' }, rows: [{ ...seen(1)[0], status: 'CERRADA' }] }],
  [{ action: { kind: 'mark-reviewed' }, rows: [{ radicado: radicado(1) }] }],
  [{ action: { kind: 'mark-reviewed' }, rows: [{ radicado: '../../x', version: 1 }] }],
])('what is no such change is refused whole (%#)', async (body) => {
  const response = await call(cookie, '/pqrs/bulk/apply', { method: 'POST', body });

  expect(response.statusCode).toBe(400);
  expect(await fixture.db.pqrs.count({ where: { version: { gt: 1 } } })).toBe(0);
});
