import pg from 'pg';
import type { Log } from './log.ts';

type Options = {
  readonly url: string;
  /** What PostgreSQL and the log call it. */
  readonly name: string;
  readonly log: Log;
  readonly reconnectMs: number;
  /** Sets a new connection up, before anybody else uses it. When it fails the connection is tried again. */
  readonly prepare: (client: pg.Client) => Promise<unknown>;
  /** The connection is there (again): anything may have been missed before. A failure is tried again. */
  readonly onReady?: () => unknown;
};

/**
 * A connection of its own that stands for as long as the process wants: for LISTEN and for locks.
 *
 * A lost one is made again, set up anew, until `stop`.
 */
export class StandingConnection {
  readonly #options: Options;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The connection, or null while there is none. */
  get client(): pg.Client | null {
    return this.#client;
  }

  /** Connects, now or as soon as the database is there. */
  async start(): Promise<void> {
    try {
      await this.#connect();
      await this.#options.onReady?.();
    } catch {
      this.#options.log.warn({ connection: this.#options.name }, 'connection will be tried again');
      this.retryLater();
    }
  }

  /** Tries again in a while: to connect without a connection, else what has to be done when it is ready. */
  retryLater(): void {
    if (!this.#stopped) {
      clearTimeout(this.#timer ?? undefined);
      this.#timer = setTimeout(() => void this.start(), this.#options.reconnectMs);
      this.#timer.unref();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    if (this.#client !== null) {
      return;
    }
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: this.#options.name,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await this.#options.prepare(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#stopped) {
      return client.end();
    }
    client.on('end', () => {
      this.#client = null;
      this.retryLater();
    });
    this.#client = client;
  }
}
