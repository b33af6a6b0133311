import type { Log } from './log.ts';
import { StandingConnection } from './standing-connection.ts';

/** What triggers tell at once, and the news of turns, which come joined after their commits. */
const CHANNELS = ['vecino_live', 'vecino_news'] as const;

type Options = { readonly url: string; readonly log: Log; readonly onNews: () => void };

/**
 * Calls on every notice that something which the console shows has changed, for as long as the process wants.
 *
 * Each new connection counts as a notice, because anything may have been missed before.
 */
export async function listenLive({ url, log, onNews }: Options): Promise<() => Promise<void>> {
  const connection = new StandingConnection({
    url,
    name: 'vecino-live',
    log,
    reconnectMs: 250,
    prepare: async (client) => {
      client.on('notification', onNews);
      for (const channel of CHANNELS) {
        await client.query(`LISTEN ${channel}`);
      }
    },
    onReady: onNews,
  });
  await connection.start();
  return () => connection.stop();
}
