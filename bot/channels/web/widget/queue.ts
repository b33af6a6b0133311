import { type Api, Refusal } from './api.ts';
import { forgetFile, lostFiles, rememberFile } from './lost-files.ts';
import { alone, forget, freshId, recall, recallKeys, remember } from './storage.ts';

/** Something that the person said and the server has not confirmed. */
export type Item = {
  readonly id: string;
  readonly text: string;
  readonly file?: File;
  /** The server's words when it said no: only the person can decide what comes next. */
  failure?: string;
  /** The file went with the page that held it: it cannot be sent again from here. */
  readonly isLost?: boolean;
};

type Listener = {
  readonly onAdd: (item: Item) => void;
  readonly onSent: (item: Item) => void;
  readonly onFailed: (item: Item) => void;
};

const PREFIX = 'vecino.queue.';
const DIGITS = 9;
/** Statuses that mean "later", not "never". */
const PASSING = [403, 408, 425, 429];
const MAX_WAIT_MS = 30_000;

/**
 * Sends what the person says, in order and once: the server knows a repeated id.
 *
 * Texts survive a reload and are shared by the tabs of this browser, one key each, so that two tabs never
 * overwrite each other. Files live as long as the page.
 */
export class Queue {
  readonly #items = new Map<string, Item>();
  readonly #api: Api;
  readonly #listener: Listener;
  #failures = 0;
  #isRunning = false;
  #timer = 0;

  constructor(api: Api, listener: Listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Takes up what this or another tab has left. */
  load(): void {
    for (const key of recallKeys(PREFIX)) {
      const item = JSON.parse(recall(key) ?? 'null') as Item | null;
      if (item && !this.#items.has(key)) {
        this.#take(key, item);
      }
    }
  }

  /** Shows the files that were on their way when the page was left. */
  loadLost(words: string): void {
    for (const { id, name } of lostFiles()) {
      this.#take(id, { id, text: name, failure: words, isLost: true });
    }
  }

  add(text: string, file?: File): void {
    const last = [...recallKeys(PREFIX), ...this.#items.keys()].sort().at(-1) ?? '';
    const number = (Number(last.slice(PREFIX.length, PREFIX.length + DIGITS)) || 0) + 1;
    const item: Item = file ? { id: freshId(), text, file } : { id: freshId(), text };
    if (file) {
      rememberFile(item.id, file.name);
    }
    this.#store(`${PREFIX}${String(number).padStart(DIGITS, '0')}.${item.id}`, item);
    this.#listener.onAdd(item);
    void this.flush();
  }

  retry(item: Item): void {
    const key = this.#keyOf(item.id);
    if (key) {
      delete item.failure;
      this.#store(key, item);
      void this.flush();
    }
  }

  /** Forgets an item: the person gave it up, or the conversation has shown that it arrived. */
  drop(id: string): void {
    const key = this.#keyOf(id);
    if (key) {
      this.#items.delete(key);
      forget(key);
      forgetFile(id);
    }
  }

  /** True while something waits to be sent. */
  get isWaiting(): boolean {
    return [...this.#items.values()].some(({ failure }) => failure === undefined);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    try {
      while (await alone('vecino.send', () => this.#sendNext())) {
        this.#failures = 0;
      }
    } catch (error) {
      const asked = error instanceof Refusal ? error.retryAfterSeconds * 1000 : 0;
      const grown = Math.min(MAX_WAIT_MS, 1000 * 2 ** this.#failures++) * (0.5 + Math.random());
      this.#timer = setTimeout(() => this.flush(), Math.max(asked, grown));
    } finally {
      this.#isRunning = false;
    }
  }

  async #sendNext(): Promise<boolean> {
    const [key, item] = this.#next() ?? [];
    if (!key || !item) {
      return false;
    }
    try {
      await post(this.#api, item);
      if (this.#items.has(key)) {
        this.drop(item.id);
        this.#listener.onSent(item);
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500 || PASSING.includes(error.status)) {
        throw error;
      }
      item.failure = error.message;
      this.#store(key, item);
      this.#listener.onFailed(item);
    }
    return true;
  }

  /** The oldest item that may go. What is gone from the store was sent or given up in another tab. */
  #next(): [string, Item] | undefined {
    for (const [key, item] of [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!item.file && !item.isLost && recall(key) === null) {
        this.#items.delete(key);
      } else if (item.failure === undefined) {
        return [key, item];
      }
    }
    return undefined;
  }

  #take(key: string, item: Item): void {
    this.#items.set(key, item);
    this.#listener.onAdd(item);
    if (item.failure !== undefined) {
      this.#listener.onFailed(item);
    }
  }

  #store(key: string, item: Item): void {
    this.#items.set(key, item);
    if (!item.file) {
      remember(key, JSON.stringify(item));
    }
  }

  #keyOf(id: string): string | undefined {
    return [...this.#items].find(([, item]) => item.id === id)?.[0];
  }
}

function post(api: Api, { id, text, file }: Item): Promise<object> {
  const locale = document.documentElement.lang;
  const activity = { type: 'message', text, locale, channelData: { clientActivityID: id } };
  return file ? api.upload(activity, file) : api.post(activity);
}
