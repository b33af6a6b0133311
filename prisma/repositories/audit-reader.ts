import { z } from 'zod';
import type { Sealer } from '../../domain/messages/sensitivity.ts';
import type { AuditFilter, AuditLine, AuditQuery, AuditReader } from '../../domain/people/audit-reader.ts';
import { Prisma } from '../generated/client.ts';
import { verifyAudit } from './audit-chain.ts';
import { toChanges } from './audit-changes.ts';

const ActorKind = z.enum(['staff', 'contact', 'system']);

type Row = {
  readonly id: bigint;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
};

/** The audit as colleagues read it. Health data is opened only for a query that says that its reader may. */
export function createAuditReader(db: Prisma.TransactionClient, sealer: Pick<Sealer, 'open'>): AuditReader {
  return {
    list: (query) => listLines(db, sealer, query),

    async listFacets() {
      const actions = await db.$queryRaw<{ action: string }[]>`
        WITH RECURSIVE known(action) AS (
          (SELECT a.action FROM audit a ORDER BY a.action LIMIT 1)
          UNION ALL
          SELECT (SELECT a.action FROM audit a WHERE a.action > k.action ORDER BY a.action LIMIT 1)
          FROM known k WHERE k.action IS NOT NULL)
        SELECT action FROM known WHERE action IS NOT NULL`;
      const staff = await db.$queryRaw<{ id: string; name: string }[]>`
        SELECT s.id, s.name FROM staff_user s
        WHERE EXISTS (SELECT FROM audit a WHERE a.actor_kind = 'staff' AND a.actor_id = s.id) ORDER BY s.name, s.id`;
      return { actions: actions.map(({ action }) => action), staff };
    },

    verify: () => verifyAudit(db),
  };
}

async function listLines(
  db: Prisma.TransactionClient,
  sealer: Pick<Sealer, 'open'>,
  { filter, after, limit, mayReadHealth }: AuditQuery,
): Promise<readonly AuditLine[]> {
  const conditions = conditionsOf(filter);
  if (after) {
    conditions.push(Prisma.sql`(a.at, a.id) < (${after.at}, ${BigInt(after.id)})`);
  }
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty;
  const rows = await db.$queryRaw<Row[]>`
    SELECT a.id, a.at, a.actor_kind AS "actorKind", a.actor_id AS "actorId", s.name AS "actorName",
      a.action, a.subject, a.before, a.after
    FROM audit a LEFT JOIN staff_user s ON a.actor_kind = 'staff' AND s.id = a.actor_id
    ${where} ORDER BY a.at DESC, a.id DESC LIMIT ${limit}`;
  const values = await db.auditValue.findMany({ where: { auditId: { in: rows.map(({ id }) => id) } } });
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at,
    actor: { kind: ActorKind.parse(row.actorKind), id: row.actorId, name: row.actorName },
    action: row.action,
    subject: row.subject,
    changes: toChanges(row, {
      values: values.filter(({ auditId }) => auditId === row.id),
      open: mayReadHealth ? (sealed) => sealer.open({ sealed }) : null,
    }),
  }));
}

function conditionsOf({ from, until, actor, action, subject }: AuditFilter): Prisma.Sql[] {
  return [
    from && Prisma.sql`a.at >= ${from}`,
    until && Prisma.sql`a.at < ${until}`,
    actor && Prisma.sql`a.actor_kind = ${actor.kind}`,
    actor?.id !== undefined && Prisma.sql`a.actor_id = ${actor.id}`,
    action !== undefined && Prisma.sql`a.action = ${action}`,
    subject !== undefined &&
      (subject.includes('/')
        ? Prisma.sql`a.subject = ${subject}`
        : Prisma.sql`starts_with(a.subject, ${`${subject}/`})`),
  ].filter((condition) => condition instanceof Prisma.Sql);
}
