import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FilledReply, ReplyDetail, ReplyList } from '../../backoffice/contracts/replies.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { type ConsoleFixture, openConsole, signIn, t } from './console-fixture.ts';
import { caller, insertPerson, insertPqrs, radicado } from './people-fixture.ts';

let fixture: ConsoleFixture;
let call: ReturnType<typeof caller>;
let ana: { id: string; cookie: string };
let approver: { id: string; cookie: string };
beforeAll(async () => {
  fixture = await openConsole();
  call = caller(fixture);
  ana = await enter('atencion');
  approver = await enter('aprobador');
});
afterAll(() => fixture.close());

async function enter(role: StaffRole) {
  const colleague = await fixture.createStaff(role);
  return { id: colleague.id, cookie: await signIn(fixture, colleague) };
}

const TEXT = 'Hola, {{nombre}}. Su radicado es {{radicado}}. Lo atiende {{colega}}, de {{entidad}}.';

const propose = (as: string, body: object) => call(as, '/replies', { method: 'POST', body });
const decide = (as: string, { id }: { id: string }, step: string, body?: object) =>
  call(as, `/replies/${id}/versions/${step}`, { method: 'POST', ...(body && { body }) });
const search = async (body: object, as = ana.cookie): Promise<ReplyList> =>
  (await call(as, '/replies/search', { method: 'POST', body })).json();
const read = async ({ id }: { id: string }, as = ana.cookie): Promise<ReplyDetail> =>
  (await call(as, `/replies/${id}`)).json();

/** A reply in use. */
async function approved(name: string, text = TEXT): Promise<ReplyDetail> {
  const made = await propose(ana.cookie, { name, text });
  return (await decide(approver.cookie, made.json(), '1/approve')).json();
}

async function auditOf({ id }: { id: string }) {
  const rows = await fixture.db.audit.findMany({ where: { subject: `reply/${id}` }, orderBy: { id: 'asc' } });
  return rows.map(({ action, actorId, after }) => [action, actorId, after]);
}

test('what one colleague proposes is in use once another one approves it, and each step is audited', async () => {
  const made = await propose(ana.cookie, { name: 'Pago con recargo', topic: 'payment', text: TEXT });
  const reply: ReplyDetail = made.json();
  expect(made.statusCode).toBe(201);
  expect(reply.versions).toMatchObject([{ number: 1, state: 'proposed', possible: ['others', 'withdraw'] }]);
  const told = (await call(approver.cookie, '/notifications')).json();
  expect(told.items).toMatchObject([{ kind: 'reply-proposed', subject: reply.versions[0]?.id }]);
  expect(await search({ view: 'waiting' })).toMatchObject({ items: [{ id: reply.id, inUse: null }] });

  const again = await call(ana.cookie, `/replies/${reply.id}/versions`, {
    method: 'POST',
    body: { text: 'Otra' },
  });
  expect(again.json()).toEqual({ code: 'reply-waiting', message: t('errors.reply-waiting') });
  expect((await decide(ana.cookie, reply, '1/approve')).statusCode).toBe(403);
  const seen = await read(reply, approver.cookie);
  expect([seen.versions[0]?.possible, seen.mayPropose]).toEqual([['approve', 'withdraw'], false]);
  const yes = await decide(approver.cookie, reply, '1/approve');
  expect(yes.json().versions).toMatchObject([{ inUse: true, approval: { by: 'Ana Ruiz', own: false } }]);

  await call(ana.cookie, `/replies/${reply.id}/versions`, { method: 'POST', body: { text: 'Más corta' } });
  await decide(approver.cookie, reply, '2/approve');
  const reason = { reason: 'Cambió la tarifa' };
  const gone = await decide(approver.cookie, reply, '2/withdraw', reason);
  expect(gone.json().versions).toMatchObject([
    { number: 2, state: 'withdrawn', inUse: false, withdrawal: reason, possible: [] },
    { number: 1, state: 'approved', inUse: false, text: TEXT, possible: [] },
  ]);
  expect((await search({ view: 'withdrawn' })).items).toMatchObject([{ id: reply.id }]);
  expect(await auditOf(reply)).toEqual([
    ['reply.proposed', ana.id, { replyVersion: 1 }],
    ['reply.approved', approver.id, { replyVersion: 1 }],
    ['reply.proposed', ana.id, { replyVersion: 2 }],
    ['reply.approved', approver.id, { replyVersion: 2 }],
    ['reply.withdrawn', approver.id, { replyVersion: 2 }],
  ]);
});

