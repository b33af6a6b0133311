import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Lets one operation of a number's Signal sessions run at a time, outside of whatever transaction its caller is in.
 *
 * One lock for all sockets of a generation: after a reconnection the old socket still works off its queue while the
 * new one receives the same stanzas, and the library's own locks are per socket. The library also sends inside of a
 * transaction of its own, whose snapshot of the sessions grows old: two ratchets would overwrite each other.
 */
export class SessionLock {
  readonly #outside = AsyncLocalStorage.snapshot();
  readonly #held = new AsyncLocalStorage<true>();
  #tail: Promise<unknown> = Promise.resolve();

  /** Must not be called by the work that it runs. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(() => this.outside(() => this.#held.run(true, work)));
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /** Runs a read without the caller's transaction, so that it sees what is stored. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    return this.#outside(work);
  }

  /** Whether the caller is inside `run`. */
  get isHeld(): boolean {
    return this.#held.getStore() === true;
  }
}
