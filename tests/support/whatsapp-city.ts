import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthenticationCreds, BufferJSON } from '@whiskeysockets/baileys';
import pg from 'pg';
import { expect } from 'vitest';
import { createLog } from '../../bot/log.ts';
import { createKeys } from '../../bot/secret.ts';
import { createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { addDays, localDateOf, startOfDay } from '../../domain/calendar/local-date.ts';
import { mayContactAt } from '../../domain/messages/contact-hours.ts';
import type { IncomingContent } from '../../domain/messages/content.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { AdoptingPool } from '../../prisma/adopting-pool.ts';
import { createDatabase } from '../../prisma/database.ts';
import { poolSettings, surviveConnectionLoss } from '../../prisma/pool.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { Program } from '../bot/program.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { programsFrom } from './program-file.ts';
import { type Account, type AccountOptions, lidJid, phoneJid } from './whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from './whatsapp-loopback/citizen.ts';
import { eventually } from './whatsapp-loopback/eventually.ts';
import type { HeardMessage } from './whatsapp-loopback/heard-message.ts';
import { type LoopbackWhatsApp, startLoopbackWhatsApp } from './whatsapp-loopback/loopback.ts';

const COMPANY_PHONE = '576054209676';
const COMPANY_DEVICE = 3;
const SECRET = 'a secret of the tests that is long enough';
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['queued', 'sending', 'sent']);
/** Where a message of ours ends that was not refused and that nobody has read. */
const LEFT: ReadonlySet<string> = new Set(['sent', 'delivered']);
const BACKLOG_MS = 120_000;
const PATIENCE_MS = 40_000;
const LOOK_MS = 50;

export type LedgerRow = {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly class: string;
  readonly text: string | null;
};

export type EventRow = {
  readonly seq: number | null;
  readonly kind: string;
  readonly messageId: string;
  readonly content: IncomingContent;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
  readonly outcome: string | null;
};

const TEN_O_CLOCK_MS = 10 * 60 * 60 * 1000;

/** What the protocol's libraries print with their sessions; no run of the program may contain any of it. */
const KEY_WORDS = ['privKey', 'rootKey', 'chainKey', 'SessionEntry', 'Closing session', '<Buffer'];

/** A WhatsApp of our own with the utility's number in it, a database, and the program in its own process. */
export class WhatsAppCity {
  readonly whatsapp: LoopbackWhatsApp;
  readonly company: Account;
  readonly pool: pg.Pool;
  readonly #database: TestDatabase;
  readonly #dataDir: string;
  readonly programs: Program[] = [];
  /** What the utility's phone gave to the program when it was linked: private keys among it. */
  credentials: AuthenticationCreds | null = null;
  #phones = 0;

  private constructor(whatsapp: LoopbackWhatsApp, database: TestDatabase, dataDir: string) {
    this.whatsapp = whatsapp;
    this.#database = database;
    this.#dataDir = dataDir;
    this.company = whatsapp.addAccount(COMPANY_PHONE, { name: 'Vecino' });
    this.pool = new pg.Pool(poolSettings(database.url, { max: 4, applicationName: 'vecino-test' }));
    surviveConnectionLoss(this.pool, createLog('silent'));
  }

  /** With a database of the test run's, unless another is given. */
  static async open(given?: TestDatabase): Promise<WhatsAppCity> {
    const [whatsapp, database, dataDir] = await Promise.all([
      startLoopbackWhatsApp(),
      given ?? createTestDatabase(),
      mkdtemp(join(tmpdir(), 'vecino-whatsapp-')),
    ]);
    return new WhatsAppCity(whatsapp, database, dataDir);
  }

