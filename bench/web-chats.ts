import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataDirIn, homeIn } from '../prisma/server/cluster.ts';
import { freePort } from '../tests/torture/free-port.ts';
import type { Figure } from './figure.ts';
import { cpuMs, listFamily, memoryMib, residentMib } from './processes.ts';
import { type Program, startProgram } from './program.ts';
import { median, percentile } from './statistics.ts';
import { WebPhone } from './web-phone.ts';

const CHATS = 500;
const WARMING_CHATS = 20;
/** Chats that open or write at the same moment: more would measure the queue of this process. */
const AT_ONCE = 10;
const SETTLE_MS = 5000;
const REST_MS = 30_000;
const TALK_MS = 60_000;
/** The dying program has so much of the messages in hand. */
const DIES_AFTER_MS = 1000;
const WORDS = 'menú';
const KIB_A_MIB = 1024;
const COLLECT = new URL('./web-collect-garbage.mjs', import.meta.url).href;

type Weight = { readonly pss: number; readonly rss: number };
type Used = { readonly program: number; readonly postgres: number };
type Return = {
  readonly listeningMs: number;
  readonly backMs: number;
  readonly lost: number;
  readonly doubled: number;
};

/** What 500 open chats cost one process: at rest, while they talk, and when it dies and comes back. */
export async function measureWebChats(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-chats-'));
  const port = await freePort();
  const start = (): Promise<Program> =>
    startProgram(dataDir, ['--expose-gc', '--import', COLLECT], { PORT: String(port) });
  let program = await start();
  try {
    const postgres = postgresOf(dataDir);
    await warm(program.origin);
    const before = await weigh(program);
    const phones = await openAll(program.origin, CHATS);
    const after = await weigh(program);
    const rest = await using({ program, postgres }, () => sleep(REST_MS));
    const talk = await measureTalk({ program, postgres }, phones);
    const returns: Return[] = [];
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { next, seen } = await measureReturn(program, phones, { signal, start });
      program = next;
      returns.push(seen);
    }
    for (const phone of phones) {
      phone.close();
    }
    return [...memory(before, after), ...processor('at rest', rest, REST_MS), ...talk, ...returning(returns)];
  } finally {
    await program.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** PostgreSQL runs in a session of its own: it is found by its data folder. */
function postgresOf(dataDir: string): () => readonly number[] {
  const pid = Number.parseInt(readFileSync(join(dataDirIn(homeIn(dataDir)), 'postmaster.pid'), 'utf8'), 10);
  return () => listFamily(pid);
}

/** Opens and closes a few first, so that what is loaded and compiled once is not counted on the chats. */
async function warm(origin: string): Promise<void> {
  for (const phone of await openAll(origin, WARMING_CHATS)) {
    await phone.say(WORDS);
    phone.close();
  }
}

/** Past the aviso with everybody, to where a word brings the menu. */
async function openAll(origin: string, count: number): Promise<readonly WebPhone[]> {
  const phones = Array.from({ length: count }, () => new WebPhone(origin));
  const rest = phones.values();
  const opening = Array.from({ length: AT_ONCE }, async () => {
    for (const phone of rest) {
      await phone.open();
      await phone.say('hola');
      await phone.say('Acepto');
    }
  });
  await Promise.all(opening);
  return phones;
}

async function weigh({ pid, child }: Program): Promise<Weight> {
  await sleep(SETTLE_MS);
  const collected = once(child, 'message');
  child.send('collect');
  await collected;
  return { pss: memoryMib([pid]), rss: residentMib(pid) };
}

type Processes = { readonly program: Program; readonly postgres: () => readonly number[] };

/** Processor time of both while something happens, in milliseconds. */
async function using({ program, postgres }: Processes, work: () => Promise<unknown>): Promise<Used> {
  const before = { program: cpuMs([program.pid]), postgres: cpuMs(postgres()) };
  await work();
  return { program: cpuMs([program.pid]) - before.program, postgres: cpuMs(postgres()) - before.postgres };
}

/** Everybody says one thing, evenly over the time. */
async function measureTalk(processes: Processes, phones: readonly WebPhone[]): Promise<readonly Figure[]> {
  const times: number[] = [];
  const used = await using(processes, () =>
    Promise.all(
      phones.map(async (phone, index) => {
        await sleep((index * TALK_MS) / phones.length);
        times.push(await phone.say(WORDS));
      }),
    ),
  );
  return [
    ...processor(`a message each in ${TALK_MS / 1000} s`, used, TALK_MS),
    { name: `${CHATS} chats: answer on the phone, p50`, measured: median(times), unit: 'ms' },
    { name: `${CHATS} chats: answer on the phone, p95`, measured: percentile(times, 0.95), unit: 'ms' },
  ];
}

/** Everybody writes; in the middle of it the program ends and is started again on the same port. */
async function measureReturn(
  program: Program,
  phones: readonly WebPhone[],
  { signal, start }: { signal: 'SIGTERM' | 'SIGKILL'; start: () => Promise<Program> },
): Promise<{ next: Program; seen: Return }> {
  const total = (of: (phone: WebPhone) => number): number => sum(phones.map(of));
  const before = { lost: total(({ lost }) => lost), doubled: total(({ doubled }) => doubled) };
  const writing = phones.map(async (phone, index) => {
    await sleep((index * 2 * DIES_AFTER_MS) / phones.length);
    // What never comes is counted as lost.
    await phone.say(WORDS).catch(() => undefined);
  });
  await sleep(DIES_AFTER_MS);
  const diedAt = performance.now();
  const gone = once(program.child, 'exit');
  program.child.kill(signal);
  await gone;
  const next = await start();
  const listeningMs = performance.now() - diedAt;
  await Promise.all(phones.map((phone) => phone.back()));
  const backMs = performance.now() - diedAt;
  await Promise.all(writing);
  return {
    next,
    seen: {
      listeningMs,
      backMs,
      lost: total(({ lost }) => lost) - before.lost,
      doubled: total(({ doubled }) => doubled) - before.doubled,
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function memory(before: Weight, after: Weight): readonly Figure[] {
  const each = (of: keyof Weight): number => ((after[of] - before[of]) * KIB_A_MIB) / CHATS;
  return [
    { name: `${CHATS} open chats at rest: memory of the program (PSS)`, measured: after.pss, unit: 'MiB' },
    { name: '  of it before the first chat', measured: before.pss, unit: 'MiB' },
    { name: '  a chat (PSS)', measured: each('pss'), unit: 'KiB' },
    { name: '  a chat (RSS)', measured: each('rss'), unit: 'KiB' },
  ];
}

function processor(what: string, used: Used, duringMs: number): readonly Figure[] {
  const share = (ms: number): number => (ms / duringMs) * 100;
  return [
    {
      name: `${CHATS} chats, ${what}: processor, program`,
      measured: share(used.program),
      unit: '% of one',
    },
    {
      name: `${CHATS} chats, ${what}: processor, PostgreSQL`,
      measured: share(used.postgres),
      unit: '% of one',
    },
  ];
}

function returning([stopped, killed]: readonly Return[]): readonly Figure[] {
  return [
    { how: 'stopped', seen: stopped },
    { how: 'killed', seen: killed },
  ].flatMap(({ how, seen }) => [
    { name: `${how}: until it listens again`, measured: seen?.listeningMs ?? Number.NaN, unit: 'ms' },
    { name: `${how}: until all ${CHATS} are back`, measured: seen?.backMs ?? Number.NaN, unit: 'ms' },
    {
      name: `${how}: messages without an answer`,
      measured: seen?.lost ?? Number.NaN,
      unit: '',
    },
    { name: `${how}: arrivals doubled`, measured: seen?.doubled ?? Number.NaN, unit: '' },
  ]);
}
