import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActBody, AnswerFileView, InboxDetail, InboxList } from '../../backoffice/contracts/handoff.ts';
import type { IntakeView } from '../../backoffice/contracts/pqrs-intake.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { createTranslate } from '../../locales/translate.ts';
import { createColleagueFileRepository } from '../../prisma/repositories/colleague-file.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../support/staff-entry.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

const CITIZENS = 20;
const ROUNDS = 5;
const LOOK_MS = 25;
const LOOKS = 800;
const TEST_MS = 120_000;
const MINUTE_MS = 60_000;

const t = createTranslate('es-CO');

/** Moves only when a test says so; nobody waits for minutes here. */
let aheadMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + aheadMs) };

let app: TestVecino;
let ana: ConsoleCaller;
let luis: ConsoleCaller;

/** An act without the id that the browser makes. */
type Act = ActBody extends infer Body ? (Body extends unknown ? Omit<Body, 'id'> : never) : never;

beforeAll(async () => {
  app = await startTestVecino({ clock });
  await forgetHours();
  const { prisma } = app.vecino.storage.database;
  ana = await enterConsole(app.origin, prisma, 'atencion');
  luis = await enterConsole(app.origin, prisma, 'atencion');
});
afterAll(() => app.stop());

/** Without known hours somebody is always expected: what is told must not depend on when this runs. */
async function forgetHours(): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  await prisma.$executeRaw`UPDATE entity SET profile = jsonb_set(profile, '{offices}', '[]')`;
}

/** Somebody in the web chat who has made the privacy choice and stands in the menu. */
async function aCitizen(): Promise<DirectLineClient> {
  const citizen = new DirectLineClient(app.origin);
  await citizen.open();
  await say(citizen, 'Acepto');
  return citizen;
}

async function say(citizen: DirectLineClient, text: string): Promise<void> {
  await citizen.postUntilTaken(text, randomUUID());
  await app.vecino.messaging.idle();
}

async function act(by: ConsoleCaller, { conversationId }: DirectLineClient, body: Act): Promise<number> {
  const { status } = await by.post(`/conversations/${conversationId}/acts`, { id: randomUUID(), ...body });
  await app.vecino.messaging.idle();
  return status;
}

async function read(by: ConsoleCaller, { conversationId }: DirectLineClient): Promise<InboxDetail> {
  return JSON.parse(await by.get(`/conversations/${conversationId}`)) as InboxDetail;
}

/** What we said to the person, in the order of their screen. */
async function heardBy(citizen: DirectLineClient): Promise<readonly string[]> {
  await app.vecino.messaging.idle();
  await citizen.poll();
  return citizen.texts();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await holds()) {
      return;
    }
    await sleep(LOOK_MS);
  }
  throw new Error('it never came to be so');
}

const take = { act: 'take', from: null } as const;

test('a colleague takes a conversation, answers, and gives it back in the middle of a form, which goes on', async () => {
  const citizen = await aCitizen();
  await say(citizen, 'radicar');
  await say(citizen, 'reclamo');
  expect(await act(ana, citizen, take)).toBe(204);
  await say(citizen, '¿cuánto se demora el carrotanque?');
  await act(ana, citizen, { act: 'answer', text: 'Hoy pasa antes de las seis.' });
  await act(ana, citizen, { act: 'give-back' });
  await say(citizen, 'No llega el agua desde el lunes');

  const said = (await heardBy(citizen)).slice(-5).map((text) => text.slice(0, 30));
  const detail = await read(ana, citizen);
  expect(said).toEqual([
    t('care.taken', { name: 'Ana Ruiz', entity: 'ESSMAR' }).slice(0, 30),
    'Hoy pasa antes de las seis.',
    t('care.givenBack', { name: 'Ana Ruiz', assistant: 'Vecino' }).slice(0, 30),
    'Cuéntame qué pasó, con tus pal',
    '¿En qué barrio es? Si prefiere',
  ]);
  expect(detail.owner).toBe('assistant');
  expect(
    detail.lines.filter(({ from }) => from === 'colleague').map(({ text, by }) => ({ text, by })),
  ).toEqual([{ text: 'Hoy pasa antes de las seis.', by: 'Ana Ruiz' }]);
});

