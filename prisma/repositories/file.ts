import type { FileRepository } from '../../domain/messages/file-repository.ts';
import { FileStatus, type PersonFile } from '../../domain/messages/file-store.ts';
import type { Run } from '../database.ts';
import type { File as FileRow } from '../generated/client.ts';
import { storeFileNotice } from './file-notice.ts';

type Usage = { readonly files: number; readonly bytes: number };

/**
 * The rows of people's files.
 *
 * `onPending` is called in the transaction that writes a row to be prepared, so that its job exists if and
 * only if the row does.
 */
export function createFileRepository(
  { run, transaction }: { run: Run; transaction: Run },
  onPending: (db: Parameters<Parameters<Run>[0]>[0], fileId: string) => Promise<void>,
): FileRepository {
  return {
    insert: (file) =>
      transaction(async (db) => {
        await db.file.create({ data: file });
        if (file.status === 'pending') {
          await onPending(db, file.id);
        }
      }),
    findById: async (id) => {
      const row = await run((db) => db.file.findUnique({ where: { id } }));
      return row && toPersonFile(row);
    },
    usageSince: async (conversationId, since) => {
      const [used] = await run(
        (db) => db.$queryRaw<Usage[]>`
          SELECT count(*)::int AS files,
            coalesce(sum(bytes) FILTER (WHERE status <> 'rejected' OR original_key IS NOT NULL), 0)::float8 AS bytes
          FROM file WHERE conversation_id = ${conversationId}::uuid AND created_at >= ${since}
            AND rejection IS DISTINCT FROM 'quota-exceeded'
            AND NOT EXISTS (SELECT FROM colleague_file c WHERE c.file_id = file.id)`,
      );
      return { files: used?.files ?? 0, bytes: used?.bytes ?? 0 };
    },
    markPrepared: async (id, status, preparedKey) => {
      const rejection = status === 'rejected' ? 'file-broken' : null;
      await transaction(async (db) => {
        const data = { status, preparedKey, rejection };
        const { count } = await db.file.updateMany({ where: { id, status: 'pending' }, data });
        if (count > 0 && rejection !== null) {
          await storeFileNotice(db, id);
        }
      });
    },
    listPending: async (since, limit) => {
      const rows = await run((db) =>
        db.file.findMany({
          where: { status: 'pending', createdAt: { lte: since } },
          select: { id: true },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: limit,
        }),
      );
      return rows.map((row) => row.id);
    },
    filterNamed: async (keys) => {
      const among = { in: [...keys] };
      const rows = await run((db) =>
        db.file.findMany({
          where: { OR: [{ originalKey: among }, { preparedKey: among }] },
          select: { originalKey: true, preparedKey: true },
        }),
      );
      return new Set(rows.flatMap((row) => [row.originalKey, row.preparedKey]).filter((key) => key !== null));
    },
  };
}

/** The file of a row, parsed. */
export function toPersonFile({ sensitivity: _, rejection: __, ...row }: FileRow): PersonFile {
  return { ...row, status: FileStatus.parse(row.status) };
}
