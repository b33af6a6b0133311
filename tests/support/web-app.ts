import { connect } from 'node:net';
import { buildApp } from '../../bot/app.ts';
import type { WebChannelOptions } from '../../bot/channels/web/options.ts';
import { createTokens } from '../../bot/channels/web/tokens.ts';
import { webChannel } from '../../bot/channels/web/web-channel.ts';
import { createLog } from '../../bot/log.ts';
import { createMetrics } from '../../bot/metrics.ts';
import type { RequestPace } from '../../bot/request-pace.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import { createTranslate } from '../../locales/translate.ts';
import { essmarProfile, type WebWorld } from './web-fakes.ts';
import { hmac } from './web-server.ts';

/** The web channel behind the application as it is served: its limits, its headers, its way of saying no. */
export type WebApp = {
  readonly url: string;
  readonly directLine: string;
  readonly stop: () => Promise<void>;
};

type Settings = Partial<WebChannelOptions> & { readonly pace?: RequestPace };

/** Starts it on a free port of this machine. */
export async function startWebApp(world: WebWorld, { pace, ...changes }: Settings = {}): Promise<WebApp> {
  const clock = changes.clock ?? systemClock;
  const app = await buildApp({
    trustedProxies: [],
    log: createLog('silent'),
    health: () => Promise.reject(new Error('nobody asks')),
    metrics: createMetrics(),
    ...(pace ? { pace } : {}),
    register: async (root) => {
      await root.register(webChannel, {
        inbox: world.inbox,
        timeline: world.timeline,
        files: world.files,
        newId: () => world.newId(),
        tokens: createTokens({ hmac, clock, ttlSeconds: 1800 }),
        hmac,
        clock,
        t: createTranslate('es-CO'),
        profile: essmarProfile,
        // No browser comes here, so that any text will do.
        widgetPath: import.meta.filename,
        ...changes,
      });
    },
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, directLine: `${url}/v3/directline`, stop: () => app.close() };
}

/** Bytes on a connection of their own, as no browser sends them; resolves with all that came back until the end. */
export function sendBytes(address: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(bytes);
  });
}
