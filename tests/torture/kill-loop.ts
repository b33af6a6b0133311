import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import sharp from 'sharp';
import type { FaultPoint } from '../../bot/probe.ts';
import type { Upload } from '../support/direct-line-client.ts';
import { Citizen, type Session } from './citizen.ts';
import {
  countUnfinished,
  listFileViolations,
  listSessionViolations,
  listStandingViolations,
} from './invariants.ts';
import { createRandom, upTo } from './random.ts';
import { type Kill, type Victim, Victims } from './victims.ts';

/** Fault points in an order that makes each reachable: what `stored` leaves is what the next start counts. */
const POINTS = [
  'stored',
  'attempt-counted',
  'in-turn',
  'committed',
  'sent-not-settled',
  'job-started',
] as const satisfies readonly FaultPoint[];

/** At the latest at this passing; what happens once in a start or seldom dies at its first. */
const LATEST_PASSING: Readonly<Record<(typeof POINTS)[number], number>> = {
  stored: 6,
  'attempt-counted': 1,
  'in-turn': 6,
  committed: 8,
  'sent-not-settled': 6,
  'job-started': 1,
};

const RANDOM_LIFE_MS = 2_500;
const REACH_MS = 20_000;
const FINISH_MS = 90_000;

type Where = (typeof POINTS)[number] | 'random' | 'postgres';

export type KillLoopOptions = {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly port: number;
  readonly kills: number;
  readonly seed: number;
  readonly citizens: number;
  /** Rounds that die at no named point. */
  readonly withRandom: boolean;
  /** Kills the database, when it is ours to kill, in one round out of so many. */
  readonly killPostgres: { readonly kill: () => void; readonly everyRounds: number } | null;
  readonly onRound: (words: string) => void;
};

export type KillLoopReport = {
  readonly kills: Readonly<Record<string, number>>;
  readonly restarts: number;
  readonly sessions: number;
  readonly acknowledged: number;
  readonly filings: number;
  readonly photos: number;
  /** Messages sent again after a death between the sending and the ledger. */
  readonly sentAgain: number;
  /** Arrivals of a message that a citizen had already: all of them inside that window. */
  readonly doubled: number;
  readonly mostAttempts: number;
  readonly longestRecoveryMs: number;
  readonly violations: readonly string[];
};

/** Citizens file PQRS while the application is killed again and again; then everything is counted. */
export async function runKillLoop(options: KillLoopOptions): Promise<KillLoopReport> {
  const loop = new KillLoop(options);
  try {
    return await loop.run();
  } finally {
    await loop.end();
  }
}

class KillLoop {
  readonly #options: KillLoopOptions;
  readonly #random: () => number;
  readonly #victims: Victims;
  readonly #citizens: Citizen[] = [];
  #sessions: readonly Session[] = [];
  readonly #violations: string[] = [];
  readonly #kills = new Map<Where, number>();
  #current: Victim | null = null;
  #diedAt: number | null = null;
  #longestRecoveryMs = 0;
  #restarts = 0;
  #isOver = false;
  /** The last that was said on standard error. */
  #words = '';

