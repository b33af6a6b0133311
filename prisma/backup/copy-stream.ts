import { once } from 'node:events';
import type pg from 'pg';

/** So much is kept of what the server sent ahead; then it must wait. */
const AHEAD_BYTES = 256 * 1024;
/** Rows are small and frames are not: they travel together. */
const PIECE_BYTES = 64 * 1024;

type CopyConnection = pg.Connection & {
  readonly sendCopyFromChunk: (chunk: Uint8Array) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (reason: string) => void;
};

type Deferred<T> = {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
};

function defer<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | null = null;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}

type Message = { readonly chunk: Uint8Array };
type Completion = { readonly text: string };

/** A statement of COPY on a connection of node-postgres, which knows the protocol's messages and no more of it. */
abstract class Copy implements pg.Submittable {
  readonly #statement: string;
  readonly #ended = defer<void>();
  rowCount = 0;
  #error: Error | null = null;

  constructor(statement: string) {
    this.#statement = statement;
    this.#ended.promise.catch(() => undefined);
  }

  /** Resolves when the server is ready for the next statement; throws what went wrong. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#statement);
  }

  handleCommandComplete({ text }: Completion): void {
    this.rowCount = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
  }

  handleError(error: Error): void {
    this.#error ??= error;
    this.#ended.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#error === null) {
      this.#ended.resolve();
    }
  }
}

class CopyOut extends Copy {
  readonly #pieces: Buffer[] = [];
  #held = 0;
  #connection: pg.Connection | null = null;
  #heard = defer<void>();
  #over = false;
  /** Nobody reads any more: what still comes is let go. */
  #abandoned = false;

  override submit(connection: pg.Connection): void {
    this.#connection = connection;
    super.submit(connection);
    const end = (): void => {
      this.#over = true;
      this.#heard.resolve();
    };
    this.ended.then(end, end);
  }

  /** The bytes are copied: the parser of the protocol uses its memory again. */
  handleCopyData({ chunk }: Message): void {
    if (this.#abandoned) {
      return;
    }
    this.#pieces.push(Buffer.from(chunk));
    this.#held += chunk.byteLength;
    if (this.#held >= AHEAD_BYTES) {
      this.#connection?.stream.pause();
    }
    if (this.#held >= PIECE_BYTES) {
      this.#heard.resolve();
    }
  }

  async *read(): AsyncGenerator<Uint8Array> {
    try {
      while (!this.#over || this.#held > 0) {
        await this.#heard.promise;
        this.#heard = this.#over ? this.#heard : defer<void>();
        yield* this.#take();
        this.#connection?.stream.resume();
      }
      await this.ended;
    } finally {
      this.#abandoned = true;
      this.#connection?.stream.resume();
    }
  }

  *#take(): Generator<Uint8Array> {
    const all = Buffer.concat(this.#pieces.splice(0), this.#held);
    this.#held = 0;
    for (let at = 0; at < all.byteLength; at += PIECE_BYTES) {
      yield all.subarray(at, at + PIECE_BYTES);
    }
  }
}

class CopyIn extends Copy {
  readonly #asked = defer<CopyConnection>();

  override submit(connection: pg.Connection): void {
    super.submit(connection);
    this.ended.catch((error: unknown) => this.#asked.reject(error));
    this.#asked.promise.catch(() => undefined);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#asked.resolve(connection);
  }

  async write(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const connection = await this.#asked.promise;
    try {
      for await (const piece of pieces) {
        connection.sendCopyFromChunk(piece);
        if (connection.stream.writableNeedDrain) {
          await Promise.race([once(connection.stream, 'drain'), this.ended]);
        }
      }
    } catch (error) {
      connection.sendCopyFail('given up');
      await this.ended.catch(() => undefined);
      throw error;
    }
    connection.endCopyFrom();
    await this.ended;
  }
}

/** What `COPY … TO STDOUT` says, piece after piece; the server waits for whoever reads. Counts the rows at the end. */
export function copyOut(
  client: pg.ClientBase,
  statement: string,
): { readonly pieces: AsyncIterable<Uint8Array>; readonly count: () => number } {
  let copy: CopyOut | null = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    copy = client.query(new CopyOut(statement));
    yield* copy.read();
  }
  return { pieces: read(), count: () => copy?.rowCount ?? 0 };
}

/** Feeds `COPY … FROM STDIN` and gives the number of rows that the server took. */
export async function copyIn(
  client: pg.ClientBase,
  statement: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<number> {
  const copy = client.query(new CopyIn(statement));
  await copy.write(pieces);
  return copy.rowCount;
}
