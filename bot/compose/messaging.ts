import type { Logger } from 'pino';
import type { Assistant } from '../../dialogs/turn.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import { createTranslate } from '../../locales/translate.ts';
import { createTurnStore } from '../../prisma/message-store.ts';
import { Notifications } from '../../prisma/notifications.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import { listTimelineSince } from '../../prisma/timeline-store.ts';
import { createMessaging, type Messaging, type PacedChannel } from '../messaging.ts';
import type { Metrics } from '../metrics.ts';
import type { Listeners } from '../news.ts';
import type { ChannelPort } from '../outbox/channel-port.ts';
import type { Probe } from '../probe.ts';
import { type Storage, TURNS_AT_ONCE } from './storage.ts';

export type MessagingParts = {
  readonly storage: Storage;
  readonly assistant: Assistant;
  readonly channels: (listeners: Listeners) => readonly ChannelPort[];
  readonly paced: readonly PacedChannel[];
  readonly outbox: OutboxStore;
  readonly recipient: string | null;
  readonly worker: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Logger;
  readonly probe: Probe;
  readonly metrics: Metrics;
  /** Milliseconds that short texts wait for the next one; only channels where people chat have it. */
  readonly fragmentWindowMs: number;
};

/** The engine on PostgreSQL, with the news of the other processes. */
export function composeMessaging(parts: MessagingParts): Messaging {
  const { storage, worker, log, newId, fragmentWindowMs } = parts;
  const { database, keys, url } = storage;
  const codec = createContentCodec(keys.sealer);
  const notifications: Notifications = new Notifications({
    url,
    worker,
    log,
    onNews: (ids) => messaging.hear(ids),
    onGap: () => messaging.catchUp(),
  });
  const messaging = createMessaging({
    ...parts,
    turns: createTurnStore({ database, codec, newId }),
    reader: { listSince: (query) => listTimelineSince({ database, codec }, query) },
    t: createTranslate('es-CO'),
    concurrency: TURNS_AT_ONCE,
    fragmentWindowMs: (channel) => (channel === 'terminal' ? 0 : fragmentWindowMs),
    publish: (conversationId) => notifications.publish(conversationId),
  });
  return {
    ...messaging,
    start: async () => {
      await notifications.start();
      await messaging.start();
    },
    stop: async () => {
      await messaging.stop();
      await notifications.stop();
    },
  };
}