test('nobody approves their own words while somebody else could, and alone an administrator may', async () => {
  const admin = await enter('admin');
  const reply = (await propose(admin.cookie, { name: 'De quien administra', text: 'Hola' })).json();
  const refused = await decide(admin.cookie, reply, '1/approve');
  expect(refused.json()).toEqual({ code: 'reply-own-version', message: t('errors.reply-own-version') });

  const others = { id: { not: admin.id }, role: { in: ['admin', 'gestion-social', 'aprobador'] } };
  await fixture.db.staffUser.updateMany({ where: others, data: { deactivatedAt: fixture.time.now } });
  expect((await read(reply, admin.cookie)).versions[0]?.possible).toEqual(['approve', 'withdraw']);
  const alone = await decide(admin.cookie, reply, '1/approve');
  await fixture.db.staffUser.updateMany({ where: others, data: { deactivatedAt: null } });

  expect(alone.json().versions).toMatchObject([{ inUse: true, approval: { own: true } }]);
  expect((await auditOf(reply)).at(-1)).toEqual([
    'reply.approved',
    admin.id,
    { replyVersion: 1, approvedOwn: true },
  ]);
});

test('of two who decide at the same time one is told that it was decided', async () => {
  const reply = (await propose(ana.cookie, { name: 'Carrera', text: 'Hola' })).json();
  const both = await Promise.all([
    decide(approver.cookie, reply, '1/approve'),
    decide(approver.cookie, reply, '1/approve'),
  ]);

  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect(await auditOf(reply)).toHaveLength(2);
});

test.each([
  ['a variable that there is not', { name: 'A', text: 'Hola, {{cedula}}' }, 422, 'reply-variable-unknown'],
  ['a text too long for WhatsApp', { name: 'A', text: 'x'.repeat(4_097) }, 400, 'invalid-request'],
  ['no text', { name: 'A', text: ' \n' }, 400, 'invalid-request'],
  ['a name without letters', { name: '¡!', text: 'Hola' }, 400, 'invalid-request'],
  ['a name too long', { name: 'x'.repeat(61), text: 'Hola' }, 400, 'invalid-request'],
  ['a topic that there is not', { name: 'A', topic: 'futbol', text: 'Hola' }, 400, 'invalid-request'],
  ['a field too many', { name: 'A', text: 'Hola', state: 'approved' }, 400, 'invalid-request'],
])('is not proposed: %s', async (_, body, status, code) => {
  const refused = await propose(ana.cookie, body);

  expect([refused.statusCode, refused.json().code]).toEqual([status, code]);
});

test('a name is taken once, however it is written, also by two requests at the same time', async () => {
  const both = await Promise.all([
    propose(ana.cookie, { name: 'Corte programado', text: 'Uno' }),
    propose(ana.cookie, { name: '¡CORTE  Prográmado!', text: 'Dos' }),
  ]);

  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
  expect(both.find(({ statusCode }) => statusCode === 409)?.json()).toEqual({
    code: 'reply-name-taken',
    message: t('console.errors.reply-name-taken'),
  });
});

test('whoever approves changes a name that nobody else has, and each change is audited', async () => {
  const [reply, other] = [await approved('Nombre viejo'), await approved('Nombre de otra')];
  const rename = (as: string, { id }: { id: string }, name: string) =>
    call(as, `/replies/${id}/name`, { method: 'PUT', body: { name } });
  const both = await Promise.all([
    rename(approver.cookie, reply, 'Nombre nuevo'),
    rename(approver.cookie, other, 'NOMBRE  nuevo'),
  ]);
  const [first, second] = both[0]?.statusCode === 200 ? [reply, other] : [other, reply];
  const audited = await fixture.db.audit.findMany({ where: { action: 'reply.renamed' } });
  const refused = await Promise.all([
    rename(ana.cookie, first, 'Otro nombre'),
    rename(approver.cookie, first, '¡!'),
    rename(approver.cookie, { id: randomUUID() }, 'Otro nombre'),
    rename(approver.cookie, second, second.name),
  ]);

  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect((await read(first)).versions).toMatchObject([{ number: 1, inUse: true }]);
  expect([(await read(first, approver.cookie)).mayRename, (await read(first)).mayRename]).toEqual([
    true,
    false,
  ]);
  expect(await search({ words: 'nombre nuevo' })).toMatchObject({ items: [{ id: first.id }] });
  expect(audited).toMatchObject([
    { subject: `reply/${first.id}`, actorId: approver.id, before: { replyName: first.name } },
  ]);
  expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 400, 404, 200]);
  expect(await fixture.db.audit.count({ where: { action: 'reply.renamed' } })).toBe(1);
});

