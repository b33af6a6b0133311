import type { InboxQuery, InboxReader } from '../../domain/handoff/inbox-reader.ts';

type Page = Awaited<ReturnType<InboxReader['list']>>;

/**
 * Reads a page of the inbox once for all who ask for the same one at the same time.
 *
 * Twenty consoles ask at every piece of news. Whoever asks while that page is being read shares the reading after it, so
 * that nobody is given what was read before they asked.
 */
export function shareLists(inbox: InboxReader): InboxReader {
  const running = new Map<string, Promise<Page>>();
  const following = new Map<string, Promise<Page>>();

  const start = (key: string, query: InboxQuery): Promise<Page> => {
    const reading = inbox.list(query).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  };

  const startAfter = async (current: Promise<Page>, key: string, query: InboxQuery): Promise<Page> => {
    // Whoever asked for that one is told of its failure.
    await current.catch(() => undefined);
    following.delete(key);
    return start(key, query);
  };

  const list = (query: InboxQuery): Promise<Page> => {
    const key = keyOf(query);
    const current = running.get(key);
    if (current === undefined) {
      return start(key, query);
    }
    const shared = following.get(key) ?? startAfter(current, key, query);
    following.set(key, shared);
    return shared;
  };

  return { ...inbox, list };
}

/** Who asks changes only what is one's own. */
function keyOf(query: InboxQuery): string {
  const isOwn = query.view === 'mias' || query.view === 'equipo';
  return JSON.stringify({ ...query, staffId: isOwn ? query.staffId : '' });
}
