import pg from 'pg';
import type { Log } from './log.ts';

const CHANNEL = 'vecino_news';
const FLUSH_MS = 15;
/** PostgreSQL refuses payloads of 8,000 bytes: a UUID and its comma are 37. */
const MAX_IDS = 200;
const RECONNECT_MS = 1_000;

type Options = {
  readonly url: string;
  /** Names this process, so that it does not hear itself. */
  readonly worker: string;
  readonly log: Log;
  /** Conversations that grew in another process. */
  readonly onNews: (conversationIds: readonly string[]) => void;
  /** The connection is there (again): anything may have been missed before. */
  readonly onGap: () => void;
};

/**
 * Tells the other processes which conversations have grown, by LISTEN/NOTIFY with ids only.
 *
 * News leave after the commit and joined together: a NOTIFY inside each transaction would make commits queue
 * for one lock. They may be lost with a process; who listens also looks by itself from time to time.
 */
export class Notifications {
  readonly #options: Options;
  readonly #pending = new Set<string>();
  #client: pg.Client | null = null;
  #flushTimer: NodeJS.Timeout | null = null;
  #reconnectTimer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Connects, now or as soon as the database is there. */
  async start(): Promise<void> {
    try {
      await this.#connect();
    } catch {
      this.#options.log.warn({}, 'news connection will be tried again');
      this.#retryLater();
    }
  }

  publish(conversationId: string): void {
    this.#pending.add(conversationId);
    this.#flushTimer ??= setTimeout(() => void this.#flush(), FLUSH_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#flushTimer ?? undefined);
    clearTimeout(this.#reconnectTimer ?? undefined);
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const { url, worker, onNews, onGap } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'vecino-news',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      const [from, ...ids] = (payload ?? '').split(',');
      if (from !== worker) {
        onNews(ids);
      }
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    client.on('end', () => {
      this.#client = null;
      this.#retryLater();
    });
    this.#client = client;
    onGap();
  }

  #retryLater(): void {
    if (!this.#stopped) {
      this.#reconnectTimer = setTimeout(() => void this.start(), RECONNECT_MS);
      this.#reconnectTimer.unref();
    }
  }

  async #flush(): Promise<void> {
    const ids = [...this.#pending].slice(0, MAX_IDS);
    for (const id of ids) {
      this.#pending.delete(id);
    }
    const payload = [this.#options.worker, ...ids].join(',');
    await this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => undefined);
    this.#flushTimer = null;
    if (this.#pending.size > 0) {
      this.#flushTimer = setTimeout(() => void this.#flush(), FLUSH_MS);
    }
  }
}
