import { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { Colleague } from '../handoff/colleague-act.ts';
import { hasPermission } from '../people/permissions.ts';
import type { StaffRole } from '../people/roles.ts';
import { assertReplyText } from './reply-text.ts';

/** What a saved reply is about: the topics that the assistant offers. */
export const ReplyTopic = z.enum([
  'filing',
  'peticion',
  'queja',
  'reclamo',
  'recurso',
  'denuncia',
  'sugerencia',
  'felicitacion',
  'status',
  'failure',
  'interventions',
  'payment',
  'hours',
  'invoice',
  'health',
  'rights',
  'optOut',
  'person',
]);
export type ReplyTopic = z.infer<typeof ReplyTopic>;

/** What became of a version: it waits for a second pair of eyes, it may be used, or it may not. */
export const ReplyState = z.enum(['proposed', 'approved', 'withdrawn']);
export type ReplyState = z.infer<typeof ReplyState>;

/** One version of a saved reply. Its text never changes: who wants another text proposes another version. */
export type ReplyVersion = {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly state: ReplyState;
  readonly author: Colleague;
  readonly proposedAt: Date;
  /** `isOwn`: by its author, because nobody else could. */
  readonly approval: { readonly by: Colleague; readonly at: Date; readonly isOwn: boolean } | null;
  readonly withdrawal: { readonly by: Colleague; readonly at: Date; readonly reason: string } | null;
};

/**
 * The same answer for the same matter (unicidad de criterio), with what of it counts at this moment.
 *
 * `inUse` is the version that was approved last, unless it was withdrawn: an earlier one does not come back by itself.
 */
export type Reply = {
  readonly id: string;
  readonly name: string;
  readonly topic: ReplyTopic | null;
  readonly lastNumber: number;
  readonly inUse: ReplyVersion | null;
  /** One at a time, so that whoever approves knows what it will replace. */
  readonly waiting: ReplyVersion | null;
};

/** What a rule came to: the reply as it is then, and the version that was made or changed. */
export type ReplyStep = { readonly reply: Reply; readonly version: ReplyVersion };

type Actor = Colleague & { readonly role: StaffRole };
type Proposal = { readonly id: string; readonly text: string; readonly by: Actor; readonly at: Date };

/** A reply of that name with nothing in it yet. */
export function emptyReply(named: Pick<Reply, 'id' | 'name' | 'topic'>): Reply {
  return { ...named, lastNumber: 0, inUse: null, waiting: null };
}

/**
 * Puts a new version beside what is in use; nothing changes for anybody until it is approved.
 *
 * Throws DomainError `forbidden`, `reply-variable-unknown`, or `reply-waiting` while another version waits.
 */
export function proposeReply(reply: Reply, { id, text, by, at }: Proposal): ReplyStep {
  assertMay(hasPermission(by.role, 'conversations:work'));
  assertReplyText(text);
  if (reply.waiting !== null) {
    throw new DomainError('reply-waiting');
  }
  const version: ReplyVersion = {
    ...{ id, number: reply.lastNumber + 1, text, state: 'proposed' },
    ...{ author: colleagueOf(by), proposedAt: at, approval: null, withdrawal: null },
  };
  return { reply: { ...reply, lastNumber: version.number, waiting: version }, version };
}

/**
 * Whether somebody may approve a version. Nobody approves their own words, so that two people stand behind each answer.
 *
 * The one exception keeps a utility of one person working: an administrator without anybody else who could approve it.
 */
export function mayApproveReply(
  { author }: Pick<ReplyVersion, 'author'>,
  by: Pick<Actor, 'id' | 'role'>,
  otherApprovers: number,
): boolean {
  const isOwn = author.id === by.id;
  return (
    hasPermission(by.role, 'replies:approve') && (!isOwn || (by.role === 'admin' && otherApprovers === 0))
  );
}

type Approval = { readonly by: Actor; readonly at: Date; readonly otherApprovers: number };

/**
 * Puts the version that waits into use, in the place of the one before.
 *
 * Throws DomainError `forbidden`, `reply-own-version`, or `reply-decided` when that version does not wait.
 */
export function approveReply(reply: Reply, number: number, { by, at, otherApprovers }: Approval): ReplyStep {
  assertMay(hasPermission(by.role, 'replies:approve'));
  const { waiting } = reply;
  if (waiting?.number !== number) {
    throw new DomainError('reply-decided');
  }
  if (!mayApproveReply(waiting, by, otherApprovers)) {
    throw new DomainError('reply-own-version');
  }
  const approval = { by: colleagueOf(by), at, isOwn: waiting.author.id === by.id };
  const version: ReplyVersion = { ...waiting, state: 'approved', approval };
  return { reply: { ...reply, inUse: version, waiting: null }, version };
}

/** Whether somebody may withdraw a version: whoever approves, or the author while it waits. */
export function mayWithdrawReply(
  { author, state }: Pick<ReplyVersion, 'author' | 'state'>,
  by: Pick<Actor, 'id' | 'role'>,
): boolean {
  const isOwnProposal = state === 'proposed' && author.id === by.id;
  return (
    hasPermission(by.role, 'replies:approve') ||
    (isOwnProposal && hasPermission(by.role, 'conversations:work'))
  );
}

type Withdrawal = { readonly by: Actor; readonly at: Date; readonly reason: string };

/**
 * Takes the version that waits, or the one in use, out of use; the reason stays beside it.
 *
 * Throws DomainError `forbidden`, or `reply-decided` when it is neither.
 */
export function withdrawReply(reply: Reply, number: number, { by, at, reason }: Withdrawal): ReplyStep {
  const { inUse, waiting } = reply;
  const found = [inUse, waiting].find((one) => one?.number === number);
  if (!found) {
    throw new DomainError('reply-decided');
  }
  assertMay(mayWithdrawReply(found, by));
  const withdrawal = { by: colleagueOf(by), at, reason };
  const version: ReplyVersion = { ...found, state: 'withdrawn', withdrawal };
  return {
    reply: {
      ...reply,
      inUse: found === inUse ? null : inUse,
      waiting: found === waiting ? null : waiting,
    },
    version,
  };
}

/** Whether somebody may change how a reply is called: what is in use is found under it, so whoever approves. */
export function mayRenameReply({ role }: Pick<Actor, 'role'>): boolean {
  return hasPermission(role, 'replies:approve');
}

function colleagueOf({ id, name }: Actor): Colleague {
  return { id, name };
}

function assertMay(may: boolean): void {
  if (!may) {
    throw new DomainError('forbidden');
  }
}
