import { createHash, randomBytes } from 'node:crypto';
import type { Sealer } from '../../domain/messages/sensitivity.ts';
import type { AuditActor, AuditEntry, AuditLog } from '../../domain/people/audit.ts';
import type { Run } from '../database.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

const SALT_BYTES = 16;
const SIDES = ['before', 'after'] as const;

/** The audit table, for changes that have no transaction of their own. */
export function createAuditLog(db: PrismaClient, sealer?: Pick<Sealer, 'seal'>): AuditLog {
  return {
    async append(entry) {
      await db.audit.create({ data: toAuditRow(entry, sealer), select: { id: true } });
    },
  };
}

/**
 * The row of an entry, to be written in the transaction of the change that it tells of.
 *
 * Personal values go beside it, each with a salt of its own, and health data only as ciphertext: without a sealer such an
 * entry throws. The database links the row to the chain when the transaction commits.
 */
export function toAuditRow(entry: AuditEntry, sealer?: Pick<Sealer, 'seal'>): Prisma.AuditCreateInput {
  const { at, actor, action, subject, personal } = entry;
  const apart = listApart(entry, sealer);
  const { contactId = '', sensitivity = 'normal' } = personal ?? {};
  const rows = apart.map(({ side, key, salt, stored }) => ({
    ...{ side, key, contactId, sensitivity, salt },
    value: stored,
  }));
  return {
    at,
    actorKind: actor.kind,
    actorId: actor.id,
    action,
    subject,
    ...toSide(entry, 'before', apart),
    ...toSide(entry, 'after', apart),
    ...(rows.length > 0 && { values: { create: rows } }),
  };
}

type Erasure = { readonly contactId: string; readonly actor: AuditActor; readonly at: Date };

/**
 * Destroys every personal value of a contact in the audit, and notes that it was done. Returns how many there were.
 *
 * To be run in the transaction of the erasure. The chain stays whole: it covers only hashes, whose salt is gone too.
 */
export async function eraseAuditValuesOf(run: Run, { contactId, actor, at }: Erasure): Promise<number> {
  return run(async (db) => {
    const [row] = await db.$queryRaw<{ erased: bigint }[]>`
      SELECT erase_audit_values(${contactId}::uuid) AS erased`;
    const erased = Number(row?.erased ?? 0n);
    const entry: AuditEntry = {
      at,
      actor,
      action: 'audit.values-erased',
      subject: `contact/${contactId}`,
      after: { values: erased },
    };
    await db.audit.create({ data: toAuditRow(entry), select: { id: true } });
    return erased;
  });
}

type Apart = {
  readonly side: 'before' | 'after';
  readonly key: string;
  readonly salt: string;
  readonly stored: string;
};

/** The personal values of an entry in the form in which they are stored. */
function listApart({ personal }: AuditEntry, sealer: Pick<Sealer, 'seal'> | undefined): readonly Apart[] {
  const isHealth = personal?.sensitivity === 'health';
  if (isHealth && !sealer) {
    throw new Error('Health data reaches the audit as ciphertext only');
  }
  return SIDES.flatMap((side) =>
    Object.entries(personal?.[side] ?? {}).map(([key, value]) => ({
      side,
      key,
      salt: randomBytes(SALT_BYTES).toString('hex'),
      stored: isHealth && sealer ? sealer.seal(value).sealed : JSON.stringify(value),
    })),
  );
}

/** The values of one side: what is plain, and the hash of what stands apart. */
function toSide(entry: AuditEntry, side: Apart['side'], apart: readonly Apart[]): object {
  const digests = apart
    .filter((one) => one.side === side)
    .map(({ key, salt, stored }) => [key, { digest: digestOf(salt, stored) }]);
  return entry[side] || digests.length > 0
    ? { [side]: { ...entry[side], ...Object.fromEntries(digests) } }
    : {};
}

function digestOf(salt: string, stored: string): string {
  return createHash('sha256').update(`${salt}\n${stored}`).digest('hex');
}
