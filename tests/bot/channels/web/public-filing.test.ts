import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AVISO_VERSION } from '../../../../dialogs/privacy/aviso.ts';
import { Radicado } from '../../../../domain/pqrs/radicado.ts';
import { createPqrsStaffReader } from '../../../../prisma/repositories/pqrs-staff-reader.ts';
import { createContentCodec } from '../../../../prisma/sealed-content.ts';
import { listTimelineSince } from '../../../../prisma/timeline-store.ts';
import {
  BEHIND_PROXY,
  type FormFields,
  type FormFile,
  fileForm,
  openForm,
  PDF,
  readAcuse,
} from '../../../support/filing-form.ts';
import { postForm } from '../../../support/public-server.ts';
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
const countFiled = () => db().prisma.pqrs.count();

async function findPqrs(radicado: string) {
  return db().prisma.pqrs.findUniqueOrThrow({
    where: { radicado },
    include: { annexes: { include: { file: true } }, conversation: { include: { contact: true } } },
  });
}

async function timelineOf(conversationId: string) {
  const codec = createContentCodec(app.vecino.storage.keys.sealer);
  const entries = await listTimelineSince({ database: db(), codec }, { conversationId, after: 0, limit: 20 });
  return entries.map(({ direction, content }) => ({ direction, text: content.text }));
}

type Row = { readonly barrioId: string | null; readonly barrioText: string | null };

