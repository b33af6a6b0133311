import type { ListsOptions } from '../../backoffice/api/lists.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Log } from '../../prisma/log.ts';
import { createLiveHistory } from '../../prisma/repositories/live-event.ts';
import { createLiveSessions } from '../../prisma/repositories/live-session.ts';
import { createNotificationRepository } from '../../prisma/repositories/notification.ts';
import { createPersonReader } from '../../prisma/repositories/person-reader.ts';
import { createPqrsBulk } from '../../prisma/repositories/pqrs-bulk.ts';
import { createPresenceStore } from '../../prisma/repositories/presence.ts';
import { createSavedViewRepository } from '../../prisma/repositories/saved-view.ts';
import { createSearchReader } from '../../prisma/repositories/search-reader.ts';

type Dependencies = Pick<ListsOptions, 'entity' | 'newId' | 'beatMs'> & {
  readonly db: PrismaClient;
  /** For the one connection that listens. */
  readonly url: string;
  readonly log: Log;
};

/** What the lists of the console read and write, and how they learn of changes. */
export function composeConsoleLists({ db, url, log, ...rest }: Dependencies): ListsOptions {
  return {
    ...rest,
    history: createLiveHistory({ db, url, log }),
    liveSessions: createLiveSessions(db),
    presence: createPresenceStore(db),
    people: createPersonReader(db),
    search: createSearchReader(db),
    views: createSavedViewRepository(db),
    bulk: createPqrsBulk(db),
    notifications: createNotificationRepository(db),
  };
}
