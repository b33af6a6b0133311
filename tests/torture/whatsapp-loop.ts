import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { FaultPoint } from '../../bot/probe.ts';
import type { WhatsAppCity } from '../support/whatsapp-city.ts';
import type { Account } from '../support/whatsapp-loopback/accounts.ts';
import { countUnfinished, listStandingViolations } from './invariants.ts';
import { createRandom, upTo } from './random.ts';
import { type Victim, Victims } from './victims.ts';
import { WhatsAppTalker } from './whatsapp-citizen.ts';
import { countUnaccepted, listJournalViolations, listTalkerViolations } from './whatsapp-invariants.ts';

/** Where the receive path dies, and the places of the answer's way that follow it. `receipt`: as ours leaves. */
const POINTS = [
  'wa-in-tx',
  'wa-commit-inflight',
  'wa-after-commit',
  'receipt',
  'wa-upsert',
  'wa-inbox-inflight',
  'wa-after-inbox',
  'stored',
  'in-turn',
  'committed',
  'sent-not-settled',
] as const satisfies readonly (FaultPoint | 'receipt')[];

const LATEST_PASSING = 12;
const RANDOM_LIFE_MS = 3_000;
const REACH_MS = 90_000;
const FINISH_MS = 120_000;
/** Messages that may wait for the program; above it citizens pause, so that every life sees live ones too. */
const BACKLOG = 60;

type Where = (typeof POINTS)[number] | 'random';

export type WhatsAppLoopOptions = {
  readonly city: WhatsAppCity;
  /** Each point so many times, then this many at random instants. */
  readonly killsAPoint: number;
  readonly randomKills: number;
  /** Without killing: connections of the number cut, and connections of the database ended. */
  readonly drops: number;
  readonly terminations: number;
  readonly talkers: number;
  readonly filers: number;
  readonly thinkMs: number;
  readonly seed: number;
  readonly onRound: (words: string) => void;
};

export type WhatsAppLoopReport = {
  readonly kills: Readonly<Record<string, number>>;
  readonly drops: number;
  readonly terminations: number;
  readonly acknowledged: number;
  readonly read: number;
  readonly filings: number;
  /** Arrivals of a message that a phone had already, and showed once. */
  readonly doubled: number;
  readonly newSessions: number;
  readonly violations: readonly string[];
};

/** Citizens write on WhatsApp while the program dies, its network breaks and its database hangs up. */
export async function runWhatsAppLoop(options: WhatsAppLoopOptions): Promise<WhatsAppLoopReport> {
  const loop = new WhatsAppLoop(options);
  try {
    return await loop.run();
  } finally {
    await loop.end();
  }
}

class WhatsAppLoop {
  readonly #options: WhatsAppLoopOptions;
  readonly #random: () => number;
  readonly #victims: Victims;
  readonly #kills = new Map<Where, number>();
  readonly #violations: string[] = [];
  #talkers: readonly WhatsAppTalker[] = [];
  #current: Victim | null = null;
  #isOver = false;

