import type { Words } from './config.ts';
import { make } from './dom.ts';

const DAY_MS = 86_400_000;
const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

/** The days of a conversation, each named once before its first message. */
export class Days {
  readonly #shown = new Map<string, HTMLElement>();
  readonly #words: Words;
  readonly #lang: string;

  constructor(words: Words, lang: string) {
    this.#words = words;
    this.#lang = lang;
  }

  /** Names the day of a message above it, when it is the first of its day. Yesterday's "today" is corrected. */
  nameAbove(message: HTMLElement, timestamp: string): void {
    const day = dayOf(timestamp);
    if (!this.#shown.has(day)) {
      const name = make('h2', { class: 'day' });
      this.#shown.set(day, name);
      message.before(name);
    }
    for (const [known, name] of this.#shown) {
      name.textContent = this.#nameOf(known);
    }
  }

  clear(): void {
    for (const name of this.#shown.values()) {
      name.remove();
    }
    this.#shown.clear();
  }

  #nameOf(day: string): string {
    if (day === dayOf(Date.now())) {
      return this.#words.today;
    }
    return day === dayOf(Date.now() - DAY_MS)
      ? this.#words.yesterday
      : new Date(day).toLocaleDateString(this.#lang, LONG);
  }
}

/** A day of this device's time, in a form that is read back. */
function dayOf(instant: number | string): string {
  return new Date(instant).toDateString();
}
