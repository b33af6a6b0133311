import { z } from 'zod';

/** A table of a backup: its columns in the order of its rows. */
export const BackupTable = z.object({
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/),
  columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
});
export type BackupTable = Readonly<z.infer<typeof BackupTable>>;

/** Where a series of ids stands. */
export const BackupSequence = z.object({
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/),
  value: z.string().regex(/^-?\d+$/),
  isCalled: z.boolean(),
});
export type BackupSequence = Readonly<z.infer<typeof BackupSequence>>;

/** A migration that the database had, and what its file said. */
export const AppliedMigration = z.object({ name: z.string(), checksum: z.string() });
export type AppliedMigration = Readonly<z.infer<typeof AppliedMigration>>;

/** The rows of a table as PostgreSQL's own text, in pieces; how many there are is known at the end. */
export type TableRows = { readonly pieces: AsyncIterable<Uint8Array>; readonly count: () => number };

/**
 * One instant of the database, whatever is written meanwhile.
 *
 * Everything is read in one transaction, one thing after another: a piece is fetched when it is asked for.
 */
export type Snapshot = {
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly BackupTable[];
  readonly sequences: readonly BackupSequence[];
  /** What the database remembers of the outside, by name. */
  readonly facts: ReadonlyMap<string, string>;
  readonly readRows: (table: BackupTable) => TableRows;
  /** The keys of all files that rows name. */
  readonly listFileKeys: () => AsyncIterable<string>;
  readonly close: () => Promise<void>;
};

/** A database that a backup is put into: all of it becomes visible at `commit`, or nothing ever was there. */
export type Restoring = {
  readonly loadRows: (table: BackupTable, pieces: AsyncIterable<Uint8Array>) => Promise<number>;
  /** Ends the rows: series go on, references are checked, and the schema becomes that of this version. */
  readonly settle: (sequences: readonly BackupSequence[]) => Promise<void>;
  /** Holds what would leave by itself, and remembers that the installation was restored. */
  readonly pause: (restored: { readonly at: Date; readonly filesMark: string }) => Promise<void>;
  /** Erases what was erased since the backup was made; gives how many of them were there. */
  readonly eraseContacts: (contactIds: readonly string[]) => Promise<number>;
  readonly commit: () => Promise<void>;
  /** Gives up: the database is as empty as it was. */
  readonly discard: () => Promise<void>;
};
