import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { composeAssistant } from '../bot/compose/assistant.ts';
import { composeMessaging } from '../bot/compose/messaging.ts';
import { composeOutbox } from '../bot/compose/outbox.ts';
import { openStorage, type Storage } from '../bot/compose/storage.ts';
import { readConfig } from '../bot/config.ts';
import { createLog } from '../bot/log.ts';
import type { Messaging } from '../bot/messaging.ts';
import { createMetrics } from '../bot/metrics.ts';
import { createNewId } from '../bot/new-id.ts';
import { noProbe } from '../bot/probe.ts';
import type { Assistant } from '../dialogs/turn.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import { loadEntity } from '../prisma/seed/seed-entity.ts';
import { ADMIN_ROLE, homeIn } from '../prisma/server/cluster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../prisma/server/server.ts';
import type { ServerSettings } from '../prisma/server/settings.ts';

export type Engine = {
  readonly storage: Storage;
  readonly messaging: Messaging;
  readonly spy: Spy;
  readonly postgresPid: number;
  /** What another process finds the same installation by: its folder, with the secret, and its database. */
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** The administrator of this engine's own server, which lives as long as the engine. */
  readonly adminUrl: string;
  readonly stop: () => Promise<void>;
};

/** Sees what the engine does without changing it. */
export class Spy {
  onSent: (conversationId: string) => void = () => undefined;
  /** Repeats the last answer of the assistant, which then reaches nobody. */
  answerAgain: () => Promise<unknown> = () => Promise.reject(new Error('nothing was answered yet'));

  watch(assistant: Assistant): Assistant {
    return {
      run: (turn, state) => {
        this.answerAgain = () => assistant.run(turn, state);
        return assistant.run(turn, state);
      },
    };
  }
}

/**
 * The engine and the real assistant on an embedded PostgreSQL of their own, with the settings of the program
 * (fsync on) but for those given, without HTTP: messages enter by the inbox and leave by a channel that counts.
 */
export async function startEngine(settings: ServerSettings = {}): Promise<Engine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-'));
  const log = createLog('error');
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings });
  const storage = await openStorage(readConfig({ DATA_DIR: dataDir, DATABASE_URL: postgres.url }), log);
  const spy = new Spy();
  const messaging = await compose(storage, spy, log);
  await messaging.start();
  return {
    storage,
    messaging,
    spy,
    postgresPid: postgres.pid,
    dataDir,
    databaseUrl: postgres.url,
    adminUrl: toAdminUrl(postgres, dataDir),
    stop: async () => {
      await messaging.stop();
      await storage.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function compose(storage: Storage, spy: Spy, log: Logger): Promise<Messaging> {
  const config = readConfig({});
  const newId = createNewId(systemClock);
  const stored = await loadEntity(storage.database, config.entity);
  const entity = { profile: () => stored.profile, barrios: () => stored.barrios };
  return composeMessaging({
    storage,
    assistant: spy.watch(composeAssistant({ entity, keys: storage.keys, newId, publicUrl: () => '' })),
    paced: [],
    outbox: composeOutbox(storage),
    channels: () => [{ channel: 'web', send: async ({ conversationId }) => tellSent(spy, conversationId) }],
    recipient: null,
    worker: randomUUID(),
    clock: systemClock,
    newId,
    log,
    probe: noProbe,
    metrics: createMetrics(),
    fragmentWindowMs: config.fragmentWindowMs,
  });
}

function tellSent(spy: Spy, conversationId: string): { readonly providerId: null } {
  spy.onSent(conversationId);
  return { providerId: null };
}

function toAdminUrl({ url }: EmbeddedPostgres, dataDir: string): string {
  const admin = new URL(url);
  admin.username = ADMIN_ROLE;
  admin.password = readFileSync(join(homeIn(dataDir), 'password'), 'utf8');
  return admin.href;
}
