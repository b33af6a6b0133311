import { type Api, Refusal } from './api.ts';
import type { Place } from './extras-face.ts';
import { forgetFile, lostFiles, rememberFile } from './lost-files.ts';
import { waitAfter } from './request.ts';
import { alone, forget, freshId, recall, recallKeys, remember } from './storage.ts';

/** A message of the assistant that an answer belongs to, by its id and its words. */
export type Quote = { readonly id: string; readonly text: string };

/** What a person can say at once. */
export type Said = {
  readonly text?: string;
  readonly file?: File;
  readonly place?: Place;
  readonly quote?: Quote | undefined;
};

/** Something that the person said and the server has not confirmed. */
export type Item = Said & {
  readonly id: string;
  file?: File;
  place?: Place;
  /** Still being made ready: it keeps its place, and what was said after it waits. */
  isHeld?: boolean;
  /** The server's words when it said no: only the person can decide what comes next. */
  failure?: string;
  /** It cannot be sent again from here: the file went with the page that held it, or is too large. */
  isLost?: boolean;
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

/**
 * Sends what the person says, in order and once: the server knows a repeated id.
 *
 * Texts and places survive a reload and are shared by the tabs of this browser, one key each, so that two tabs
 * never overwrite each other. Files live as long as the page.
 */
export class Queue {
  readonly #items = new Map<string, Item>();
  readonly #api: Api;
  readonly #lang: string;
  readonly #listener: Listener;
  #failures = 0;
  #isRunning = false;
  #timer = 0;

  constructor(api: Api, lang: string, listener: Listener) {
    this.#api = api;
    this.#lang = lang;
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

  /** Takes a thing said to the end of the queue. */
  add(said: Said, isHeld = false): Item {
    const last = [...recallKeys(PREFIX), ...this.#items.keys()].sort().pop() ?? '';
    const number = (Number(last.split('.')[2]) || 0) + 1;
    const item: Item = { ...said, id: freshId(), isHeld };
    if (item.file) {
      rememberFile(item.id, item.file.name);
    }
    this.#store(`${PREFIX}${String(number).padStart(DIGITS, '0')}.${item.id}`, item);
    this.#listener.onAdd(item);
    void this.flush();
    return item;
  }

  /** Lets an item go that was held, or that the person wants to try again. */
  release(item: Item): void {
    const key = this.#keyOf(item.id);
    if (key) {
      delete item.failure;
      item.isHeld = false;
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

  /** Whether an item is still meant to be sent. */
  has({ id }: Item): boolean {
    return this.#keyOf(id) !== undefined;
  }

  /** Forgets everything that was not sent. */
  clear(): void {
    for (const { id } of [...this.#items.values()]) {
      this.drop(id);
    }
  }

  /** Says that an item never goes. */
  fail(item: Item, failure: string): void {
    item.failure = failure;
    this.#listener.onFailed(item);
    void this.flush();
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
      this.#timer = setTimeout(() => this.flush(), Math.max(asked, waitAfter(this.#failures++)));
    } finally {
      this.#isRunning = false;
    }
  }

  async #sendNext(): Promise<boolean> {
    const [key, item] = this.#next() ?? [];
    if (!key || !item || item.isHeld) {
      return false;
    }
    try {
      await this.#post(item);
      if (this.#items.has(key)) {
        this.drop(item.id);
        this.#listener.onSent(item);
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500 || PASSING.includes(error.status)) {
        throw error;
      }
      this.#refused(key, item, error.message);
    }
    return true;
  }

  #refused(key: string, item: Item, failure: string): void {
    if (this.#items.has(key)) {
      this.fail(item, failure);
      this.#store(key, item);
    }
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

  #post(item: Item): Promise<object> {
    const activity = { ...toActivity(item), locale: this.#lang };
    return item.file ? this.#api.upload(activity, item.file) : this.#api.post(activity);
  }
}

/** What an item looks like in the conversation. */
export function toActivity({ id, text = '', file, place, quote }: Item) {
  return {
    type: 'message',
    from: { role: 'user' },
    text,
    channelData: { clientActivityID: id },
    replyToId: quote?.id,
    attachments: file ? [{ name: file.name }] : [],
    entities: place ? [{ ...place, type: 'GeoCoordinates' }] : [],
  };
}
