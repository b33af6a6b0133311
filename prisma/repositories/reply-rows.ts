import { ReplyState, ReplyTopic, type ReplyVersion } from '../../domain/replies/reply.ts';
import type { ReplyItem } from '../../domain/replies/reply-repository.ts';
import type { Prisma } from '../generated/client.ts';

const NAMED = { select: { id: true, name: true } } as const;

/** What is read of a version. */
export const VERSION = {
  id: true,
  replyId: true,
  number: true,
  text: true,
  state: true,
  author: NAMED,
  proposedAt: true,
  approver: NAMED,
  approvedAt: true,
  withdrawer: NAMED,
  withdrawnAt: true,
  withdrawnReason: true,
} as const satisfies Prisma.ReplyVersionSelect;

/** What is read of a reply itself. */
export const REPLY = {
  id: true,
  name: true,
  topic: true,
  lastNumber: true,
  inUseNumber: true,
  waitingNumber: true,
  changedAt: true,
} as const satisfies Prisma.ReplySelect;

type VersionRow = Prisma.ReplyVersionGetPayload<{ select: typeof VERSION }>;
type ReplyRow = Prisma.ReplyGetPayload<{ select: typeof REPLY }>;

/** The replies that match, by name, with the versions of them that count. */
export async function readReplies(
  db: Prisma.TransactionClient,
  where: Prisma.ReplyWhereInput,
  limit = 1,
): Promise<readonly (ReplyItem & { readonly lastNumber: number })[]> {
  const rows = await db.reply.findMany({ where, select: REPLY, orderBy: { key: 'asc' }, take: limit });
  const places = rows.flatMap(({ id, inUseNumber, waitingNumber }) =>
    [inUseNumber, waitingNumber].flatMap((number) => (number === null ? [] : [{ replyId: id, number }])),
  );
  const versions = await db.replyVersion.findMany({
    where: { OR: places },
    select: VERSION,
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => toReply(row, versions));
}

/** A version as the rules know it. */
export function toReplyVersion(row: Omit<VersionRow, 'replyId'>): ReplyVersion {
  const { id, number, text, author, proposedAt } = row;
  const { approver, approvedAt, withdrawer, withdrawnAt, withdrawnReason } = row;
  return {
    ...{ id, number, text, author, proposedAt },
    state: ReplyState.parse(row.state),
    approval: approver && approvedAt && { by: approver, at: approvedAt, isOwn: approver.id === author.id },
    withdrawal: withdrawer &&
      withdrawnAt && { by: withdrawer, at: withdrawnAt, reason: withdrawnReason ?? '' },
  };
}

/** Makes the version, or writes down what became of it; its words stay as they are. */
export async function writeVersion(
  tx: Prisma.TransactionClient,
  replyId: string,
  { id, number, text, state, author, proposedAt, approval, withdrawal }: ReplyVersion,
): Promise<void> {
  const fate = {
    state,
    approverId: approval?.by.id ?? null,
    approvedAt: approval?.at ?? null,
    withdrawerId: withdrawal?.by.id ?? null,
    withdrawnAt: withdrawal?.at ?? null,
    withdrawnReason: withdrawal?.reason ?? null,
  };
  await tx.replyVersion.upsert({
    where: { id },
    create: { id, replyId, number, text, authorId: author.id, proposedAt, ...fate },
    update: fate,
    select: { id: true },
  });
}

function toReply(row: ReplyRow, versions: readonly VersionRow[]) {
  const { id, name, topic, lastNumber, inUseNumber, waitingNumber, changedAt } = row;
  const find = (number: number | null) => {
    const found = versions.find((one) => one.replyId === id && one.number === number);
    return found === undefined ? null : toReplyVersion(found);
  };
  return {
    ...{ id, name, lastNumber, changedAt },
    topic: topic === null ? null : (ReplyTopic.safeParse(topic).data ?? null),
    inUse: find(inUseNumber),
    waiting: find(waitingNumber),
  };
}
