import type { InboxReading } from '../../backoffice/handoff/inbox-reading.ts';
import { shareLists } from '../../backoffice/handoff/share-lists.ts';
import { readFormProgress } from '../../dialogs/form-progress.ts';
import { filingForm } from '../../dialogs/pqrs/filing-form.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import { withOwnTexts } from '../../locales/own-texts.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createInboxReader } from '../../prisma/repositories/inbox-reader.ts';
import { createPresenceStore } from '../../prisma/repositories/presence.ts';
import { createReplyRepository } from '../../prisma/repositories/reply.ts';
import { createTeamRepository } from '../../prisma/repositories/team.ts';
import { createFigureReader } from '../../prisma/repositories/team-figures.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { Messaging } from '../messaging.ts';
import { readMemory } from '../turn-memory.ts';
import type { ComposedFiles } from './files.ts';
import type { Storage } from './storage.ts';

type Dependencies = Pick<ComposedFiles, 'colleagueFiles' | 'keepColleagueFile'> & {
  readonly storage: Storage;
  readonly messaging: Pick<Messaging, 'inbox'>;
  readonly entity: Pick<LiveEntity, 'profile' | 'barrios'>;
};

/** The conversations for the console: what colleagues do enters by the same door as what people write. */
export function composeInboxReading({
  storage: { database, keys },
  messaging,
  entity,
  colleagueFiles,
  keepColleagueFile,
}: Dependencies): Omit<InboxReading, 'directory' | 'files' | 'clock'> {
  const t = createTranslate('es-CO');
  return {
    inbox: shareLists(createInboxReader({ database, codec: createContentCodec(keys.sealer) })),
    readForm: (stored) =>
      readFormProgress(filingForm, readMemory(stored).state, {
        t: withOwnTexts(t, entity.profile().texts),
        locale: 'es-CO',
        world: { entity: entity.profile, barrios: entity.barrios },
      }),
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
    colleagueFiles: { keep: keepColleagueFile, list: colleagueFiles.list },
    replies: createReplyRepository(database.prisma, entity.profile().slug),
    teams: createTeamRepository(database.prisma),
    presence: createPresenceStore(database.prisma),
    figures: createFigureReader(database.prisma),
    entity: entity.profile,
  };
}