test('a note never reaches the person, nor anything that is theirs to read', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  await act(ana, citizen, { act: 'note', text: 'NOTA-SECRETA: vive sola' });
  await act(ana, citizen, { act: 'answer', text: 'Ya te leo' });
  const heard = JSON.stringify([await heardBy(citizen), citizen.received]);
  const sent = await app.vecino.storage.database.prisma.outbox.findMany({
    where: { conversationId: citizen.conversationId },
    select: { content: true },
  });

  const { lines } = await read(luis, citizen);
  expect(heard).not.toContain('NOTA-SECRETA');
  expect(JSON.stringify(sent)).not.toContain('NOTA-SECRETA');
  expect(lines.filter(({ from }) => from === 'note').map(({ text }) => text)).toEqual([
    'NOTA-SECRETA: vive sola',
  ]);
});

test('of two colleagues who take it at the same instant one has it, and the other cannot answer', async () => {
  const citizen = await aCitizen();
  const both = await Promise.all([act(ana, citizen, take), act(luis, citizen, take)]);
  const { assignee } = await read(ana, citizen);
  const heard = (await heardBy(citizen)).filter((text) => /Desde ahora te atiendo yo/.test(text));
  const other = (await read(luis, citizen)).possible.includes('answer') ? ana : luis;

  expect(both).toContain(204);
  expect(assignee).not.toBeNull();
  expect(heard).toHaveLength(1);
  expect(await act(other, citizen, { act: 'answer', text: 'no debe llegar' })).toBe(409);
  expect(await heardBy(citizen)).not.toContain('no debe llegar');
});

test(
  'both write at the same instant, a hundred times: never two answers, and one order on both sides',
  async () => {
    const citizens = await Promise.all(Array.from({ length: CITIZENS }, aCitizen));
    await Promise.all(citizens.map((citizen) => citizen.postUntilTaken('asesor', randomUUID())));
    await app.vecino.messaging.idle();
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(
        citizens.flatMap((citizen, index) => [
          citizen.postUntilTaken(`horarios ${index} ${round}`, randomUUID()),
          ana.post(`/conversations/${citizen.conversationId}/acts`, {
            id: randomUUID(),
            ...(round === 0 ? take : { act: 'answer', text: `respuesta ${index} ${round}` }),
          }),
        ]),
      );
      await app.vecino.messaging.idle();
    }

    for (const [index, citizen] of citizens.entries()) {
      await citizen.poll();
      const { lines } = await read(ana, citizen);
      const taken = lines.findIndex(({ act: done }) => done === 'take');
      const after = lines.slice(taken).filter(({ from }) => from === 'assistant');
      const shown = lines
        .filter(({ from, kind }) => from !== 'event' && kind !== 'joined')
        .map(({ text }) => text);
      expect(after.map(({ text }) => text)).toEqual([
        t('care.taken', { name: 'Ana Ruiz', entity: 'ESSMAR' }),
      ]);
      expect(citizen.received.map(({ text }) => text ?? '')).toEqual(shown);
      expect(shown.filter((text) => text.startsWith(`respuesta ${index} `))).toHaveLength(ROUNDS - 1);
    }
  },
  TEST_MS,
);

test('the same act sent again changes nothing', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  const once = { id: randomUUID(), act: 'answer', text: 'una sola vez' };
  await Promise.all([1, 2, 3].map(() => ana.post(`/conversations/${citizen.conversationId}/acts`, once)));

  expect((await heardBy(citizen)).filter((text) => text === 'una sola vez')).toHaveLength(1);
});

const PDF = Buffer.from('%PDF-1.7\n%%EOF');

