import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  BEHIND_PROXY,
  ENOUGH,
  type FormFields,
  type FormFile,
  fileForm,
  OGG,
  openForm,
  PDF,
  PNG,
  readAcuse,
  sendForm,
} from '../../../support/filing-form.ts';
import { startTestVecino, type TestVecino } from '../../../support/vecino.ts';

let app: TestVecino;
beforeAll(async () => {
  app = await startTestVecino({ settings: BEHIND_PROXY });
});
afterAll(() => app.stop());

const db = () => app.vecino.storage.database;
const file = (fields: FormFields = {}, files: readonly FormFile[] = []) =>
  fileForm(app.origin, fields, files);
const send = (fields: FormFields, files: readonly FormFile[] = [], headers: Record<string, string> = {}) =>
  sendForm(app.origin, fields, files, headers);
const countFiled = () => db().prisma.pqrs.count();

async function findPqrs(radicado: string) {
  const include = { annexes: { include: { file: true }, orderBy: { position: 'asc' as const } } };
  return db().prisma.pqrs.findUniqueOrThrow({ where: { radicado }, include });
}

const idsIn = (text: string) => new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

test('files come with the PQRS under names that are only names', async () => {
  const answer = await file({}, [
    { name: '../../foto <b>.png', bytes: PNG },
    { name: 'recibo.pdf', bytes: PDF },
  ]);
  const row = await findPqrs(readAcuse(answer).radicado);

  expect(row.annexes.map(({ file: { name, mimeType } }) => [name, mimeType])).toEqual([
    ['foto b.png', 'image/png'],
    ['recibo.pdf', 'application/pdf'],
  ]);
  expect(answer.text).toContain('<li>recibo.pdf</li>');
  expect(answer.text).not.toContain('<b>');
});

test('an audio alone tells what happened', async () => {
  const answer = await file({ descripcion: '' }, [{ name: 'nota.ogg', bytes: OGG }]);
  const row = await findPqrs(readAcuse(answer).radicado);

  expect(row.description).toBe('Lo que cuento está en la nota de voz anexa.');
});

test('files that came with a form to correct are not asked for again', async () => {
  const { key } = await openForm(app.origin);
  const files = [
    { name: 'uno.pdf', bytes: PDF },
    { name: 'dos.png', bytes: PNG },
  ];
  const first = await send({ ...ENOUGH, llave: key, tipo: '' }, files);
  const [one = '', two = ''] = [...first.text.matchAll(/name="conservar" value="([^"]+)"/g)].map(
    ([, id]) => id,
  );
  const second = await send({ ...ENOUGH, llave: key, conservar: [two] });
  const row = await findPqrs(readAcuse(second).radicado);

  expect(first.status).toBe(422);
  expect(first.key).toBe(key);
  expect(first.text).toContain('uno.pdf');
  expect(one).not.toBe(two);
  expect(row.annexes.map(({ file: { name } }) => name)).toEqual(['dos.png']);
});

test('a file of another form cannot be named', async () => {
  const { key } = await openForm(app.origin);
  const theirs = await send({ ...ENOUGH, llave: key, tipo: '' }, [{ name: 'ajeno.pdf', bytes: PDF }]);
  const id = /name="conservar" value="([^"]+)"/.exec(theirs.text)?.[1] ?? 'none';
  const row = await findPqrs(readAcuse(await file({ conservar: [id] })).radicado);

  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(row.annexes).toEqual([]);
});

