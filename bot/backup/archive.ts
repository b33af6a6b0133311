import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  AppliedMigration,
  BackupSequence,
  BackupTable,
  type Snapshot,
} from '../../domain/backup/snapshot.ts';
import { BackupRefused } from './backup-refused.ts';
import { dataFrames, type Frame, wordFrame } from './frames.ts';

/** Whose backup it is, of when, and what is needed before the rows. */
export const Installation = z.object({
  item: z.literal('installation'),
  entity: z.string(),
  takenAt: z.iso.datetime(),
  secret: z.string(),
  migrations: z.array(AppliedMigration),
  sequences: z.array(BackupSequence),
});
export type Installation = Readonly<z.infer<typeof Installation>>;

/** How much a backup holds. */
export const Contents = z.object({
  tables: z.int(),
  rows: z.int(),
  files: z.int(),
  missingFiles: z.int(),
});
export type Contents = Readonly<z.infer<typeof Contents>>;

const TableWord = BackupTable.and(z.object({ item: z.literal('table') }));
/** The key is a path in the folder of files: nothing else may become one. */
const FileWord = z.object({ item: z.literal('file'), key: z.string().regex(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/) });
const EndWord = z.object({ item: z.literal('end'), bytes: z.int(), rows: z.int(), sha256: z.string() });
const SummaryWord = Contents.extend({ item: z.literal('summary') });
const Item = z.object({ item: z.enum(['table', 'file', 'summary']) });

type Source = {
  readonly installation: Omit<Installation, 'item' | 'migrations' | 'sequences'>;
  readonly snapshot: Snapshot;
  /** The bytes under a key, or null when there are none. */
  readonly readFile: (key: string) => Promise<AsyncIterable<Uint8Array> | null>;
};

export type Archive = {
  readonly pieces: AsyncIterable<Uint8Array>;
  /** What was written, once all of it was. */
  readonly contents: () => Contents;
};

/** A snapshot and the files that its rows name, as one stream; every part carries its hash and is counted. */
export function writeArchive({ installation, snapshot, readFile }: Source): Archive {
  const { migrations, sequences } = snapshot;
  let contents: Contents = { tables: 0, rows: 0, files: 0, missingFiles: 0 };
  async function* write(): AsyncGenerator<Uint8Array> {
    yield wordFrame({ item: 'installation', ...installation, migrations, sequences });
    for (const table of snapshot.tables) {
      yield wordFrame({ item: 'table', ...table });
      const { pieces, count } = snapshot.readRows(table);
      yield* writePart(pieces, count);
      contents = { ...contents, tables: contents.tables + 1, rows: contents.rows + count() };
    }
    for await (const key of snapshot.listFileKeys()) {
      const bytes = await readFile(key);
      if (bytes === null) {
        contents = { ...contents, missingFiles: contents.missingFiles + 1 };
        continue;
      }
      yield wordFrame({ item: 'file', key });
      yield* writePart(bytes, () => 0);
      contents = { ...contents, files: contents.files + 1 };
    }
    yield wordFrame({ item: 'summary', ...contents });
  }
  return { pieces: write(), contents: () => contents };
}

async function* writePart(
  pieces: AsyncIterable<Uint8Array>,
  countRows: () => number,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.byteLength;
    yield* dataFrames(piece);
  }
  yield wordFrame({ item: 'end', bytes, rows: countRows(), sha256: hash.digest('hex') });
}

/** Takes what an archive holds, in its order. Each is given pieces that must be read to their end. */
export type ArchiveTaker = {
  readonly begin: (installation: Installation) => Promise<void>;
  /** Gives how many rows were taken. */
  readonly takeTable: (table: BackupTable, pieces: AsyncIterable<Uint8Array>) => Promise<number>;
  readonly takeFile: (key: string, pieces: AsyncIterable<Uint8Array>) => Promise<void>;
};

/**
 * Reads an archive to its end, holding each part against its hash and its counts. Throws BackupRefused `altered` when
 * anything is not as it was written.
 */
