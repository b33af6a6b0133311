import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import { createHealth } from '../health.ts';
import type { Messaging } from '../messaging.ts';
import type { Metrics } from '../metrics.ts';
import { registerBackoffice } from './backoffice.ts';
import type { ComposedFiles } from './files.ts';
import { addressOf } from './public-url.ts';
import { composeStanding } from './standing.ts';
import type { Storage } from './storage.ts';
import { registerWeb } from './web.ts';
import type { ComposedWhatsApp } from './whatsapp.ts';

type Web = Pick<ComposedFiles, 'files' | 'colleagueFiles' | 'keepColleagueFile'> & {
  readonly config: Config;
  readonly storage: Storage;
  readonly entity: LiveEntity;
  readonly outbox: OutboxStore;
  readonly messaging: Messaging;
  readonly whatsapp: ComposedWhatsApp | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => string;
  readonly metrics: Metrics;
};

/** Serves the web on its address and returns it; the end of it is added to `stops`. */
export async function listen(web: Web, stops: (() => Promise<void>)[]): Promise<string> {
  const { config, messaging, whatsapp, clock, outbox } = web;
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const address = addressOf({ host: config.host, port });
  const publicUrl = config.publicUrl ?? address;
  const health = createHealth({
    outbox,
    clock,
    standing: composeStanding(web),
    runsJobs: config.roles.includes('worker'),
    whatsapp: () => whatsapp?.port.state() ?? (config.whatsapp === null ? 'off' : 'elsewhere'),
    load: messaging.load,
  });
  const app: FastifyInstance = await buildApp({
    trustedProxies: config.trustedProxies,
    log: web.log,
    health,
    metrics: web.metrics,
    register: async (root) => {
      await registerWeb(root, { ...web, publicUrl });
      await registerBackoffice(root, { ...web, publicUrl });
    },
  });
  stops.push(() => app.close());
  await app.listen({ host: config.host, port });
  return address;
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, host, () => {
      const bound = server.address();
      server.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : 0));
    });
  });
}
