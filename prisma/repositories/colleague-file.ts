import type { ColleagueFile, ColleagueFileRepository } from '../../domain/handoff/colleague-file.ts';
import { FileStatus, isOnItsWay } from '../../domain/messages/file-store.ts';
import type { Run } from '../database.ts';
import { Prisma } from '../generated/client.ts';

const KEPT = {
  fileId: true,
  staffId: true,
  keptAt: true,
  sentAt: true,
  file: { select: { conversationId: true, name: true, mimeType: true, bytes: true, status: true } },
} as const satisfies Prisma.ColleagueFileSelect;

type Usage = { readonly files: number; readonly bytes: number };

/** The files that colleagues keep for their answers: rows of `file` like those of people, with whose they are. */
export function createColleagueFileRepository({
  run,
  transaction,
}: {
  readonly run: Run;
  readonly transaction: Run;
}): ColleagueFileRepository {
  return {
    insert: (file, staffId) =>
      transaction(async (db) => {
        await db.file.create({ data: file });
        await db.colleagueFile.create({ data: { fileId: file.id, staffId, keptAt: file.createdAt } });
      }),
    list: async (fileIds) => {
      const where = { fileId: { in: [...fileIds] } };
      const rows = await run((db) =>
        db.colleagueFile.findMany({ where, select: KEPT, orderBy: { fileId: 'asc' } }),
      );
      return rows.flatMap((row) => toColleagueFile(row) ?? []);
    },
    usageSince: async (conversationId, since) => {
      const [used] = await run(
        (db) => db.$queryRaw<Usage[]>`
          SELECT count(*)::int AS files, coalesce(sum(f.bytes), 0)::float8 AS bytes
          FROM file f JOIN colleague_file c ON c.file_id = f.id
          WHERE f.conversation_id = ${conversationId}::uuid AND f.created_at >= ${since}`,
      );
      return { files: used?.files ?? 0, bytes: used?.bytes ?? 0 };
    },
    removeUnsent: (before, limit) => run((db) => db.$executeRaw(unsentStatement(before, limit))),
  };
}

/** What was kept before an instant and not sent, with its file; what became the annex of a PQRS stays with it. */
function unsentStatement(before: Date, limit: number): Prisma.Sql {
  return Prisma.sql`
    DELETE FROM file WHERE id IN (
      SELECT c.file_id FROM colleague_file c WHERE c.sent_at IS NULL AND c.kept_at < ${before}
        AND NOT EXISTS (SELECT FROM pqrs_annex a WHERE a.file_id = c.file_id)
      ORDER BY c.kept_at LIMIT ${limit})`;
}

/** A file whose bytes were erased with its person can be sent no more. */
function toColleagueFile({
  file,
  ...kept
}: Prisma.ColleagueFileGetPayload<{ select: typeof KEPT }>): ColleagueFile | null {
  const { status: stored, ...rest } = file;
  const status = FileStatus.parse(stored);
  return status === 'rejected' ? null : { ...kept, ...rest, pending: isOnItsWay(status) };
}