export async function readArchive(
  frames: AsyncIterable<Frame>,
  taker: ArchiveTaker,
): Promise<{ readonly installation: Installation; readonly contents: Contents }> {
  const reader = frames[Symbol.asyncIterator]();
  const installation = parse(Installation, await nextWord(reader));
  await taker.begin(installation);
  let seen: Contents = { tables: 0, rows: 0, files: 0, missingFiles: 0 };
  for (;;) {
    const word = await nextWord(reader);
    const { item } = parse(Item, word);
    if (item === 'summary') {
      const contents = parse(SummaryWord, word);
      await expectEnd(reader, contents, seen);
      return { installation, contents: Contents.parse(contents) };
    }
    seen =
      item === 'table'
        ? await takeTable(reader, word, { taker, seen })
        : await takeFile(reader, word, { taker, seen });
  }
}

type Reader = AsyncIterator<Frame>;
type Taking = { readonly taker: ArchiveTaker; readonly seen: Contents };

async function takeTable(reader: Reader, word: unknown, { taker, seen }: Taking): Promise<Contents> {
  const part = readPart(reader);
  const taken = await taker.takeTable(BackupTable.parse(parse(TableWord, word)), part.pieces);
  if (part.end()?.rows !== taken) {
    throw new BackupRefused('altered');
  }
  return { ...seen, tables: seen.tables + 1, rows: seen.rows + taken };
}

async function takeFile(reader: Reader, word: unknown, { taker, seen }: Taking): Promise<Contents> {
  const part = readPart(reader);
  await taker.takeFile(parse(FileWord, word).key, part.pieces);
  if (part.end() === null) {
    throw new BackupRefused('altered');
  }
  return { ...seen, files: seen.files + 1 };
}

type Part = {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly end: () => z.infer<typeof EndWord> | null;
};

/** The pieces of a part; its end is known when they have been read and were the right ones. */
function readPart(reader: Reader): Part {
  let end: z.infer<typeof EndWord> | null = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    let frame = await next(reader);
    while (frame.kind === 'data') {
      hash.update(frame.bytes);
      bytes += frame.bytes.byteLength;
      yield frame.bytes;
      frame = await next(reader);
    }
    const said = parse(EndWord, frame.word);
    if (said.bytes !== bytes || said.sha256 !== hash.digest('hex')) {
      throw new BackupRefused('altered');
    }
    end = said;
  }
  return { pieces: read(), end: () => end };
}

async function expectEnd(reader: Reader, said: Contents, seen: Contents): Promise<void> {
  const { done } = await reader.next();
  if (!done || said.tables !== seen.tables || said.rows !== seen.rows || said.files !== seen.files) {
    throw new BackupRefused('altered');
  }
}

async function next(reader: Reader): Promise<Frame> {
  const { done, value } = await reader.next();
  if (done) {
    throw new BackupRefused('altered');
  }
  return value;
}

async function nextWord(reader: Reader): Promise<unknown> {
  const frame = await next(reader);
  if (frame.kind !== 'word') {
    throw new BackupRefused('altered');
  }
  return frame.word;
}

function parse<T>(schema: z.ZodType<T>, word: unknown): T {
  const { data, success, error } = schema.safeParse(word);
  if (!success) {
    throw new BackupRefused('altered', { cause: error });
  }
  return data;
}

/** Counts what passes and keeps nothing: a backup is known to be whole when all of it has been taken. */
export const countingTaker: ArchiveTaker = {
  begin: async () => undefined,
  takeTable: async (_table, pieces) => {
    let rows = 0;
    for await (const piece of pieces) {
      rows += countLines(piece);
    }
    return rows;
  },
  takeFile: async (_key, pieces) => {
    for await (const _ of pieces) {
      // Its hash is what matters.
    }
  },
};

const NEWLINE = 0x0a;

/** A row is a line: COPY writes a line break inside a value in another way. */
function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    lines += 1;
  }
  return lines;
}
