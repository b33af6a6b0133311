import type { Logger } from 'pino';
import type { Assistant } from '../dialogs/turn.ts';
import type { Clock } from '../domain/calendar/clock.ts';
import type { Channel } from '../domain/messages/address.ts';
import type { OutboxStore } from '../domain/messages/outbox-store.ts';
import type { TimelineReader } from '../domain/messages/timeline.ts';
import type { TurnStore } from '../domain/messages/turn-store.ts';
import type { Translate } from '../locales/translate.ts';
import type { Inbox, Timeline } from './inbox.ts';
import { type LaneResult, Lanes } from './lanes.ts';
import type { Metrics } from './metrics.ts';
import { Listeners } from './news.ts';
import { orOperational } from './operational.ts';
import type { ChannelPort } from './outbox/channel-port.ts';
import { Dispatcher } from './outbox/dispatcher.ts';
import type { Probe } from './probe.ts';
import { createInbox } from './receive.ts';
import { createSweep } from './sweep.ts';
import { takeTurn } from './turn.ts';

type Options = {
  readonly turns: TurnStore;
  readonly outbox: OutboxStore;
  readonly reader: TimelineReader;
  readonly assistant: Assistant;
  readonly channels: (listeners: Listeners) => readonly ChannelPort[];
  /** Sends to this address only; null for everybody. */
  readonly recipient: string | null;
  /** Names this process for as long as it lives. */
  readonly worker: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly t: Translate;
  readonly log: Logger;
  readonly probe: Probe;
  readonly concurrency: number;
  readonly fragmentWindowMs: (channel: Channel) => number;
  readonly metrics: Pick<Metrics, 'countTurn' | 'countReceived'>;
  /** Tells the other processes that a conversation has grown. */
  readonly publish: (conversationId: string) => void;
};

/** The way of a message in this process: stored, answered in turns, sent, listened to. */
export type Messaging = {
  readonly inbox: Inbox;
  readonly timeline: Timeline;
  /** A conversation has something to do that did not come through the inbox: a question of the system. */
  readonly wake: (conversationId: string) => void;
  /** What another process told. */
  readonly hear: (conversationIds: readonly string[]) => void;
  /** Anything may have been missed: everybody looks once. */
  readonly catchUp: () => void;
  /** Takes what an earlier death left, then begins. Call once the channels are there. */
  readonly start: () => Promise<void>;
  /** Ends what is under way and takes no more. */
  readonly stop: () => Promise<void>;
  /** Resolves when no turn runs or is planned and every reply has been sent. */
  readonly idle: () => Promise<void>;
  readonly load: () => { readonly running: number; readonly waiting: number };
};

/** Puts the engine together. Starts nothing by itself. */
export function createMessaging(options: Options): Messaging {
  const { turns, outbox, reader, clock, log, worker, probe, publish, metrics } = options;
  const listeners = new Listeners();
  const channels = options.channels(listeners);
  const dispatcher = new Dispatcher({ ...options, store: outbox, channels });
  const onCommitted = (conversationId: string): void => {
    metrics.countTurn();
    dispatcher.wake();
    listeners.tell(conversationId);
    publish(conversationId);
  };
  const work = (id: string): Promise<LaneResult> => takeTurn({ ...options, store: turns, onCommitted }, id);
  const lanes = new Lanes({ concurrency: options.concurrency, work });
  const wake = (id: string): void => lanes.wake(id);
  const sweep = createSweep({ store: turns, clock, log, wake });

  return {
    inbox: createInbox({ store: turns, worker, clock, probe, log, wake, metrics }),
    timeline: {
      listSince: (query) => orOperational(turns.isTransient, () => reader.listSince(query)),
      subscribe: (conversationId, onGrowth) => listeners.subscribe(conversationId, onGrowth),
      acknowledge: (receipt) =>
        orOperational(turns.isTransient, () => outbox.acknowledge({ ...receipt, at: clock.now() })),
    },
    wake,
    hear: (ids) => {
      listeners.tellThese(ids);
      dispatcher.wake();
    },
    catchUp: () => {
      listeners.tellAll();
      dispatcher.wake();
    },
    start: async () => {
      await sweep.start();
      dispatcher.wake();
    },
    stop: async () => {
      sweep.stop();
      await lanes.stop();
      await dispatcher.stop();
    },
    idle: async () => {
      await lanes.idle();
      await dispatcher.idle();
    },
    load: () => ({ running: lanes.running, waiting: lanes.waiting }),
  };
}