describe('the empty form', () => {
  test('is complete without scripts, is kept by nobody and can only be sent to us', async () => {
    const { status, headers, text, key } = await openForm(app.origin);
    const other = await openForm(app.origin);

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(text).not.toMatch(/<script| on\w+=| style=|\{\{/);
    expect(text).toContain('enctype="multipart/form-data"');
    expect(text).toContain('es responsable de tus datos');
    expect(text).not.toContain('checked');
    expect(key).not.toBe(other.key);
  });

  test('is in the site map of every page', async () => {
    const text = await (await fetch(`${app.origin}/ayuda`)).text();

    expect(text).toContain('<a href="/radicar">Radicar</a>');
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('is not used with %s', async (method) => {
    const response = await fetch(`${app.origin}/radicar`, { method });

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });
});

test('what is filed has a radicado, its term, a code that opens it, and what the chat keeps', async () => {
  const { status, headers, text } = await file({
    barrio: 'Bolivariana',
    cuenta: 'es la 123456',
    nombre: '  Rosa   Elvira Polo ',
  });
  const { radicado, code } = readAcuse({ text });
  const found = await postForm(`${app.origin}/consulta`, { radicado, codigo: code });
  const row = await findPqrs(radicado);

  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('viernes, 20 de noviembre de 2026, a las 9:00 a. m.');
  expect(text).toContain('lunes, 14 de diciembre de 2026');
  expect(text).toContain('silencio administrativo positivo');
  expect(text).toContain('Llevamos tres días sin agua.');
  expect(found.status).toBe(200);
  expect(found.text).toContain(`Solicitud ${radicado}`);
  expect(row).toMatchObject({
    kind: 'reclamo',
    regime: 'ley142',
    channel: 'web',
    status: 'RADICADA',
    accountNumber: '123456',
    petitionerName: 'Rosa Elvira Polo',
    receivedAt: MORNING,
  });
  expect(row.verificationHash).not.toContain(code.replaceAll('-', ''));
  expect(row.contactId).toBe(row.conversation?.contactId);
});

test('it takes the next number of the one series, without gaps', async () => {
  const numbers: number[] = [];
  for (const fields of [{}, { descripcion: '' }, {}, { cuenta: '??' }, {}]) {
    const answer = await file(fields);
    if (answer.status === 201) {
      numbers.push(Number(readAcuse(answer).radicado.slice(-6)));
    }
  }
  const [first = 0] = numbers;

  expect(numbers).toEqual([first, first + 1, first + 2]);
  expect(await countFiled()).toBe(first + 2);
});

test('it is read by staff as a conversation of the web, with the acuse in it', async () => {
  const answer = await file({ descripcion: 'Me cobraron dos veces el mismo mes.', nombre: 'Rosa' });
  const { radicado, code } = readAcuse(answer);
  const row = await findPqrs(radicado);
  const [told, acuse, ...more] = await timelineOf(row.conversationId ?? '');
  const seen = await createPqrsStaffReader(db().prisma).findByRadicado(Radicado.parse(radicado));
  const stored = JSON.stringify(await db().prisma.outbox.findMany({ select: { content: true } }));

  expect(row.conversation).toMatchObject({ channel: 'web', owner: 'assistant', sensitivity: 'normal' });
  expect(seen).toMatchObject({
    petitionerName: 'Rosa',
    anonymous: false,
    channel: 'web',
    description: 'Me cobraron dos veces el mismo mes.',
    conversation: { id: row.conversationId, lastSeq: 2, sensitivity: 'normal' },
  });
  expect(told).toMatchObject({ direction: 'in' });
  expect(told?.text).toContain('Me cobraron dos veces el mismo mes.');
  expect(told?.text).toContain('Nombre: Rosa');
  expect(acuse).toMatchObject({ direction: 'out' });
  expect(acuse?.text).toContain(`Quedó radicada con el número ${radicado}.`);
  expect(acuse?.text).toContain(code);
  expect(more).toEqual([]);
  expect(stored).not.toContain(code);
});

test('it counts from the arrival of the form in Bogotá, at whatever hour', async () => {
  now = new Date('2027-01-01T04:59:59Z');
  const late = readAcuse(await file());
  now = new Date('2027-01-01T05:00:00Z');
  const early = readAcuse(await file());

  expect(late.radicado).toMatch(/-2026-/);
  expect(early.radicado).toMatch(/-2027-000001$/);
  expect((await findPqrs(early.radicado)).dueOn?.toISOString()).toContain('2027-01-25');
});

test('the acuse is delivered in its conversation like any other answer', async () => {
  const { radicado } = readAcuse(await file());
  const { conversationId } = await findPqrs(radicado);
  const isSent = async () =>
    (await db().prisma.outbox.findFirst({ where: { conversationId: conversationId ?? '' } }))?.status;

  await expect.poll(isSent).toBe('sent');
});

test.each([
  [
    'a sure name',
    { barrio: 'en el barrio bolivariana' },
    (row: Row) => row.barrioId !== null && row.barrioText === null,
  ],
  [
    'no known name',
    { barrio: 'La loma de mi abuela' },
    (row: Row) => row.barrioText === 'La loma de mi abuela',
  ],
  ['nothing', {}, (row: Row) => row.barrioId === null && row.barrioText === null],
])('a barrio of %s is kept', async (_, fields, isKept) => {
  expect(await findPqrs(readAcuse(await file(fields)).radicado)).toSatisfy(isKept);
});

test.each([
  ['a petición about something else', { tipo: 'peticion', servicio: 'no' }, 'peticion', 'ley1755'],
  ['a petición about the service', { tipo: 'peticion', servicio: 'si' }, 'peticion', 'ley142'],
  ['a doubt, which is resolved for the person', { tipo: 'queja' }, 'queja', 'ley142'],
  ['not knowing what it is', { tipo: 'no-se' }, 'peticion', 'ley142'],
  ['a reclamo, whatever is said of the service', { tipo: 'reclamo', servicio: 'no' }, 'reclamo', 'ley142'],
  ['thanks, which have no term', { tipo: 'felicitacion' }, 'felicitacion', 'sin-termino'],
])('what is filed of %s has the law of the chat', async (_, fields, kind, regime) => {
  expect(await findPqrs(readAcuse(await file(fields)).radicado)).toMatchObject({ kind, regime });
});

describe('privacy', () => {
  test('an authorisation leaves its proof: the words of the chat and their version', async () => {
    const { radicado } = readAcuse(await file({ acepto: 'si' }));
    const { contactId } = await findPqrs(radicado);
    const proofs = await db().prisma.consent.findMany({ where: { contactId: contactId ?? '' } });

    expect(proofs).toMatchObject([
      { purpose: 'tramite', granted: true, textVersion: AVISO_VERSION, channel: 'web', givenAt: MORNING },
    ]);
    expect(proofs[0]?.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(proofs[0]?.eventId).toBeTypeOf('bigint');
  });

  test('without an authorisation it is filed all the same, and nothing is written as granted', async () => {
    const answer = await file();
    const { contactId } = await findPqrs(readAcuse(answer).radicado);

    expect(answer.status).toBe(201);
    expect(await db().prisma.consent.count({ where: { contactId: contactId ?? '' } })).toBe(0);
  });

  test('an anonymous one keeps neither a name nor a link, and is opened by its code', async () => {
    const description = 'Sé de un empleado que pide plata en la calle 30.';
    const answer = await file(
      { tipo: 'denuncia', descripcion: description, anonima: 'si', nombre: 'Rosa Polo', acepto: 'si' },
      [{ name: 'prueba.pdf', bytes: PDF }],
    );
    const { radicado, code } = readAcuse(answer);
    const row = await findPqrs(radicado);
    const everything = JSON.stringify([
      await db().prisma.event.findMany({ select: { content: true } }),
      await db().prisma.pqrs.findMany({ select: { petitionerName: true } }),
    ]);
    const { status } = await postForm(`${app.origin}/consulta`, { radicado, codigo: code });

    expect(row).toMatchObject({ contactId: null, conversationId: null, petitionerName: null });
    expect(row.annexes).toHaveLength(1);
    expect(everything).not.toMatch(/Rosa Polo|pide plata/);
    expect(answer.text).toContain('Es anónima');
    expect(status).toBe(200);
  });
});

describe('what must be said at once', () => {
  test('danger gets the emergency lines before the acuse, and a colleague is called', async () => {
    const answer = await file({ descripcion: 'Hay un cable pelado echando chispas en el agua de la calle' });
    const { conversation } = await findPqrs(readAcuse(answer).radicado);
    const [, first] = await timelineOf(conversation?.id ?? '');

    expect(answer.status).toBe(201);
    expect(answer.text).toMatch(/class="card danger" role="alert"/);
    expect(answer.text.indexOf('href="tel:')).toBeLessThan(answer.text.indexOf('Guarda estos datos'));
    expect(conversation?.owner).toBe('waiting');
    expect(first?.text).toContain('Si hay peligro, aléjate y llama ya');
  });

  test('a matter of health gets its way, and its conversation is sealed', async () => {
    const description = 'mi EPS no me quiere entregar los medicamentos de la presión';
    const answer = await file({ descripcion: description });
    const { conversation } = await findPqrs(readAcuse(answer).radicado);
    const [event] = await db().prisma.event.findMany({ where: { conversationId: conversation?.id ?? '' } });

    expect(answer.text).toContain('Primero reclama ante tu EPS');
    expect(conversation?.sensitivity).toBe('health');
    expect(event?.sensitivity).toBe('health');
    expect(JSON.stringify(event?.content)).not.toContain('EPS');
    expect((await timelineOf(conversation?.id ?? ''))[0]?.text).toContain(description);
  });

  test('ordinary words get neither', async () => {
    const { text } = await file();

    expect(text).not.toMatch(/role="alert"|EPS/);
  });
});
