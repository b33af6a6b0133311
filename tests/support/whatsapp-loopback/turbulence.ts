import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account } from './accounts.ts';

/** What happens to stanzas on their way to one account. Shares are between 0 and 1. */
export type TurbulenceOptions = {
  readonly to: Account;
  /** The same seed gives the same fates to the same sequence of stanzas. */
  readonly seed: number;
  /** Share that does not arrive in this connection; it stays queued and comes at the next login. */
  readonly drop?: number;
  /** Share that arrives twice, byte for byte. */
  readonly duplicate?: number;
  /** Share that arrives after the one behind it. */
  readonly reorder?: number;
  /** Each stanza is late by up to this; order is kept. */
  readonly delayMs?: number;
  /** Stanzas touched; only messages by default. */
  readonly tags?: readonly string[];
};

export type TurbulenceCounters = { passed: number; dropped: number; duplicated: number; reordered: number };

const HELD_MS = 200;

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A bad network in front of one account. */
export class Turbulence {
  readonly counters: TurbulenceCounters = { passed: 0, dropped: 0, duplicated: 0, reordered: 0 };
  readonly #options: TurbulenceOptions;
  readonly #random: () => number;
  readonly #line: { readonly due: number; readonly go: () => void }[] = [];
  readonly #held: (() => void)[] = [];

  constructor(options: TurbulenceOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
  }

  touches(account: Account, node: BinaryNode): boolean {
    return account === this.#options.to && (this.#options.tags ?? ['message']).includes(node.tag);
  }

  /** Calls `send` as often and as late as chance decides. */
  pass(send: () => void): void {
    const { drop = 0, duplicate = 0, reorder = 0, delayMs = 0 } = this.#options;
    const [dropDice, duplicateDice, reorderDice] = [this.#random(), this.#random(), this.#random()];
    const due = Date.now() + Math.floor(this.#random() * delayMs);
    if (dropDice < drop) {
      this.counters.dropped += 1;
      return;
    }
    const go = duplicateDice < duplicate ? this.#twice(send) : send;
    if (reorderDice < reorder) {
      this.counters.reordered += 1;
      this.#held.push(go);
      setTimeout(() => this.#release(), HELD_MS);
      return;
    }
    this.#enqueue(due, go);
  }

  /** Lets go of everything that is still held. */
  settle(): void {
    for (const { go } of this.#line.splice(0)) {
      go();
    }
    this.#release();
  }

  #twice(send: () => void): () => void {
    this.counters.duplicated += 1;
    return () => {
      send();
      send();
    };
  }

  #enqueue(due: number, go: () => void): void {
    this.#line.push({ due, go });
    if (this.#line.length === 1) {
      this.#pump();
    }
  }

  #pump(): void {
    for (let [head] = this.#line; head; [head] = this.#line) {
      const waitMs = head.due - Date.now();
      if (waitMs > 0) {
        setTimeout(() => this.#pump(), waitMs);
        return;
      }
      this.#line.shift();
      this.counters.passed += 1;
      head.go();
      this.#release();
    }
  }

  #release(): void {
    for (const go of this.#held.splice(0)) {
      go();
    }
  }
}
