import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WAMessage } from '@whiskeysockets/baileys';
import { runMigrations } from 'graphile-worker';
import { toArrivingMedia } from '../../../../../bot/channels/whatsapp/media/encoded-media.ts';
import {
  createMediaKeeper,
  type KeptMedia,
} from '../../../../../bot/channels/whatsapp/media/keep-arriving.ts';
import { createMediaDownload } from '../../../../../bot/channels/whatsapp/media/media-download.ts';
import { createLocalFileStore } from '../../../../../bot/files/local-file-store.ts';
import { FETCH_MEDIA, fetchMedia } from '../../../../../bot/jobs/fetch-media.ts';
import { PREPARE_FILE } from '../../../../../bot/jobs/prepare-file.ts';
import { createLog } from '../../../../../bot/log.ts';
import { noProbe } from '../../../../../bot/probe.ts';
import { createKeys } from '../../../../../bot/secret.ts';
import { createTranslate } from '../../../../../locales/translate.ts';
import { AdoptingPool } from '../../../../../prisma/adopting-pool.ts';
import { createDatabase, type Database } from '../../../../../prisma/database.ts';
import { openConversation } from '../../../../../prisma/open-conversation.ts';
import { poolSettings, surviveConnectionLoss } from '../../../../../prisma/pool.ts';
import { createFileRepository } from '../../../../../prisma/repositories/file.ts';
import { createWhatsAppMedia } from '../../../../../prisma/repositories/whatsapp-media.ts';
import { createTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import type { MediaTrust } from '../../../../support/whatsapp-loopback/media-ca.ts';

/** Inbound files over the real rows and a real folder; the host of the files is the test's. */
export class MediaWorld {
  /** What the clock says. */
  now = new Date('2026-11-23T15:00:00Z');
  readonly clock = { now: () => this.now };
  readonly repository;
  readonly files;
  readonly store;
  /** What the job is made of, to replace a part. */
  readonly job;
  readonly #parts: Parts;
  readonly #keep;
  readonly #source;

  private constructor(parts: Parts) {
    this.#parts = parts;
    const { database, folder, trust, host } = parts;
    const { sealer } = createKeys('a secret of the tests that is long enough');
    const tasks = { fetch: FETCH_MEDIA, prepare: PREPARE_FILE };
    this.repository = createWhatsAppMedia({ database, sealer, tasks });
    this.files = createFileRepository(database, async () => undefined);
    this.store = createLocalFileStore(folder);
    this.#source = createMediaDownload({ host, ca: trust.ca, silenceMs: 2_000 });
    const { repository: media, files, store, clock } = this;
    this.job = { media, source: this.#source, store, clock, probe: noProbe };
    this.#keep = createMediaKeeper({ media, files, clock, t: createTranslate('es-CO') });
  }

  static async create(trust: MediaTrust, host: string): Promise<MediaWorld> {
    const test = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'vecino-media-'));
    const pool = new AdoptingPool(poolSettings(test.url, { max: 4, applicationName: 'vecino-test' }));
    surviveConnectionLoss(pool, createLog('silent'));
    await runMigrations({ pgPool: pool });
    return new MediaWorld({ test, folder, database: createDatabase(pool), trust, host });
  }

  async query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#parts.database.pool.query<Row>(text, values)).rows;
  }

  async newConversation(): Promise<string> {
    const address = { channel: 'whatsapp', address: randomUUID() } as const;
    return (await openConversation(this.#parts.database, address, randomUUID)).id;
  }

  /** As the receiver does with a stored message. */
  receive(conversationId: string, message: WAMessage): Promise<KeptMedia> {
    const media = toArrivingMedia(message);
    if (!media) {
      throw new Error('the message brings no file');
    }
    return this.#keep({ conversationId, messageId: message.key.id ?? '', account: 'principal', media });
  }

  /** Runs the job of a file as the worker does: once. */
  fetch(fileId: string): Promise<void> {
    return fetchMedia(this.job)({ fileId });
  }

  async row(fileId: string): Promise<Record<string, unknown> | undefined> {
    const [row] = await this.query<Record<string, unknown>>(
      `SELECT status, rejection, bytes, mime_type, original_key, sha256,
        (SELECT m.status || ' ' || m.attempts FROM whatsapp_media m WHERE m.file_id = file.id) AS way
       FROM file WHERE id = $1`,
      [fileId],
    );
    return row;
  }

  /** Every job that waits, by task and key. */
  async jobs(): Promise<readonly string[]> {
    const text = `SELECT task_identifier || ' ' || key AS job FROM graphile_worker.jobs ORDER BY 1`;
    return (await this.query<{ job: string }>(text)).map(({ job }) => job);
  }

  async bytesKept(): Promise<readonly string[]> {
    const found = await readdir(this.#parts.folder, { recursive: true, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .toSorted();
  }

  async close(): Promise<void> {
    await this.#source.close();
    await this.#parts.database.close();
    await this.#parts.test.drop();
    await rm(this.#parts.folder, { recursive: true, force: true });
  }
}

type Parts = {
  readonly test: TestDatabase;
  readonly folder: string;
  readonly database: Database;
  readonly trust: MediaTrust;
  readonly host: string;
};
