/** `settled`: nothing is left to do; `again`: look once more at once; `afterMs`: look again then. */
export type LaneResult = 'settled' | 'again' | { readonly afterMs: number };

type Options = {
  /** Does what waits in a conversation. Must not throw: what fails is its own affair. */
  readonly work: (conversationId: string) => Promise<LaneResult>;
  /** Turns at once in this process: fewer than the pool has connections, so that receiving never waits for them. */
  readonly concurrency: number;
};

type Lane = { running: boolean; again: boolean; timer: NodeJS.Timeout | null };

/** One turn at a time in a conversation, few at a time in the process, nothing forgotten. */
export class Lanes {
  readonly #options: Options;
  readonly #lanes = new Map<string, Lane>();
  readonly #queue: string[] = [];
  readonly #watchers = new Set<() => void>();
  #running = 0;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Turns under way. */
  get running(): number {
    return this.#running;
  }

  /** Conversations that wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Asks for a turn of the conversation. While one runs, the wish for another look is remembered. */
  wake(id: string): void {
    if (this.#stopped) {
      return;
    }
    const lane = this.#lanes.get(id);
    if (lane === undefined) {
      this.#lanes.set(id, { running: false, again: false, timer: null });
      this.#enqueue(id);
    } else if (lane.running) {
      lane.again = true;
    } else if (lane.timer !== null) {
      // Something arrived while waiting (a fragment, a retry): the wait is decided anew.
      clearTimeout(lane.timer);
      lane.timer = null;
      this.#enqueue(id);
    }
  }

  /** Resolves when nothing runs, waits or is planned. */
  idle(): Promise<void> {
    return this.#lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#watchers.add(resolve));
  }

  /** Takes no more work and resolves when the turns under way have ended. */
  stop(): Promise<void> {
    this.#stopped = true;
    for (const [id, lane] of this.#lanes) {
      clearTimeout(lane.timer ?? undefined);
      if (!lane.running) {
        this.#lanes.delete(id);
      }
    }
    return this.idle();
  }

  #enqueue(id: string): void {
    this.#queue.push(id);
    this.#pump();
  }

  #pump(): void {
    while (!this.#stopped && this.#running < this.#options.concurrency) {
      const id = this.#queue.shift();
      const lane = id === undefined ? undefined : this.#lanes.get(id);
      if (id === undefined || lane === undefined) {
        return;
      }
      this.#running += 1;
      lane.running = true;
      void this.#options.work(id).then((result) => this.#finish(id, lane, result));
    }
  }

  #finish(id: string, lane: Lane, result: LaneResult): void {
    this.#running -= 1;
    lane.running = false;
    this.#place(id, lane, this.#stopped ? 'settled' : this.#wish(lane, result));
    this.#pump();
    if (this.#lanes.size === 0) {
      for (const watcher of this.#watchers) {
        watcher();
      }
      this.#watchers.clear();
    }
  }

  #wish(lane: Lane, result: LaneResult): LaneResult {
    const wish = lane.again ? 'again' : result;
    lane.again = false;
    return wish;
  }

  #place(id: string, lane: Lane, result: LaneResult): void {
    if (result === 'settled') {
      this.#lanes.delete(id);
    } else if (result === 'again') {
      this.#enqueue(id);
    } else {
      lane.timer = setTimeout(() => {
        lane.timer = null;
        this.#enqueue(id);
      }, result.afterMs);
    }
  }
}
