import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { OutboxStore, SendOutcome } from '../../domain/messages/outbox-store.ts';
import type { Probe } from '../probe.ts';
import type { ChannelPort } from './channel-port.ts';
import { nameOf, sendMessage } from './send-message.ts';

/** Messages on their way at once; a larger batch costs fewer statements. */
const BATCH = 50;
/** A process that dies with a claim delays its lane this long. */
const LEASE_SECONDS = 10;
/** A retry, an expired lease or another process's message is noticed this late at the most. */
const POLL_MS = 2_000;
const DATABASE_AWAY_MS = 500;
/** After sending, before the next look, which also writes what was sent: under load many turns share it. */
const GATHER_MS = 5;

type Dependencies = {
  readonly store: OutboxStore;
  readonly channels: readonly ChannelPort[];
  /** Sends to this address only; null for everybody. */
  readonly recipient: string | null;
  readonly worker: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly probe: Probe;
};

/** Sends what turns have queued, in the order of each lane, and writes what became of it. */
export class Dispatcher {
  readonly #deps: Dependencies;
  readonly #ports: ReadonlyMap<string, ChannelPort>;
  #loop: Promise<void> | null = null;
  #wanted = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;
  /** Sent, or given up, and not written yet: kept until the database has it, so that nothing is sent again for it. */
  #unsettled: readonly SendOutcome[] = [];

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#ports = new Map(deps.channels.map((port) => [port.channel, port]));
  }

  /** Looks for messages soon: called after each commit, and by a slow clock of its own. */
  wake(): void {
    this.#wanted = true;
    if (this.#loop === null && !this.#stopped && this.#ports.size > 0) {
      this.#loop = this.#run();
    }
  }

  /** Resolves when nothing is on its way and nobody asked to look again. */
  async idle(): Promise<void> {
    while (this.#loop !== null) {
      await this.#loop;
    }
  }

  /** Claims nothing more and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#loop;
    await this.#settle();
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer ?? undefined);
    let pauseMs = POLL_MS;
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      try {
        const sent = await this.#sendHeads();
        if (sent > 0) {
          this.#wanted = true;
          await sleep(GATHER_MS);
        }
      } catch (error) {
        this.#deps.log.warn({ code: nameOf(error) }, 'outbox will be tried again');
        pauseMs = DATABASE_AWAY_MS;
      }
    }
    this.#loop = null;
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.wake(), pauseMs);
      this.#timer.unref();
    }
  }

  async #sendHeads(): Promise<number> {
    const { store, worker, clock, log, probe, recipient } = this.#deps;
    const claimed = await store.claim({
      worker,
      outcomes: this.#unsettled,
      recipient,
      channels: [...this.#ports.values()].map(({ channel }) => channel),
      limit: BATCH,
      leaseSeconds: LEASE_SECONDS,
      now: clock.now(),
    });
    this.#unsettled = [];
    if (claimed.length === 0) {
      return 0;
    }
    this.#unsettled = await Promise.all(
      claimed.map((message) => sendMessage(this.#ports.get(message.channel), message, { clock, log })),
    );
    probe('sent-not-settled');
    return claimed.length;
  }

  /** While running, outcomes travel with the next claim. */
  async #settle(): Promise<void> {
    const { store, worker, log } = this.#deps;
    if (this.#unsettled.length > 0) {
      await store
        .settle(worker, this.#unsettled)
        .catch((error: unknown) => log.warn({ code: nameOf(error) }, 'outcomes of sending not written'));
      this.#unsettled = [];
    }
  }
}