test('the list is by name, in pages, and by words of the name', async () => {
  for (const name of ['Ñandú c', 'Ñandú b', 'Ñandú a 100%']) {
    await propose(ana.cookie, { name, text: name });
  }
  const names = ({ items }: ReplyList) => items.map(({ name }) => name);
  const first = await search({ view: 'waiting', words: 'nandu', limit: 2 });
  const rest = await search({ view: 'waiting', words: 'nandu', limit: 2, after: first.nextAfter });

  expect([...names(first), '|', ...names(rest)]).toEqual(['Ñandú a 100%', 'Ñandú b', '|', 'Ñandú c']);
  expect(rest.nextAfter).toBeNull();
  expect(names(await search({ view: 'waiting', words: 'C, ñandú' }))).toEqual(['Ñandú c']);
  expect(names(await search({ view: 'waiting', words: 'nandu %' }))).toHaveLength(3);
  expect(names(await search({ view: 'in-use', words: 'nandu' }))).toEqual([]);
});

test('who reads conversations reads them, who only reads changes none, and others see nothing', async () => {
  const reply = await approved('Solo lectura');
  const control = await enter('control-interno');
  const leader = await enter('lider-proceso');
  const steps = (as: string) => [
    call(as, '/replies/search', { method: 'POST', body: {} }),
    call(as, `/replies/${reply.id}`),
    propose(as, { name: 'No', text: 'No' }),
    call(as, `/replies/${reply.id}/versions`, { method: 'POST', body: { text: 'No' } }),
    decide(as, reply, '1/approve'),
    decide(as, reply, '1/withdraw', { reason: 'No' }),
  ];
  const statuses = async (as: string) => (await Promise.all(steps(as))).map(({ statusCode }) => statusCode);

  expect(await statuses(control.cookie)).toEqual([200, 200, 403, 403, 403, 403]);
  expect(await statuses(leader.cookie)).toEqual([403, 403, 403, 403, 403, 403]);
  expect((await read(reply, control.cookie)).versions).toMatchObject([{ inUse: true, possible: [] }]);
});

test('what is not there is not found', async () => {
  const nothing = { id: randomUUID() };
  const answers = [
    await call(ana.cookie, `/replies/${nothing.id}`),
    await call(ana.cookie, `/replies/${nothing.id}/versions`, { method: 'POST', body: { text: 'x' } }),
    await decide(approver.cookie, nothing, '1/approve'),
    await decide(approver.cookie, nothing, '1/withdraw', { reason: 'x' }),
  ];

  expect(answers.map((answer) => answer.json().code)).toEqual(answers.map(() => 'reply-not-found'));
  expect((await call(ana.cookie, '/replies/nada')).statusCode).toBe(400);
});

const fill = (conversationId: string, reply: ReplyDetail, as = ana.cookie) =>
  call(as, `/conversations/${conversationId}/replies/${reply.versions[0]?.id}`);

test('a reply is filled with what is known of the conversation, and what is not stands as a gap', async () => {
  const reply = await approved('Con datos');
  const unknown = await insertPerson(fixture, { phone: '573001112233' });
  const one = await insertPerson(fixture, { phone: '573001112244' });
  const several = await insertPerson(fixture, { phone: '573001112255' });
  const name = '<b>Rosa</b> {{colega}}';
  await insertPqrs(
    fixture,
    { radicado: radicado(901), petitionerName: name, ...one },
    { radicado: radicado(902), petitionerName: 'Luis', ...several },
    { radicado: radicado(903), petitionerName: 'Luis', ...several },
  );
  const { name: entity } = fixture.settings.entity.profile();
  const texts = await Promise.all(
    [unknown, one, several].map(async ({ conversationId }) => (await fill(conversationId, reply)).json()),
  );

  const tail = `Lo atiende Ana Ruiz, de ${entity}.`;
  expect(texts.map(({ text, gaps }: FilledReply) => [text, gaps])).toEqual([
    [`Hola, [nombre]. Su radicado es [radicado]. ${tail}`, ['[nombre]', '[radicado]']],
    [`Hola, ${name}. Su radicado es ${radicado(901)}. ${tail}`, []],
    [`Hola, Luis. Su radicado es [radicado]. ${tail}`, ['[radicado]']],
  ]);
});