test.each([
  [
    'HTML called a photo',
    [{ name: 'a.jpg', bytes: Buffer.from('<html><script>') }],
    'a.jpg: Ese tipo de archivo',
  ],
  ['SVG', [{ name: 'a.svg', bytes: Buffer.from('<svg onload="x()"/>') }], 'a.svg: Ese tipo de archivo'],
  ['a broken photo', [{ name: 'a.png', bytes: PNG.subarray(0, 9) }], 'a.png: No pude abrir'],
  [
    'a file of 21 MB',
    [{ name: 'a.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(21 << 20)]) }],
    'a.pdf: El archivo es muy grande',
  ],
  ['an empty file', [{ name: 'vacio.pdf', bytes: Buffer.alloc(0) }], 'vacio.pdf: Ese tipo de archivo'],
  [
    'six files',
    Array.from({ length: 6 }, (_, index) => ({ name: `${index}.pdf`, bytes: PDF })),
    'No recibimos 3.pdf, 4.pdf, 5.pdf',
  ],
])('%s: refused by name, and the rest stays', async (_, files, words) => {
  const before = await countFiled();
  const { key } = await openForm(app.origin);
  const answer = await send({ ...ENOUGH, llave: key }, [...files, { name: 'bueno.pdf', bytes: PDF }]);
  const again = await send({ ...ENOUGH, llave: key });

  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
  expect(answer.text).toContain('Llevamos tres días sin agua.');
  expect(answer.text).toMatch(/href="#archivos"/);
  expect(again.status).toBe(201);
  expect(await countFiled()).toBe(before + 1);
});

test.each([
  ['nothing at all', { tipo: '', descripcion: '' }, ['tipo', 'descripcion']],
  ['an unknown kind', { tipo: 'habeas-data-consulta' }, ['tipo']],
  ['too few words', { descripcion: 'agua' }, ['descripcion']],
  ['a description without end', { descripcion: `fuga ${'x'.repeat(5000)}` }, ['descripcion']],
  ['1 MB of text', { descripcion: 'x'.repeat(1 << 20) }, ['descripcion']],
  [
    'a field sent twice',
    { descripcion: ['Llevamos tres días sin agua.', 'Otra cosa distinta.'] },
    ['descripcion'],
  ],
  ['an account that is none', { cuenta: 'no la tengo' }, ['cuenta']],
  ['a barrio without end', { barrio: 'x'.repeat(121) }, ['barrio']],
  ['a name without end', { nombre: 'x'.repeat(121) }, ['nombre']],
  [
    'all at once',
    { tipo: '', descripcion: '', cuenta: '?', barrio: 'x'.repeat(121) },
    ['tipo', 'descripcion', 'barrio', 'cuenta'],
  ],
])('a form with %s says so at the top and at each field, and nothing is lost', async (_, fields, wrong) => {
  const before = await countFiled();
  const answer = await file(fields);
  const links = [...answer.text.matchAll(/<li><a href="#([^"]+)">/g)].map(([, id]) => id);
  const invalid = [...answer.text.matchAll(/aria-describedby="([^"]+)" aria-invalid="true"/g)].map(
    ([, ids]) => ids,
  );
  const ids = idsIn(answer.text);

  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(/<title>Error: /);
  expect(answer.text).toMatch(/role="alert" tabindex="-1" autofocus/);
  expect(links).toEqual(wrong);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  expect(invalid.map((described) => described?.split(' ').at(-1))).toEqual(wrong.map((id) => `${id}-error`));
  expect(answer.key).toBe(answer.sentKey);
  expect(await countFiled()).toBe(before);
});

test('a form to correct comes back with everything as it was typed', async () => {
  const typed = {
    tipo: 'queja',
    descripcion: 'corto\ny\r\ncon "comillas"',
    servicio: 'no',
    barrio: 'El Carmen (comuna 6)',
    cuenta: '¿?',
    nombre: "D'Angelo",
    anonima: 'si',
    acepto: 'si',
  };
  const { text } = await file({ ...typed, descripcion: '\n\nx' });
  const kept = await file({ ...typed, tipo: 'nada' });

  expect(text).toContain('value="queja" checked');
  expect(text).toMatch(/id="servicio-no" name="servicio" value="no" checked/);
  expect(text).toContain('value="El Carmen (comuna 6)"');
  expect(text).toContain('value="¿?"');
  expect(text).toContain('value="D&#39;Angelo"');
  expect(text.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2);
  expect(kept.text).toContain('>\ncorto\ny\ncon &quot;comillas&quot;</textarea>');
});

test('a form to correct opens no conversation as long as there is nothing to keep', async () => {
  const before = await db().prisma.conversation.count();
  await file({ tipo: '' });

  expect(await db().prisma.conversation.count()).toBe(before);
});

test('a hostile form gets its markup back as text, on the form and on the acuse', async () => {
  const evil = '"><script>alert(1)</script></textarea><svg onload=x>';
  const form = await file({ tipo: evil, descripcion: evil, barrio: evil, cuenta: evil, nombre: evil });
  const acuse = await file({ descripcion: evil, barrio: evil, nombre: evil });

  expect([form.status, acuse.status]).toEqual([422, 201]);
  expect(form.text + acuse.text).not.toMatch(/<script|<svg/);
  expect(acuse.text).toContain('&lt;/textarea&gt;');
});

test('a form with NUL bytes is filed without them', async () => {
  const answer = await file({ descripcion: 'No hay\u0000 agua en la casa', nombre: 'Ro\u0000sa' });
  const row = await findPqrs(readAcuse(answer).radicado);

  expect(row).toMatchObject({ description: 'No hay agua en la casa', petitionerName: 'Rosa' });
});

test.each([
  ['JSON', { 'content-type': 'application/json' }, '{}', 415],
  ['a form of another kind', { 'content-type': 'application/x-www-form-urlencoded' }, 'tipo=queja', 415],
  ['plain text', { 'content-type': 'text/plain' }, 'hola', 415],
  ['no boundary', { 'content-type': 'multipart/form-data' }, 'x', 400],
  ['an early end', { 'content-type': 'multipart/form-data; boundary=b' }, '--b\r\nContent-Disp', 400],
  [
    'a name of the language itself',
    { 'content-type': 'multipart/form-data; boundary=b' },
    '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n',
    400,
  ],
])('a sending of %s gets a page that leads back', async (_, headers, body, status) => {
  const response = await fetch(`${app.origin}/radicar`, { method: 'POST', headers, body });
  const text = await response.text();

  expect(response.status).toBe(status);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('href="/radicar"');
  expect(text).toContain('Mapa del sitio');
});

test('a form with more fields than there are gets a page that leads back', async () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`campo${index}`, 'x']));
  const { status, text } = await file(many);

  expect(status).toBe(413);
  expect(text).toContain('href="/radicar"');
});

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['a page without origin', { origin: 'null' }, 403],
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 201],
  ['the person, who sends the page again', { 'sec-fetch-site': 'none' }, 201],
])('a form from %s is answered rightly', async (_, headers, status) => {
  const { key } = await openForm(app.origin);

  expect((await send({ ...ENOUGH, llave: key }, [], headers)).status).toBe(status);
});

test('a form from our own origin is ours under every name of the server', async () => {
  const { key } = await openForm(app.origin);

  expect((await send({ ...ENOUGH, llave: key }, [], { origin: app.origin })).status).toBe(201);
});
