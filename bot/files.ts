import type { Attachment } from '../domain/messages/content.ts';
import type { PersonFile } from '../domain/messages/file-store.ts';

/** Takes in and hands out the files of people. */
export type Files = {
  /**
   * Keeps an upload and returns what a message may carry.
   *
   * Throws DomainError `file-too-large`, `file-type-not-accepted`, `file-broken` or `quota-exceeded`; nothing
   * is kept then. The type is decided by the bytes, never by the sender's word.
   */
  readonly keep: (upload: {
    readonly conversationId: string;
    readonly name: string;
    readonly bytes: Uint8Array;
  }) => Promise<Attachment>;
  readonly findById: (id: string) => Promise<PersonFile | null>;
  /** The safe copy if there is one, else the original (documents and audio); null when the bytes are gone. */
  readonly read: (file: PersonFile) => Promise<Uint8Array | null>;
};
