import { cpus } from 'node:os';
import { Citizens, type TurnTimes } from './citizens.ts';
import { type Engine, startEngine } from './engine.ts';
import type { Figure } from './figure.ts';
import { cpuMs, listFamily } from './processes.ts';
import { median, percentile } from './statistics.ts';
import { TurnLimit } from './turn-limit.ts';

const AT_ONCE = 16;
const ROUNDS = 5;
const ROUND_MS = 2500;
const WARM_MS = 1500;
const ALONE_MS = 2000;
const ANSWERS = 500;
const AIMED_RATIO = 0.35;
const WISHED_RATIO = 0.5;

/** Work done in a span of time, and the processor time that it took, in milliseconds. */
type Load = {
  readonly turns: number;
  readonly perSecond: number;
  readonly nodeMs: number;
  readonly postgresMs: number;
};
type Round = { readonly engine: Load; readonly limit: Load; readonly times: readonly TurnTimes[] };

/**
 * How many turns a second become durable when 16 conversations never pause, beside what the same database can
 * write at best, in rounds that alternate, so that a busy machine slows both.
 */
export async function measureDurableTurns(): Promise<readonly Figure[]> {
  const engine = await startEngine();
  const citizens = await Citizens.open(engine, AT_ONCE);
  await citizens.talk(AT_ONCE, WARM_MS);
  const limit = await TurnLimit.open(engine, AT_ONCE, citizens.firstId);
  await limit.run(WARM_MS);
  await limit.clear();
  const alone = await citizens.talk(1, ALONE_MS, 'sent');
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let times: readonly TurnTimes[] = [];
    const engineLoad = await measure(engine, async () => {
      times = await citizens.talk(AT_ONCE, ROUND_MS);
      return times.length;
    });
    const limitLoad = await measure(engine, () => limit.run(ROUND_MS));
    await limit.clear();
    rounds.push({ engine: engineLoad, limit: limitLoad, times });
  }
  const dialogsMs = await timeAnswers(engine);
  await limit.close();
  await engine.stop();
  return [
    ...throughput(rounds),
    ...processor(rounds, dialogsMs),
    ...latencies('one conversation', alone),
    ...latencies(
      `${AT_ONCE} at once`,
      rounds.flatMap(({ times }) => times),
    ),
  ];
}

async function measure({ postgresPid }: Engine, work: () => Promise<number>): Promise<Load> {
  const postgresBefore = cpuMs(listFamily(postgresPid));
  const nodeBefore = process.cpuUsage();
  const startedAt = performance.now();
  const turns = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(nodeBefore);
  return {
    turns,
    perSecond: turns / seconds,
    nodeMs: (user + system) / 1000 / turns,
    postgresMs: (cpuMs(listFamily(postgresPid)) - postgresBefore) / turns,
  };
}

/** Milliseconds that the dialogs need for the answer that was measured, warm. */
async function timeAnswers({ spy }: Engine): Promise<number> {
  const times: number[] = [];
  for (let answer = 0; answer < ANSWERS; answer += 1) {
    const startedAt = performance.now();
    await spy.answerAgain();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

function throughput(rounds: readonly Round[]): readonly Figure[] {
  const limit = median(rounds.map((round) => round.limit.perSecond));
  const ratio = median(rounds.map((round) => round.engine.perSecond / round.limit.perSecond));
  return [
    {
      name: `durable turns, ${AT_ONCE} conversations at once`,
      measured: median(rounds.map((round) => round.engine.perSecond)),
      unit: '/s',
      against: { kind: 'limit', value: limit },
    },
    {
      name: 'their ratio, median of the rounds',
      measured: ratio,
      unit: '',
      against: { kind: 'at least', value: AIMED_RATIO },
    },
  ];
}

/** At the same use of the processors, the ratio is that of the processor times: what 0.5 takes follows from it. */
function processor(rounds: readonly Round[], dialogsMs: number): readonly Figure[] {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const node = of(({ engine }) => engine.nodeMs);
  const postgres = of(({ engine }) => engine.postgresMs);
  const limit = of((round) => round.limit.nodeMs + round.limit.postgresMs);
  const busy = of(({ engine }) => (engine.perSecond * (engine.nodeMs + engine.postgresMs)) / 1000);
  return [
    { name: 'processor a turn: Node', measured: node, unit: 'ms' },
    { name: '  of which the dialogs', measured: dialogsMs, unit: 'ms' },
    { name: 'processor a turn: PostgreSQL', measured: postgres, unit: 'ms' },
    { name: 'processor a turn of the limit: both', measured: limit, unit: 'ms' },
    { name: 'processors busy', measured: busy, unit: '', against: { kind: 'limit', value: cpus().length } },
    {
      name: `processor a turn, for a ratio of ${WISHED_RATIO}`,
      measured: node + postgres,
      unit: 'ms',
      against: { kind: 'at most', value: limit / WISHED_RATIO },
    },
  ];
}

function latencies(who: string, times: readonly TurnTimes[]): readonly Figure[] {
  const committed = times.map(({ committedMs }) => committedMs);
  const sent = times.map(({ sentMs }) => sentMs);
  return [
    { name: `turn, ${who}: received to committed, p50`, measured: percentile(committed, 0.5), unit: 'ms' },
    { name: `turn, ${who}: received to committed, p99`, measured: percentile(committed, 0.99), unit: 'ms' },
    { name: `turn, ${who}: received to sent, p50`, measured: percentile(sent, 0.5), unit: 'ms' },
    { name: `turn, ${who}: received to sent, p99`, measured: percentile(sent, 0.99), unit: 'ms' },
  ];
}