test('a reply is not filled for who may not answer, of a health matter, or with a version that is not in use', async () => {
  const reply = await approved('Con permisos');
  const { conversationId } = await insertPerson(fixture, { phone: '573001112266' });
  const health = await insertPerson(fixture, { phone: '573001112277', sensitivity: 'health' });
  const waiting: ReplyDetail = (await propose(ana.cookie, { name: 'Sin aprobar', text: 'x' })).json();
  const answers = [
    await fill(conversationId, reply, approver.cookie),
    await fill(health.conversationId, reply),
    await fill(randomUUID(), reply),
    await fill(conversationId, waiting),
  ];

  expect(answers.map((answer) => answer.json().code)).toEqual([
    'forbidden',
    'forbidden',
    'conversation-not-found',
    'reply-not-approved',
  ]);
});

async function anOwnConversation(): Promise<string> {
  const { conversationId } = await insertPerson(fixture);
  await fixture.db.conversation.update({
    where: { id: conversationId },
    data: { owner: 'human', assigneeId: ana.id },
  });
  return conversationId;
}

test('an answer says which version it began with, only of one that is approved and without gaps', async () => {
  const reply = await approved('Para responder');
  const withdrawn = await approved('Para retirar');
  await decide(approver.cookie, withdrawn, '1/withdraw', { reason: 'x' });
  const conversationId = await anOwnConversation();
  const answer = (text: string, version: string | undefined) =>
    call(ana.cookie, `/conversations/${conversationId}/acts`, {
      method: 'POST',
      body: { id: randomUUID(), act: 'answer', text, reply: version },
    });
  const used = reply.versions[0]?.id;

  expect((await answer('Hola, [nombre]', used)).json().code).toBe('reply-gap');
  expect((await answer('Hola', withdrawn.versions[0]?.id)).json().code).toBe('reply-not-approved');
  expect((await answer('Hola', randomUUID())).json().code).toBe('reply-not-approved');
  expect((await answer('Hola', 'nada')).statusCode).toBe(400);
  expect((await answer('Hola, Rosa', used)).statusCode).toBe(204);
  expect(fixture.acts.done).toMatchObject([
    { conversationId, text: 'Hola, Rosa', act: { act: 'answer', reply: used } },
  ]);
});

test('each version tells how often answers that were sent began with it', async () => {
  const reply = await approved('Con cuenta');
  const conversationId = await anOwnConversation();
  const by = { id: ana.id, name: 'Ana Ruiz' };
  const anEvent = (place: number, outcome: string | null) => ({
    ...{ conversationId, kind: 'colleague', channelMessageId: `colleague:${place}`, seq: place, outcome },
    content: incomingContent({ text: 'Hola', act: { act: 'answer', by, reply: reply.versions[0]?.id } }),
    receivedAt: fixture.time.now,
  });
  await fixture.db.event.createMany({
    data: [anEvent(1, 'applied'), anEvent(2, 'applied'), anEvent(3, 'refused'), anEvent(4, null)],
  });

  expect((await read(reply)).versions).toMatchObject([{ uses: 2 }]);
});

test('the words of a version never change, whoever writes', async () => {
  const reply = await approved('Inmutable');
  const id = String(reply.versions[0]?.id);

  await expect(
    fixture.db.replyVersion.update({ where: { id }, data: { text: 'Otra cosa' } }),
  ).rejects.toThrow(/never change/);
});

test('the versions of a reply come in parts, the newest first', async () => {
  const made = await approved('Muchas versiones');
  await fixture.db.replyVersion.createMany({
    data: Array.from({ length: 21 }, (_, at) => ({
      ...{ id: randomUUID(), replyId: made.id, number: at + 2, text: 'x', state: 'withdrawn' },
      ...{ authorId: ana.id, proposedAt: fixture.time.now },
    })),
  });
  const reply = await read(made);
  const before = await call(ana.cookie, `/replies/${reply.id}?before=${reply.earlierBefore}`);

  expect(reply.versions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => 22 - at));
  expect(before.json().versions).toMatchObject([{ number: 2 }, { number: 1, inUse: true }]);
  expect(before.json().earlierBefore).toBeNull();
});
