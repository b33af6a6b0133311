import type { InboxReading } from '../../backoffice/handoff/inbox-reading.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createInboxReader } from '../../prisma/repositories/inbox-reader.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { Messaging } from '../messaging.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly storage: Storage;
  readonly messaging: Pick<Messaging, 'inbox'>;
  readonly entity: Pick<LiveEntity, 'profile'>;
};

/** The conversations for the console: what colleagues do enters by the same door as what people write. */
export function composeInboxReading({
  storage: { database, keys },
  messaging,
  entity,
}: Dependencies): Omit<InboxReading, 'directory' | 'files' | 'clock'> {
  return {
    inbox: createInboxReader({ database, codec: createContentCodec(keys.sealer) }),
    acts: {
      async act({ id, conversationId, act, text, attachments = [] }) {
        await messaging.inbox.receive({
          conversationId,
          messageId: `colleague:${id}`,
          kind: 'colleague',
          content: incomingContent({ text, act, attachments: [...attachments] }),
        });
      },
    },
    entity: entity.profile,
  };
}
