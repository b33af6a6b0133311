import type { Barrio, EntityProfile } from '../domain/entity/profile.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import { type Entity, loadEntity, readEntity } from './seed/seed-entity.ts';
import { StandingConnection } from './standing-connection.ts';

/** Told by triggers of `entity` and `barrio`, once a transaction. */
const CHANNEL = 'vecino_entity';
const RECONNECT_MS = 1_000;

/** The utility as it is at this moment. Ask again for each answer: what was returned before does not change. */
export type LiveEntity = {
  readonly profile: () => EntityProfile;
  /** Those in use. The same array until one of them changes. */
  readonly barrios: () => readonly Barrio[];
  /** Resolves when what was committed before the call is what is served here. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly database: Database;
  readonly url: string;
  readonly slug: string;
  readonly log: Log;
};

/**
 * Serves the utility to everything in this process, and reads it again whenever anybody changes it.
 *
 * A change reaches every process by NOTIFY; one that was made while the connection was away is found when it is back.
 */
export async function openLiveEntity({ database, url, slug, log }: Options): Promise<LiveEntity> {
  const holder = new Holder(await loadEntity(database, slug), {
    read: () => readEntity(database.run, slug),
    url,
    log,
  });
  await holder.start();
  return {
    profile: () => holder.current.profile,
    barrios: () => holder.current.barrios,
    reload: () => holder.reload(),
    stop: () => holder.stop(),
  };
}

type Source = { readonly read: () => Promise<Entity>; readonly url: string; readonly log: Log };

class Holder {
  current: Entity;
  readonly #source: Source;
  readonly #connection: StandingConnection;
  /** Readings follow each other, so that an older one never replaces a newer one. */
  #reading: Promise<void> = Promise.resolve();

  constructor(entity: Entity, source: Source) {
    this.current = entity;
    this.#source = source;
    this.#connection = new StandingConnection({
      url: source.url,
      name: 'vecino-settings',
      log: source.log,
      reconnectMs: RECONNECT_MS,
      prepare: (client) => {
        client.on('notification', () => void this.#reloadOrRetry());
        return client.query(`LISTEN ${CHANNEL}`);
      },
      onReady: () => this.reload(),
    });
  }

  start(): Promise<void> {
    return this.#connection.start();
  }

  reload(): Promise<void> {
    const reading = this.#reading.then(async () => {
      const entity = await this.#source.read();
      const isSame = JSON.stringify(entity.barrios) === JSON.stringify(this.current.barrios);
      this.current = { profile: entity.profile, barrios: isSame ? this.current.barrios : entity.barrios };
    });
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async stop(): Promise<void> {
    await this.#connection.stop();
    await this.#reading;
  }

  async #reloadOrRetry(): Promise<void> {
    try {
      await this.reload();
    } catch {
      this.#source.log.warn({}, 'settings could not be read, and will be');
      this.#connection.retryLater();
    }
  }
}
