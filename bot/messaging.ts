import type { Logger } from 'pino';
import type { Assistant } from '../dialogs/turn.ts';
import type { Clock } from '../domain/calendar/clock.ts';
import type { Channel } from '../domain/messages/address.ts';
import type { OutboxStore, SendingLease } from '../domain/messages/outbox-store.ts';
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
import type { Gate } from './outbox/gate.ts';
import { PacedDispatcher } from './outbox/paced-dispatcher.ts';
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
  /** Channels whose messages take seconds and whose pace is governed. */
  readonly paced: readonly PacedChannel[];
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

/** A channel that sends at a human pace, as long as this process holds its lease. */
export type PacedChannel = {
  readonly port: ChannelPort;
  readonly gate: Gate;
  readonly lease: () => SendingLease | null;
};

/** Messages of one paced channel on their way at once: each takes seconds, and one place is for replies. */
const PACED_AT_ONCE = 8;
const PACED_LEASE_SECONDS = 45;

/** The way of a message in this process: stored, answered in turns, sent, listened to. */
export type Messaging = {
  readonly inbox: Inbox;
  readonly timeline: Timeline;
  /** A conversation has something to do that did not come through the inbox: a question of the system. */
  readonly wake: (conversationId: string) => void;
  /** A channel that could not send can send again. */
  readonly wakeSending: () => void;
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
  const sending = createSending(options, channels);
  const onCommitted = (conversationId: string): void => {
    metrics.countTurn();
    sending.wake();
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
    wakeSending: sending.wake,
    hear: (ids) => {
      listeners.tellThese(ids);
      sending.wake();
    },
    catchUp: () => {
      listeners.tellAll();
      sending.wake();
    },
    start: async () => {
      await sweep.start();
      sending.wake();
    },
    stop: async () => {
      sweep.stop();
      await lanes.stop();
      await sending.stop();
    },
    idle: async () => {
      await lanes.idle();
      await sending.idle();
    },
    load: () => ({ running: lanes.running, waiting: lanes.waiting }),
  };
}

type Sending = {
  readonly wake: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** One dispatcher for the channels that send at once, and one for each that is paced: none waits for another. */
function createSending(options: Options, channels: readonly ChannelPort[]): Sending {
  const { outbox: store } = options;
  const paced = { store, atOnce: PACED_AT_ONCE, leaseSeconds: PACED_LEASE_SECONDS };
  const dispatchers = [
    new Dispatcher({ ...options, store, channels }),
    ...options.paced.map((channel) => new PacedDispatcher({ ...options, ...channel, ...paced })),
  ];
  const each = async (work: (dispatcher: (typeof dispatchers)[number]) => Promise<void>): Promise<void> => {
    await Promise.all(dispatchers.map(work));
  };
  return {
    wake: () => {
      for (const dispatcher of dispatchers) {
        dispatcher.wake();
      }
    },
    idle: () => each((dispatcher) => dispatcher.idle()),
    stop: () => each((dispatcher) => dispatcher.stop()),
  };
}
