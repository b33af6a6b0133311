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
};

export type StoredBytes = { readonly key: string; readonly bytes: number; readonly sha256: string };

/** `pending`: the safe copy is still being made; `rejected`: it could not be opened. */
export type FileStatus = 'pending' | 'ready' | 'rejected';

/** A file that a person sent; the original is kept as it came, the safe copy is what staff open. */
export type PersonFile = {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly status: FileStatus;
  readonly originalKey: string;
  readonly preparedKey: string | null;
  readonly createdAt: Date;
};
