import pg from 'pg';
import type { Log } from './log.ts';

/** What triggers tell at once, and the news of turns, which come joined after their commits. */
const CHANNELS = ['vecino_live', 'vecino_news'] as const;
const RECONNECT_MS = 250;

type Options = { readonly url: string; readonly log: Log; readonly onNews: () => void };

/**
 * Calls on every notice that something which the console shows has changed, for as long as the process wants.
 *
 * A lost connection is made again, and each new one counts as a notice, because anything may have been missed before.
 */
export async function listenLive(options: Options): Promise<() => Promise<void>> {
  const listener = new LiveListener(options);
  await listener.start();
  return () => listener.stop();
}

class LiveListener {
  readonly #options: Options;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    try {
      await this.#connect();
    } catch {
      this.#options.log.warn({}, 'live connection will be tried again');
      this.#retryLater();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'vecino-live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    client.on('notification', this.#options.onNews);
    await client.connect();
    for (const channel of CHANNELS) {
      await client.query(`LISTEN ${channel}`);
    }
    if (this.#stopped) {
      return client.end();
    }
    client.on('end', () => {
      this.#client = null;
      this.#retryLater();
    });
    this.#client = client;
    this.#options.onNews();
  }

  #retryLater(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.start(), RECONNECT_MS);
      this.#timer.unref();
    }
  }
}
