import { z } from 'zod';

/**
 * Where the bytes of files live.
 *
 * `put` returns only when the bytes would survive a power cut, so that a row never names a file that is
 * not there. Keys are made by the store and safe in a path.
 */
export type FileStore = {
  readonly put: (bytes: AsyncIterable<Uint8Array> | Uint8Array) => Promise<StoredBytes>;
  /** The whole content, or null when there is none under that key. */
  readonly read: (key: string) => Promise<Uint8Array | null>;
  readonly remove: (key: string) => Promise<void>;
  /** Keys whose bytes were put before an instant, in no order; what no row names any more can so be found. */
  readonly listOlder: (before: Date) => AsyncIterable<string>;
};

export type StoredBytes = { readonly key: string; readonly bytes: number; readonly sha256: string };

/**
 * How far a file has come.
 *
 * `arriving`: the channel announced it and its bytes are not here; `pending`: the safe copy is still being made;
 * `rejected`: it could not be fetched or opened.
 */
export const FileStatus = z.enum(['arriving', 'pending', 'ready', 'rejected']);
export type FileStatus = z.infer<typeof FileStatus>;

/** True while a file may still become ready: whoever asks is told to come back. */
export function isOnItsWay(status: FileStatus): boolean {
  return status === 'arriving' || status === 'pending';
}

/** Why nobody will ever open a file. */
export const FileRejection = z.enum([
  'file-too-large',
  'file-type-not-accepted',
  'quota-exceeded',
  /** The bytes are here and are not what they say. */
  'file-broken',
  /** The bytes are not those that the sender's message names. */
  'file-altered',
  /** Neither the channel nor the sender's phone has it any more. */
  'file-gone',
  /** It was tried many times and never came. */
  'file-unreachable',
]);
export type FileRejection = z.infer<typeof FileRejection>;

/** A file that a person sent; the original is kept as it came, the safe copy is what staff open. */
export type PersonFile = {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly mimeType: string;
  /** While it is arriving: what the sender says. */
  readonly bytes: number;
  /** Null until the bytes are here, like `originalKey`. */
  readonly sha256: string | null;
  readonly status: FileStatus;
  readonly originalKey: string | null;
  readonly preparedKey: string | null;
  readonly createdAt: Date;
};
