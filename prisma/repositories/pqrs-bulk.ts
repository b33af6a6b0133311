import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import type { BulkState, PqrsBulk } from '../../domain/pqrs/bulk.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';

/** Each change has its own line of audit, and five hundred take a moment. */
const TIMEOUT_MS = 20_000;

type Row = {
  readonly radicado: string;
  readonly version: number;
  readonly sensitivity: string;
  readonly reviewed_at: Date | null;
};

/** Many PQRS at once, in PostgreSQL. */
export function createPqrsBulk(db: PrismaClient): PqrsBulk {
  return {
    read: (radicados) => readStates(db, radicados, Prisma.empty),
    apply: ({ radicados, action, staffId, at, decide }) =>
      db.$transaction(
        async (tx) => {
          // In one order, so that two colleagues who choose the same rows wait for each other and never for ever.
          const { radicados: chosen, audits } = decide(
            await readStates(tx, radicados, Prisma.sql`FOR NO KEY UPDATE`),
          );
          const isReviewed = action === 'mark-reviewed';
          await tx.pqrs.updateMany({
            where: { radicado: { in: [...chosen] } },
            data: { reviewedAt: isReviewed ? at : null, reviewedBy: isReviewed ? staffId : null },
          });
          for (const entry of audits) {
            await tx.audit.create({ data: toAuditRow(entry), select: { id: true } });
          }
        },
        { timeout: TIMEOUT_MS },
      ),
  };
}

async function readStates(
  db: Prisma.TransactionClient,
  radicados: readonly string[],
  lock: Prisma.Sql,
): Promise<readonly BulkState[]> {
  const rows = await db.$queryRaw<readonly Row[]>`
    SELECT radicado, version, sensitivity, reviewed_at FROM pqrs WHERE radicado = ANY(${[...radicados]})
    ORDER BY radicado ${lock}`;
  return rows.map(({ radicado, version, sensitivity, reviewed_at }) => ({
    radicado,
    version,
    sensitivity: Sensitivity.parse(sensitivity),
    isReviewed: reviewed_at !== null,
  }));
}
