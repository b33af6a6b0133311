import type { ServerResponse } from 'node:http';
import type { Clock } from '../../domain/calendar/clock.ts';
import { LIVE_KINDS, type LiveHistory, type LiveKind } from '../../domain/live/live-event.ts';
import type { LiveSessions } from '../../domain/live/live-session.ts';
import type { PresenceStore } from '../../domain/teams/presence.ts';
import { ABSOLUTE_SESSION_MS } from '../staff/staff-sessions.ts';
import { parseCursor } from './live-cursor.ts';
import { type LiveBatch, LiveFeed, type LiveLog } from './live-feed.ts';
import { framesFor, helloFrame, type Listener, LiveStreams } from './live-streams.ts';

/** Proxies close what is silent for longer, and so often a session is looked at. */
const BEAT_MS = 15_000;

export type LiveNewsOptions = {
  readonly history: LiveHistory;
  readonly sessions: LiveSessions;
  readonly presence: Pick<PresenceStore, 'keep'>;
  readonly clock: Clock;
  readonly log: LiveLog;
  /** Kinds of which something changed, or may have. */
  readonly onChanged?: (kinds: ReadonlySet<LiveKind>) => void;
  /** Milliseconds between two beats. */
  readonly beatMs?: number;
};

/** Tells the browsers of this process what changes, whichever process changed it. */
export class LiveNews {
  readonly #options: LiveNewsOptions;
  readonly #streams = new LiveStreams();
  readonly #feed: LiveFeed;
  #beating: NodeJS.Timeout | null = null;

  constructor(options: LiveNewsOptions) {
    this.#options = options;
    const { history, log } = options;
    this.#feed = new LiveFeed({ history, log, onBatch: (batch) => this.#tell(batch) });
  }

  async start(): Promise<void> {
    await this.#feed.start();
    this.#options.onChanged?.(new Set(LIVE_KINDS));
    this.#beating = setInterval(() => void this.#beat(), this.#options.beatMs ?? BEAT_MS);
    this.#beating.unref();
  }

  /** Ends every stream, so that the program can end; browsers come back to whoever is there then. */
  async stop(): Promise<void> {
    clearInterval(this.#beating ?? undefined);
    this.#streams.endAll();
    await this.#feed.stop();
  }

  /** Streams to a browser from where it was, or from this moment without a place to go on from. */
  async open(listener: Listener, response: ServerResponse, cursor: string | undefined): Promise<void> {
    const { begin } = this.#streams.add(listener, response);
    void this.#keepPresent([listener.id]);
    try {
      begin(await this.#missed(listener, cursor));
    } catch (err) {
      this.#options.log.warn({ err }, 'what a browser missed could not be read');
      response.destroy();
    }
  }

  #tell(batch: LiveBatch): void {
    this.#streams.tell(batch);
    const kinds = batch.events === null ? LIVE_KINDS : batch.events.map(({ kind }) => kind);
    this.#options.onChanged?.(new Set(kinds));
  }

  async #missed({ staff }: Listener, cursor: string | undefined): Promise<string> {
    const { history } = this.#options;
    const position = this.#feed.position ?? (await history.position());
    if (cursor === undefined) {
      return helloFrame(position);
    }
    const present = await history.position();
    const from = parseCursor(cursor, present);
    const batch = from === null ? { events: null, position: present } : await history.readSince(from, []);
    // The place comes last: a browser that is cut off in between must not believe that it has heard the rest.
    return framesFor(batch, staff) + helloFrame(batch.position);
  }

  async #beat(): Promise<void> {
    const { sessions, clock, log } = this.#options;
    const now = clock.now();
    try {
      const ids = this.#streams.sessionIds;
      const open = await sessions.listOpen(ids, now);
      const current = open.filter(({ openedAt }) => now.getTime() - openedAt.getTime() < ABSOLUTE_SESSION_MS);
      await this.#keepPresent(current.map(({ id }) => id));
      const position = this.#feed.position;
      if (position !== null) {
        const byId = new Map(current.map((session) => [session.id, session]));
        this.#streams.beat(new Map(ids.map((id) => [id, byId.get(id) ?? null])), position);
      }
    } catch (err) {
      log.warn({ err }, 'sessions of listeners could not be looked at');
    }
  }

  /** Who listens has the console open. Not knowing it is no reason not to tell them what changes. */
  async #keepPresent(sessionIds: readonly string[]): Promise<void> {
    const { presence, log } = this.#options;
    await presence.keep(sessionIds).catch((err: unknown) => log.warn({ err }, 'presence could not be kept'));
  }
}
