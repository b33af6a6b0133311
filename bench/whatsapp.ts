import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopbackCitizen } from '../tests/support/whatsapp-loopback/citizen.ts';
import type { Figure } from './figure.ts';
import { cpuMs, listFamily, memoryMib, residentMib } from './processes.ts';
import { median, percentile } from './statistics.ts';
import { openWhatsAppTown, type Side, type WhatsAppTown } from './whatsapp-town.ts';

const AT_ONCE = 8;
const ROUNDS = 3;
const ROUND_MS = 2000;
const WARM_MS = 1000;
const ALONE_MS = 2500;
const SETTLE_MS = 3000;
const RESTARTS = 3;
/** An answer is not far when this has passed: something is broken, and waiting longer hides it. */
const GIVE_UP_MS = 20_000;
const WORDS = 'menú';

/** Round trips in a span of time: a message to the number and its answer on the citizen's phone. */
type Load = {
  readonly times: readonly number[];
  readonly perSecond: number;
  /** Processor time a round trip, in milliseconds. */
  readonly clientMs: number;
  readonly postgresMs: number;
  /** Of this process: the network and the phones of everybody. */
  readonly townMs: number;
};
type Round = { readonly program: Load; readonly limit: Load };
type Memory = { readonly pss: number; readonly rss: number };
type Restart = { readonly connectedMs: number; readonly answeredMs: number };

/**
 * How fast citizens are answered over a WhatsApp on this machine, without the pace of a person, beside two plain
 * clients of the library that talk over the same server: rounds alternate, so that a busy machine slows both.
 */
export async function measureWhatsApp(): Promise<readonly Figure[]> {
  const town = await openWhatsAppTown();
  try {
    return await measureIn(town);
  } finally {
    await town.close();
  }
}

async function measureIn(town: WhatsAppTown): Promise<readonly Figure[]> {
  await sleep(SETTLE_MS);
  const atRest = weigh(town.programPid());
  const { program, echo } = await town.invite(AT_ONCE);
  await talk(program.citizens, WARM_MS);
  await talk(echo.citizens, WARM_MS);
  const alone = {
    program: await measure(program, 1, ALONE_MS),
    limit: await measure(echo, 1, ALONE_MS),
  };
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      program: await measure(program, AT_ONCE, ROUND_MS),
      limit: await measure(echo, AT_ONCE, ROUND_MS),
    });
  }
  await sleep(SETTLE_MS);
  const afterLoad = weigh(town.programPid());
  const restarts: Restart[] = [];
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    restarts.push(await measureRestart(town, program));
  }
  return [
    ...throughput(rounds),
    ...processor(rounds),
    ...answerTimes('one citizen', alone),
    ...answerTimes(`${AT_ONCE} at once`, together(rounds)),
    ...memory({ atRest, afterLoad }),
    ...restarting(restarts),
  ];
}

/** Everybody says the next thing as soon as the last was answered; gives the milliseconds of each answer. */
async function talk(citizens: readonly LoopbackCitizen[], durationMs: number): Promise<readonly number[]> {
  const times: number[] = [];
  const endsAt = performance.now() + durationMs;
  const chat = async (citizen: LoopbackCitizen): Promise<void> => {
    while (performance.now() < endsAt) {
      const startedAt = performance.now();
      const heard = citizen
        .next(() => true, GIVE_UP_MS)
        .then(() => times.push(performance.now() - startedAt));
      await Promise.all([heard, citizen.say(WORDS)]);
    }
  };
  await Promise.all(citizens.map(chat));
  return times;
}

async function measure(side: Side, count: number, durationMs: number): Promise<Load> {
  const client = [side.clientPid];
  const postgres = side.postgresPid === null ? [] : listFamily(side.postgresPid);
  const before = { client: cpuMs(client), postgres: cpuMs(postgres), town: cpuMs([process.pid]) };
  const startedAt = performance.now();
  const times = await talk(side.citizens.slice(0, count), durationMs);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    times,
    perSecond: times.length / seconds,
    clientMs: (cpuMs(client) - before.client) / times.length,
    postgresMs: (cpuMs(postgres) - before.postgres) / times.length,
    townMs: (cpuMs([process.pid]) - before.town) / times.length,
  };
}

