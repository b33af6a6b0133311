import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { systemClock } from '../../domain/calendar/clock.ts';
import type { IncomingContent } from '../../domain/messages/content.ts';
import { createTranslate } from '../../locales/translate.ts';
import { openLiveEntity } from '../../prisma/live-entity.ts';
import { createTerminalPort } from '../channels/terminal/terminal-port.ts';
import type { Config } from '../config.ts';
import type { Files } from '../files.ts';
import { createMetrics } from '../metrics.ts';
import { createNewId } from '../new-id.ts';
import { noProbe } from '../probe.ts';
import { composeAssistant } from './assistant.ts';
import { composeFiles } from './files.ts';
import { composeMessaging } from './messaging.ts';
import { composeOutbox } from './outbox.ts';
import { publicUrlOf } from './public-url.ts';
import { openStorage } from './storage.ts';

type Options = {
  readonly config: Config;
  readonly log: Logger;
  /** Who writes, e.g. a phone number. */
  readonly address: string;
  readonly write: (text: string) => void;
};

export type Chat = {
  readonly conversationId: string;
  readonly files: Files;
  /** Sends a message and resolves when everything said in answer has been written. */
  readonly send: (content: IncomingContent) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** One person's conversation on a terminal, on the same database and engine as every other channel. */
export async function startChat({ config, log, address, write }: Options): Promise<Chat> {
  const storage = await openStorage(config, log);
  const clock = systemClock;
  const newId = createNewId(clock);
  const entity = await openLiveEntity({ ...storage, slug: config.entity, log });
  const messaging = composeMessaging({
    storage,
    assistant: composeAssistant({ entity, keys: storage.keys, newId, publicUrl: () => publicUrlOf(config) }),
    channels: () => [createTerminalPort(write, createTranslate('es-CO'))],
    paced: [],
    outbox: composeOutbox(storage),
    recipient: address,
    worker: randomUUID(),
    clock,
    newId,
    log,
    probe: noProbe,
    metrics: createMetrics(),
    fragmentWindowMs: 0,
  });
  await messaging.start();
  const { id: conversationId } = await messaging.inbox.openConversation({ channel: 'terminal', address });
  await messaging.idle();
  return {
    conversationId,
    files: composeFiles({ storage, filesDir: config.filesDir, clock, newId }).files,
    send: async (content) => {
      await messaging.inbox.receive({ conversationId, messageId: newId(), kind: 'message', content });
      await messaging.idle();
    },
    stop: async () => {
      await messaging.stop();
      await entity.stop();
      await storage.stop();
    },
  };
}