/** A picture as a phone takes it: with the name of its owner and the place. */
const aPhoto = () =>
  sharp({ create: { width: 24, height: 16, channels: 3, background: '#0a6' } })
    .withExif({ IFD0: { Artist: 'Ana Ruiz' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1 14/1 27/1' } })
    .jpeg()
    .toBuffer();

async function upload(
  { cookie }: ConsoleCaller,
  { conversationId }: DirectLineClient,
  { name = 'recibo.pdf', bytes = PDF }: { readonly name?: string; readonly bytes?: Uint8Array } = {},
): Promise<{ readonly status: number; readonly file: AnswerFileView }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${app.origin}/api/v1/conversations/${conversationId}/files`, {
    method: 'POST',
    headers: { cookie, origin: app.origin },
    body: form,
  });
  return { status: response.status, file: (await response.json()) as AnswerFileView };
}

/** What the widget shows of the files of our messages: their names, and where they open. */
async function filesOf(citizen: DirectLineClient): Promise<readonly { name: string; contentUrl: string }[]> {
  await heardBy(citizen);
  return citizen.received.flatMap(
    (activity) => (activity as { attachments?: { name: string; contentUrl: string }[] }).attachments ?? [],
  );
}

test('a colleague sends a picture and a paper: once, and without what the phone wrote into the picture', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  const bytes = await aPhoto();
  const photo = (await upload(ana, citizen, { name: 'obra.png', bytes })).file;
  const paper = (await upload(ana, citizen)).file;
  const unsent = (await upload(ana, citizen)).file;
  const once = { id: randomUUID(), act: 'answer', text: '', fileIds: [photo.fileId, paper.fileId] };
  for (const _ of [1, 2]) {
    expect((await ana.post(`/conversations/${citizen.conversationId}/acts`, once)).status).toBe(204);
    await app.vecino.messaging.idle();
  }
  const [shown, saved, ...others] = await filesOf(citizen);
  const seen = Buffer.from(await (await fetch(shown?.contentUrl ?? '')).arrayBuffer());
  const { lines } = await read(luis, citizen);
  const rows = await app.vecino.storage.database.prisma.colleagueFile.findMany({
    where: { file: { conversationId: citizen.conversationId } },
  });

  expect([shown?.name, saved?.name, others]).toEqual(['obra.jpg', 'recibo.pdf', []]);
  expect(bytes.toString('latin1')).toContain('Ana Ruiz');
  expect((await sharp(seen).metadata()).width).toBe(24);
  expect(seen.toString('latin1')).not.toMatch(/Ana Ruiz|GPS/);
  expect(Buffer.from(await (await fetch(saved?.contentUrl ?? '')).arrayBuffer()).equals(PDF)).toBe(true);
  expect(lines.filter(({ from }) => from === 'colleague')).toMatchObject([
    {
      ...{ by: 'Ana Ruiz', text: '' },
      annexes: [
        { fileId: photo.fileId, name: 'obra.jpg', mimeType: 'image/jpeg' },
        { fileId: paper.fileId, name: 'recibo.pdf', mimeType: 'application/pdf' },
      ],
    },
  ]);
  expect(new Map(rows.map(({ fileId, sentAt }) => [fileId, sentAt !== null]))).toEqual(
    new Map([photo, paper, unsent].map(({ fileId }) => [fileId, fileId !== unsent.fileId])),
  );
});

test('only whoever may answer keeps a file, and only what may be sent is kept', async () => {
  const [citizen, other, private_] = [await aCitizen(), await aCitizen(), await aCitizen()];
  await act(ana, citizen, take);
  await act(luis, other, take);
  await act(ana, private_, take);
  await app.vecino.storage.database.prisma.conversation.update({
    where: { id: private_.conversationId },
    data: { sensitivity: 'health' },
  });
  const broken = (await aPhoto()).subarray(0, 80);
  const answered = await Promise.all([
    upload(ana, citizen),
    upload(luis, citizen),
    upload(ana, private_),
    upload(ana, citizen, { name: 'foto.jpg', bytes: Buffer.from('<html></html>') }),
    upload(ana, citizen, { bytes: broken }),
    upload(ana, citizen, { bytes: Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]) }),
  ]);

  expect(answered.map(({ status }) => status)).toEqual([200, 409, 403, 415, 422, 413]);
});

test('an answer carries nobody else’s files, nor those of another conversation, and says something', async () => {
  const [citizen, other] = [await aCitizen(), await aCitizen()];
  await citizen.uploadUntilTaken({ name: 'mi.pdf', type: 'application/pdf', bytes: PDF }, randomUUID());
  await act(ana, citizen, take);
  await act(ana, other, take);
  const { prisma } = app.vecino.storage.database;
  const theirs = await prisma.file.findFirstOrThrow({ where: { conversationId: citizen.conversationId } });
  const foreign = (await upload(ana, other)).file;
  const colleagues = (await upload(ana, citizen)).file;
  const old = (await upload(ana, citizen)).file;
  const where = { fileId: old.fileId };
  await prisma.colleagueFile.update({
    where,
    data: { keptAt: new Date(clock.now().getTime() - 25 * 60 * MINUTE_MS) },
  });
  await act(luis, citizen, { act: 'take', from: await idOf(ana) });
  const asLuis = await act(luis, citizen, { act: 'answer', text: 'Va', fileIds: [colleagues.fileId] });
  await act(ana, citizen, { act: 'take', from: await idOf(luis) });
  const refused = [];
  for (const fileIds of [[theirs.id], [foreign.fileId], [old.fileId], [randomUUID()]]) {
    refused.push(await act(ana, citizen, { act: 'answer', text: 'Va', fileIds }));
  }

  expect([asLuis, ...refused]).toEqual([404, 404, 404, 404, 404]);
  expect(await act(ana, citizen, { act: 'answer', text: '  ', fileIds: [] })).toBe(400);
  expect(await heardBy(citizen)).not.toContain('Va');
});

test('what was kept and never sent is forgotten after two days, and what was sent stays', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  const sent = (await upload(ana, citizen)).file;
  const old = (await upload(ana, citizen)).file;
  const fresh = (await upload(ana, citizen)).file;
  await act(ana, citizen, { act: 'answer', text: 'Va', fileIds: [sent.fileId] });
  const { database } = app.vecino.storage;
  const before = new Date(clock.now().getTime() - 48 * 60 * MINUTE_MS);
  const keptAt = new Date(before.getTime() - 1);
  const data = { keptAt };
  await database.prisma.colleagueFile.updateMany({
    where: { fileId: { in: [sent.fileId, old.fileId] } },
    data,
  });
  const removed = await createColleagueFileRepository(database).removeUnsent(before, 10);
  const left = await database.prisma.file.findMany({ where: { conversationId: citizen.conversationId } });

  expect(removed).toBeGreaterThanOrEqual(1);
  expect(left.map(({ id }) => id).toSorted()).toEqual([sent.fileId, fresh.fileId].toSorted());
});

/** What a colleague writes down of a conversation, without the id that the browser makes. */
const MATTER = {
  ...{ kind: 'reclamo', aboutService: true, object: 'No llega el agua desde el lunes', reasons: null },
  ...{ accountNumber: null, barrio: null, annexIds: [], messageIds: [], name: 'Rosa Pérez' },
};

async function openPqrs(
  by: ConsoleCaller,
  { conversationId }: DirectLineClient,
  body: object,
): Promise<{ readonly status: number; readonly view: IntakeView }> {
  const sent = { id: randomUUID(), ...MATTER, ...body };
  const { status } = await by.post(`/conversations/${conversationId}/pqrs`, sent);
  await app.vecino.messaging.idle();
  const view = JSON.parse(await by.get(`/conversations/${conversationId}/pqrs/${sent.id}`));
  return { status, view: view as IntakeView };
}

test('a colleague files what the person told: it counts from the message, and the acuse comes once, in its place', async () => {
  const citizen = await aCitizen();
  await say(citizen, 'llevo una semana sin agua');
  await act(ana, citizen, take);
  const told = (await read(ana, citizen)).lines.find(({ text }) => text === 'llevo una semana sin agua');
  const id = randomUUID();
  const body = { id, messageIds: [told?.id] };
  const all = await Promise.all([1, 2, 3].map(() => openPqrs(ana, citizen, body)));
  await say(citizen, 'gracias');
  const radicado = all[0]?.view.state === 'filed' ? all[0].view.radicado : '';
  const { prisma } = app.vecino.storage.database;
  const row = await prisma.pqrs.findUniqueOrThrow({ where: { radicado }, include: { intake: true } });
  const heard = (await heardBy(citizen)).filter((text) => text.includes(radicado));
  const { lines, waitingSince } = await read(luis, citizen);

  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain('Ana Ruiz, del equipo, radicó por ti');
  expect(heard[0]).toMatch(/Código de verificación: \w{4}-\w{4}-\w{4}/);
  expect(row).toMatchObject({
    ...{ channel: 'web', petitionerName: 'Rosa Pérez', conversationId: citizen.conversationId },
    intake: { id },
  });
  expect(row.receivedAt.toISOString()).toBe(told?.at);
  expect(lines.filter((line) => line.act === 'open-pqrs')).toMatchObject([{ by: 'Ana Ruiz', radicado }]);
  expect(JSON.stringify(lines)).not.toMatch(/Código de verificación: \w{4}-\w{4}-\w{4}/);
  expect(waitingSince).not.toBeNull();
  expect(await prisma.audit.count({ where: { subject: `pqrs/${radicado}` } })).toBe(1);
});

test('a colleague who does not have the conversation files nothing in it, nor does an id that stands for another PQRS', async () => {
  const [citizen, other] = [await aCitizen(), await aCitizen()];
  await act(ana, citizen, take);
  await act(luis, other, take);
  const id = randomUUID();
  const filed = await openPqrs(ana, citizen, { id });
  const changed = await openPqrs(ana, citizen, { id, object: 'Otra cosa muy distinta' });
  const elsewhere = await openPqrs(luis, other, { id });
  const foreign = await openPqrs(luis, citizen, {});
  const invented = await openPqrs(ana, citizen, { messageIds: ['999999999'] });
  const annex = await openPqrs(ana, citizen, { annexIds: [randomUUID()] });

  expect([filed, changed, elsewhere, foreign, invented, annex].map(({ status }) => status)).toEqual([
    200, 409, 200, 409, 400, 404,
  ]);
  expect([filed, elsewhere].map(({ view }) => view.state)).toEqual(['filed', 'refused']);
  expect((await heardBy(other)).join()).not.toContain('Quedó radicada');
});

test('whoever files a health matter learns its number, and may read the conversation no more', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  const object = 'Mi EPS no me autoriza la cita con el especialista';
  const { view } = await openPqrs(ana, citizen, { object });
  const radicado = view.state === 'filed' ? view.radicado : '';
  const { prisma } = app.vecino.storage.database;
  const row = await prisma.pqrs.findUniqueOrThrow({ where: { radicado } });
  const stored = await prisma.event.findMany({ where: { conversationId: citizen.conversationId } });

  expect(row.sensitivity).toBe('health');
  expect(JSON.stringify(stored.map(({ content }) => content))).not.toContain('especialista');
  expect(await ana.get(`/conversations/${citizen.conversationId}`)).toContain('forbidden');
  expect((await heardBy(citizen)).join()).toContain(radicado);
});

test('a form that is open stays open under what a colleague files', async () => {
  const citizen = await aCitizen();
  await say(citizen, 'radicar');
  await say(citizen, 'reclamo');
  await act(ana, citizen, take);
  await openPqrs(ana, citizen, {});
  await act(ana, citizen, { act: 'give-back' });

  expect((await heardBy(citizen)).at(-1)).toContain('Cuéntame qué pasó');
});

test('danger is answered at once while a colleague has the conversation, and the colleague sees it', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  await say(citizen, 'hay un cable de luz caído en el agua');

  expect((await heardBy(citizen)).at(-2)).toContain('123');
  expect(await read(ana, citizen)).toMatchObject({ owner: 'human', danger: true, unread: true });
});

test('whoever waits is in the list of those without attention, the longest wait first, until a colleague answers', async () => {
  const [first, second] = [await aCitizen(), await aCitizen()];
  await say(first, 'asesor');
  await say(second, 'asesor');
  const listed = async () => {
    const { items } = JSON.parse(await ana.get('/conversations?view=sin-atender&limit=100')) as InboxList;
    return items.map(({ id }) => id).filter((id) => [first, second].some((one) => one.conversationId === id));
  };
  const before = await listed();
  await act(ana, first, take);
  await act(ana, first, { act: 'answer', text: 'Dime' });

  expect(before).toEqual([first.conversationId, second.conversationId]);
  expect(await listed()).toEqual([second.conversationId]);
});

test(
  'when nobody answers in time the assistant comes back with a way out, once',
  async () => {
    const citizen = await aCitizen();
    await say(citizen, 'asesor');
    await act(ana, citizen, take);
    await say(citizen, '¿hola?');
    aheadMs += 15 * MINUTE_MS;
    await until(async () => (await read(ana, citizen)).owner === 'waiting');
    const told = (await heardBy(citizen)).filter((text) => text === t('care.unanswered'));
    await say(citizen, 'que me llamen');
    await say(citizen, '300 123 4567');

    expect(told).toHaveLength(1);
    expect(await read(luis, citizen)).toMatchObject({
      owner: 'waiting',
      assignee: null,
      call: '573001234567',
    });
  },
  TEST_MS,
);

test('when a colleague ends it the person rates the attention, once', async () => {
  const citizen = await aCitizen();
  await act(ana, citizen, take);
  await act(ana, citizen, { act: 'end' });
  await until(async () => (await heardBy(citizen)).includes(t('survey.careQuestion')));
  await say(citizen, '5');
  const { prisma } = app.vecino.storage.database;
  const handoff = await prisma.handoff.findFirstOrThrow({
    where: { conversationId: citizen.conversationId },
  });
  const rating = await prisma.question.findFirstOrThrow({ where: { caseRef: handoff.id } });

  expect(handoff).toMatchObject({ reason: 'taken', endedHow: 'ended' });
  expect(rating).toMatchObject({ kind: 'care.rating', status: 'answered', answer: 5 });
});

test('what was ended is reopened: the same attention goes on, is audited, and is not rated a second time', async () => {
  const citizen = await aCitizen();
  const { conversationId } = citizen;
  const reopen = { act: 'reopen' } as const;
  const never = await act(luis, citizen, reopen);
  await act(ana, citizen, take);
  await act(ana, citizen, { act: 'end' });
  await until(async () => (await heardBy(citizen)).includes(t('survey.careQuestion')));
  const ended = await read(luis, citizen);
  const both = await Promise.all([act(ana, citizen, reopen), act(luis, citizen, reopen)]);
  const open = await read(ana, citizen);
  const owner = open.possible.includes('answer') ? ana : luis;
  await act(owner, citizen, { act: 'answer', text: '¿Ya llegó el agua?' });
  await act(owner, citizen, { act: 'end' });
  await app.vecino.messaging.idle();
  const { prisma } = app.vecino.storage.database;
  const handoffs = await prisma.handoff.findMany({ where: { conversationId } });
  const audited = await prisma.audit.findMany({
    where: { subject: `conversation/${conversationId}`, action: 'conversation.reopened' },
  });

  expect(never).toBe(409);
  expect([ended.ended?.by, ended.possible]).toEqual(['Ana Ruiz', ['reopen', 'note', 'assign']]);
  expect(both).toContain(204);
  expect([open.owner, open.ended]).toEqual(['human', null]);
  expect(handoffs).toMatchObject([{ endedHow: 'ended', endedById: await idOf(owner) }]);
  expect(audited).toHaveLength(1);
  expect(await prisma.question.count({ where: { conversationId } })).toBe(1);
  expect((await heardBy(citizen)).filter((text) => text.startsWith('Hola de nuevo'))).toHaveLength(1);
});

test('a conversation that holds a health matter is neither listed nor opened nor worked on without the permission', async () => {
  const citizen = await aCitizen();
  await app.vecino.storage.database.prisma.conversation.update({
    where: { id: citizen.conversationId },
    data: { sensitivity: 'health' },
  });
  const list = await ana.get('/conversations?view=todas&limit=100');

  expect(list).not.toContain(citizen.conversationId);
  expect(await ana.get(`/conversations/${citizen.conversationId}`)).toContain('forbidden');
  expect(await act(ana, citizen, take)).toBe(403);
});

/** A team in use with these members, who are there: their consoles are open in some process. */
async function aTeam(members: readonly ConsoleCaller[], change: object = {}): Promise<string> {
  const { prisma } = app.vecino.storage.database;
  const id = randomUUID();
  await prisma.team.create({ data: { id, name: id, position: 1, ...change } });
  for (const member of members) {
    await joinTeam(id, member);
  }
  return id;
}

async function joinTeam(teamId: string, member: ConsoleCaller): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  const staffId = await idOf(member);
  await prisma.teamMember.create({ data: { teamId, staffId } });
  const { id: sessionId } = await prisma.staffSession.findFirstOrThrow({ where: { userId: staffId } });
  await prisma.consolePresence.createMany({
    data: [{ sessionId, seenAt: new Date('2099-01-01T00:00:00Z') }],
    skipDuplicates: true,
  });
}

async function idOf(caller: ConsoleCaller): Promise<string> {
  return (JSON.parse(await caller.get('/session')) as { staff: { id: string } }).staff.id;
}

/** Nothing is given any more, and what waits from other tests has nobody. */
async function withoutTeams(): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  await prisma.team.updateMany({ data: { archivedAt: new Date() } });
}

/** What other tests left is nobody's. */
async function nobodyWaits(): Promise<void> {
  const { prisma } = app.vecino.storage.database;
  await prisma.conversation.updateMany({
    data: { owner: 'assistant', assigneeId: null, waitingSince: null },
  });
}

async function careOf({ conversationId }: DirectLineClient) {
  const { assignee, team, owner } = JSON.parse(
    await ana.get(`/conversations/${conversationId}`),
  ) as InboxDetail;
  return { owner, assignee: assignee?.id ?? null, team: team?.id ?? null };
}

test(
  'a conversation that waits goes to whom the rule names, and two that wait at once not both to the same',
  async () => {
    await nobodyWaits();
    const team = await aTeam([ana, luis], { topics: ['status'] });
    const [first, second, other] = [await aCitizen(), await aCitizen(), await aCitizen()];
    await Promise.all([first, second].map((citizen) => say(citizen, 'estado de mi radicado')));
    await Promise.all([first, second].map((citizen) => citizen.postUntilTaken('asesor', randomUUID())));
    await say(other, 'asesor');
    await until(async () => (await careOf(first)).team !== null && (await careOf(second)).team !== null);
    const [one, two] = [await careOf(first), await careOf(second)];
    const { lines } = await read(ana, first);
    const left = await careOf(other);
    await withoutTeams();

    expect([one.assignee, two.assignee].toSorted()).toEqual([await idOf(ana), await idOf(luis)].toSorted());
    expect([one.team, two.team, one.owner]).toEqual([team, team, 'waiting']);
    expect(left).toEqual({ owner: 'waiting', assignee: null, team: null });
    expect(
      lines.filter(({ act: done }) => done === 'deal').map(({ team: to, refused }) => [to, refused]),
    ).toEqual([[team, false]]);
    expect((await heardBy(first)).join(' ')).not.toContain(team);
  },
  TEST_MS,
);

test(
  'with nobody there it waits in the queue of the team until somebody comes, and given back it is nobody’s',
  async () => {
    await nobodyWaits();
    const team = await aTeam([], { takesRest: true });
    const citizen = await aCitizen();
    await say(citizen, 'asesor');
    await until(async () => (await careOf(citizen)).team === team);
    const waiting = await careOf(citizen);
    await joinTeam(team, ana);
    await until(async () => (await careOf(citizen)).assignee !== null);
    const given = await careOf(citizen);
    await act(ana, citizen, take);
    const taken = await careOf(citizen);
    await act(ana, citizen, { act: 'answer', text: 'Dime' });
    await act(ana, citizen, { act: 'give-back' });
    await withoutTeams();
    const { prisma } = app.vecino.storage.database;
    const { conversationId } = citizen;
    const handoff = await prisma.handoff.findFirstOrThrow({ where: { conversationId } });
    const deals = await prisma.deal.findMany({ where: { conversationId } });

    expect(waiting).toEqual({ owner: 'waiting', assignee: null, team });
    expect(given).toEqual({ owner: 'waiting', assignee: await idOf(ana), team });
    expect(taken).toEqual({ owner: 'human', assignee: await idOf(ana), team });
    expect(await careOf(citizen)).toEqual({ owner: 'assistant', assignee: null, team: null });
    expect(handoff).toMatchObject({
      teamId: team,
      answeredById: await idOf(ana),
      endedById: await idOf(ana),
    });
    expect(deals.map(({ settledAt }) => settledAt !== null)).toEqual([true]);
  },
  TEST_MS,
);