function weigh(pid: number): Memory {
  return { pss: memoryMib([pid]), rss: residentMib(pid) };
}

/** Somebody writes while the program is away: from its start to its connection and to the answer. */
async function measureRestart(
  { city, stopProgram, startAgain }: WhatsAppTown,
  { citizens: [citizen] }: Side,
): Promise<Restart> {
  if (citizen === undefined) {
    throw new Error('nobody writes');
  }
  await stopProgram();
  await citizen.say(WORDS);
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  const connected = once(city.whatsapp.events, 'login').then(since);
  const answered = citizen.next(() => true, GIVE_UP_MS).then(since);
  await startAgain();
  return { connectedMs: await connected, answeredMs: await answered };
}

function throughput(rounds: readonly Round[]): readonly Figure[] {
  return [
    {
      name: `WhatsApp: round trips, ${AT_ONCE} citizens at once`,
      measured: median(rounds.map(({ program }) => program.perSecond)),
      unit: '/s',
      against: { kind: 'limit', value: median(rounds.map(({ limit }) => limit.perSecond)) },
    },
    {
      name: 'their ratio, median of the rounds',
      measured: median(rounds.map(({ program, limit }) => program.perSecond / limit.perSecond)),
      unit: '',
    },
  ];
}

function processor(rounds: readonly Round[]): readonly Figure[] {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  return [
    {
      name: 'processor a message and its answer: program',
      measured: of(({ program }) => program.clientMs),
      unit: 'ms',
      against: { kind: 'limit', value: of(({ limit }) => limit.clientMs) },
    },
    {
      name: 'processor a message and its answer: PostgreSQL',
      measured: of(({ program }) => program.postgresMs),
      unit: 'ms',
    },
    {
      name: 'processor a message and its answer: network and phones',
      measured: of(({ program }) => program.townMs),
      unit: 'ms',
      against: { kind: 'limit', value: of(({ limit }) => limit.townMs) },
    },
    {
      name: 'processors busy',
      measured: of(({ program }) => busy(program)),
      unit: '',
      against: { kind: 'limit', value: cpus().length },
    },
  ];
}

function busy({ perSecond, clientMs, postgresMs, townMs }: Load): number {
  return (perSecond * (clientMs + postgresMs + townMs)) / 1000;
}

function together(rounds: readonly Round[]): Pick<Round, 'program' | 'limit'> {
  const [first] = rounds;
  if (first === undefined) {
    throw new Error('nothing was measured');
  }
  const times = (pick: (round: Round) => Load): readonly number[] =>
    rounds.flatMap((round) => pick(round).times);
  return {
    program: { ...first.program, times: times(({ program }) => program) },
    limit: { ...first.limit, times: times(({ limit }) => limit) },
  };
}

function answerTimes(who: string, { program, limit }: Round): readonly Figure[] {
  return [0.5, 0.95].map((share) => ({
    name: `answer on the phone, ${who}, p${share * 100}`,
    measured: percentile(program.times, share),
    unit: 'ms',
    against: { kind: 'limit', value: percentile(limit.times, share) },
  }));
}

function memory({ atRest, afterLoad }: Record<'atRest' | 'afterLoad', Memory>): readonly Figure[] {
  return [
    { name: 'memory of the connected program at rest: PSS', measured: atRest.pss, unit: 'MiB' },
    { name: 'memory of the connected program at rest: RSS', measured: atRest.rss, unit: 'MiB' },
    { name: 'memory after the load: PSS', measured: afterLoad.pss, unit: 'MiB' },
    { name: 'memory after the load: RSS', measured: afterLoad.rss, unit: 'MiB' },
  ];
}

function restarting(restarts: readonly Restart[]): readonly Figure[] {
  const of = (pick: (restart: Restart) => number): number => median(restarts.map(pick));
  return [
    { name: 'restart: start to connection', measured: of(({ connectedMs }) => connectedMs), unit: 'ms' },
    {
      name: 'restart: connection to the first answer on the phone',
      measured: of(({ connectedMs, answeredMs }) => answeredMs - connectedMs),
      unit: 'ms',
    },
    { name: 'restart: start to the first answer', measured: of(({ answeredMs }) => answeredMs), unit: 'ms' },
  ];
}