  constructor(options: WhatsAppLoopOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed);
    const { city } = options;
    this.#victims = new Victims({
      withSpare: true,
      settings: { ...city.settings, LOG_LEVEL: 'error' },
      environment: city.whatsapp.environment,
      onWords: (words) => options.onRound(words.trim()),
    });
  }

  async run(): Promise<WhatsAppLoopReport> {
    const { killsAPoint, randomKills, talkers, filers } = this.#options;
    this.#talkers = await this.#invite(talkers + filers);
    const isOver = (): boolean => this.#isOver;
    const lives = this.#talkers.map((talker, index) =>
      index < talkers ? talker.chatter(isOver) : talker.file(isOver),
    );
    const ended = Promise.all(lives.map((life) => life.catch((error: unknown) => this.#note(String(error)))));
    for (let round = 0; round < POINTS.length * killsAPoint; round += 1) {
      await this.#round(POINTS[round % POINTS.length] ?? 'random', round);
    }
    for (let round = 0; round < randomKills; round += 1) {
      await this.#round('random', round);
    }
    await this.#start('random');
    await this.#disturb();
    this.#isOver = true;
    await ended;
    await this.#settle();
    return this.#report();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    this.#victims.end();
    this.#current?.kill();
    await this.#current?.ended;
  }

  async #invite(count: number): Promise<readonly WhatsAppTalker[]> {
    const { city, thinkMs } = this.#options;
    const shallWait = (): boolean => city.whatsapp.queuedFor(city.company) > BACKLOG;
    const talkers: WhatsAppTalker[] = [];
    for (let index = 0; index < count; index += 1) {
      const person = await city.citizen(`Persona ${index + 1}`);
      talkers.push(new WhatsAppTalker(person, { shallWait, thinkMs, renewEvery: 30, random: this.#random }));
    }
    return talkers;
  }

  async #round(where: Where, round: number): Promise<void> {
    const victim = await this.#start(where);
    const killer = where === 'receipt' ? this.#killAtReceipt(victim) : null;
    const lifeMs = where === 'random' ? this.#random() * RANDOM_LIFE_MS : REACH_MS;
    const reached = await Promise.race([victim.ended.then(() => true), sleep(lifeMs, false)]);
    victim.kill();
    const how = await victim.ended;
    killer?.();
    if (how !== 'SIGKILL') {
      this.#note(`the program ended by itself: ${how}`);
    }
    this.#kills.set(reached ? where : 'random', (this.#kills.get(reached ? where : 'random') ?? 0) + 1);
    this.#options.onRound(`${round + 1} ${reached ? where : `random (${where})`}`);
  }

  async #start(where: Where): Promise<Victim> {
    const isPoint = where !== 'random' && where !== 'receipt';
    const victim = await this.#victims.start(
      isPoint ? { point: where, at: upTo(this.#random, LATEST_PASSING) } : null,
    );
    this.#current = victim;
    return victim;
  }

  /** Our receipt has reached the network: whatever it was for will not be sent again. */
  #killAtReceipt(victim: Victim): () => void {
    const { whatsapp, company } = this.#options.city;
    let left = upTo(this.#random, LATEST_PASSING);
    const onReceipt = (from: Account): void => {
      left -= from === company ? 1 : 0;
      if (left === 0) {
        victim.kill();
      }
    };
    whatsapp.events.on('receipt', onReceipt);
    return () => void whatsapp.events.off('receipt', onReceipt);
  }

  /** Nothing dies, but the network and the database hang up. */
  async #disturb(): Promise<void> {
    const { city, drops, terminations } = this.#options;
    for (let done = 0; done < Math.max(drops, terminations); done += 1) {
      await sleep(200 + this.#random() * 600);
      if (done < drops) {
        city.whatsapp.dropConnection(city.company);
      }
      if (done < terminations) {
        await city.pool.query(
          `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'vecino'
           ORDER BY random() LIMIT 1) a`,
        );
      }
    }
  }

  async #settle(): Promise<void> {
    const { city } = this.#options;
    const client = new pg.Client({ connectionString: city.databaseUrl });
    await client.connect();
    const until = performance.now() + FINISH_MS;
    let quiet = 0;
    while (quiet < 5 && performance.now() < until) {
      const waiting =
        (await countUnaccepted(client)) +
        (await countUnfinished(client)) +
        city.whatsapp.queuedFor(city.company);
      quiet = waiting === 0 ? quiet + 1 : 0;
      await sleep(400);
    }
    this.#violations.push(
      ...(await listStandingViolations(client)),
      ...(await listJournalViolations(client)),
    );
    for (const talker of this.#talkers) {
      this.#violations.push(...(await listTalkerViolations(client, talker)));
    }
    await client.end();
  }

  #note(violation: string): void {
    this.#violations.push(violation);
  }

  #report(): WhatsAppLoopReport {
    const sum = (count: (talker: WhatsAppTalker) => number): number =>
      this.#talkers.reduce((total, talker) => total + count(talker), 0);
    const { drops, terminations } = this.#options;
    return {
      kills: Object.fromEntries(this.#kills),
      drops,
      terminations,
      acknowledged: sum(({ sent }) => sent.length),
      read: sum(({ person }) => person.messages.length),
      filings: sum(({ radicados }) => radicados.length),
      doubled: sum(({ person }) => person.duplicates.length),
      newSessions: sum(({ sent }) => Math.floor(sent.length / 30)),
      violations: this.#violations,
    };
  }
}