  constructor(options: KillLoopOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed);
    const { databaseUrl, dataDir, port } = options;
    this.#victims = new Victims({
      withSpare: true,
      settings: {
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        PORT: String(port),
        FRAGMENT_WINDOW_MS: '200',
        LOG_LEVEL: 'error',
      },
      onWords: (words) => this.#hear(words),
    });
  }

  async run(): Promise<KillLoopReport> {
    const photo = await aPhoto();
    const citizens = Array.from({ length: this.#options.citizens }, (_, index) => this.#live(index, photo));
    for (let round = 0; round < this.#options.kills; round += 1) {
      await this.#round(round);
    }
    this.#isOver = true;
    await this.#start(null);
    await Promise.all(citizens);
    await this.#settle();
    this.#sessions = await Promise.all(this.#citizens.map((citizen) => citizen.leave()));
    return this.#report();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    this.#victims.end();
    this.#current?.kill();
    await this.#current?.ended;
  }

  async #round(round: number): Promise<void> {
    const { withRandom, killPostgres } = this.#options;
    const places: readonly Where[] = withRandom ? [...POINTS, 'random'] : POINTS;
    const where = places[round % places.length] ?? 'random';
    const kill: Kill =
      where === 'random' || where === 'postgres'
        ? null
        : { point: where, at: upTo(this.#random, LATEST_PASSING[where]) };
    const victim = await this.#start(kill);
    if (killPostgres && round % killPostgres.everyRounds === killPostgres.everyRounds - 1) {
      killPostgres.kill();
      this.#count('postgres');
    }
    const lifeMs = kill === null ? this.#random() * RANDOM_LIFE_MS : REACH_MS;
    const reached = await Promise.race([victim.ended.then(() => true), sleep(lifeMs, false)]);
    victim.kill();
    this.#count(reached ? where : 'random');
    await this.#noteEnd(victim, where);
    await this.#checkStanding(round, reached ? where : 'random');
  }

  async #start(kill: Kill): Promise<Victim> {
    const victim = await this.#victims.start(kill);
    this.#current = victim;
    this.#restarts += 1;
    if (this.#diedAt !== null && victim.address !== null) {
      this.#longestRecoveryMs = Math.max(this.#longestRecoveryMs, performance.now() - this.#diedAt);
      this.#diedAt = null;
    }
    return victim;
  }

  async #noteEnd(victim: Victim, where: Where): Promise<void> {
    const how = await victim.ended;
    this.#diedAt ??= performance.now();
    if (how !== 'SIGKILL') {
      this.#violations.push(`the process ended by ${how} while waiting for ${where}: ${this.#words}`);
    }
  }

  async #checkStanding(round: number, where: Where): Promise<void> {
    const found = await this.#query(listStandingViolations);
    this.#violations.push(...found.map((what) => `after kill ${round + 1} (${where}): ${what}`));
    this.#options.onRound(
      `kill ${round + 1} of ${this.#options.kills} at ${where}: ${this.#citizens.length} conversations ended, ${found.length} violations`,
    );
  }

  async #live(index: number, photo: Upload): Promise<void> {
    const random = createRandom(this.#options.seed * 1_000 + index);
    while (!this.#isOver) {
      const citizen = new Citizen({
        origin: () => `http://127.0.0.1:${this.#options.port}`,
        by: index % 2 === 0 ? 'stream' : 'polling',
        photo: index % 4 < 2 ? photo : null,
        inPieces: index % 3 === 0,
        random,
        thinkMs: 300,
      });
      try {
        await this.#spend(citizen, random);
      } catch (error) {
        this.#violations.push(`citizen ${index}: ${error instanceof Error ? error.message : error}`);
        await sleep(1_000);
      }
      citizen.rest();
      this.#citizens.push(citizen);
    }
  }

  async #spend(citizen: Citizen, random: () => number): Promise<void> {
    await citizen.arrive();
    await citizen.file();
    if (random() < 0.3) {
      await citizen.file();
    }
    await citizen.chatter();
  }

  /** Waits until nothing is left to do, for a bounded time. */
  async #settle(): Promise<void> {
    const until = performance.now() + FINISH_MS;
    while ((await this.#query(countUnfinished)) > 0) {
      if (performance.now() > until) {
        this.#violations.push('something still waited long after the last kill');
        return;
      }
      await sleep(250);
    }
  }

  async #report(): Promise<KillLoopReport> {
    const sum = (of: (session: Session) => number): number =>
      this.#sessions.reduce((total, session) => total + of(session), 0);
    const sent = await this.#query(readLedger);
    return {
      kills: Object.fromEntries(this.#kills),
      restarts: this.#restarts,
      sessions: this.#sessions.length,
      acknowledged: sum((session) => session.sent.length),
      filings: sum((session) => session.radicados.length),
      photos: sum((session) => session.photos),
      sentAgain: sent.again,
      doubled: sum((session) => session.doubled),
      mostAttempts: sent.attempts,
      longestRecoveryMs: Math.round(this.#longestRecoveryMs),
      violations: [...this.#violations, ...(await this.#checkAll())],
    };
  }

  async #checkAll(): Promise<readonly string[]> {
    return this.#query(async (client) => {
      const found = [
        ...(await listStandingViolations(client)),
        ...(await listFileViolations(client, `${this.#options.dataDir}/files`)),
      ];
      for (const session of this.#sessions) {
        found.push(...(await listSessionViolations(client, session)));
      }
      return found;
    });
  }

  /** A database that was killed a moment ago is asked again. */
  async #query<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const client = new pg.Client({ connectionString: this.#options.databaseUrl });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return await work(client);
      } catch (error) {
        if (attempt >= 60) {
          throw error;
        }
        await sleep(500);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  #count(where: Where): void {
    this.#kills.set(where, (this.#kills.get(where) ?? 0) + 1);
  }

  /** A turn that failed for good is an error of ours, whatever died around it. */
  #hear(words: string): void {
    this.#words = `${this.#words}${words}`.slice(-2_000);
    for (const line of words.split('\n').filter((text) => text.includes('turn failed'))) {
      this.#violations.push(line.slice(0, 1_000));
    }
  }
}

async function readLedger(client: pg.ClientBase): Promise<{ again: number; attempts: number }> {
  const { rows } = await client.query<{ again: number; attempts: number }>(`
    SELECT (SELECT coalesce(sum(attempts - 1), 0)::int FROM outbox WHERE attempts > 1) AS again,
      (SELECT coalesce(max(attempts), 0)::int FROM event) AS attempts`);
  return rows[0] ?? { again: 0, attempts: 0 };
}

/** A small real photo that does not compress to nothing. */
export async function aPhoto(): Promise<Upload> {
  const create = { width: 320, height: 240, channels: 3 as const, background: '#204060' };
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const bytes = await sharp({ create: { ...create, noise } })
    .jpeg()
    .toBuffer();
  return { name: 'daño.jpg', type: 'image/jpeg', bytes };
}
