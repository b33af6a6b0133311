import type { Attachment } from '../messages/content.ts';
import type { PersonFile } from '../messages/file-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a file may wait in a draft before it can no longer be sent. */
const SENDABLE_MS = DAY_MS;

/** A day more than it can be sent: an answer that has not had its turn still finds its files. */
const UNSENT_MS = 2 * DAY_MS;

/** How many files an answer may carry. */
export const MAX_ANSWER_FILES = 10;

/** A file that a colleague keeps for an answer in one conversation; `sentAt` is null until the turn of that answer. */
export type ColleagueFile = Attachment & {
  readonly conversationId: string;
  readonly staffId: string;
  readonly keptAt: Date;
  readonly sentAt: Date | null;
};

/** Where the files of colleagues stand. Implemented in `prisma/repositories/colleague-file.ts`. */
export type ColleagueFileRepository = {
  /** Writes the file and whose it is, together. */
  readonly insert: (file: PersonFile, staffId: string) => Promise<void>;
  /** Of these ids those that a colleague keeps, in no order. */
  readonly list: (fileIds: readonly string[]) => Promise<readonly ColleagueFile[]>;
  /** How many files and bytes colleagues have kept for a conversation since an instant. */
  readonly usageSince: (
    conversationId: string,
    since: Date,
  ) => Promise<{ readonly files: number; readonly bytes: number }>;
  /** Forgets what was kept before `before` and never sent, at most `limit` of them; returns how many. */
  readonly removeUnsent: (before: Date, limit: number) => Promise<number>;
};

/** Where an answer is, whose it is, and when. */
export type Sending = { readonly conversationId: string; readonly staffId: string; readonly now: Date };

/**
 * Whether an answer may carry a file: one that its own author keeps for that conversation, since a day at most.
 *
 * What was sent may be named again, so that an answer which is sent twice stays the same answer.
 */
export function isSendable(file: ColleagueFile, { conversationId, staffId, now }: Sending): boolean {
  const isTheirs = file.conversationId === conversationId && file.staffId === staffId;
  return isTheirs && (file.sentAt !== null || now.getTime() - file.keptAt.getTime() <= SENDABLE_MS);
}

/** What was kept before this instant and not sent is forgotten. */
export function unsentBefore(now: Date): Date {
  return new Date(now.getTime() - UNSENT_MS);
}
