import { placeKeyOf } from '../../domain/entity/place-key.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import {
  MAX_REPLIES,
  type ReplyChange,
  type ReplyQuery,
  type ReplyRepository,
  type ReplyView,
} from '../../domain/replies/reply-repository.ts';
import type { PrismaClient } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { notify } from './notification.ts';
import { REPLY, readReplies, toReplyVersion, VERSION, writeVersion } from './reply-rows.ts';

const APPROVERS = StaffRole.options.filter((role) => hasPermission(role, 'replies:approve'));

const STANDING: Readonly<Record<ReplyView, Prisma.ReplyWhereInput>> = {
  'in-use': { inUseNumber: { not: null } },
  waiting: { waitingNumber: { not: null } },
  withdrawn: { inUseNumber: null, waitingNumber: null },
};

/** The saved replies of one utility in PostgreSQL. Changes of one reply happen one after the other. */
export function createReplyRepository(db: PrismaClient, entitySlug: string): ReplyRepository {
  return {
    ...readsOf(db, entitySlug),

    insert: (change) => db.$transaction((tx) => insert(tx, change, entitySlug)),

    change: (id, staffId, decide) =>
      db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM reply WHERE id = ${id}::uuid FOR UPDATE`;
        const [reply] = await readReplies(tx, { id, entitySlug });
        if (reply === undefined) {
          return false;
        }
        const change = decide({ reply, otherApprovers: await countOtherApprovers(tx, staffId) });
        await write(tx, change);
        return true;
      }),

    rename: (id, name, toAudit) =>
      db.$transaction((tx) => rename(tx, { where: { id, entitySlug }, name, toAudit })),
  };
}

function readsOf(
  db: PrismaClient,
  entitySlug: string,
): Omit<ReplyRepository, 'insert' | 'change' | 'rename'> {
  return {
    list: (query) => listReplies(db, entitySlug, query),

    async find(id) {
      const [reply] = await readReplies(db, { id, entitySlug });
      return reply ?? null;
    },

    async listVersions({ replyId, before, limit }) {
      const rows = await db.replyVersion.findMany({
        where: { replyId, reply: { entitySlug }, ...(before !== null && { number: { lt: before } }) },
        select: VERSION,
        orderBy: { number: 'desc' },
        take: limit,
      });
      return rows.map(toReplyVersion);
    },

    async findVersion(versionId) {
      const row = await db.replyVersion.findFirst({
        where: { id: versionId, reply: { entitySlug } },
        select: { ...VERSION, reply: { select: REPLY } },
        orderBy: { id: 'asc' },
      });
      if (row === null) {
        return null;
      }
      const { number, text, state } = toReplyVersion(row);
      const { id: replyId, name, inUseNumber } = row.reply;
      return { replyId, name, number, text, state, isInUse: inUseNumber === number };
    },

    countOtherApprovers: (staffId) => countOtherApprovers(db, staffId),
    countUses: (versionIds) => countUses(db, versionIds),

    async listRadicados(conversationId, withHealth) {
      const rows = await db.pqrs.findMany({
        where: { conversationId, ...(!withHealth && { sensitivity: 'normal' }) },
        select: { radicado: true },
        orderBy: { radicado: 'desc' },
        take: 2,
      });
      return rows.map(({ radicado }) => radicado);
    },
  };
}

async function listReplies(
  db: PrismaClient,
  entitySlug: string,
  { view, words, after, limit }: ReplyQuery,
): ReturnType<ReplyRepository['list']> {
  const last = after === null ? null : await findKey(db, after);
  const where: Prisma.ReplyWhereInput = {
    entitySlug,
    ...STANDING[view],
    AND: wordsOf(words).map((word) => ({ key: { contains: word } })),
    ...(last !== null && { key: { gt: last } }),
  };
  const found = await readReplies(db, where, limit + 1);
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

function wordsOf(text: string): readonly string[] {
  return placeKeyOf(text)
    .split(' ')
    .filter((word) => word !== '');
}

async function findKey(db: Prisma.TransactionClient, id: string): Promise<string | null> {
  const row = await db.reply.findUnique({ where: { id }, select: { key: true } });
  return row?.key ?? null;
}

/** Whoever was invited and has not come yet could not approve anything. */
function countOtherApprovers(db: Prisma.TransactionClient, staffId: string): Promise<number> {
  return db.staffUser.count({
    where: { id: { not: staffId }, role: { in: APPROVERS }, deactivatedAt: null, accounts: { some: {} } },
  });
}

/** How often answers that were sent began with each of these versions; along the index of such answers. */
export function usesStatement(versionIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT content #>> '{act,reply}' AS version, count(*) AS uses FROM event
    WHERE kind = 'colleague' AND content #>> '{act,reply}' IS NOT NULL
      AND content #>> '{act,reply}' = ANY(${[...versionIds]}) AND outcome = 'applied'
    GROUP BY 1`;
}

async function countUses(
  db: Prisma.TransactionClient,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ version: string; uses: bigint }[]>(usesStatement(versionIds));
  return new Map(rows.map(({ version, uses }) => [version, Number(uses)]));
}

