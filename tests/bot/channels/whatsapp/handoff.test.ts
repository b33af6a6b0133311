import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActBody, AnswerFileView, InboxDetail } from '../../../../backoffice/contracts/handoff.ts';
import { PrismaClient } from '../../../../prisma/generated/client.ts';
import { type ConsoleCaller, callerAt, enterConsole } from '../../../support/staff-entry.ts';
import { acceptAviso, ask, until, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import { phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { stanza } from '../../../support/whatsapp-loopback/stanza.ts';
import { aPhoto } from '../../../torture/kill-loop.ts';
import type { Program } from '../../program.ts';

const KILLS = 4;
const TEST_MS = 180_000;
const TAKEN = /Desde ahora te atiendo yo/;

let city: WhatsAppCity;
let db: PrismaClient;
let program: Program;
let ana: ConsoleCaller;
let origin: string;

beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: city.databaseUrl }) });
  ana = await enterConsole(await start(), db, 'atencion');
});
afterAll(async () => {
  await db.$disconnect();
  await city.close();
});

/** Starts the program and gives its address. */
async function start(): Promise<string> {
  program = await city.start();
  origin = (await program.says(/listo en (\S+)/))[1] ?? '';
  return origin;
}

type Act = ActBody extends infer Body ? (Body extends unknown ? Omit<Body, 'id'> : never) : never;

async function conversationOf(citizen: LoopbackCitizen): Promise<string> {
  const [id = ''] = await city.conversationsOf(citizen);
  return id;
}

async function act(citizen: LoopbackCitizen, body: Act): Promise<void> {
  const path = `/conversations/${await conversationOf(citizen)}/acts`;
  const { status } = await ana.post(path, { id: randomUUID(), ...body });
  expect(status).toBe(204);
}

async function read(citizen: LoopbackCitizen): Promise<InboxDetail> {
  return JSON.parse(await ana.get(`/conversations/${await conversationOf(citizen)}`)) as InboxDetail;
}

async function talkWithAna(name: string): Promise<LoopbackCitizen> {
  const citizen = await city.citizen(name);
  await acceptAviso(citizen);
  await ask(citizen, 'asesor', /persona del equipo|nadie del equipo/);
  await act(citizen, { act: 'take', from: null });
  await citizen.heard(({ text }) => TAKEN.test(text), 20_000);
  return citizen;
}

test(
  'a colleague answers on WhatsApp, a note stays in the console, and both sides read one order',
  async () => {
    const rosa = await talkWithAna('Rosa');
    await rosa.say('¿A qué hora pasa el carrotanque?');
    await act(rosa, { act: 'note', text: 'NOTA-RESERVADA: llamar mañana' });
    await act(rosa, { act: 'answer', text: 'Pasa a las cuatro.' });
    await rosa.heard(({ text }) => text === 'Pasa a las cuatro.', 20_000);
    await rosa.say('se cayó un poste con cables de luz sobre el agua');
    await rosa.heard(({ text }) => text.includes('Emergencias'), 20_000);
    await act(rosa, { act: 'give-back' });
    await rosa.heard(({ text }) => /Te sigo atendiendo yo/.test(text), 20_000);
    await city.settled(rosa);

    const { lines, danger, owner } = await read(rosa);
    const said = lines
      .filter(({ from }) => from === 'assistant' || from === 'colleague')
      .map(({ text }) => text);
    const heard = rosa.messages.map(({ text }) => text);
    expect(heard.join('\n')).not.toContain('NOTA-RESERVADA');
    expect(lines.filter(({ from }) => from === 'note')).toHaveLength(1);
    expect(heard).toHaveLength(said.length);
    expect(heard.map((text, index) => text.startsWith((said[index] ?? '').slice(0, 20)))).not.toContain(
      false,
    );
    expect({ danger, owner }).toEqual({ danger: false, owner: 'assistant' });
  },
  TEST_MS,
);

async function keepFile(citizen: LoopbackCitizen, name: string, bytes: Uint8Array): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const path = `/api/v1/conversations/${await conversationOf(citizen)}/files`;
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { cookie: ana.cookie, origin },
    body: form,
  });
  return ((await response.json()) as AnswerFileView).fileId;
}

test(
  'what a colleague attaches comes to the telephone: a picture under its words, a paper by its name, each once',
  async () => {
    const ines = await talkWithAna('Inés');
    const photo = await keepFile(ines, 'obra.jpg', (await aPhoto()).bytes);
    const paper = await keepFile(ines, 'recibo.pdf', Buffer.from('%PDF-1.7 recibo'));
    await act(ines, { act: 'answer', text: 'Así quedó la obra.', fileIds: [photo] });
    await act(ines, { act: 'answer', text: '', fileIds: [paper] });
    await ines.heard(({ kind }) => kind === 'document', 40_000);
    await city.settled(ines);

    const files = ines.messages.filter(({ kind }) => kind === 'image' || kind === 'document');
    expect(files.map(({ kind, text }) => [kind, text])).toEqual([
      ['image', 'Así quedó la obra.'],
      ['document', ''],
    ]);
    expect(ines.messages.filter(({ text }) => text === 'Así quedó la obra.')).toHaveLength(1);
    expect((await read(ines)).lines.flatMap(({ annexes }) => annexes.map(({ name }) => name))).toEqual([
      'obra.jpg',
      'recibo.pdf',
    ]);
  },
  TEST_MS,
);

