import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStorage, type Storage } from '../bot/compose/storage.ts';
import { readConfig } from '../bot/config.ts';
import { createLog } from '../bot/log.ts';
import { startEmbeddedPostgres } from '../prisma/server/server.ts';
import { launchWholeBrowser } from '../tests/support/browser.ts';
import { DirectLineClient } from '../tests/support/direct-line-client.ts';
import { type ConsoleCaller, enterConsole } from '../tests/support/staff-entry.ts';
import type { Figure } from './figure.ts';
import { HeardConsole, openSeenConsole, type WatchedConsole } from './inbox-consoles.ts';
import { residentMib } from './processes.ts';
import { type Program, startProgram } from './program.ts';
import { median, percentile } from './statistics.ts';

const CONVERSATIONS = 2000;
/** Consoles that are real pages; the others speak the same protocol without drawing. */
const PAGES = 2;
const CONSOLES = 20;
const MESSAGES_A_SECOND = 18;
const TALK_MS = 5 * 60_000;
const AT_ONCE = 10;
/** The program has warmed up, and what it keeps from then on is counted. */
const WARM_MS = 60_000;
const SETTLE_MS = 3000;
const AIMED_MS = 500;
/** Growth of the memory that is noise of the garbage collector. */
const AIMED_GROWTH = 1.15;

type Memory = { warm: number; readonly end: () => number };

