import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { incomingContent } from '../../domain/messages/content.ts';
import type { TimelineEntry } from '../../domain/messages/timeline.ts';
import {
  aLine,
  aPqrsRow,
  type ConsoleFixture,
  insertConversation,
  openConsole,
  signInAs,
  t,
} from './console-fixture.ts';

let fixture: ConsoleFixture;
let cookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  cookie = await signInAs(fixture, 'pqrs');
});
beforeEach(async () => {
  await fixture.db.pqrs.deleteMany();
});
afterAll(() => fixture.close());

const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover='alert(1)' \`{{7*7}}\``;

function get(url: string, as = cookie) {
  return fixture.app.inject({ url, headers: { cookie: as } });
}

async function listRadicados(query: string): Promise<string[]> {
  const response = await get(`/api/v1/pqrs?${query}`);
  return response.json().items.map(({ radicado }: { radicado: string }) => radicado);
}

async function insert(...rows: Parameters<typeof aPqrsRow>[0][]): Promise<void> {
  await fixture.db.pqrs.createMany({ data: rows.map(aPqrsRow) });
}

const radicado = (number: number) => `ESSMAR-2026-${String(number).padStart(6, '0')}`;

async function insertAnnex(
  pqrsRadicado: string,
  file: { name?: string; status?: string; sensitivity?: string; bytes?: Uint8Array } = {},
) {
  const { name = 'recibo.pdf', status = 'ready', sensitivity = 'normal', bytes = new Uint8Array() } = file;
  const fileId = randomUUID();
  const conversationId = await insertConversation(fixture);
  const { id } = await fixture.db.pqrs.findUniqueOrThrow({ where: { radicado: pqrsRadicado } });
  await fixture.db.file.create({
    data: {
      id: fileId,
      conversationId,
      name,
      status,
      sensitivity,
      mimeType: 'application/pdf',
      bytes: bytes.length,
      sha256: '',
      originalKey: fileId,
      createdAt: new Date('2026-11-03T15:00:00Z'),
    },
  });
  await fixture.db.pqrsAnnex.create({ data: { pqrsId: id, fileId, position: 0 } });
  fixture.bytes.set(fileId, bytes);
  return fileId;
}

test('the list is in the order of the deadline, then of the radicado, those without term last', async () => {
  await insert(
    { radicado: radicado(4), dueOn: null, kind: 'felicitacion' },
    { radicado: radicado(3), dueOn: '2026-11-25' },
    { radicado: radicado(2), dueOn: '2026-11-26' },
    { radicado: radicado(1), dueOn: '2026-11-25' },
  );

  expect(await listRadicados('')).toEqual([1, 3, 2, 4].map(radicado));
});

test('pages neither repeat nor skip a row while others are inserted and change', async () => {
  await insert(
    ...Array.from({ length: 7 }, (_, index) => ({
      radicado: radicado(index + 1),
      dueOn: index < 5 ? '2026-11-25' : null,
    })),
  );

  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 4; page += 1) {
    const { items, nextCursor } = (await get(`/api/v1/pqrs?limit=2${cursor}`)).json();
    seen.push(...items.map((item: { radicado: string }) => item.radicado));
    cursor = `&cursor=${nextCursor}`;
    await insert({ radicado: radicado(100 + page), dueOn: '2026-01-02' });
    expect(nextCursor === null).toBe(page === 3);
  }

  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map(radicado));
});

test.each([
  // today is Friday 20 November
  ['', [1, 2, 3, 4, 5]],
  ['status=todos', [1, 6, 2, 3, 4, 5]],
  ['status=RESPONDIDA', [6]],
  ['status=EN_TRAMITE', [3]],
  ['vencimiento=vencidas', [1]],
  ['vencimiento=vencidas&status=todos', [1]],
  ['vencimiento=vencidas&status=RESPONDIDA', []],
  ['vencimiento=por-vencer', [2, 3]],
])('the filter "%s" shows exactly what it says', async (query, numbers) => {
  await insert(
    { radicado: radicado(1), dueOn: '2026-11-18' },
    { radicado: radicado(2), dueOn: '2026-11-20' },
    { radicado: radicado(3), dueOn: '2026-11-27', status: 'EN_TRAMITE' },
    { radicado: radicado(4), dueOn: '2026-11-30' },
    { radicado: radicado(5), dueOn: null },
    { radicado: radicado(6), dueOn: '2026-11-19', status: 'RESPONDIDA' },
  );

  expect(await listRadicados(query)).toEqual(numbers.map(radicado));
});

