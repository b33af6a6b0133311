import { z } from 'zod';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { PersonFile } from '../../domain/messages/file-store.ts';
import type { Run } from '../database.ts';
import type { File as FileRow } from '../generated/client.ts';

const Status = z.enum(['pending', 'ready', 'rejected']);

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
      const used = await run((db) =>
        db.file.aggregate({
          where: { conversationId, createdAt: { gte: since } },
          _count: true,
          _sum: { bytes: true },
        }),
      );
      return { files: used._count, bytes: used._sum.bytes ?? 0 };
    },
    markPrepared: async (id, status, preparedKey) => {
      await run((db) =>
        db.file.updateMany({ where: { id, status: 'pending' }, data: { status, preparedKey } }),
      );
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
  };
}

function toPersonFile({ sensitivity: _, ...row }: FileRow): PersonFile {
  return { ...row, status: Status.parse(row.status) };
}
