import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { WhatsAppSessionStore } from '../../../domain/messages/whatsapp-session.ts';

export type LeaseOptions = {
  readonly store: Pick<WhatsAppSessionStore, 'acquire' | 'renew' | 'release'>;
  readonly account: string;
  /** Names this process: whoever has the same name takes the lease over without waiting. */
  readonly owner: string;
  /** Under which name this process shows that it lives; without one, others wait for its lease after its death. */
  readonly presence?: string;
  readonly ttlSeconds: number;
  readonly log: Logger;
};

/** The right to use a number, as long as it lasts. */
export type Lease = {
  readonly epoch: number;
  /** Resolves once: another owner was seen, or nothing was heard from the database for the whole time of the lease. */
  readonly lost: Promise<void>;
  /** Asks the database now; without an answer, whether the time of the lease still runs. */
  readonly isOurs: () => Promise<boolean>;
  /** Lets the next owner in at once. Close the session first. Never rejects. */
  readonly release: () => Promise<void>;
};

/** What the database says at a renewal; `unknown` when it says nothing. */
type Answer = 'ours' | 'taken' | 'unknown';

/** Waits until the number is ours, trying every third of the lease's time; null when `signal` ends the wait. */
export async function acquireLease(options: LeaseOptions, signal: AbortSignal): Promise<Lease | null> {
  const { store, account, owner, presence, ttlSeconds, log } = options;
  const shown = presence === undefined ? {} : { presence };
  while (!signal.aborted) {
    const askedAt = performance.now();
    try {
      const epoch = await store.acquire({ account, owner, ttlSeconds, ...shown });
      if (epoch !== null) {
        return await heldUnlessAborted(new HeldLease(options, epoch, askedAt), signal);
      }
    } catch (error) {
      log.warn({ err: error }, 'the lease of WhatsApp could not be asked for');
    }
    await sleep((ttlSeconds * 1000) / 3, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

async function heldUnlessAborted(lease: HeldLease, signal: AbortSignal): Promise<Lease | null> {
  if (signal.aborted) {
    await lease.release();
    return null;
  }
  void lease.keep();
  return lease;
}

/**
 * A lease that is renewed every third of its time, and more often while nobody answers.
 *
 * Our side of it is counted from before each question, on a clock that nobody can set: whatever the network does,
 * we stop before the database lets another in.
 */
class HeldLease implements Lease {
  readonly epoch: number;
  readonly lost: Promise<void>;
  readonly #options: LeaseOptions;
  readonly #ended = new AbortController();
  #endsAt: number;
  #lose: () => void = () => undefined;

  constructor(options: LeaseOptions, epoch: number, askedAt: number) {
    this.#options = options;
    this.epoch = epoch;
    this.#endsAt = askedAt + options.ttlSeconds * 1000;
    this.lost = new Promise((resolve) => {
      this.#lose = resolve;
    });
  }

  isOurs = async (): Promise<boolean> =>
    (await this.#renew()) !== 'taken' && performance.now() < this.#endsAt;

  release = async (): Promise<void> => {
    const { store, account, log } = this.#options;
    this.#ended.abort();
    await store
      .release(account, this.epoch)
      .catch((error: unknown) => log.warn({ err: error }, 'the lease of WhatsApp ends by itself'));
  };

  async keep(): Promise<void> {
    const { signal } = this.#ended;
    const beatMs = (this.#options.ttlSeconds * 1000) / 3;
    let answer: Answer = 'ours';
    while (answer !== 'taken' && !signal.aborted && performance.now() < this.#endsAt) {
      const pauseMs = answer === 'ours' ? beatMs : beatMs / 4;
      await this.#pause(Math.min(pauseMs, this.#endsAt - performance.now()));
      answer = await Promise.race([this.#renew(), this.#silence()]);
    }
    if (!signal.aborted) {
      this.#ended.abort();
      this.#options.log.warn({ epoch: this.epoch }, 'the lease of WhatsApp is lost');
      this.#lose();
    }
  }

  /** The answer of a database that gives none until the lease is over. */
  async #silence(): Promise<Answer> {
    await this.#pause(this.#endsAt - performance.now());
    return 'unknown';
  }

  async #renew(): Promise<Answer> {
    const { store, account, ttlSeconds, log } = this.#options;
    const askedAt = performance.now();
    if (this.#ended.signal.aborted || askedAt >= this.#endsAt) {
      return 'taken';
    }
    try {
      const isOurs = await store.renew({ account, epoch: this.epoch, ttlSeconds });
      this.#endsAt = isOurs ? Math.max(this.#endsAt, askedAt + ttlSeconds * 1000) : 0;
      return isOurs ? 'ours' : 'taken';
    } catch (error) {
      log.warn({ err: error }, 'the lease of WhatsApp was not renewed');
      return 'unknown';
    }
  }

  #pause(ms: number): Promise<void> {
    return sleep(Math.max(0, ms), undefined, { signal: this.#ended.signal, ref: false }).catch(
      () => undefined,
    );
  }
}
