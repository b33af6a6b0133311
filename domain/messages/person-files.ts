import type { PersonFile } from './file-store.ts';

/** Hands out the files of people. */
export type PersonFileReader = {
  readonly findById: (id: string) => Promise<PersonFile | null>;
  /** The safe copy if there is one, else the original (documents and audio); null when the bytes are gone. */
  readonly read: (file: PersonFile) => Promise<Uint8Array | null>;
};