test.each([
  'status=NADA',
  'vencimiento=ayer',
  'nombre=Rosa',
  'q=3001234567',
  'limit=0',
  'limit=101',
  'cursor=bm8',
  'cursor=%27%3B--',
])('the query "%s" is refused', async (query) => {
  const response = await get(`/api/v1/pqrs?${query}`);
  expect(response.statusCode).toBe(400);
  expect(response.json()).toEqual({
    code: 'invalid-request',
    message: t('console.errors.invalid-request'),
  });
});

test.each([
  ['2026-11-18', 'RADICADA', { kind: 'overdue', businessDays: 2 }],
  ['2026-11-20', 'RADICADA', { kind: 'today', businessDays: 0 }],
  ['2026-11-23', 'RADICADA', { kind: 'urgent', businessDays: 1 }],
  ['2026-11-27', 'RADICADA', { kind: 'soon', businessDays: 5 }],
  ['2026-11-30', 'RADICADA', { kind: 'in-time', businessDays: 6 }],
  ['2026-11-18', 'RESPONDIDA', { kind: 'answered' }],
  [null, 'RADICADA', { kind: 'none' }],
])('a PQRS due on %s in state %s says where its term stands', async (dueOn, status, vencimiento) => {
  await insert({ radicado: radicado(1), dueOn, status });

  const [item] = (await get('/api/v1/pqrs?status=todos')).json().items;

  expect(item.vencimiento).toEqual(vencimiento);
});

test('the detail tells the facts, the count of the term day by day and the conversation', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 2 });
  fixture.conversations.set(conversationId, [aLine(1, 'hola'), aLine(2, 'no tengo agua')]);
  await insert({ radicado: radicado(1), conversationId, barrioText: 'Bastidas' });

  const detail = (await get(`/api/v1/pqrs/${radicado(1)}`)).json();

  expect(detail).toMatchObject({
    radicado: radicado(1),
    petitionerName: 'Rosa Pérez',
    barrio: 'Bastidas',
    dueOn: '2026-11-25',
    description: 'No llega agua desde el lunes.',
    reserved: false,
  });
  expect(detail.term).toMatchObject({ businessDays: 15, article: 'Ley 142 de 1994, art. 158' });
  expect(detail.term.days.filter(({ counted }: { counted: boolean }) => counted)).toHaveLength(15);
  expect(detail.term.matchesPromise).toBe(true);
  expect(detail.conversation.lines.map(({ text }: { text: string }) => text)).toEqual([
    'hola',
    'no tengo agua',
  ]);
});

test('the place that the person pointed at is told', async () => {
  await insert({
    radicado: radicado(1),
    barrioText: 'Bastidas',
    ...{ latitude: 4.6097, longitude: -74.081_712_3 },
  });
  await insert({ radicado: radicado(2) });

  const details = await Promise.all([1, 2].map((number) => get(`/api/v1/pqrs/${radicado(number)}`)));
  expect(details.map((detail) => detail.json().location)).toEqual([
    { latitude: 4.6097, longitude: -74.081_712_3 },
    null,
  ]);
});

test('a file that could not be kept is told by the system, not by the person', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 1 });
  const file = { fileId: randomUUID(), name: 'foto.jpg', mimeType: 'image/jpeg', bytes: 1, pending: false };
  const notice = {
    ...aLine(1, ''),
    kind: 'notice',
    content: incomingContent({ text: '', attachments: [file] }),
  };
  fixture.conversations.set(conversationId, [notice as TimelineEntry]);
  await insert({ radicado: radicado(1), conversationId });

  const { conversation } = (await get(`/api/v1/pqrs/${radicado(1)}`)).json();
  expect(conversation.lines).toMatchObject([{ kind: 'notice', text: '', annexes: ['foto.jpg'] }]);
});

test('a date promised under another calendar stands, and that is said', async () => {
  await insert({ radicado: radicado(1), dueOn: '2026-11-24' });

  const detail = (await get(`/api/v1/pqrs/${radicado(1)}`)).json();

  expect(detail).toMatchObject({ dueOn: '2026-11-24', term: { matchesPromise: false } });
});

