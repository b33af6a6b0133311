import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxDetail, InboxLineView } from '../../../../backoffice/contracts/handoff.ts';
import { toMessageId } from '../../../../bot/channels/whatsapp/convert/message-id.ts';
import { PrismaClient } from '../../../../prisma/generated/client.ts';
import { type ConsoleCaller, enterConsole } from '../../../support/staff-entry.ts';
import { acceptAviso, ask, type LedgerRow, until, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { attr, childrenOf } from '../../../support/whatsapp-loopback/stanza.ts';
import { createRandom, upTo } from '../../../torture/random.ts';

const SEED = 20_261_122;
const PEOPLE = 20;
const EACH = 50;
const MESSAGES = PEOPLE * EACH;
const CUTS = 4;
const CUT_EVERY_MS = 4_000;
const PHONE_FAULT_EVERY_MS = 400;
const LONGEST_AWAY_MS = 1_500;
const LONGEST_UNREAD_MS = 3_000;
const WRITING_PAUSE_MS = 400;
const LEAVING_MS = 150_000;
const LOOKS = 60;
const LOOK_MS = 1_000;

const random = createRandom(SEED);
const dice = (share: number) => random() < share;

let city: WhatsAppCity;
let ana: ConsoleCaller;
let people: readonly LoopbackCitizen[];
/** What phones have reported to the server, by the id of the message. */
const reported = new Map<string, 'delivered' | 'read'>();

beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  city.whatsapp.events.on('receipt', (from, node) => from !== city.company && report(node));
  const program = await city.start();
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: city.databaseUrl }) });
  ana = await enterConsole((await program.says(/listo en (\S+)/))[1] ?? '', db, 'atencion');
  await db.$disconnect();
  people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => city.citizen(`Persona ${index}`)));
  await Promise.all(people.map(talkWithAna));
}, 120_000);
afterAll(() => city.close());

function report(node: BinaryNode): void {
  const { id = '', type = 'delivered' } = node.attrs;
  const state = type === 'read' ? 'read' : 'delivered';
  if (!['delivered', 'inactive', 'read'].includes(type)) {
    return;
  }
  const items = childrenOf(node).flatMap(childrenOf);
  for (const reportedId of [id, ...items.map((item) => attr(item, 'id'))]) {
    reported.set(reportedId, reported.get(reportedId) === 'read' ? 'read' : state);
  }
}

async function talkWithAna(citizen: LoopbackCitizen): Promise<void> {
  await acceptAviso(citizen);
  await ask(citizen, 'asesor', /persona del equipo|nadie del equipo/);
  await act(citizen, { act: 'take', from: null });
  await citizen.heard(({ text }) => /Desde ahora te atiendo yo/.test(text), 20_000);
}

async function act(citizen: LoopbackCitizen, body: object): Promise<void> {
  const [id = ''] = await city.conversationsOf(citizen);
  const { status } = await ana.post(`/conversations/${id}/acts`, { id: randomUUID(), ...body });
  expect(status).toBe(204);
}

/** Every line that the console shows of a conversation, part before part. */
async function shownOf(citizen: LoopbackCitizen): Promise<readonly InboxLineView[]> {
  const [id = ''] = await city.conversationsOf(citizen);
  const shown: InboxLineView[] = [];
  for (let query = ''; ; ) {
    const part = JSON.parse(await ana.get(`/conversations/${id}${query}`)) as InboxDetail;
    shown.unshift(...part.lines);
    if (part.earlierAfter === null) {
      return shown;
    }
    query = `?after=${part.earlierAfter}`;
  }
}

async function write(citizen: LoopbackCitizen, person: number): Promise<void> {
  for (let number = 0; number < EACH; number += 1) {
    await act(citizen, { act: 'answer', text: `Mensaje ${number} para ${person}` });
    await sleep(random() * WRITING_PAUSE_MS);
  }
}

/** A phone reads about half of what it hears, some time after it came. */
async function readSome(citizen: LoopbackCitizen, isOver: () => boolean): Promise<void> {
  let looked = 0;
  while (!isOver()) {
    for (const message of citizen.messages.slice(looked)) {
      if (dice(0.5)) {
        const unreadMs = random() * LONGEST_UNREAD_MS;
        void sleep(unreadMs)
          .then(() => citizen.read(message))
          .catch(() => undefined);
      }
    }
    looked = citizen.messages.length;
    await sleep(50);
  }
}

/** Phones leave the coverage or lose their connection. */
async function troublePhones(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const citizen = people[upTo(random, PEOPLE) - 1] as LoopbackCitizen;
    if (dice(0.5)) {
      city.whatsapp.dropConnection(citizen.account);
    } else if (citizen.isOpen) {
      await citizen.disconnect();
      const backAfterMs = random() * LONGEST_AWAY_MS;
      setTimeout(() => void citizen.connect().catch(() => undefined), backAfterMs);
    }
    await sleep(PHONE_FAULT_EVERY_MS);
  }
}

