import type { Log } from './log.ts';
import { StandingConnection } from './standing-connection.ts';

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
  readonly #connection: StandingConnection;
  readonly #pending = new Set<string>();
  #flushTimer: NodeJS.Timeout | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#connection = new StandingConnection({
      url: options.url,
      name: 'vecino-news',
      log: options.log,
      reconnectMs: RECONNECT_MS,
      prepare: (client) => {
        client.on('notification', ({ payload }) => this.#hear(payload));
        return client.query(`LISTEN ${CHANNEL}`);
      },
      onReady: options.onGap,
    });
  }

  /** Connects, now or as soon as the database is there. */
  start(): Promise<void> {
    return this.#connection.start();
  }

  publish(conversationId: string): void {
    this.#pending.add(conversationId);
    this.#flushTimer ??= setTimeout(() => void this.#flush(), FLUSH_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#flushTimer ?? undefined);
    await this.#connection.stop();
  }

  #hear(payload: string | undefined): void {
    const [from, ...ids] = (payload ?? '').split(',');
    if (from !== this.#options.worker) {
      this.#options.onNews(ids);
    }
  }

  async #flush(): Promise<void> {
    const ids = [...this.#pending].slice(0, MAX_IDS);
    for (const id of ids) {
      this.#pending.delete(id);
    }
    const payload = [this.#options.worker, ...ids].join(',');
    await this.#connection.client
      ?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload])
      .catch(() => undefined);
    this.#flushTimer = null;
    if (this.#pending.size > 0) {
      this.#flushTimer = setTimeout(() => void this.#flush(), FLUSH_MS);
    }
  }
}
