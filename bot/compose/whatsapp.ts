import type { Logger } from 'pino';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import { createWhatsAppPersonRepository } from '../../prisma/repositories/whatsapp-person.ts';
import { createWhatsAppSentStore } from '../../prisma/repositories/whatsapp-sent.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { createSendingFactsReader } from '../../prisma/sending-facts.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { WorkerPresence } from '../../prisma/worker-presence.ts';
import { createMediaKeeper } from '../channels/whatsapp/media/keep-arriving.ts';
import { createWhatsApp } from '../channels/whatsapp/whatsapp.ts';
import type { WhatsAppPort } from '../channels/whatsapp/whatsapp-port.ts';
import type { WhatsAppConfig } from '../config.ts';
import type { Messaging, PacedChannel } from '../messaging.ts';
import { createGovernor, type Governor } from '../outbox/governor.ts';
import type { Probe } from '../probe.ts';
import { calendarOf } from './calendar.ts';
import type { ComposedFiles } from './files.ts';
import { sendingLimitsOf } from './sending-limits.ts';
import type { Storage } from './storage.ts';

const LEASE_SECONDS = 15;

export type WhatsAppParts = {
  readonly config: WhatsAppConfig;
  readonly storage: Storage;
  readonly entity: LiveEntity;
  readonly outbox: OutboxStore;
  readonly filing: ComposedFiles;
  /** Ready by the time that anything arrives. */
  readonly messaging: () => Pick<Messaging, 'inbox' | 'wakeSending'>;
  readonly worker: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Logger;
  readonly probe: Probe;
};

export type ComposedWhatsApp = {
  readonly port: WhatsAppPort;
  /** Shows that this process lives, and connects. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly paced: PacedChannel;
};

/** Our WhatsApp number with what governs its sending. Starts nothing by itself. */
export function composeWhatsApp(deps: WhatsAppParts): ComposedWhatsApp {
  const { storage, worker, log } = deps;
  const calendar = calendarOf(deps.entity);
  const governor = createGovernor({
    ...deps,
    account: MAIN_ACCOUNT,
    state: createSenderState(storage.database),
    facts: createSendingFactsReader(storage.database),
    isRegistered: (personId) => port.isRegistered(personId),
    limits: sendingLimitsOf(deps.config),
    calendar: () => calendar,
    random: Math.random,
  });
  const port = composePort(deps, governor);
  const presence = new WorkerPresence({ url: storage.url, log });
  return {
    port,
    paced: { port: { channel: 'whatsapp', send: port.send }, gate: governor, lease: port.lease },
    start: async () => {
      await presence.start();
      await presence.hold(worker);
      port.start();
    },
    stop: async () => {
      await port.stop();
      await presence.stop();
    },
  };
}

function composePort(deps: WhatsAppParts, governor: Governor): WhatsAppPort {
  const { config, storage, filing, messaging, worker, newId } = deps;
  const { files, media, repository } = filing;
  const { database, keys } = storage;
  const { sealer } = keys;
  const t = createTranslate('es-CO');
  return createWhatsApp({
    ...deps,
    account: MAIN_ACCOUNT,
    owner: worker,
    leaseSeconds: LEASE_SECONDS,
    settings: config,
    typing: config.url === null,
    store: createWhatsAppSessionStore({ database, sealer }),
    accounts: createWhatsAppAccountRepository(database.run, sealer),
    persons: createWhatsAppPersonRepository(database, newId),
    sent: createWhatsAppSentStore({ database, sealer }),
    files,
    media,
    keepArriving: createMediaKeeper({ ...deps, media, files: repository, t }),
    inbox: () => messaging().inbox,
    onRefused: governor.onRefused,
    onTaken: governor.onAccepted,
    onOpen: () => messaging().wakeSending(),
    random: Math.random,
    t,
  });
}
