import type { FileStatus, PersonFile } from './file-store.ts';

/** The rows of people's files. A row names bytes only when they are safe in the FileStore. */
export type FileRepository = {
  readonly insert: (file: PersonFile) => Promise<void>;
  readonly findById: (id: string) => Promise<PersonFile | null>;
  /** How many files and bytes the person has sent since an instant; what a quota refused is not counted. */
  readonly usageSince: (
    conversationId: string,
    since: Date,
  ) => Promise<{ readonly files: number; readonly bytes: number }>;
  /**
   * Ends the preparation of a file once: nothing happens if it had ended already. A rejection leaves a notice in the
   * file's conversation.
   */
  readonly markPrepared: (id: string, status: FileStatus, preparedKey: string | null) => Promise<void>;
  /** Files whose preparation has not ended although they came before `since`. */
  readonly listPending: (since: Date, limit: number) => Promise<readonly string[]>;
  /** Of these keys, those that some row names. */
  readonly filterNamed: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
};