/** Twenty consoles look on while two thousand conversations go on: how soon they show a message, and what it costs. */
export async function measureLiveInbox(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-inbox-'));
  const log = createLog('error');
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: {} });
  const storage = await openStorage(readConfig({ DATA_DIR: dataDir, DATABASE_URL: postgres.url }), log);
  const program = await startProgram(dataDir, [], { DATABASE_URL: postgres.url });
  try {
    return await measure(program, storage);
  } finally {
    await program.stop();
    await storage.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(program: Program, storage: Storage): Promise<readonly Figure[]> {
  const { prisma } = storage.database;
  const callers = await enterAll(program, storage);
  const citizens = await openAll(program.origin);
  // Half of them are with a colleague, who is silent; the assistant answers the others.
  await prisma.$executeRaw`
    UPDATE conversation SET owner = 'human', assignee_id = (SELECT id FROM staff_user ORDER BY id LIMIT 1)
    WHERE id = ANY(${citizens.withColleague.map(({ conversationId }) => conversationId)}::uuid[])`;
  const browser = await launchWholeBrowser();
  const consoles: readonly WatchedConsole[] = [
    ...(await Promise.all(
      callers.slice(0, PAGES).map((caller) => openSeenConsole(browser, program.origin, caller)),
    )),
    ...callers.slice(PAGES).map((caller) => new HeardConsole(program.origin, caller)),
  ];
  await sleep(SETTLE_MS);
  const memory: Memory = { warm: 0, end: () => residentMib(program.pid) };
  const sentAt = await talk(citizens, () => {
    memory.warm = residentMib(program.pid);
  });
  await sleep(SETTLE_MS);
  const end = memory.end();
  const differing = await countDiffering(consoles, callers[0]);
  const delays = await Promise.all(consoles.map((one) => delaysOf(one, sentAt)));
  await Promise.all(consoles.map((one) => one.close()));
  await browser.close();
  return toFigures({ delays, differing, memory: { warm: memory.warm, end } });
}

async function enterAll({ origin }: Program, { database }: Storage): Promise<readonly ConsoleCaller[]> {
  const callers: ConsoleCaller[] = [];
  for (let one = 0; one < CONSOLES; one += 1) {
    callers.push(await enterConsole(origin, database.prisma, 'atencion'));
  }
  return callers;
}

type Citizens = {
  readonly withColleague: readonly DirectLineClient[];
  readonly withAssistant: readonly DirectLineClient[];
};

async function openAll(origin: string): Promise<Citizens> {
  const all = Array.from({ length: CONVERSATIONS }, () => new DirectLineClient(origin));
  const withAssistant = all.filter((_, index) => index % 2 === 0);
  const talkative = new Set(withAssistant);
  const rest = all.values();
  const opening = Array.from({ length: AT_ONCE }, async () => {
    for (const citizen of rest) {
      await citizen.openUntilTaken();
      if (talkative.has(citizen)) {
        await citizen.postUntilTaken('Acepto', randomUUID());
      }
    }
  });
  await Promise.all(opening);
  return { withAssistant, withColleague: all.filter((citizen) => !talkative.has(citizen)) };
}

/** Says a thing somewhere at an even pace; returns when each of those that a colleague hears was sent. */
async function talk(citizens: Citizens, onWarm: () => void): Promise<ReadonlyMap<string, number>> {
  const sentAt = new Map<string, number>();
  const total = (TALK_MS / 1000) * MESSAGES_A_SECOND;
  const startedAt = Date.now();
  const sending: Promise<unknown>[] = [];
  for (let n = 0; n < total; n += 1) {
    await sleep(Math.max(0, startedAt + (n * 1000) / MESSAGES_A_SECOND - Date.now()));
    if (n === Math.floor((total * WARM_MS) / TALK_MS)) {
      onWarm();
    }
    sending.push(sayOne(citizens, n, sentAt));
  }
  await Promise.all(sending);
  return sentAt;
}

async function sayOne(citizens: Citizens, n: number, sentAt: Map<string, number>): Promise<void> {
  const group = n % 2 === 0 ? citizens.withColleague : citizens.withAssistant;
  const citizen = group[(n >> 1) % group.length];
  const text = n % 2 === 0 ? `mensaje ${n}` : 'menú';
  const at = Date.now();
  await citizen?.postUntilTaken(text, randomUUID());
  if (n % 2 === 0) {
    sentAt.set(text, at);
  }
}

/** From before the message was posted, which is before its commit, to where it is shown. */
async function delaysOf(one: WatchedConsole, sentAt: ReadonlyMap<string, number>): Promise<Seen> {
  const shownAt = await one.shownAt();
  const delays = [...sentAt].flatMap(([text, at]) => {
    const shown = shownAt.get(text);
    return shown === undefined ? [] : [shown - at];
  });
  return { isPage: one.isPage, delays, missed: sentAt.size - delays.length };
}

type Seen = { readonly isPage: boolean; readonly delays: readonly number[]; readonly missed: number };

/** How many consoles show other rows, or in another order, than whoever asks now. */
async function countDiffering(
  consoles: readonly WatchedConsole[],
  caller: ConsoleCaller | undefined,
): Promise<number> {
  const { items } = JSON.parse((await caller?.get('/conversations?view=todas&limit=50')) ?? '') as {
    items: readonly { readonly id: string }[];
  };
  const now = items.map(({ id }) => id).join(' ');
  const shown = await Promise.all(consoles.map((one) => one.rows()));
  return shown.filter((rows) => rows.slice(0, items.length).join(' ') !== now).length;
}

type Result = {
  readonly delays: readonly Seen[];
  readonly differing: number;
  readonly memory: { readonly warm: number; readonly end: number };
};

function toFigures({ delays, differing, memory }: Result): readonly Figure[] {
  const of = (isPage: boolean) => delays.filter((seen) => seen.isPage === isPage);
  const all = (isPage: boolean) => of(isPage).flatMap((seen) => seen.delays);
  const name = `${CONVERSATIONS} conversations, ${CONSOLES} consoles, ${MESSAGES_A_SECOND} messages a second`;
  const missed = delays.reduce((sum, seen) => sum + seen.missed, 0);
  return [
    { name: `${name}: sent to on the screen, p50`, measured: median(all(true)), unit: 'ms' },
    { ...limit(`${name}: sent to on the screen, p95`, percentile(all(true), 0.95), AIMED_MS), unit: 'ms' },
    {
      ...limit('  to the answer of a console without a screen, p95', percentile(all(false), 0.95), AIMED_MS),
      unit: 'ms',
    },
    { name: '  newer words came before a console showed these', measured: missed, unit: '' },
    { name: '  consoles that show something else at the end', measured: differing, unit: '' },
    { name: '  memory of the program after a minute (RSS)', measured: memory.warm, unit: 'MiB' },
    { ...limit('  memory at the end ÷ after a minute', memory.end / memory.warm, AIMED_GROWTH), unit: '' },
  ];
}

function limit(name: string, measured: number, value: number): Omit<Figure, 'unit'> {
  return { name, measured, against: { kind: 'at most', value } };
}
