import { z } from 'zod';
import { FileRejection } from '../../domain/messages/file-store.ts';
import { type MediaRepository, nextAskAt, type Reupload } from '../../domain/messages/media.ts';
import type { Sealer } from '../../domain/messages/sensitivity.ts';
import type { Database, Run } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { toPersonFile } from './file.ts';
import { storeFileNotice } from './file-notice.ts';

type Db = Parameters<Parameters<Run>[0]>[0];

type Dependencies = {
  readonly database: Pick<Database, 'run' | 'transaction'>;
  readonly sealer: Sealer;
  /** The names of the jobs: `fetch` fetches the bytes, `prepare` makes the safe copy of a picture. */
  readonly tasks: { readonly fetch: string; readonly prepare: string };
};

const Kind = z.enum(['image', 'video', 'audio', 'document']);

/** Files whose bytes are still at WhatsApp, in PostgreSQL; each job is added in the transaction of its row. */
export function createWhatsAppMedia({ database, sealer, tasks }: Dependencies): MediaRepository {
  const { run, transaction } = database;
  const codec = createCodec(sealer);
  return {
    announce: ({ file, account, media, rejection }) =>
      transaction(async (db) => {
        const { count } = await db.file.createMany({ data: { ...file, rejection }, skipDuplicates: true });
        if (count > 0 && rejection === null) {
          const at = { createdAt: file.createdAt, updatedAt: file.createdAt };
          const sealed = codec.seal(media.encoded);
          await db.whatsappMedia.create({
            data: { fileId: file.id, account, kind: media.kind, sealed, ...at },
          });
          await addFetchJob(db, tasks.fetch, file.id);
        }
        const row = await db.file.findUniqueOrThrow({ where: { id: file.id } });
        return { file: toPersonFile(row), rejection: FileRejection.nullable().parse(row.rejection) };
      }),
    beginAttempt: async (fileId, now) => {
      const [row] = await run((db) =>
        db.whatsappMedia.updateManyAndReturn({
          where: { fileId, status: 'waiting' },
          data: { attempts: { increment: 1 }, updatedAt: now },
          include: { file: { select: { mimeType: true } } },
        }),
      );
      return row
        ? {
            fileId,
            kind: Kind.parse(row.kind),
            mimeType: row.file.mimeType,
            encoded: codec.open(row.sealed),
            attempts: row.attempts,
          }
        : null;
    },
    arrive: (fileId, arrived) =>
      transaction(async (db) => {
        const hasChanged = await end(db, fileId, arrived);
        if (hasChanged && arrived.status === 'pending') {
          await addJob(db, tasks.prepare, { fileId, key: fileId });
        }
        return hasChanged;
      }),
    reject: (fileId, rejection) => transaction((db) => reject(db, fileId, rejection)),
    ...reuploads({ database, codec, task: tasks.fetch }),
    restoreLostJobs: (before, limit) =>
      run((db) => restoreLostJobs(db, { task: tasks.fetch, before, limit })),
  };
}

type Codec = {
  readonly seal: (encoded: Uint8Array) => string;
  readonly open: (sealed: string) => Uint8Array;
};

function createCodec(sealer: Sealer): Codec {
  return {
    seal: (encoded) => sealer.seal(Buffer.from(encoded).toString('base64')).sealed,
    open: (sealed) => new Uint8Array(Buffer.from(z.string().parse(sealer.open({ sealed })), 'base64')),
  };
}

/** Ends the way of a file once, and forgets how to fetch it. */
async function end(db: Db, fileId: string, data: Prisma.FileUpdateManyMutationInput): Promise<boolean> {
  const { count } = await db.file.updateMany({ where: { id: fileId, status: 'arriving' }, data });
  await db.whatsappMedia.deleteMany({ where: { fileId } });
  return count > 0;
}

async function reject(db: Db, fileId: string, rejection: FileRejection): Promise<boolean> {
  const hasChanged = await end(db, fileId, { status: 'rejected', rejection });
  if (hasChanged) {
    await storeFileNotice(db, fileId);
  }
  return hasChanged;
}

type Asking = Pick<MediaRepository, 'wantReupload' | 'takeReuploads' | 'saveReupload'>;

function reuploads(from: Pick<Dependencies, 'database'> & { codec: Codec; task: string }): Asking {
  const { run, transaction } = from.database;
  return {
    wantReupload: async (fileId, now) => {
      await run((db) =>
        db.whatsappMedia.updateMany({
          where: { fileId, status: 'waiting' },
          data: { status: 'reupload', askAt: now, updatedAt: now },
        }),
      );
    },
    takeReuploads: (account, now, limit) =>
      transaction(async (db) => {
        const due = await db.$queryRaw<{ file_id: string; sealed: string; asks: number }[]>`
          SELECT file_id, sealed, asks FROM whatsapp_media
          WHERE account = ${account} AND status = 'reupload' AND ask_at <= ${now}
          ORDER BY ask_at, file_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
        const taken: Reupload[] = [];
        for (const row of due) {
          const asks = row.asks + 1;
          const data = { asks, askAt: nextAskAt(asks, now) };
          await db.whatsappMedia.update({ where: { fileId: row.file_id }, data });
          taken.push({ fileId: row.file_id, encoded: from.codec.open(row.sealed), asks });
        }
        return taken;
      }),
    saveReupload: (fileId, encoded, now) =>
      transaction(async (db) => {
        const { count } = await db.whatsappMedia.updateMany({
          where: { fileId, status: 'reupload' },
          data: { sealed: from.codec.seal(encoded), status: 'waiting', attempts: 0, updatedAt: now },
        });
        if (count > 0) {
          await addFetchJob(db, from.task, fileId);
        }
      }),
  };
}

const FETCH_KEY = 'fetch:';

async function restoreLostJobs(
  db: Db,
  { task, before, limit }: { task: string; before: Date; limit: number },
): Promise<number> {
  const lost = await db.$queryRaw<{ file_id: string }[]>`
    SELECT file_id FROM whatsapp_media m WHERE status = 'waiting' AND updated_at < ${before} AND NOT EXISTS (
      SELECT FROM graphile_worker.jobs j WHERE j.key = ${FETCH_KEY} || m.file_id::text AND j.attempts < j.max_attempts)
    ORDER BY updated_at, file_id LIMIT ${limit}`;
  for (const { file_id } of lost) {
    await addFetchJob(db, task, file_id);
  }
  return lost.length;
}

/** A key of its own: the job of the safe copy has the file's id as key. */
function addFetchJob(db: Db, task: string, fileId: string): Promise<void> {
  return addJob(db, task, { fileId, key: `${FETCH_KEY}${fileId}` });
}

async function addJob(db: Db, task: string, { fileId, key }: { fileId: string; key: string }): Promise<void> {
  const payload = JSON.stringify({ fileId });
  await db.$executeRaw`SELECT graphile_worker.add_job(${task}, ${payload}::json, job_key := ${key})`;
}
