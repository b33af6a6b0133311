import type { ServerResponse } from 'node:http';
import { type LiveEvent, mayHear } from '../../domain/live/live-event.ts';
import type { LiveSession } from '../../domain/live/live-session.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { LiveBatch } from './live-feed.ts';

/** A reader that lags this much is cut; it comes back with its place and misses nothing. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** One tab of a browser needs one, and tabs share it: a session with more has left dead ones behind. */
const MAX_STREAMS_A_SESSION = 6;

/** Who listens, as the session said it last. */
export type Listener = Pick<LiveSession, 'id' | 'staff'>;

type Stream = { listener: Listener; readonly response: ServerResponse; waiting: string[] | null };

/** The browsers that listen to this process. Each hears only what its colleague may know. */
export class LiveStreams {
  readonly #open = new Set<Stream>();

  get sessionIds(): readonly string[] {
    return [...new Set([...this.#open].map(({ listener }) => listener.id))];
  }

  /**
   * Adds a browser. What comes meanwhile waits until `begin` has said what was missed before.
   *
   * Beyond the limit of a session its oldest stream ends.
   */
  add(listener: Listener, response: ServerResponse): { readonly begin: (frames: string) => void } {
    const mine = [...this.#open].filter((stream) => stream.listener.id === listener.id);
    if (mine.length >= MAX_STREAMS_A_SESSION) {
      mine[0]?.response.end();
    }
    const stream: Stream = { listener, response, waiting: [] };
    this.#open.add(stream);
    response.on('close', () => this.#open.delete(stream));
    response.on('error', () => response.destroy());
    return {
      begin: (frames) => {
        const waiting = stream.waiting ?? [];
        stream.waiting = null;
        send(stream, frames + waiting.join(''));
      },
    };
  }

  /** Tells everybody what they may know of it. Those of one role get the same text, made once. */
  tell({ events, position }: LiveBatch): void {
    const byRole = new Map<StaffRole, string>();
    for (const stream of this.#open) {
      const { staff } = stream.listener;
      const isOwn = events?.some(({ staffId }) => staffId === staff.id) ?? false;
      const frames = (isOwn ? undefined : byRole.get(staff.role)) ?? framesFor({ events, position }, staff);
      if (!isOwn) {
        byRole.set(staff.role, frames);
      }
      send(stream, frames);
    }
  }

  /** Ends the streams of sessions that are over (null); the others hear that somebody is there. */
  beat(sessions: ReadonlyMap<string, Listener | null>, position: LiveBatch['position']): void {
    for (const stream of this.#open) {
      const listener = sessions.get(stream.listener.id);
      if (listener === undefined) {
        // It came while the others were looked at.
        continue;
      }
      if (listener === null) {
        stream.response.end('event: ended\ndata: {}\n\n');
      } else {
        stream.listener = listener;
        send(stream, `id: ${toId(position)}\nevent: beat\ndata: {}\n\n`);
      }
    }
  }

  endAll(): void {
    for (const { response } of this.#open) {
      response.end();
    }
  }
}

/** What one colleague is told of these changes; nothing when there is nothing for them. */
export function framesFor({ events, position }: LiveBatch, staff: Listener['staff']): string {
  const id = toId(position);
  return events === null
    ? resetFrame(id)
    : changesFrame(
        id,
        events.filter((event) => mayHear(event, staff)),
      );
}

/** The first thing that a browser hears: its place, from which it goes on. */
export function helloFrame(position: LiveBatch['position']): string {
  return `retry: 1000\nid: ${toId(position)}\nevent: hello\ndata: {}\n\n`;
}

function changesFrame(id: string, events: readonly LiveEvent[]): string {
  if (events.length === 0) {
    return '';
  }
  const data = events.map((event) => ({ id: event.id, kind: event.kind, subject: event.subject }));
  return `id: ${id}\nevent: changes\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Too much, or from a place that is not kept: everything is to be asked for again. */
function resetFrame(id: string): string {
  return `id: ${id}\nevent: reset\ndata: {}\n\n`;
}

function toId({ xid, atSeconds }: LiveBatch['position']): string {
  return `${xid}.${atSeconds}`;
}

function send(stream: Stream, frames: string): void {
  const { response, waiting } = stream;
  if (frames === '' || response.writableEnded || response.destroyed) {
    return;
  }
  if (waiting !== null) {
    waiting.push(frames);
  } else {
    response.write(frames);
  }
  if (response.writableLength > MAX_BUFFERED_BYTES || (waiting?.length ?? 0) > 1_000) {
    response.destroy();
  }
}
