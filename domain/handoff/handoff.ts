import type { HandoffReason } from '../messages/conversation.ts';
import type { AuditEntry } from '../people/audit.ts';

/** How a conversation with people came to its end. */
export type HandoffEnd = 'ended' | 'given-back';

/**
 * The times of one conversation with people, from the asking to the end; a conversation has one at a time that is open.
 *
 * Bound to the transaction of the turn. What asks for one that is there already changes nothing, and what there is none
 * of is not changed.
 */
export type HandoffRepository = {
  readonly ask: (request: {
    readonly id: string;
    readonly conversationId: string;
    readonly reason: HandoffReason | 'taken';
    readonly at: Date;
  }) => Promise<void>;
  /** Only the first colleague who takes it counts as its beginning. */
  readonly take: (conversationId: string, staffId: string, at: Date) => Promise<void>;
  /** Only the first answer counts; a silence after it is told anew. */
  readonly answer: (conversationId: string, staffId: string, at: Date) => Promise<void>;
  /** The files that a colleague kept for an answer are the person's from here on. */
  readonly sendFiles: (fileIds: readonly string[], at: Date) => Promise<void>;
  /** Returns the id of what ended, or null when nothing was open. */
  readonly end: (
    conversationId: string,
    ending: { readonly how: HandoffEnd; readonly by: string; readonly at: Date },
  ) => Promise<string | null>;
  /**
   * Opens the last one again if a colleague ended it since then, as if it had never been ended; else nothing changes and it
   * is false. What was asked about it is not asked again.
   */
  readonly reopen: (conversationId: string, since: Date) => Promise<boolean>;
  /** It is now that team's; the last one counts. */
  readonly giveToTeam: (conversationId: string, teamId: string) => Promise<void>;
  /** What the rule decided about this wait has had its turn, whatever it came to. */
  readonly settleDeal: (conversationId: string, since: Date, at: Date) => Promise<void>;
  /** The person wants to be called; a later number replaces an earlier one. */
  readonly askForCall: (conversationId: string, phone: string, at: Date) => Promise<void>;
  /** Whether nobody's silence has been answered yet in this one: it is told once. */
  readonly tellUnanswered: (conversationId: string, at: Date) => Promise<boolean>;
  /** Writes what a colleague changed into the audit, with the change itself. */
  readonly record: (entry: AuditEntry) => Promise<void>;
  /** How many conversations have waited longer for a colleague. */
  readonly countAhead: (conversationId: string) => Promise<number>;
};
