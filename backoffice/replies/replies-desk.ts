import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import {
  approveReply,
  emptyReply,
  proposeReply,
  type ReplyStep,
  withdrawReply,
} from '../../domain/replies/reply.ts';
import type { ReplyChange, ReplyFacts, ReplyRepository } from '../../domain/replies/reply-repository.ts';
import type { ReplyBody, ReplyDetail } from '../contracts/replies.ts';
import { Refusal } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { readReply } from './read-replies.ts';

type Staff = StaffSession['staff'];

export type RepliesOptions = {
  readonly replies: ReplyRepository;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** Makes a reply with a first version that waits. Throws Refusal `reply-name-taken` or `too-many-replies`. */
export async function startReply(
  { name, topic = null, text }: ReplyBody,
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  const { replies, clock, newId } = options;
  const at = clock.now();
  const empty = emptyReply({ id: newId(), name, topic });
  const outcome = await replies.insert(
    proposed(proposeReply(empty, { id: newId(), text, by, at }), { by, at }),
  );
  if (outcome !== 'saved') {
    throw new Refusal(outcome === 'name-taken' ? 'reply-name-taken' : 'too-many-replies');
  }
  return readReply({ id: empty.id }, by, options);
}

/** Proposes another version of a reply. Throws Refusal `reply-not-found` and what the rule throws. */
export async function proposeVersion(
  { id, text }: { readonly id: string; readonly text: string },
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  const { replies, clock, newId } = options;
  const at = clock.now();
  const isThere = await replies.change(id, by.id, ({ reply }) =>
    proposed(proposeReply(reply, { id: newId(), text, by, at }), { by, at }),
  );
  return answer({ id, isThere }, by, options);
}

/** Changes how a reply is called. Throws Refusal `reply-not-found` or `reply-name-taken`. */
export async function renameReply(
  { id, name }: { readonly id: string; readonly name: string },
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  const at = options.clock.now();
  const outcome = await options.replies.rename(id, name, (before) => ({
    ...{ at, actor: { kind: 'staff', id: by.id }, action: 'reply.renamed', subject: `reply/${id}` },
    before: { replyName: before },
    after: { replyName: name },
  }));
  if (outcome === 'name-taken') {
    throw new Refusal('reply-name-taken');
  }
  return answer({ id, isThere: outcome === 'saved' }, by, options);
}

type Chosen = { readonly id: string; readonly number: number };

/** Puts a version that waits into use. Throws Refusal `reply-not-found` and what the rule throws. */
export async function approveVersion(
  { id, number }: Chosen,
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  const at = options.clock.now();
  const isThere = await options.replies.change(id, by.id, ({ reply, otherApprovers }: ReplyFacts) => {
    const step = approveReply(reply, number, { by, at, otherApprovers });
    return { ...step, audit: auditOf('reply.approved', step, { by, at }), notice: null };
  });
  return answer({ id, isThere }, by, options);
}

/** Takes a version out of use, or refuses one that waits. Throws Refusal `reply-not-found` and what the rule throws. */
export async function withdrawVersion(
  { id, number, reason }: Chosen & { readonly reason: string },
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  const at = options.clock.now();
  const isThere = await options.replies.change(id, by.id, ({ reply }) => {
    const step = withdrawReply(reply, number, { by, at, reason });
    return { ...step, audit: auditOf('reply.withdrawn', step, { by, at }), notice: null };
  });
  return answer({ id, isThere }, by, options);
}

function answer(
  { id, isThere }: { readonly id: string; readonly isThere: boolean },
  by: Staff,
  options: RepliesOptions,
): Promise<ReplyDetail> {
  if (!isThere) {
    throw new Refusal('reply-not-found');
  }
  return readReply({ id }, by, options);
}

type Hand = { readonly by: Staff; readonly at: Date };

/** Whoever may approve it is told that it waits. */
function proposed(step: ReplyStep, { by, at }: Hand): ReplyChange {
  return {
    ...step,
    audit: auditOf('reply.proposed', step, { by, at }),
    notice: {
      kind: 'reply-proposed',
      subject: step.version.id,
      at,
      to: 'replies:approve',
      exceptStaffId: by.id,
    },
  };
}

/** Which version it was and how it stands; its words and the reason stay beside the version, where nobody changes them. */
function auditOf(action: AuditAction, { reply, version }: ReplyStep, { by, at }: Hand): ReplyChange['audit'] {
  const isOwn = version.approval?.isOwn === true;
  return {
    at,
    actor: { kind: 'staff', id: by.id },
    action,
    subject: `reply/${reply.id}`,
    after: {
      replyVersion: version.number,
      ...(action === 'reply.approved' && isOwn && { approvedOwn: true }),
    },
  };
}
