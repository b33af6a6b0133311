import type { LiveChange } from '../contracts/live.ts';

const ADDRESS = '/api/v1/events';
const NAME = 'vecino-live';
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Of what was heard twice after a line was cut, so many are remembered. */
const MAX_REMEMBERED = 10_000;

/** What a tab hears, from the server or from the tab that listens for all of them. */
export type LiveMessage =
  | { readonly kind: 'changes'; readonly changes: readonly LiveChange[]; readonly place: string }
  /** Everything is to be asked for again: too much was missed, or nobody knows what. */
  | { readonly kind: 'reset'; readonly place: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'place'; readonly place: string };

/**
 * Hears what changes, once for all tabs of this browser where it can be shared: a browser opens few lines to a server.
 *
 * The tab that has the lock listens and tells the others; when it closes, another one goes on from the same place. Over
 * plain http there is no such lock, and every tab listens for itself.
 */
export function openLiveSource(onMessage: (message: LiveMessage) => void): () => void {
  const heard = createHearing(onMessage);
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
    return listenFrom(() => heard.place, heard.take);
  }
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => heard.take(data);
  const leaving = new AbortController();
  navigator.locks
    .request(NAME, { signal: leaving.signal }, () =>
      listenForAll({ channel, heard, leaving: leaving.signal }),
    )
    .catch(() => undefined);
  return () => {
    leaving.abort();
    channel.close();
  };
}

type Hearing = { readonly place: string; readonly take: (message: LiveMessage) => void };

/** Remembers the place and drops what was heard before. */
function createHearing(onMessage: (message: LiveMessage) => void): Hearing {
  const known = new Set<string>();
  let place = '';
  const isNew = ({ id }: LiveChange) => {
    const isKnown = known.has(id);
    known.add(id);
    return !isKnown;
  };
  return {
    get place() {
      return place;
    },
    take(message) {
      place = 'place' in message ? message.place : place;
      if (known.size > MAX_REMEMBERED) {
        known.clear();
      }
      if (message.kind !== 'changes') {
        onMessage(message);
        return;
      }
      const changes = message.changes.filter(isNew);
      if (changes.length > 0) {
        onMessage({ ...message, changes });
      }
    },
  };
}

type Leading = {
  readonly channel: BroadcastChannel;
  readonly heard: Hearing;
  readonly leaving: AbortSignal;
};

/** Holds the lock for as long as this tab listens. */
function listenForAll({ channel, heard, leaving }: Leading): Promise<void> {
  return new Promise((resolve) => {
    if (leaving.aborted) {
      resolve();
      return;
    }
    const stop = listenFrom(
      () => heard.place,
      (message) => {
        heard.take(message);
        channel.postMessage(message);
      },
    );
    leaving.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}

/** Listens, and again after every end but that of the session, from the place that was reached. */
function listenFrom(place: () => string, take: (message: LiveMessage) => void): () => void {
  let waitMs = SHORTEST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;
  const open = () => {
    const after = place();
    source = new EventSource(after === '' ? ADDRESS : `${ADDRESS}?after=${after}`);
    hear(source, take);
    source.onopen = () => {
      waitMs = SHORTEST_WAIT_MS;
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, waitMs);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      }
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function hear(source: EventSource, take: (message: LiveMessage) => void): void {
  const on = (name: string, toMessage: (event: MessageEvent<string>) => LiveMessage) =>
    source.addEventListener(name, (event: MessageEvent<string>) => take(toMessage(event)));
  on('changes', ({ data, lastEventId }) => ({
    kind: 'changes',
    changes: JSON.parse(data) as readonly LiveChange[],
    place: lastEventId,
  }));
  on('reset', ({ lastEventId }) => ({ kind: 'reset', place: lastEventId }));
  on('hello', ({ lastEventId }) => ({ kind: 'place', place: lastEventId }));
  on('beat', ({ lastEventId }) => ({ kind: 'place', place: lastEventId }));
  on('ended', () => {
    source.close();
    return { kind: 'ended' };
  });
}
