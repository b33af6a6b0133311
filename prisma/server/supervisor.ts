import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { Log } from '../log.ts';
import type { Cluster } from './cluster.ts';
import { attachOrLaunch, type RunningServer, stopServer } from './launch.ts';
import { isServerOf } from './postmaster.ts';
import { announcePresence, type Presence } from './presence.ts';
import type { ServerSettings } from './settings.ts';

const CHECK_EVERY_MS = 1_000;
const CHECK_WITHOUT_PRESENCE_MS = 100;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 10_000;

/** A server that lived this long before it died is restarted at once; a younger one waits longer every time. */
const STABLE_AFTER_MS = 60_000;

export type Supervised = {
  readonly cluster: Cluster;
  readonly settings: ServerSettings;
  readonly server: RunningServer;
  readonly log: Log;
  readonly clock: Clock;
};

/**
 * Keeps one PostgreSQL running on one port for as long as this process lives, whoever launched it.
 *
 * Every process that uses the server supervises it, so that the death of any of them leaves nobody alone: when the
 * server dies, all try, PostgreSQL's lock lets one win and the others attach. No timer here keeps the process alive.
 */
export class Supervisor {
  readonly #supervised: Supervised;
  readonly #stopping = new AbortController();
  readonly #firstCheck: Promise<void>;
  readonly #watching: Promise<void>;
  #server: RunningServer;
  #serverSince: Date;
  #failures = 0;
  #presence: Presence | null = null;
  #wakeUp = new AbortController();
  #stopped: Promise<void> | null = null;

  constructor(supervised: Supervised) {
    this.#supervised = supervised;
    this.#server = supervised.server;
    this.#serverSince = supervised.clock.now();
    this.#follow();
    this.#firstCheck = this.#check();
    this.#watching = this.#watch();
  }

  /** Resolves when the server is known to run and the other processes know that this one needs it. */
  settled(): Promise<void> {
    return this.#firstCheck;
  }

  /** Process id of the server of this moment. */
  get pid(): number {
    return this.#server.pid;
  }

  /** Stops watching, and stops the server unless another living process uses it. */
  stop(): Promise<void> {
    this.#stopped ??= this.#shutDown();
    return this.#stopped;
  }

  async #watch(): Promise<void> {
    await this.#firstCheck;
    while (!this.#stopping.signal.aborted) {
      await this.#pause(this.#presence ? CHECK_EVERY_MS : CHECK_WITHOUT_PRESENCE_MS);
      await this.#check();
    }
  }

  async #check(): Promise<void> {
    if (!isServerOf(this.#supervised.cluster.dataDir, this.#server.pid)) {
      await this.#recover();
    }
    this.#presence ??= await this.#announce();
  }

  async #recover(): Promise<void> {
    const { log, clock } = this.#supervised;
    const livedMs = clock.now().getTime() - this.#serverSince.getTime();
    this.#failures = livedMs >= STABLE_AFTER_MS ? 0 : this.#failures;
    log.error({ pid: this.#server.pid, livedMs }, 'embedded postgres died');
    while (!this.#stopping.signal.aborted) {
      await this.#backOff();
      this.#failures++;
      if (await this.#restart()) {
        return;
      }
    }
  }

  async #restart(): Promise<boolean> {
    const { cluster, settings, log, clock } = this.#supervised;
    const { port } = this.#server;
    try {
      const server = await attachOrLaunch({ cluster, settings, port, signal: this.#stopping.signal });
      this.#server = server;
      this.#serverSince = clock.now();
      this.#follow();
      log.warn(
        { pid: server.pid, port: server.port, attempt: this.#failures },
        'embedded postgres restarted',
      );
      if (server.port !== port) {
        log.error({ expected: port, found: server.port }, 'embedded postgres moved to another port');
      }
      return true;
    } catch (err) {
      if (!this.#stopping.signal.aborted) {
        log.error({ err, attempt: this.#failures }, 'embedded postgres did not restart');
      }
      return false;
    }
  }

  #follow(): void {
    this.#server.child?.once('exit', () => this.#wakeUp.abort());
  }

  async #announce(): Promise<Presence | null> {
    try {
      const { cluster } = this.#supervised;
      return await announcePresence(cluster, this.#server.port, () => {
        this.#presence = null;
        this.#wakeUp.abort();
      });
    } catch {
      return null;
    }
  }

  async #backOff(): Promise<void> {
    if (this.#failures > 0) {
      const delayMs = Math.min(FIRST_BACKOFF_MS * 2 ** (this.#failures - 1), MAX_BACKOFF_MS);
      await wait(delayMs, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  async #pause(ms: number): Promise<void> {
    if (!this.#stopping.signal.aborted) {
      this.#wakeUp = new AbortController();
      await wait(ms, undefined, { ref: false, signal: this.#wakeUp.signal }).catch(() => undefined);
    }
  }

  async #shutDown(): Promise<void> {
    const { cluster, log } = this.#supervised;
    this.#stopping.abort();
    this.#wakeUp.abort();
    await this.#watching;
    if (await this.#isLast()) {
      await stopServer(cluster);
      log.info({ pid: this.#server.pid }, 'embedded postgres stopped');
    } else {
      log.info({ pid: this.#server.pid }, 'embedded postgres left running for another process');
    }
    await this.#presence?.close();
  }

  /** A server that cannot be asked counts as ours alone: another process that needs it will start it again. */
  async #isLast(): Promise<boolean> {
    this.#presence ??= await this.#announce();
    try {
      return (await this.#presence?.leave()) ?? true;
    } catch {
      return true;
    }
  }
}
