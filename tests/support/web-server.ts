import { createHmac } from 'node:crypto';
import type { Duplex } from 'node:stream';
import helmet from '@fastify/helmet';
import Fastify from 'fastify';
import type { WebChannelOptions } from '../../bot/channels/web/options.ts';
import { createTokens } from '../../bot/channels/web/tokens.ts';
import { webChannel } from '../../bot/channels/web/web-channel.ts';
import { type Clock, systemClock } from '../../domain/calendar/clock.ts';
import { errors } from '../../locales/es-co/errors.ts';
import { kiosk } from '../../locales/es-co/kiosk.ts';
import { web } from '../../locales/es-co/web.ts';
import { buildTestWidget } from './build-test-widget.ts';
import { essmarProfile, type WebWorld } from './web-fakes.ts';

const WORDS: Readonly<Record<string, string>> = { ...web, ...errors, ...kiosk };

/** Keyed hash of the tests. */
export const hmac = (data: string) => createHmac('sha256', 'a secret of the tests').update(data).digest();

export type WebServer = {
  readonly url: string;
  readonly directLine: string;
  /** Cuts every stream, as a bad network does. */
  readonly dropStreams: () => void;
  readonly stop: () => Promise<void>;
};

type Settings = Partial<WebChannelOptions> & { readonly port?: number };

/** The web channel behind a real listening server. */
export async function startWebServer(world: WebWorld, settings: Settings = {}): Promise<WebServer> {
  const { port = 0, ...options } = settings;
  const clock: Clock = options.clock ?? systemClock;
  const app = Fastify({ forceCloseConnections: true });
  await app.register(helmet);
  await app.register(webChannel, {
    inbox: world.inbox,
    timeline: world.timeline,
    files: world.files,
    newId: () => world.newId(),
    tokens: createTokens({ hmac, clock, ttlSeconds: 1800 }),
    hmac,
    clock,
    t: (key) => WORDS[key] ?? key,
    profile: essmarProfile,
    widgetPath: await buildTestWidget(),
    ...options,
  });

  const streams = new Set<Duplex>();
  app.server.on('upgrade', (_request, socket: Duplex) => {
    streams.add(socket);
    socket.on('close', () => streams.delete(socket));
  });
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    directLine: `${url}/v3/directline`,
    dropStreams: () => {
      for (const socket of streams) {
        socket.destroy();
      }
    },
    stop: () => app.close(),
  };
}
