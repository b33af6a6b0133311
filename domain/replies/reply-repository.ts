import type { Notice } from '../notifications/notification.ts';
import type { AuditEntry } from '../people/audit.ts';
import type { Reply, ReplyState, ReplyStep, ReplyVersion } from './reply.ts';

/** The most replies that are in use or wait at once. */
export const MAX_REPLIES = 500;

/** The replies with a version in use, with one that waits, or with neither. */
export type ReplyView = 'in-use' | 'waiting' | 'withdrawn';

export type ReplyQuery = {
  readonly view: ReplyView;
  /** Words of the name; each must be in it, whatever its accents and capitals. */
  readonly words: string;
  /** The last reply that the page before ended with. */
  readonly after: string | null;
  readonly limit: number;
};

/** A reply as a row of the list. */
export type ReplyItem = Pick<Reply, 'id' | 'name' | 'topic' | 'inUse' | 'waiting'> & {
  readonly changedAt: Date;
};

/** What goes into the same transaction as the change. */
export type ReplyEffects = { readonly audit: AuditEntry; readonly notice: Notice | null };

export type ReplyChange = ReplyStep & ReplyEffects;

/** What must be known to change a reply, read while nobody else can change it. */
export type ReplyFacts = {
  readonly reply: Reply;
  /** Active colleagues, but for who asks, who could approve a version. */
  readonly otherApprovers: number;
};

/** The saved replies of the utility that is served. */
export type ReplyRepository = {
  /** By name. `hasMore`: the last one is not the end. */
  readonly list: (
    query: ReplyQuery,
  ) => Promise<{ readonly items: readonly ReplyItem[]; readonly hasMore: boolean }>;
  readonly find: (id: string) => Promise<Reply | null>;
  /** The versions with a lower number than `before`, the newest first; at most `limit`. */
  readonly listVersions: (query: {
    readonly replyId: string;
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<readonly ReplyVersion[]>;
  readonly findVersion: (versionId: string) => Promise<{
    readonly replyId: string;
    readonly name: string;
    readonly number: number;
    readonly text: string;
    readonly state: ReplyState;
    readonly isInUse: boolean;
  } | null>;
  /** Active colleagues, but for this one, who could approve a version. */
  readonly countOtherApprovers: (staffId: string) => Promise<number>;
  /** How often an answer that was sent began with each version; what holds health matters is not counted. */
  readonly countUses: (versionIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly insert: (change: ReplyChange) => Promise<'saved' | 'name-taken' | 'too-many'>;
  /**
   * Reads the facts under a lock, asks what to write, and writes it with its effects.
   *
   * False when there is no such reply. Nothing is written when `decide` throws.
   */
  readonly change: (
    id: string,
    staffId: string,
    decide: (facts: ReplyFacts) => ReplyChange,
  ) => Promise<boolean>;
  /** Changes a name that no other reply has; `toAudit` is given the name before. The same name again changes nothing. */
  readonly rename: (
    id: string,
    name: string,
    toAudit: (before: string) => AuditEntry,
  ) => Promise<'saved' | 'gone' | 'name-taken'>;
  /** The radicados filed in a conversation, at most two; none of a health matter unless asked for. */
  readonly listRadicados: (conversationId: string, withHealth: boolean) => Promise<readonly string[]>;
};
