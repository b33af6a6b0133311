import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Fenced } from '../../../domain/messages/whatsapp-session.ts';

/** `closed`: by us. `fenced`: another process owns the number. `failed`: the store said something that no wait mends. */
export type LossReason = 'closed' | 'fenced' | 'failed';

type Options = {
  readonly isTransient: (error: unknown) => boolean;
  readonly log: Logger;
  readonly onLost: (reason: LossReason) => void;
};

const STEP_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * One epoch of the lease over a number, as far as this process may use it.
 *
 * What it is asked to store succeeds or stays pending for ever. It never rejects: the library turns a rejection
 * into a refusal, upon which the server forgets a message that we have not kept.
 */
export class Generation {
  readonly #options: Options;
  #isLost = false;

  constructor(options: Options) {
    this.#options = options;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  /** Ends it; what was asked and not yet answered is never answered. */
  lose(reason: LossReason): void {
    if (!this.#isLost) {
      this.#isLost = true;
      this.#options.onLost(reason);
    }
  }

  /** Repeats what can be repeated without harm until the database has answered. */
  async persist<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; !this.#isLost; attempt += 1) {
      try {
        const result = await work();
        if (!this.#isLost) {
          return result;
        }
      } catch (error) {
        await this.#onError(error, attempt);
      }
    }
    return new Promise<never>(() => undefined);
  }

  async #onError(error: unknown, attempt: number): Promise<void> {
    const { isTransient, log } = this.#options;
    if (error instanceof Fenced) {
      this.lose('fenced');
    } else if (!isTransient(error)) {
      log.error({ err: error }, 'the session of WhatsApp could not be stored');
      this.lose('failed');
    } else if (!this.#isLost) {
      if (attempt === 1) {
        log.warn({ err: error }, 'database away while storing the session of WhatsApp');
      }
      await sleep(Math.min(STEP_MS * attempt, LONGEST_PAUSE_MS), undefined, { ref: false });
    }
  }
}
