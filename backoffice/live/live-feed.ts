import type { LiveEvent, LiveHistory, LivePosition, LiveReading } from '../../domain/live/live-event.ts';

/** So long news are gathered, so that a burst is read once and the same change is told once. */
const GATHER_MS = 60;

/** What a crash between a commit and its notice left is found by this look: one a process, whoever listens. */
const SWEEP_MS = 30_000;

/** What one look found: null when there was too much to tell one by one. */
export type LiveBatch = {
  readonly events: readonly LiveEvent[] | null;
  readonly position: LivePosition;
};

/** What this folder asks of a logger. */
export type LiveLog = { readonly warn: (data: object, message: string) => void };

type Options = {
  readonly history: LiveHistory;
  readonly log: LiveLog;
  readonly onBatch: (batch: LiveBatch) => void;
};

/**
 * Reads the changes of this database once for the whole process.
 *
 * What is visible is told at once; the place to go on from is the oldest transaction that was still open, so a commit
 * that comes out of order is found by a later look, and what was already told is remembered until then.
 */
export class LiveFeed {
  readonly #options: Options;
  readonly #told = new Map<string, bigint>();
  #position: LivePosition | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #sweeping: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #isStale = false;
  #unlisten: (() => Promise<void>) | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Where this process has read to. */
  get position(): LivePosition | null {
    return this.#position;
  }

  async start(): Promise<void> {
    const { history } = this.#options;
    this.#position = await history.position();
    this.#unlisten = await history.listen(() => this.#wake());
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP_MS);
    this.#sweeping.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#gathering ?? undefined);
    clearInterval(this.#sweeping ?? undefined);
    this.#gathering = null;
    await this.#unlisten?.();
    await this.#looking;
  }

  #wake(): void {
    if (this.#looking !== null) {
      this.#isStale = true;
      return;
    }
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      this.#looking = this.#look();
    }, GATHER_MS);
  }

  async #look(): Promise<void> {
    try {
      const from = this.#position?.xid ?? 0n;
      const reading = await this.#options.history.readSince(from, [...this.#told.keys()]);
      this.#remember(reading);
      this.#options.onBatch({ events: reading.events && joined(reading.events), position: reading.position });
    } catch (err) {
      // The connection that listens comes back by itself, and that is a reason to look again.
      this.#options.log.warn({ err }, 'changes could not be read');
    }
    this.#looking = null;
    if (this.#isStale) {
      this.#isStale = false;
      this.#wake();
    }
  }

  #remember({ events, position }: LiveReading): void {
    this.#position = position;
    for (const { id, xid } of events ?? []) {
      this.#told.set(id, xid);
    }
    for (const [id, xid] of this.#told) {
      if (xid < position.xid) {
        this.#told.delete(id);
      }
    }
  }

  async #sweep(): Promise<void> {
    this.#wake();
    await this.#options.history.sweep().catch(() => 0);
  }
}

/** Of the same change, only the last. */
function joined(events: readonly LiveEvent[]): readonly LiveEvent[] {
  const last = new Map(events.map((event) => [`${event.kind} ${event.subject} ${event.staffId}`, event]));
  return [...last.values()];
}
