import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  BEHIND_PROXY,
  ENOUGH,
  type FormFields,
  type FormFile,
  fileForm,
  openForm,
  PDF,
  PNG,
  readAcuse,
  sendForm,
} from '../../../support/filing-form.ts';
import { startTestVecino, type TestVecino } from '../../../support/vecino.ts';

const MORNING = new Date('2026-11-20T14:00:00Z');

let app: TestVecino;
let now = MORNING;

const SETTINGS = { clock: { now: () => now }, settings: BEHIND_PROXY };

beforeAll(async () => {
  app = await startTestVecino(SETTINGS);
});
afterAll(() => app.stop());
beforeEach(() => {
  now = MORNING;
});

const db = () => app.vecino.storage.database;
const file = (fields: FormFields = {}, files: readonly FormFile[] = []) =>
  fileForm(app.origin, fields, files);
const send = (fields: FormFields, files: readonly FormFile[] = [], headers: Record<string, string> = {}) =>
  sendForm(app.origin, fields, files, headers);
const countFiled = () => db().prisma.pqrs.count();

const resend = async (fields: FormFields, files: readonly FormFile[], times: number) => {
  const { key } = await openForm(app.origin);
  const once = () => send({ ...ENOUGH, llave: key, ...fields }, files);
  return Promise.all(Array.from({ length: times }, once));
};

test('a double click gives one PQRS, one acuse and one code', async () => {
  const before = await countFiled();
  const answers = await resend({ nombre: 'Rosa' }, [{ name: 'a.pdf', bytes: PDF }], 8);
  const codes = new Set(answers.map((answer) => JSON.stringify(readAcuse(answer))));

  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(7).fill(200), 201]);
  expect(codes.size).toBe(1);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await countFiled()).toBe(before + 1);
});

test('the same forms in two processes at once give one PQRS each, and no gap in the numbers', async () => {
  const { databaseUrl, dataDir } = app;
  const other = await startTestVecino({ ...SETTINGS, databaseUrl, dataDir });
  const before = await countFiled();
  const keys = await Promise.all(Array.from({ length: 6 }, async () => (await openForm(app.origin)).key));
  const answers = await Promise.all(
    keys.flatMap((llave) =>
      [app.origin, other.origin, app.origin, other.origin].map((origin) =>
        sendForm(origin, { ...ENOUGH, llave }, [{ name: 'a.png', bytes: PNG }]),
      ),
    ),
  );
  const radicados = new Set(answers.map((answer) => JSON.stringify(readAcuse(answer))));
  const { value } = (await db().prisma.counter.findFirst({ where: { series: 'pqrs', year: 2026 } })) ?? {};
  await other.stop();

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(18);
  expect(radicados.size).toBe(6);
  expect(await countFiled()).toBe(before + 6);
  expect(await db().prisma.pqrs.count({ where: { radicado: { contains: '-2026-' } } })).toBe(value);
});

test('the same form sent a year later and after a restart still gives the same page', async () => {
  const first = await file({ nombre: 'Rosa' });
  now = new Date('2027-11-20T14:00:00Z');
  const { databaseUrl, dataDir } = app;
  const restarted = await startTestVecino({ ...SETTINGS, databaseUrl, dataDir });
  const again = await sendForm(restarted.origin, { ...ENOUGH, nombre: 'Rosa', llave: first.sentKey });
  await restarted.stop();

  expect(again.status).toBe(200);
  expect(again.text).toBe(first.text);
});

test('the same form without the files that the browser forgot is still the same', async () => {
  const { key } = await openForm(app.origin);
  const first = await send({ ...ENOUGH, llave: key }, [{ name: 'a.pdf', bytes: PDF }]);
  const again = await send({ ...ENOUGH, llave: key });

  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
});

test.each([
  ['other words', { descripcion: 'Soy otra persona y esto es otra cosa.' }, []],
  ['one more file', {}, [{ name: 'otra.png', bytes: PNG }]],
  ['an authorisation', { acepto: 'si' }, []],
])(
  'the same form with %s is not hidden behind the first, whose code it does not show',
  async (_, fields, files) => {
    const first = await file();
    const other = await send({ ...ENOUGH, llave: first.sentKey, ...fields }, files);
    const filed = await send({ ...ENOUGH, llave: other.key, ...fields }, files);

    expect(other.status).toBe(409);
    expect(other.text).toContain(readAcuse(first).radicado);
    expect(other.text).not.toContain(readAcuse(first).code);
    expect(other.key).not.toBe(first.sentKey);
    expect(filed.status).toBe(201);
    expect(readAcuse(filed).radicado).not.toBe(readAcuse(first).radicado);
  },
);

test.each([
  ['forged', '0190a000-0000-7000-8000-000000000001.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['cut', '0190a000'],
  ['missing', ''],
  ['endless', 'x'.repeat(100_000)],
])('a form under a key that is %s files nothing, and keeps what was typed', async (_, llave) => {
  const before = await countFiled();
  const answer = await send({ ...ENOUGH, llave });
  const again = await send({ ...ENOUGH, llave: answer.key });

  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Llevamos tres días sin agua.');
  expect(again.status).toBe(201);
  expect(await countFiled()).toBe(before + 1);
});

test('the same form with nothing left of a file but its name is still the same', async () => {
  const { key } = await openForm(app.origin);
  const first = await send({ ...ENOUGH, llave: key }, [{ name: 'a.pdf', bytes: PDF }]);
  const again = await send({ ...ENOUGH, llave: key }, [{ name: 'a.pdf', bytes: Buffer.alloc(0) }]);

  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
});