/** Our connection breaks while messages are lost on their way, and while acks are. */
async function troubleCompany(): Promise<void> {
  const { faults } = city.whatsapp;
  for (let cut = 0; cut < CUTS; cut += 1) {
    await sleep(CUT_EVERY_MS);
    const scope = { from: city.company, times: upTo(random, 3) };
    const lost = cut % 2 === 0 ? faults.loseAcks(scope) : faults.loseMessages(scope);
    await sleep(200);
    city.whatsapp.dropConnection(city.company);
    lost.stop();
  }
}

/** Gives the way to end it, which says how many stanzas were dropped, doubled or swapped. */
function disturb(): () => number {
  const { faults } = city.whatsapp;
  const refused = faults.refuseMessages({ from: city.company, code: '500', when: () => dice(0.01) });
  const bad = { duplicate: 0.1, reorder: 0.2, delayMs: 60 };
  const all = [
    faults.disturb({ to: city.company, seed: SEED, drop: 0.05, tags: ['receipt'], ...bad }),
    ...people.map(({ account }, index) =>
      faults.disturb({ to: account, seed: SEED + index + 1, drop: 0.03, ...bad }),
    ),
  ];
  return () => {
    refused.stop();
    for (const disturbance of all) {
      disturbance.stop();
    }
    return all
      .map(({ counters: { dropped, duplicated, reordered } }) => dropped + duplicated + reordered)
      .reduce((sum, count) => sum + count, refused.struck);
  };
}

/** What is on its way when the trouble ends arrives at the next login. */
async function comeBack(): Promise<void> {
  await Promise.all(people.map((citizen) => citizen.restart()));
  city.whatsapp.dropConnection(city.company);
}

async function allLeft(): Promise<boolean> {
  const { rows } = await city.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM outbox WHERE status IN ('queued', 'sending')",
  );
  return rows[0]?.n === 0;
}

/** A message of ours: its state in the console, in the ledger, and by what the phone heard and reported. */
type State = {
  readonly text: string;
  readonly console: string | undefined;
  readonly ledger: string;
  readonly phone: string;
};

const isSame = ({ console: shown, ledger, phone }: State) => shown === ledger && ledger === phone;

async function compare(): Promise<readonly State[]> {
  const all = people.map(async (citizen) => {
    const [rows, lines] = await Promise.all([city.ledgerOf(citizen), shownOf(citizen)]);
    const states = new Map(lines.map(({ id, delivery }) => [id, delivery?.status]));
    return rows.map((row) => ({
      text: row.text ?? '',
      console: states.get(row.id),
      ledger: row.status,
      phone: seenBy(citizen, row),
    }));
  });
  return (await Promise.all(all)).flat();
}

/** What came to be: the first comparison without a difference, or the last one when none is in time. */
async function compareUntilSame(): Promise<readonly State[]> {
  for (let looks = 0; ; looks += 1) {
    const states = await compare();
    if (states.every(isSame) || looks === LOOKS) {
      return states;
    }
    await sleep(LOOK_MS);
  }
}

/** A phone whose connection ends right then keeps what it opened, and the library that plays it does not. */
function hasOpened(citizen: LoopbackCitizen, text: string): boolean {
  return citizen.decrypted.some((bytes) => bytes.includes(text));
}

function seenBy(citizen: LoopbackCitizen, { id, text }: LedgerRow): string {
  const messageId = toMessageId(id, 0);
  const shown = citizen.messages.filter((message) => message.id === messageId || message.text === text);
  const isThere = shown.length === 1 || (shown.length === 0 && hasOpened(citizen, text ?? ''));
  return isThere ? (reported.get(messageId) ?? 'sent') : `heard ${shown.length} times`;
}

test('of a thousand messages in a bad network the console, the ledger and the phones tell the same', async () => {
  const calm = disturb();
  let isOver = false;
  const reading = people.map((citizen) => readSome(citizen, () => isOver));
  const trouble = [troublePhones(() => isOver), troubleCompany()];
  await Promise.all([...people.map(write), trouble[1]]);
  await until('the last of them to leave', allLeft, LEAVING_MS);
  isOver = true;
  await Promise.all([...reading, ...trouble]);
  const struck = calm();
  await comeBack();

  const states = await compareUntilSame();
  const answers = states.filter(({ text }) => text.startsWith('Mensaje '));
  expect({ seed: SEED, wrong: states.filter((state) => !isSame(state)) }).toEqual({ seed: SEED, wrong: [] });
  expect(answers).toHaveLength(MESSAGES);
  expect(struck).toBeGreaterThan(MESSAGES / 10);
  const ends = answers.map(({ ledger }) => ledger);
  expect(new Set(ends.filter((state) => state !== 'sent'))).toEqual(new Set(['delivered', 'read']));
  // A receipt that was cut off with its phone is never sent.
  expect(ends.filter((state) => state === 'sent').length).toBeLessThan(MESSAGES / 20);
}, 300_000);
