import { hasPermission } from '../../domain/people/permissions.ts';
import {
  mayApproveReply,
  mayRenameReply,
  mayWithdrawReply,
  type Reply,
  type ReplyVersion,
} from '../../domain/replies/reply.ts';
import type { ReplyRepository, ReplyItem as StoredItem } from '../../domain/replies/reply-repository.ts';
import type {
  ReplyDetail,
  ReplyItem,
  ReplyList,
  ReplySearchBody,
  ReplyVersionView,
} from '../contracts/replies.ts';
import { Refusal } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';

type Reader = Pick<StaffSession['staff'], 'id' | 'role'>;
type Source = { readonly replies: ReplyRepository };

/** Versions of a reply that are shown at once. */
const PART_VERSIONS = 20;

/** How much of a text a row shows. */
const SNIPPET_CHARACTERS = 140;

/** One page of the replies by name. */
export async function readReplies(
  { view = 'in-use', words = '', after = null, limit = 50 }: ReplySearchBody,
  { replies }: Source,
): Promise<ReplyList> {
  const { items, hasMore } = await replies.list({ view, words, after, limit });
  return { items: items.map(toItem), nextAfter: hasMore ? (items.at(-1)?.id ?? null) : null };
}

type Asked = { readonly id: string; readonly before?: number | undefined };

/** One reply with its versions. Throws Refusal `reply-not-found`. */
export async function readReply(
  { id, before }: Asked,
  reader: Reader,
  { replies }: Source,
): Promise<ReplyDetail> {
  const reply = await replies.find(id);
  if (reply === null) {
    throw new Refusal('reply-not-found');
  }
  const versions = await replies.listVersions({ replyId: id, before: before ?? null, limit: PART_VERSIONS });
  const [uses, otherApprovers] = await Promise.all([
    replies.countUses(versions.map((version) => version.id)),
    replies.countOtherApprovers(reader.id),
  ]);
  const last = versions.at(-1)?.number ?? 1;
  return {
    id,
    name: reply.name,
    topic: reply.topic,
    versions: versions.map((version) => ({
      ...toVersion(version),
      inUse: reply.inUse?.id === version.id,
      uses: uses.get(version.id) ?? 0,
      possible: possibleWith(version, reply, { reader, otherApprovers }),
    })),
    earlierBefore: last > 1 ? last : null,
    mayRename: mayRenameReply(reader),
    mayPropose: reply.waiting === null && hasPermission(reader.role, 'conversations:work'),
  };
}

type Circumstances = { readonly reader: Reader; readonly otherApprovers: number };

function possibleWith(
  version: ReplyVersion,
  { inUse, waiting }: Reply,
  { reader, otherApprovers }: Circumstances,
): ReplyVersionView['possible'] {
  const isWaiting = waiting?.id === version.id;
  if (!isWaiting && inUse?.id !== version.id) {
    return [];
  }
  const mayApprove = mayApproveReply(version, reader, otherApprovers);
  return [
    ...(isWaiting && mayApprove ? (['approve'] as const) : []),
    ...(isWaiting && !mayApprove ? (['others'] as const) : []),
    ...(mayWithdrawReply(version, reader) ? (['withdraw'] as const) : []),
  ];
}

function toVersion({ id, number, text, state, author, proposedAt, approval, withdrawal }: ReplyVersion) {
  return {
    ...{ id, number, text, state },
    author: author.name,
    proposedAt: proposedAt.toISOString(),
    approval: approval && { by: approval.by.name, at: approval.at.toISOString(), own: approval.isOwn },
    withdrawal: withdrawal && {
      by: withdrawal.by.name,
      at: withdrawal.at.toISOString(),
      reason: withdrawal.reason,
    },
  };
}

function toItem({ id, name, topic, inUse, waiting, changedAt }: StoredItem): ReplyItem {
  return {
    ...{ id, name, topic },
    inUse: inUse && { versionId: inUse.id, number: inUse.number },
    waiting: waiting && { versionId: waiting.id, number: waiting.number },
    snippet: snippetOf((inUse ?? waiting)?.text ?? ''),
    changedAt: changedAt.toISOString(),
  };
}

function snippetOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SNIPPET_CHARACTERS ? `${line.slice(0, SNIPPET_CHARACTERS - 1)}…` : line;
}
