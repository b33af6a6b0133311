import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../../domain/people/roles.ts';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';
import { caller, insertPerson, insertPqrs, radicado } from './people-fixture.ts';

let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
const cookies = new Map<StaffRole, string>();
let rosa: string;

beforeAll(async () => {
  fixture = await openConsole();
  call = caller(fixture);
  for (const role of ['atencion', 'salud', 'comite', 'lider-proceso'] as const) {
    cookies.set(role, await signInAs(fixture, role));
  }
  ({ contactId: rosa } = await insertPerson(fixture, { phone: '573001112233' }));
  const sick = await insertPerson(fixture, { phone: '573009998877', sensitivity: 'health' });
  await fixture.db.$executeRaw`
    INSERT INTO entity (slug, profile) VALUES ('essmar', '{}') ON CONFLICT DO NOTHING`;
  await fixture.db.$executeRaw`
    INSERT INTO barrio (id, entity_slug, comuna, name) VALUES
      ('essmar-1-9001', 'essmar', '1', 'Zarzamora de Prueba'), ('otra-1-0001', 'otra', '1', 'Zarzamora Ajena')`;
  await insertPqrs(
    fixture,
    {
      radicado: radicado(123),
      contactId: rosa,
      petitionerName: 'Rosa María Pérez Ñúñez',
      barrioId: 'essmar-1-9001',
    },
    { radicado: radicado(124), petitionerName: 'Pedro Rosales' },
    { radicado: 'ESSMAR-2024-000123', petitionerName: null },
    { radicado: radicado(500), petitionerName: '100% _Puro_ \\O\'Brien"' },
    {
      radicado: radicado(666),
      contactId: sick.contactId,
      petitionerName: 'Secreta Oculta',
      sensitivity: 'health',
    },
  );
});
afterAll(() => fixture.close());

type Group = { kind: string; items: { title: string; detail: string; path: string }[] };

async function search(text: unknown, role: StaffRole = 'atencion'): Promise<Group[]> {
  const response = await call(cookies.get(role) ?? '', '/search', { method: 'POST', body: { text } });
  return response.json().groups;
}

const titles = (groups: Group[], kind: string) =>
  groups.filter((group) => group.kind === kind).flatMap(({ items }) => items.map(({ title }) => title));

test.each([
  ['ESSMAR-2026-000123', [radicado(123)]],
  ['essmar 2026 123', [radicado(123)]],
  ['2026-000123', [radicado(123)]],
  ['123', [radicado(123), 'ESSMAR-2024-000123']],
  ['#000123', [radicado(123), 'ESSMAR-2024-000123']],
  ['ESSMAR-2026-999999', []],
])('the radicado written "%s" is found', async (text, expected) => {
  expect(titles(await search(text), 'pqrs').toSorted()).toEqual([...expected].toSorted());
});

test.each([
  '3001112233',
  '300 111 2233',
  '300-111-22-33',
  '+57 300 111 2233',
  '(+57) 300 1112233',
  '0057 3001112233',
  '57 300 1112233',
  '03 300 1112233',
])('the phone written "%s" finds its person', async (text) => {
  expect(await search(text)).toEqual([
    {
      kind: 'person',
      items: [
        { title: 'Rosa María Pérez Ñúñez', detail: '57300•••••33 · 1 PQRS', path: `/personas/${rosa}` },
      ],
    },
  ]);
});

test.each([
  ['rosa', [radicado(123), radicado(124)]],
  ['ROSA PER', [radicado(123)]],
  ['perez maría', [radicado(123)]],
  ['nunez', [radicado(123)]],
  ['ñúñez', [radicado(123)]],
  ['osa', []],
  ["o'brien", [radicado(500)]],
  ['100%', [radicado(500)]],
  ['%', []],
  ['_', []],
  ['\\', []],
  ["'; DROP TABLE pqrs; --", []],
  ['r', []],
])('the name "%s" finds what has words that begin so', async (text, expected) => {
  expect(titles(await search(text), 'pqrs').toSorted()).toEqual([...expected].toSorted());
});

test('a person is found by name once, and a barrio of this utility only', async () => {
  expect(titles(await search('rosa maria'), 'person')).toEqual(['Rosa María Pérez Ñúñez']);
  expect(await search('zarzamóra')).toEqual([
    {
      kind: 'barrio',
      items: [{ title: 'Zarzamora de Prueba', detail: 'Comuna 1', path: '/pqrs?barrio=essmar-1-9001' }],
    },
  ]);
});

test.each(['Secreta', radicado(666), '666', '3009998877'])(
  'the health matter looked for by "%s" is there for who may see it only',
  async (text) => {
    const [hidden, seen] = [await search(text), await search(text, 'salud')];

    expect(JSON.stringify(hidden)).not.toMatch(/Secreta|000666/);
    expect(JSON.stringify(seen)).toMatch(/Secreta|000666/);
  },
);

test('each role finds only what it may read', async () => {
  expect(await search('rosa', 'comite')).toEqual([]);
  expect((await search('rosa maria', 'lider-proceso')).map(({ kind }) => kind)).toEqual(['pqrs']);
});

test('no group is longer than eight', async () => {
  await insertPqrs(
    fixture,
    ...Array.from({ length: 20 }, (_, index) => ({
      radicado: radicado(7000 + index),
      petitionerName: 'Juana Común',
    })),
  );

  expect(titles(await search('juana'), 'pqrs')).toHaveLength(8);
});

test.each([
  [{ text: '' }],
  [{ text: '   ' }],
  [{ text: 'x'.repeat(101) }],
  [{ text: 'x'.repeat(64 * 1024) }],
  [{ text: 7 }],
  [{ text: ['rosa'] }],
  [{ text: 'rosa', role: 'admin' }],
  [{}],
])('a search that is none is refused: %j', async (body) => {
  const response = await call(cookies.get('atencion') ?? '', '/search', { method: 'POST', body });
  expect(response.statusCode).toBe(400);
});