test('a long conversation opens at its end and can be read back to its beginning', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 250 });
  fixture.conversations.set(
    conversationId,
    Array.from({ length: 250 }, (_, index) => aLine(index + 1, `línea ${index + 1}`)),
  );
  await insert({ radicado: radicado(1), conversationId });

  const read = async (query: string) => {
    const { conversation } = (await get(`/api/v1/pqrs/${radicado(1)}${query}`)).json();
    const { lines, earlierAfter, laterAfter } = conversation;
    return [lines[0].seq, lines.at(-1).seq, earlierAfter, laterAfter];
  };

  expect(await read('')).toEqual([151, 250, 50, null]);
  expect(await read('?after=50')).toEqual([51, 150, 0, 150]);
  expect(await read('?after=0')).toEqual([1, 100, null, 100]);
});

test.each([
  '/api/v1/pqrs/ESSMAR-2026-999999',
  '/api/v1/pqrs/ESSMAR-2026-999999/annexes/6f0a1f6e-2a49-4c32-9d0e-0f6b1f0a1b2c',
])('an unknown radicado is not found at %s', async (url) => {
  const response = await get(url);
  expect(response.statusCode).toBe(404);
  expect(response.body).toContain(t('errors.pqrs-not-found'));
});

test.each(['/api/v1/pqrs/nada', '/api/v1/pqrs/..%2F..%2Fetc', '/api/v1/pqrs/%3Cscript%3E'])(
  'what is no radicado is refused at %s and not repeated',
  async (url) => {
    const response = await get(url);
    expect(response.statusCode).toBe(400);
    expect(response.body).not.toContain('<script');
  },
);

test('hostile markup in names, texts and file names goes out as data that no browser reads as a page', async () => {
  await insert({ radicado: radicado(1), description: HOSTILE, petitionerName: HOSTILE, barrioText: HOSTILE });
  await insertAnnex(radicado(1), { name: HOSTILE });

  const answers = [await get('/api/v1/pqrs'), await get(`/api/v1/pqrs/${radicado(1)}`)];

  for (const { headers } of answers) {
    expect(headers['content-type']).toContain('application/json');
  }
  expect(answers[0]?.json().items[0]).toMatchObject({ petitionerName: HOSTILE, barrio: HOSTILE });
  expect(answers[1]?.json()).toMatchObject({ description: HOSTILE, annexes: [{ name: HOSTILE }] });
});

test('an annex is downloaded, never shown, under the type that its bytes have', async () => {
  await insert({ radicado: radicado(1) });
  const pdf = new TextEncoder().encode('%PDF-1.7');
  const fileId = await insertAnnex(radicado(1), { name: 'recibo"\r\nx: ñ😀.pdf', bytes: pdf });

  const response = await get(`/api/v1/pqrs/${radicado(1)}/annexes/${fileId}`);

  expect(response.statusCode).toBe(200);
  expect(new Uint8Array(response.rawPayload)).toEqual(pdf);
  expect(response.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition':
      'attachment; filename="recibo___x_ n___.pdf"; filename*=UTF-8\'\'recibo%22%0D%0Ax%3A%20%C3%B1%F0%9F%98%80.pdf',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  });
});

test('bytes of no accepted type go out as bytes', async () => {
  await insert({ radicado: radicado(1) });
  const fileId = await insertAnnex(radicado(1), { bytes: new TextEncoder().encode('<html>') });

  const response = await get(`/api/v1/pqrs/${radicado(1)}/annexes/${fileId}`);

  expect(response.headers['content-type']).toBe('application/octet-stream');
});

test('an annex of another PQRS, a pending one and a lost one are not found', async () => {
  await insert({ radicado: radicado(1) }, { radicado: radicado(2) });
  const elsewhere = await insertAnnex(radicado(2));
  const pending = await insertAnnex(radicado(1), { status: 'pending' });
  const lost = await insertAnnex(radicado(1));
  fixture.bytes.delete(lost);

  const statuses = await Promise.all(
    [elsewhere, pending, lost].map(
      async (id) => (await get(`/api/v1/pqrs/${radicado(1)}/annexes/${id}`)).statusCode,
    ),
  );

  expect(statuses).toEqual([404, 404, 404]);
});

