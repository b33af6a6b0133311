import { parseString } from 'fast-csv';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { toSafeCell } from '../../backoffice/documents/safe-cell.ts';
import { readZipEntry } from '../support/zip.ts';
import { type ConsoleFixture, openConsole, signInAs, t } from './console-fixture.ts';
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
});
afterAll(() => fixture.close());

const BOM = '\uFEFF';
const HEADING =
  'Radicado;Tipo;Estado;Canal;Quién la presentó;Barrio;Recibida;Hora;Fecha límite;Revisada;Revisada por';

function csvRows(body: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString(body.replace(BOM, ''), { delimiter: ';' })
      .on('data', (row: string[]) => rows.push(row))
      .on('error', reject)
      .on('end', () => resolve(rows));
  });
}

test('the bytes of a CSV are those that Excel of Colombia opens', async () => {
  await insertPqrs(fixture, {
    radicado: radicado(1),
    petitionerName: 'Ñúñez; "Rosa"',
    barrioText: 'El Pando\nalto',
    receivedAt: new Date('2026-11-04T03:30:00Z'),
  });

  const response = await call(cookie, '/pqrs/export?format=csv');

  expect(response.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="pqrs-2026-11-20.csv"',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(response.body).toBe(
    `${BOM}${HEADING}\r\n${radicado(1)};Reclamo;Radicada;Página web;"Ñúñez; ""Rosa""";"El Pando\nalto";2026-11-03;22:30;2026-11-25;;`,
  );
});

test('an export has exactly the rows of the list, in its order, for every filter', async () => {
  await insertPqrs(
    fixture,
    { radicado: radicado(1), dueOn: '2026-11-18' },
    { radicado: radicado(2), dueOn: null, kind: 'felicitacion', status: 'CERRADA' },
    {
      radicado: radicado(3),
      dueOn: '2026-11-17',
      channel: 'whatsapp',
      receivedAt: new Date('2026-11-10T15:00:00Z'),
    },
    { radicado: radicado(4), dueOn: '2026-12-17', regime: 'ley1755', barrioId: 'essmar-1-0001' },
  );
  for (const query of [
    '',
    'status=todos',
    'status=todos&sort=recibida',
    'vencimiento=vencidas',
    'status=todos&kind=felicitacion',
    'channel=whatsapp',
    'regime=ley1755',
    'barrio=essmar-1-0001',
    'receivedFrom=2026-11-10&receivedTo=2026-11-10',
    'review=sin-revisar',
  ]) {
    const { items } = (await call(cookie, `/pqrs?${query}`)).json();
    const rows = await csvRows((await call(cookie, `/pqrs/export?${query}`)).body);
    expect([query, rows.slice(1).map(([first]) => first)]).toEqual([
      query,
      items.map((item: { radicado: string }) => item.radicado),
    ]);
  }
});

test('an export is not cut at a page', async () => {
  const numbers = Array.from({ length: 2_500 }, (_, index) => index + 1);
  await insertPqrs(fixture, ...numbers.map((number) => ({ radicado: radicado(number) })));

  const rows = await csvRows((await call(cookie, '/pqrs/export')).body);

  expect(rows.slice(1).map(([first]) => first)).toEqual(numbers.map(radicado));
});

test('the line of audit says which filter and how many rows', async () => {
  await insertPqrs(fixture, { radicado: radicado(1) }, { radicado: radicado(2), status: 'CERRADA' });

  await call(cookie, '/pqrs/export?status=CERRADA&format=xlsx');

  const [line] = await fixture.db.audit.findMany({
    where: { action: 'pqrs.exported' },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(line).toMatchObject({
    subject: 'pqrs/list',
    after: {
      filter: 'status=CERRADA&vencimiento=todas&review=todas&sort=vencimiento',
      format: 'xlsx',
      count: 1,
    },
  });
});

test.each(['csv', 'xlsx'])('of a reserved row, %s says only that it is reserved', async (format) => {
  await insertPqrs(fixture, {
    radicado: radicado(1),
    sensitivity: 'health',
    petitionerName: 'SECRETO',
    barrioText: 'SECRETO',
  });

  const { rawPayload } = await call(cookie, `/pqrs/export?format=${format}`);
  const text = format === 'csv' ? rawPayload.toString() : readSheet(rawPayload);

  expect(text).toContain(radicado(1));
  expect(text).toContain(t('console.reserved'));
  expect(text).not.toContain('SECRETO');
});

function readSheet(bytes: Buffer): string {
  return ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml']
    .map((name) => readZipEntry(bytes, name))
    .join('');
}

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =HYPERLINK("http://malo.example")',
  '＝1+1',
  "=cmd|' /C calc'!A0",
];

test.each(FORMULAS)('%j is no formula in any column that a person can write into', async (text) => {
  const staff = await fixture.createStaff('atencion');
  await fixture.db.staffUser.update({ where: { id: staff.id }, data: { name: text } });
  await insertPqrs(fixture, {
    radicado: radicado(1),
    petitionerName: text,
    barrioText: text,
    reviewedBy: staff.id,
    reviewedAt: new Date('2026-11-20T15:00:00Z'),
  });

  const [, row = []] = await csvRows((await call(cookie, '/pqrs/export')).body);
  const sheet = readSheet((await call(cookie, '/pqrs/export?format=xlsx')).rawPayload);

  expect(row.filter((cell) => cell.startsWith("'"))).toHaveLength(3);
  expect(row.filter((cell) => /^[\s]*[=+\-@＝]/.test(cell))).toEqual([]);
  expect(sheet).not.toMatch(/<f[ >]/);
});

test.each([
  ['Rosa Pérez', 'Rosa Pérez'],
  ['', ''],
  ['a=b', 'a=b'],
  ['3-4', '3-4'],
  ['=1', "'=1"],
  ['\u0000\u0007=1', "'=1"],
])('the cell %j is written %j', (text, cell) => {
  expect(toSafeCell(text)).toBe(cell);
});

test('a sheet that is too long is refused with what to do, and CSV has no such bound', async () => {
  await fixture.db.$executeRaw`
    INSERT INTO pqrs (id, radicado, kind, regime, about_service, description, channel, status, received_at, rule_version,
      verification_hash)
    SELECT gen_random_uuid(), 'ESSMAR-2025-' || lpad(n::text, 6, '0'), 'reclamo', 'ley142', true, 'x', 'web', 'CERRADA',
      '2025-01-01', 'r', 'h' FROM generate_series(1, 5001) n`;

  const refused = await call(cookie, '/pqrs/export?status=CERRADA&format=xlsx');
  const csv = await call(cookie, '/pqrs/export?status=CERRADA');

  expect([refused.statusCode, refused.json()]).toEqual([
    413,
    { code: 'export-too-large', message: t('console.errors.export-too-large') },
  ]);
  expect(csv.body.split('\r\n')).toHaveLength(5_002);
});

test.each(['atencion', 'salud', 'comite', 'gestion-social'] as const)('%s exports nothing', async (role) => {
  const as = await signInAs(fixture, role);
  expect((await call(as, '/pqrs/export')).statusCode).toBe(403);
});

test.each(['format=pdf', 'cursor=abc', 'limit=5', 'nombre=Rosa', 'receivedFrom=ayer', 'barrio=../../etc'])(
  'an export with "%s" is refused',
  async (query) => {
    expect((await call(cookie, `/pqrs/export?${query}`)).statusCode).toBe(400);
  },
);
