import { z } from 'zod';
import type { AuditVerdict } from '../../domain/people/audit-reader.ts';
import type { Prisma } from '../generated/client.ts';

/** So many links are looked at by one statement, that none holds the database for long. */
const LINKS_AT_ONCE = 10_000;

const GENESIS = '0'.repeat(64);
const Reason = z.enum(['changed', 'missing', 'forked']);

/**
 * Walks the chain from its first link and names the first line that is not as it was written.
 *
 * It looks at what was committed when it began. Who may alter the whole table could make another chain: a head that
 * was written down elsewhere (each export says it) is what shows that.
 */
export async function verifyAudit(db: Prisma.TransactionClient): Promise<AuditVerdict> {
  const head = await db.auditHead.findUniqueOrThrow({ where: { id: 1 } });
  const links = Number(head.position);
  let previous = GENESIS;
  for (let from = 1; from <= links; from += LINKS_AT_ONCE) {
    const part = await checkPart(db, { from, to: Math.min(from + LINKS_AT_ONCE - 1, links), previous });
    if (typeof part !== 'string') {
      return part;
    }
    previous = part;
  }
  if (previous !== head.hash) {
    return { kind: 'broken', position: links, auditId: null, reason: 'cut' };
  }
  return (
    (await findUnlinked(db, links)) ??
    (await findChangedValue(db)) ?? { kind: 'whole', links, head: head.hash }
  );
}

type Part = { readonly from: number; readonly to: number; readonly previous: string };

/** The first broken link of a part, or the hash of its last one. */
async function checkPart(
  db: Prisma.TransactionClient,
  { from, to, previous }: Part,
): Promise<AuditVerdict | string> {
  const [found] = await db.$queryRaw<
    { at: bigint; auditId: bigint | null; hash: string | null; reason: string | null }[]
  >`
    SELECT link_position AS at, audit_id AS "auditId", link_hash AS hash, reason
    FROM check_audit_links(${BigInt(from)}::bigint, ${BigInt(to)}::bigint, ${previous})
    WHERE reason IS NOT NULL OR link_position = ${BigInt(to)}::bigint
    ORDER BY link_position LIMIT 1`;
  if (found && found.reason === null && found.hash !== null) {
    return found.hash;
  }
  return {
    kind: 'broken',
    position: Number(found?.at ?? from),
    auditId: found?.auditId ? String(found.auditId) : null,
    reason: Reason.catch('missing').parse(found?.reason),
  };
}

/** A line that came in while the triggers rested. */
async function findUnlinked(db: Prisma.TransactionClient, position: number): Promise<AuditVerdict | null> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM audit a WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.audit_id = a.id)
    ORDER BY a.id LIMIT 1`;
  return row ? { kind: 'broken', position, auditId: String(row.id), reason: 'unlinked' } : null;
}

/** A personal value that is there but is not what its line says. One that was erased is no break. */
async function findChangedValue(db: Prisma.TransactionClient): Promise<AuditVerdict | null> {
  const [row] = await db.$queryRaw<{ id: bigint; position: bigint }[]>`
    SELECT a.id, l.position FROM audit_value v JOIN audit a ON a.id = v.audit_id JOIN audit_link l ON l.audit_id = a.id
    WHERE encode(sha256(convert_to(v.salt || E'\n' || v.value, 'UTF8')), 'hex') IS DISTINCT FROM
      (CASE v.side WHEN 'before' THEN a.before ELSE a.after END) -> v.key ->> 'digest'
    ORDER BY l.position LIMIT 1`;
  return row
    ? { kind: 'broken', position: Number(row.position), auditId: String(row.id), reason: 'changed' }
    : null;
}