test.each(['admin', 'control-interno', 'pqrs'] as const)(
  'health content is reserved for %s',
  async (role) => {
    const conversationId = await insertConversation(fixture, { lastSeq: 1 });
    fixture.conversations.set(conversationId, [aLine(1, 'SECRETO en la conversación')]);
    await insert({
      radicado: radicado(1),
      sensitivity: 'health',
      description: 'SECRETO en el texto',
      petitionerName: 'SECRETO en el nombre',
      barrioText: 'SECRETO en el barrio',
      latitude: 4.6097,
      longitude: -74.0817,
      conversationId,
    });
    const fileId = await insertAnnex(radicado(1), { name: 'SECRETO en el anexo.pdf' });
    const as = await signInAs(fixture, role);

    const answers = await Promise.all(
      ['/api/v1/pqrs', `/api/v1/pqrs/${radicado(1)}`, `/api/v1/pqrs/${radicado(1)}/annexes/${fileId}`].map(
        (url) => get(url, as),
      ),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 403]);
    expect(answers.map(({ body }) => body.includes('SECRETO'))).toEqual([false, false, false]);
    expect(answers.map(({ body }) => body.includes('4.6097'))).toEqual([false, false, false]);
    expect(answers[1]?.json()).toMatchObject({ reserved: true, petitionerName: null, description: null });
  },
);

test('health content is open to who has the permission', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 1 });
  fixture.conversations.set(conversationId, [aLine(1, 'SECRETO en la conversación')]);
  await insert({ radicado: radicado(1), sensitivity: 'health', description: 'SECRETO', conversationId });
  const as = await signInAs(fixture, 'direccion-salud');

  const detail = (await get(`/api/v1/pqrs/${radicado(1)}`, as)).json();

  expect(detail).toMatchObject({
    ...{ description: 'SECRETO', reserved: false },
    conversation: { access: 'open', id: conversationId },
  });
});

test('one health message or annex is reserved although the PQRS is not', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 1 });
  await fixture.db.event.create({
    data: {
      conversationId,
      channelMessageId: '1',
      kind: 'message',
      content: {},
      sensitivity: 'health',
      receivedAt: new Date('2026-11-03T15:00:00Z'),
    },
  });
  fixture.conversations.set(conversationId, [aLine(1, 'SECRETO')]);
  await insert({ radicado: radicado(1), conversationId });
  const fileId = await insertAnnex(radicado(1), { name: 'SECRETO.pdf', sensitivity: 'health' });

  const detail = (await get(`/api/v1/pqrs/${radicado(1)}`)).json();
  const download = await get(`/api/v1/pqrs/${radicado(1)}/annexes/${fileId}`);

  expect(detail.reserved).toBe(false);
  expect(detail.conversation).toEqual({ access: 'reserved' });
  expect(detail.annexes).toEqual([expect.objectContaining({ name: null, reserved: true })]);
  expect(download.statusCode).toBe(403);
});

test('an anonymous PQRS shows neither name nor conversation', async () => {
  await insert({ radicado: radicado(1), petitionerName: null });

  const detail = (await get(`/api/v1/pqrs/${radicado(1)}`)).json();

  expect(detail).toMatchObject({ petitionerName: null, anonymous: true, conversation: { access: 'none' } });
});

test('a person who gave no name is not called anonymous', async () => {
  const { id: contactId } = await fixture.db.contact.create({ data: { id: randomUUID() } });
  await insert({ radicado: radicado(1), petitionerName: null, contactId });

  const [item] = (await get('/api/v1/pqrs')).json().items;

  expect(item).toMatchObject({ petitionerName: null, anonymous: false });
});

test('a role without conversations reads the PQRS and not what was said', async () => {
  const conversationId = await insertConversation(fixture, { lastSeq: 1 });
  fixture.conversations.set(conversationId, [aLine(1, 'SECRETO')]);
  await insert({ radicado: radicado(1), conversationId });
  const as = await signInAs(fixture, 'lider-proceso');

  const answer = await get(`/api/v1/pqrs/${radicado(1)}`, as);

  expect(answer.json().conversation).toEqual({ access: 'forbidden' });
  expect(answer.body).not.toContain('SECRETO');
});
