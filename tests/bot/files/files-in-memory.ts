import { createHash, randomUUID } from 'node:crypto';
import type { FileRepository } from '../../../domain/messages/file-repository.ts';
import type { FileStore, PersonFile } from '../../../domain/messages/file-store.ts';

/** Files that live as long as a test: the rows and the bytes. */
export function filesInMemory() {
  const rows = new Map<string, PersonFile>();
  const contents = new Map<string, Uint8Array>();
  /** When bytes were put; those that are not here are as old as can be. */
  const putAt = new Map<string, Date>();
  const store: FileStore = {
    async put(bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) {
        pieces.push(piece);
      }
      const whole = Buffer.concat(pieces);
      const key = randomUUID();
      contents.set(key, whole);
      return { key, bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') };
    },
    read: async (key) => contents.get(key) ?? null,
    remove: async (key) => {
      contents.delete(key);
      putAt.delete(key);
    },
    async *listOlder(before) {
      yield* [...contents.keys()].filter((key) => (putAt.get(key) ?? new Date(0)) < before);
    },
  };
  const repository: FileRepository = {
    insert: async (file) => {
      rows.set(file.id, file);
    },
    findById: async (id) => rows.get(id) ?? null,
    usageSince: async (conversationId, since) => {
      const found = [...rows.values()].filter(
        (file) => file.conversationId === conversationId && file.createdAt >= since,
      );
      return { files: found.length, bytes: found.reduce((total, file) => total + file.bytes, 0) };
    },
    markPrepared: async (id, status, preparedKey) => {
      const file = rows.get(id);
      if (file?.status === 'pending') {
        rows.set(id, { ...file, status, preparedKey });
      }
    },
    listPending: async (since, limit) =>
      [...rows.values()]
        .filter((file) => file.status === 'pending' && file.createdAt < since)
        .slice(0, limit)
        .map(({ id }) => id),
    filterNamed: async (keys) => {
      const named = new Set([...rows.values()].flatMap((file) => [file.originalKey, file.preparedKey]));
      return new Set(keys.filter((key) => named.has(key)));
    },
  };
  return { store, repository, rows, contents, putAt };
}
