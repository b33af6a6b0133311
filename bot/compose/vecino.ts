import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../../domain/calendar/clock.ts';
import { type Entity, loadEntity } from '../../prisma/seed/seed-entity.ts';
import { buildApp } from '../app.ts';
import { createWebPort } from '../channels/web/web-port.ts';
import type { Config } from '../config.ts';
import { createHealth } from '../health.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { createNewId } from '../new-id.ts';
import { noProbe, type Probe } from '../probe.ts';
import { composeAssistant } from './assistant.ts';
import { startBackground } from './background.ts';
import { registerBackoffice } from './backoffice.ts';
import { calendarOf } from './calendar.ts';
import { composeFiles } from './files.ts';
import { type ComposedMessaging, composeMessaging } from './messaging.ts';
import { openStorage, type Storage } from './storage.ts';
import { registerWeb } from './web.ts';

/** Everything that runs, and the way to end it. */
export type Vecino = {
  /** Where it listens, e.g. `http://127.0.0.1:3000`; null when this process serves no web. */
  readonly address: string | null;
  readonly messaging: ComposedMessaging;
  readonly storage: Storage;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly config: Config;
  readonly log: Logger;
  readonly probe?: Probe;
  readonly clock?: Clock;
};

/** Starts Vecino by its settings and resolves when it is ready to be written to. */
export async function startVecino({
  config,
  log,
  probe = noProbe,
  clock = systemClock,
}: Options): Promise<Vecino> {
  const storage = await openStorage(config, log);
  const stops: (() => Promise<void>)[] = [storage.stop];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) {
      await end();
    }
  };
  try {
    return await startParts({ config, log, probe, clock, storage, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Parts = Required<Options> & {
  readonly storage: Storage;
  readonly stops: (() => Promise<void>)[];
  readonly stop: () => Promise<void>;
};

async function startParts({ config, log, probe, clock, storage, stops, stop }: Parts): Promise<Vecino> {
  const worker = randomUUID();
  const newId = createNewId(clock);
  const metrics = createMetrics();
  const entity = await loadEntity(storage.database, config.entity);
  const filing = composeFiles({ storage, filesDir: config.filesDir, clock, newId });
  const messaging = composeMessaging({
    storage,
    assistant: composeAssistant({ entity, keys: storage.keys, newId }),
    channels: (listeners) => [createWebPort(listeners)],
    recipient: null,
    worker,
    clock,
    newId,
    log,
    probe,
    metrics,
    fragmentWindowMs: config.fragmentWindowMs,
  });
  await messaging.start();
  stops.push(messaging.stop);
  if (config.roles.includes('worker')) {
    const { repository: files, store: fileStore } = filing;
    const { outbox, wake } = messaging;
    const parts = { storage, outbox, files, fileStore, worker, clock, log, probe, wake };
    stops.push(await startBackground({ ...parts, calendar: calendarOf(entity) }));
  }
  const address = config.roles.includes('web')
    ? await listen(
        { config, storage, entity, messaging, files: filing.files, clock, newId, metrics, log },
        stops,
      )
    : null;
  return { address, messaging, storage, stop };
}

type Web = Pick<Parts, 'config' | 'storage' | 'clock' | 'log'> & {
  readonly entity: Entity;
  readonly messaging: ComposedMessaging;
  readonly files: ReturnType<typeof composeFiles>['files'];
  readonly newId: () => string;
  readonly metrics: Metrics;
};

async function listen(web: Web, stops: (() => Promise<void>)[]): Promise<string> {
  const { config, messaging, clock } = web;
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const publicUrl = config.publicUrl ?? address;
  const health = createHealth({
    outbox: messaging.outbox,
    clock,
    runsJobs: config.roles.includes('worker'),
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