test(
  'what the console says of a delivery is what the telephone saw',
  async () => {
    const luz = await talkWithAna('Luz');
    await act(luz, { act: 'answer', text: 'Te llamo en un momento.' });
    await luz.heard(({ text }) => text === 'Te llamo en un momento.', 20_000);
    await city.settled(luz);
    const ledger = await city.ledgerOf(luz);
    const { lines } = await read(luz);

    const shown = new Map(
      lines.flatMap(({ id, delivery }) => (delivery ? [[id, delivery.status] as const] : [])),
    );
    expect(ledger.map(({ id }) => shown.get(id))).toEqual(ledger.map(({ status }) => status));
    expect(ledger.every(({ status }) => status === 'delivered' || status === 'read')).toBe(true);
  },
  TEST_MS,
);

/** What a phone reports under the id of another message of its list. */
const reportOf = (from: LoopbackCitizen, messageId: string, attrs: Record<string, string>) =>
  stanza('receipt', { id: randomUUID(), from: phoneJid(from.account), t: '1', ...attrs }, [
    stanza('list', {}, [stanza('item', { id: messageId })]),
  ]);

test(
  'of receipts that waited while our line was broken the furthest stands, whichever comes last',
  async () => {
    const nora = await talkWithAna('Nora');
    await act(nora, { act: 'answer', text: 'Ya va la cuadrilla.' });
    const { id } = await nora.heard(({ text }) => text === 'Ya va la cuadrilla.', 20_000);
    await city.settled(nora);
    const closed = once(city.whatsapp.events, 'closed');
    city.whatsapp.dropConnection(city.company);
    await closed;
    city.whatsapp.inject(city.company, reportOf(nora, id, { type: 'read' }));
    city.whatsapp.inject(city.company, reportOf(nora, id, {}));
    const stateOf = async () =>
      (await city.ledgerOf(nora)).find(({ text }) => text === 'Ya va la cuadrilla.')?.status;

    await until('the reading', async () => (await stateOf()) === 'read');
    expect(await stateOf()).toBe('read');
  },
  TEST_MS,
);

test(
  'a process killed while a colleague answers: what was accepted is sent once',
  async () => {
    const jose = await talkWithAna('José');
    const answers = Array.from({ length: KILLS }, (_, index) => `Respuesta número ${index + 1}`);
    for (const text of answers) {
      await act(jose, { act: 'answer', text });
      program.child.kill('SIGKILL');
      await program.ended();
      ana = callerAt(await start(), ana.cookie);
      await jose.heard((message) => message.text === text, 40_000);
    }
    await city.settled(jose);

    const ids = new Set(jose.messages.map(({ id }) => id));
    const heard = jose.messages.map(({ text }) => text).filter((text) => answers.includes(text));
    expect(ids.size).toBe(jose.messages.length);
    expect(heard).toEqual(answers);
    await until('the turn of the last answer', async () =>
      (await read(jose)).lines.every(({ seq }) => seq !== null),
    );
  },
  TEST_MS,
);

test(
  'a process killed while a colleague files for a person: one radicado, and its acuse is sent once',
  async () => {
    const marta = await talkWithAna('Marta');
    const path = `/conversations/${await conversationOf(marta)}/pqrs`;
    const filing = {
      ...{ id: randomUUID(), kind: 'reclamo', aboutService: true, object: 'No llega el agua', reasons: null },
      ...{ accountNumber: null, barrio: null, annexIds: [], messageIds: [], name: null },
    };
    expect((await ana.post(path, filing)).status).toBe(200);
    program.child.kill('SIGKILL');
    await program.ended();
    ana = callerAt(await start(), ana.cookie);
    // A browser that lost the answer sends the same again.
    expect((await ana.post(path, filing)).status).toBe(200);
    await marta.heard(({ text }) => /Quedó radicada/.test(text), 40_000);
    await city.settled(marta);

    const acuses = marta.messages.filter(({ text }) => /Quedó radicada/.test(text));
    expect(new Set(acuses.map(({ id }) => id)).size).toBe(1);
    expect(acuses).toHaveLength(1);
    expect(await db.pqrsIntake.count({ where: { id: filing.id, pqrs: { isNot: null } } })).toBe(1);
  },
  TEST_MS,
);
