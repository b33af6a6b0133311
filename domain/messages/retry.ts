import { z } from 'zod';
import { MAX_CRASHES, MAX_ERRORS } from './attempts.ts';

/** Where a message stands that waits for nothing any more. */
export const LedgerStatus = z.enum(['sent', 'delivered', 'read', 'failed', 'skipped', 'expired']);
export type LedgerStatus = z.infer<typeof LedgerStatus>;

/** Messages that never left, of which a person may have some tried again. */
export const DEAD_STATUSES = ['failed', 'skipped'] as const satisfies readonly LedgerStatus[];

/**
 * Whether something may be tried again. `superseded`: what came after it has left or was answered, and a conversation is
 * never told in another order; `ruled-out`: no try can change why it did not leave.
 */
export const RetryVerdict = z.enum(['allowed', 'nothing-to-do', 'expired', 'superseded', 'ruled-out']);
export type RetryVerdict = z.infer<typeof RetryVerdict>;

/** What decides whether a message may be tried again. */
export type DeadMessage = {
  readonly status: string;
  readonly reason: string | null;
  readonly expiresAt: Date | null;
  /** A later message of the same lane has left, or what it asks is not asked any more. */
  readonly isSuperseded: boolean;
};

/** The person said no, or nobody knows what the message is for: asking again is not for a colleague to decide. */
const RULED_OUT: ReadonlySet<string | null> = new Set(['never-wrote', 'no-purpose', 'no-consent']);

/**
 * Says whether a message that did not leave may be queued again. The sending rules are asked once more before it leaves,
 * so a message that is allowed here may still be held or skipped.
 */
export function judgeMessage(
  { status, reason, expiresAt, isSuperseded }: DeadMessage,
  now: Date,
): RetryVerdict {
  if (!DEAD_STATUSES.some((dead) => dead === status)) {
    return 'nothing-to-do';
  }
  if (status === 'skipped' && RULED_OUT.has(reason)) {
    return 'ruled-out';
  }
  if (expiresAt !== null && expiresAt <= now) {
    return 'expired';
  }
  return isSuperseded ? 'superseded' : 'allowed';
}

/** What decides whether an event may be answered after all. */
export type GivenUpEvent = {
  readonly attempts: number;
  readonly errors: number;
  /** Something that the person said later has been answered. */
  readonly isSuperseded: boolean;
};

/** Says whether what was kept for a person may go back to the assistant. */
export function judgeEvent({
  outcome,
  isSuperseded,
}: Pick<GivenUpEvent, 'isSuperseded'> & { readonly outcome: string | null }): RetryVerdict {
  if (outcome !== 'handed-to-human') {
    return 'nothing-to-do';
  }
  return isSuperseded ? 'superseded' : 'allowed';
}

/** Why an event was given up: it threw, it took the process with it, or it waited when a backup was made. */
export type GivenUpReason = 'errors' | 'crashes' | 'restored';

/** The reason that its counts tell. */
export function reasonOfGivenUp({
  attempts,
  errors,
}: Pick<GivenUpEvent, 'attempts' | 'errors'>): GivenUpReason {
  if (errors >= MAX_ERRORS) {
    return 'errors';
  }
  return attempts - 1 - errors >= MAX_CRASHES ? 'crashes' : 'restored';
}