async function insert(
  tx: Prisma.TransactionClient,
  change: ReplyChange,
  entitySlug: string,
): ReturnType<ReplyRepository['insert']> {
  // Two that are made at the same time are counted one after the other.
  await tx.$queryRaw`SELECT slug FROM entity WHERE slug = ${entitySlug} FOR NO KEY UPDATE`;
  const isAlive = { OR: [{ inUseNumber: { not: null } }, { waitingNumber: { not: null } }] };
  if ((await tx.reply.count({ where: { entitySlug, ...isAlive } })) >= MAX_REPLIES) {
    return 'too-many';
  }
  const { id, name, topic } = change.reply;
  const { at } = change.audit;
  const row = {
    id,
    entitySlug,
    name,
    key: placeKeyOf(name),
    topic,
    lastNumber: 0,
    createdAt: at,
    changedAt: at,
  };
  const { count } = await tx.reply.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) {
    return 'name-taken';
  }
  await write(tx, change);
  return 'saved';
}

type Renaming = {
  readonly where: { readonly id: string; readonly entitySlug: string };
  readonly name: string;
  readonly toAudit: Parameters<ReplyRepository['rename']>[2];
};

async function rename(
  tx: Prisma.TransactionClient,
  { where, name, toAudit }: Renaming,
): ReturnType<ReplyRepository['rename']> {
  const { id, entitySlug } = where;
  // Of two that want one name at the same time the second finds it taken.
  await tx.$queryRaw`SELECT slug FROM entity WHERE slug = ${entitySlug} FOR NO KEY UPDATE`;
  const found = await tx.reply.findUnique({ where, select: { name: true } });
  if (found === null || found.name === name) {
    return found === null ? 'gone' : 'saved';
  }
  const key = placeKeyOf(name);
  if ((await tx.reply.count({ where: { entitySlug, key, id: { not: id } } })) > 0) {
    return 'name-taken';
  }
  const audit = toAudit(found.name);
  await tx.reply.update({ where: { id }, data: { name, key, changedAt: audit.at }, select: { id: true } });
  await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
  return 'saved';
}

async function write(
  tx: Prisma.TransactionClient,
  { reply, version, audit, notice }: ReplyChange,
): Promise<void> {
  await writeVersion(tx, reply.id, version);
  await tx.reply.update({
    where: { id: reply.id },
    data: {
      lastNumber: reply.lastNumber,
      inUseNumber: reply.inUse?.number ?? null,
      waitingNumber: reply.waiting?.number ?? null,
      changedAt: audit.at,
    },
    select: { id: true },
  });
  await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
  if (notice !== null) {
    await notify(tx, notice);
  }
}
