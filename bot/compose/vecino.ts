import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../../domain/calendar/clock.ts';
import { openLiveEntity } from '../../prisma/live-entity.ts';
import { createWebPort } from '../channels/web/web-port.ts';
import type { Config } from '../config.ts';
import type { Messaging } from '../messaging.ts';
import { createMetrics } from '../metrics.ts';
import { createNewId } from '../new-id.ts';
import { noProbe, type Probe } from '../probe.ts';
import { composeAssistant } from './assistant.ts';
import { startBackground } from './background.ts';
import { composeFiles } from './files.ts';
import { listen } from './listen.ts';
import { composeMessaging } from './messaging.ts';
import { composeOutbox } from './outbox.ts';
import { publicUrlOf } from './public-url.ts';
import { openStorage, type Storage } from './storage.ts';
import type { ComposedWhatsApp, WhatsAppParts } from './whatsapp.ts';

/** Everything that runs, and the way to end it. */
export type Vecino = {
  /** Where it listens, e.g. `http://127.0.0.1:3000`; null when this process serves no web. */
  readonly address: string | null;
  readonly messaging: Messaging;
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
  const entity = await openLiveEntity({ ...storage, slug: config.entity, log });
  stops.push(entity.stop);
  const filing = composeFiles({ storage, filesDir: config.filesDir, clock, newId });
  const outbox = composeOutbox(storage);
  const common = { storage, entity, outbox, worker, clock, newId, log, probe };
  const whatsapp = await prepareWhatsApp(config, { ...common, filing, messaging: () => messaging });
  let address: string | null = null;
  const messaging: Messaging = composeMessaging({
    ...common,
    assistant: composeAssistant({
      entity,
      keys: storage.keys,
      newId,
      publicUrl: () => publicUrlOf(config, address),
    }),
    channels: (listeners) => [createWebPort(listeners)],
    paced: whatsapp === null ? [] : [whatsapp.paced],
    recipient: null,
    metrics,
    fragmentWindowMs: config.fragmentWindowMs,
  });
  await messaging.start();
  // What is on its way leaves before the connection ends.
  stops.push(whatsapp?.stop ?? nothing, messaging.stop);
  await whatsapp?.start();
  if (config.roles.includes('worker')) {
    stops.push(await startBackground({ ...common, ...filing, config, messaging }));
  }
  const web = { ...common, ...filing, config, messaging, whatsapp, metrics };
  address = config.roles.includes('web') ? await listen(web, stops) : null;
  return { address, messaging, storage, stop };
}

/** Loaded only where a number may be owned: the protocol's library weighs fifty megabytes. */
async function prepareWhatsApp(
  { whatsapp, roles }: Config,
  parts: Omit<WhatsAppParts, 'config'>,
): Promise<ComposedWhatsApp | null> {
  if (whatsapp === null || !roles.includes('whatsapp')) {
    return null;
  }
  const { composeWhatsApp } = await import('./whatsapp.ts');
  return composeWhatsApp({ ...parts, config: whatsapp });
}

async function nothing(): Promise<void> {
  // There is nothing to end.
}
