import type { Logger } from 'pino';
import type { Clock } from '../domain/calendar/clock.ts';
import type { ArrivingEvent, StoredEvent, TurnStore } from '../domain/messages/turn-store.ts';
import { createBatcher } from './batcher.ts';
import type { Inbox } from './inbox.ts';
import type { Metrics } from './metrics.ts';
import { orOperational } from './operational.ts';
import type { Probe } from './probe.ts';

/** Messages stored by one statement at most. */
const MAX_BATCH = 64;
const RETRY_MS = [50, 150, 400, 1000, 2000, 3000];

type Dependencies = {
  readonly store: TurnStore;
  readonly worker: string;
  readonly clock: Clock;
  readonly probe: Probe;
  readonly log: Logger;
  readonly wake: (conversationId: string) => void;
  readonly metrics: Pick<Metrics, 'countReceived'>;
};

/**
 * The entrance of every channel: a message is acknowledged only when it is durable.
 *
 * While the database is away (a restart takes about a second) it is tried again for some seconds, and only
 * then does the channel learn that nothing was stored.
 */
export function createInbox({ store, worker, clock, probe, log, wake, metrics }: Dependencies): Inbox {
  const storeBatch = createBatcher<ArrivingEvent, StoredEvent>(
    (events) => retryTransient(store, log, () => store.receive(worker, events)),
    MAX_BATCH,
  );
  return {
    openConversation: (address) => retryTransient(store, log, () => store.openConversation(address)),
    async receive({ sentAt, ...message }) {
      const stored = await storeBatch({ ...message, receivedAt: sentAt ?? clock.now() });
      probe('stored');
      metrics.countReceived();
      wake(message.conversationId);
      return stored;
    },
  };
}

async function retryTransient<T>(store: TurnStore, log: Logger, work: () => Promise<T>): Promise<T> {
  for (const delayMs of RETRY_MS) {
    try {
      return await work();
    } catch (error) {
      if (!store.isTransient(error)) {
        throw error;
      }
      log.warn({ delayMs }, 'database away while receiving');
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
  return orOperational(store.isTransient, work);
}
