import type { OutboxStore } from '../domain/messages/outbox-store.ts';
import type { Database } from './database.ts';

/** So long changes are gathered: a NOTIFY in each transaction would make commits queue for one lock. */
const GATHER_MS = 50;

/**
 * Wakes the readers of `live_event` soon, once for all that was written meanwhile.
 *
 * Lost with the process: they also look by themselves.
 */
export function createLiveWake({ pool }: Pick<Database, 'pool'>): () => void {
  let timer: NodeJS.Timeout | null = null;
  const notify = (): void => {
    timer = null;
    pool.query("SELECT pg_notify('vecino_live', '')").catch(() => undefined);
  };
  return () => {
    if (timer === null) {
      timer = setTimeout(notify, GATHER_MS).unref();
    }
  };
}

/** The same ledger, which wakes whoever looks at a conversation when one of its messages has come further. */
export function wakeByDeliveries(store: OutboxStore, wake: () => void): OutboxStore {
  const after = async <T>(writing: Promise<T>, isNews: (result: T) => boolean): Promise<T> => {
    const result = await writing;
    if (isNews(result)) {
      wake();
    }
    return result;
  };
  return {
    ...store,
    claim: (claim) => after(store.claim(claim), () => (claim.outcomes?.length ?? 0) > 0),
    settle: (worker, outcomes) => after(store.settle(worker, outcomes), () => true),
    acknowledge: (receipt) => after(store.acknowledge(receipt), () => true),
    acknowledgeMessage: (receipt) => after(store.acknowledgeMessage(receipt), (changed) => changed !== null),
    failMessage: (failure) => after(store.failMessage(failure), (changed) => changed !== null),
    expire: (now) => after(store.expire(now), (expired) => expired > 0),
  };
}