  /** What the program is told; a process that kills itself takes the same. */
  get settings(): Readonly<Record<string, string>> {
    return {
      DATABASE_URL: this.#database.url,
      DATA_DIR: this.#dataDir,
      APP_SECRET: SECRET,
      PORT: '0',
      LOG_LEVEL: 'info',
      FRAGMENT_WINDOW_MS: '0',
      WHATSAPP: 'baileys',
      ...this.whatsapp.environment,
    };
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  /** Leaves the utility's phone linked, as a pairing of some time ago would. */
  async link(): Promise<void> {
    const database = createDatabase(
      new AdoptingPool(poolSettings(this.#database.url, { max: 2, applicationName: 'vecino-test' })),
    );
    const store = createWhatsAppSessionStore({ database, sealer: createKeys(SECRET).sealer });
    const lease = { account: MAIN_ACCOUNT, owner: 'the link of the test', ttlSeconds: 60 };
    const epoch = (await store.acquire(lease)) ?? 0;
    const credentials = this.whatsapp.preRegister(this.company, COMPANY_DEVICE, { fast: true });
    this.credentials = credentials;
    await store.commit({
      account: MAIN_ACCOUNT,
      epoch,
      keys: [],
      journal: [],
      credentials: JSON.stringify(credentials, BufferJSON.replacer),
    });
    await store.release(MAIN_ACCOUNT, epoch);
    await database.close();
  }

  /** Starts the program as an operator does and waits until it serves. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
    const program = new Program('bot/main.ts', [], { ...this.settings, ...settings });
    this.programs.push(program);
    await program.says(/listo en/);
    return program;
  }

  /** Starts the program in an hour in which people may be written to unasked (Ley 2300), whatever the hour here. */
  async startInContactHours(): Promise<Program> {
    const program = new Program(
      'tests/support/main-at.mjs',
      [anHourOfContact().toISOString(), programsFrom()],
      this.settings,
    );
    this.programs.push(program);
    await program.says(/listo en/);
    return program;
  }

  /** The person's own yes to surveys, as an earlier conversation would have left it. */
  async consentToSurveys(citizen: LoopbackCitizen): Promise<void> {
    const [conversation] = await this.conversationsOf(citizen);
    await this.pool.query(
      `INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, given_at)
       SELECT gen_random_uuid(), contact_id, 'encuestas', true, '1', '', 'whatsapp', now()
       FROM conversation WHERE id = $1`,
      [conversation],
    );
  }

  /** A connected citizen with a number of their own. */
  async citizen(name: string, options: AccountOptions = {}): Promise<LoopbackCitizen> {
    this.#phones += 1;
    const phone = `57300${String(this.#phones).padStart(7, '0')}`;
    const citizen = this.whatsapp.citizen({ ...options, phone, name, company: this.company });
    await citizen.connect();
    return citizen;
  }

  /** Everything that the programs have written so far, wherever they wrote it. */
  get output(): string {
    return this.programs.map(({ stdout, stderr }) => stdout + stderr).join('');
  }

  /** The conversations of a citizen, oldest first: one while the program takes them for one person. */
  async conversationsOf(citizen: LoopbackCitizen): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT c.id FROM conversation c JOIN whatsapp_person p ON p.id::text = c.address
       WHERE c.channel = 'whatsapp' AND (p.phone = $1 OR p.lid = $2) ORDER BY c.created_at`,
      [phoneJid(citizen.account), lidJid(citizen.account)],
    );
    return rows.map(({ id }) => id);
  }

  /** What was said to a citizen, in order; the text of a message that is sealed in the database is null. */
  async ledgerOf(citizen: LoopbackCitizen): Promise<readonly LedgerRow[]> {
    const { rows } = await this.pool.query<LedgerRow>(
      `SELECT id, status, reason, class, content->>'text' AS text FROM outbox
       WHERE conversation_id = ANY($1) ORDER BY created_at, seq`,
      [await this.conversationsOf(citizen)],
    );
    return rows;
  }

  /** What a citizen said, in the order in which it was taken; what waits for its turn comes last. */
  async eventsOf(citizen: LoopbackCitizen): Promise<readonly EventRow[]> {
    const { rows } = await this.pool.query<EventRow>(
      `SELECT seq, kind, channel_message_id AS "messageId", content, received_at AS "receivedAt",
         processed_at AS "processedAt", outcome
       FROM event WHERE conversation_id = ANY($1) ORDER BY seq NULLS LAST, id`,
      [await this.conversationsOf(citizen)],
    );
    return rows;
  }

  /** Waits until everything that a citizen said was taken and everything said in answer has reached the phone. */
  async settled(citizen: LoopbackCitizen): Promise<readonly LedgerRow[]> {
    return until('the end of what is on its way', async () => {
      const events = await this.eventsOf(citizen);
      const ledger = await this.ledgerOf(citizen);
      const isOver =
        events.every(({ processedAt }) => processedAt !== null) &&
        ledger.every(({ status }) => !ON_THEIR_WAY.has(status));
      return isOver && ledger;
    });
  }

  async close(): Promise<void> {
    for (const program of this.programs) {
      program.child.kill('SIGKILL');
      await program.ended();
    }
    const output = this.programs.map(({ stdout, stderr }) => stdout + stderr).join('');
    await this.whatsapp.close();
    await this.pool.end();
    await this.#database.drop();
    await rm(this.#dataDir, { recursive: true, force: true });
    const printed = KEY_WORDS.filter((word) => output.includes(word));
    if (printed.length > 0) {
      throw new Error(`the program printed what belongs to its keys: ${printed.join(', ')}`);
    }
  }
}

/** Ten in the morning of the next day on which people may be written to until the evening. */
function anHourOfContact(): Date {
  const calendar = createBusinessCalendar();
  for (let on = addDays(localDateOf(systemClock.now()), 1); ; on = addDays(on, 1)) {
    const ten = new Date(startOfDay(on).getTime() + TEN_O_CLOCK_MS);
    if (mayContactAt(ten, calendar)) {
      return ten;
    }
  }
}

/** Waits for a check of the outside world to give something. Throws after a time that no working program needs. */
export async function until<T>(
  what: string,
  check: () => Promise<T | null | undefined | false>,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  for (const end = Date.now() + timeoutMs; ; ) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    }
    await sleep(LOOK_MS);
  }
}

/** Does something and gives the next message with these words: the answer to it, not one of before. */
export async function answerTo(
  citizen: LoopbackCitizen,
  act: () => Promise<unknown>,
  words: RegExp,
): Promise<HeardMessage> {
  const [answer] = await Promise.all([citizen.next(({ text }) => words.test(text), PATIENCE_MS), act()]);
  return answer;
}

/** Says something and gives the answer with these words. */
export function ask(citizen: LoopbackCitizen, text: string, words: RegExp): Promise<HeardMessage> {
  return answerTo(citizen, () => citizen.say(text), words);
}

/** Greets and accepts the aviso: from here on the menu is open. */
export async function acceptAviso(citizen: LoopbackCitizen): Promise<void> {
  await ask(citizen, 'Hola', /¿Aceptas\?/);
  await ask(citizen, '1', /¿En qué te ayudo\?/);
}

/** Answers the questions of a reclamo up to the one for files, by number and by words. */
export async function beginReclamo(citizen: LoopbackCitizen, happened: string): Promise<void> {
  await ask(citizen, '1', /¿Qué quieres radicar\?/);
  await ask(citizen, 'reclamo', /Cuéntame qué pasó/);
  await ask(citizen, happened, /¿En qué barrio es\?/);
  await ask(citizen, 'Pescaíto', /número de cuenta/);
  await ask(citizen, 'saltar', /envía fotos/);
}

/** Confirms a reclamo whose files are sent; gives the acuse. */
export async function confirmReclamo(citizen: LoopbackCitizen): Promise<HeardMessage> {
  await ask(citizen, 'listo', /¿La radico\?/);
  return ask(citizen, 'sí', /Quedó radicada con el número/);
}

/** The radicado in a message. Throws when there is none. */
export function radicadoIn({ text }: HeardMessage): string {
  const [radicado] = /ESSMAR-\d{4}-\d{6}/.exec(text) ?? [];
  if (radicado === undefined) {
    throw new Error('the message names no radicado');
  }
  return radicado;
}

/** Says texts one after the other; gives their ids. */
export async function sayAll(citizen: LoopbackCitizen, texts: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const text of texts) {
    ids.push(await citizen.say(text));
  }
  return ids;
}

/**
 * Everything that a citizen said is in one conversation, once, in order and answered, and everything answered was read.
 *
 * A message whose ack was cut off is sent again under the same id, which a phone shows once. A delivery whose receipt
 * was cut off together with the citizen's own connection is never reported: such a message stays sent.
 */
export async function expectNothingLost(
  city: WhatsAppCity,
  citizen: LoopbackCitizen,
  ids: readonly string[],
): Promise<void> {
  const ledger = await until(
    `the answers to ${citizen.account.name}`,
    async () => {
      const events = await city.eventsOf(citizen);
      const rows = await city.ledgerOf(citizen);
      const isOver = events.length >= ids.length && events.every(({ processedAt }) => processedAt !== null);
      return isOver && rows.every(({ status }) => LEFT.has(status)) && rows;
    },
    BACKLOG_MS,
  );
  const events = await city.eventsOf(citizen);
  expect(events.map(({ messageId }) => messageId)).toEqual(ids);
  expect(events.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'applied'));
  expect(await city.conversationsOf(citizen)).toHaveLength(1);
  await eventually('the last answer', () => citizen.messages.length >= ledger.length);
  expect(citizen.messages).toHaveLength(ledger.length);
  expect(citizen.neverRead).toEqual([]);
}
