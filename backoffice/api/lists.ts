import type { FastifyPluginAsync } from 'fastify';
import type { LiveHistory } from '../../domain/live/live-event.ts';
import type { LiveSessions } from '../../domain/live/live-session.ts';
import type { NotificationRepository } from '../../domain/notifications/notification.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import type { PersonReader } from '../../domain/people/person-reader.ts';
import type { SearchReader } from '../../domain/people/search-reader.ts';
import type { PqrsBulk } from '../../domain/pqrs/bulk.ts';
import type { PresenceStore } from '../../domain/teams/presence.ts';
import type { SavedViewRepository } from '../../domain/views/saved-view.ts';
import type { Translate } from '../../locales/translate.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import { LiveNews } from '../live/live-news.ts';
import { tellChannelTroubles } from '../notifications/channel-notices.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import { listSearchProviders } from '../search/providers.ts';
import { eventsRoutes } from './events.ts';
import { notificationsRoutes } from './notifications.ts';
import { peopleRoutes } from './people.ts';
import { pqrsWorkRoutes } from './pqrs-work.ts';
import { searchRoutes } from './search.ts';
import { viewsRoutes } from './views.ts';

/** What the lists of the console and the news of them need from outside. */
export type ListsOptions = {
  readonly history: LiveHistory;
  readonly liveSessions: LiveSessions;
  /** Told which sessions listen here. */
  readonly presence: Pick<PresenceStore, 'keep'>;
  readonly people: PersonReader;
  readonly search: SearchReader;
  readonly views: SavedViewRepository;
  readonly bulk: PqrsBulk;
  readonly notifications: NotificationRepository;
  /** Of the utility that is served at this moment. */
  readonly entity: () => { readonly slug: string; readonly radicadoPrefix: string };
  readonly newId: () => string;
  /** Milliseconds between two signs of life of a stream. */
  readonly beatMs?: number;
};

type Options = ListsOptions & {
  readonly reading: PqrsReading;
  readonly channels: ChannelsControl;
  readonly audit: AuditLog;
  readonly t: Translate;
};

/** The lists of the console with what is done to them, the search, and the news of what changes. */
export const listsRoutes: FastifyPluginAsync<Options> = async (app, options) => {
  const { reading, audit, t, notifications } = options;
  const { clock } = reading;
  await app.register(eventsRoutes, { news: createNews(options, app.log) });
  await app.register(peopleRoutes, { reading: { ...reading, people: options.people } });
  await app.register(pqrsWorkRoutes, { reading, bulk: options.bulk, audit, clock, t });
  await app.register(viewsRoutes, { ...options, clock });
  await app.register(searchRoutes, { providers: listSearchProviders({ ...options, clock }) });
  await app.register(notificationsRoutes, { notifications, clock });
};

type Log = ConstructorParameters<typeof LiveNews>[0]['log'];

/** A trouble of the channels is told to colleagues by whichever process sees the change first. */
function createNews({ history, liveSessions, presence, beatMs, ...options }: Options, log: Log): LiveNews {
  const { channels, notifications, reading } = options;
  return new LiveNews({
    history,
    sessions: liveSessions,
    presence,
    clock: reading.clock,
    log,
    ...(beatMs !== undefined && { beatMs }),
    onChanged: (kinds) => {
      if (kinds.has('channels')) {
        tellChannelTroubles(channels, notifications).catch((err: unknown) =>
          log.warn({ err }, 'troubles of the channels could not be told'),
        );
      }
    },
  });
}
