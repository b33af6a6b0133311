import type { Logger } from 'pino';
import type { Clock } from '../domain/calendar/clock.ts';
import type { TurnStore } from '../domain/messages/turn-store.ts';

/** Younger events belong to the process that stored them. */
const STRANDED_AFTER_MS = 3_000;
const EVERY_MS = 5_000;
const LIMIT = 500;

type Dependencies = {
  readonly store: TurnStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly wake: (conversationId: string) => void;
};

export type Sweep = { readonly start: () => Promise<void>; readonly stop: () => void };

/**
 * Takes what a crash, a lost wake-up or another process's death left behind.
 *
 * Looks at start for everything, then every few seconds for what has waited too long. Waking a conversation
 * that somebody else is answering does no harm: its row is locked.
 */
export function createSweep(deps: Dependencies): Sweep {
  let timer: NodeJS.Timeout | null = null;
  return {
    start: async () => {
      await wakeStranded(deps, 0);
      timer = setInterval(() => void wakeStranded(deps, STRANDED_AFTER_MS), EVERY_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer ?? undefined),
  };
}

async function wakeStranded({ store, clock, log, wake }: Dependencies, minimumAgeMs: number): Promise<void> {
  try {
    const since = new Date(clock.now().getTime() - minimumAgeMs);
    const ids = await store.listStranded(since, LIMIT);
    for (const id of ids) {
      wake(id);
    }
  } catch (error) {
    log.warn({ code: error instanceof Error ? error.name : typeof error }, 'sweep will be tried again');
  }
}
