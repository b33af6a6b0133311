import type pg from 'pg';
import { commitStatement, type TurnCommit } from './turn-rows.ts';

type Ended = {
  readonly commit: TurnCommit;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

type Options = {
  /** Lent by the pool and in the transaction that holds the conversations' locks; given back at the end. */
  readonly client: pg.PoolClient;
  /** Turns that were opened in the transaction. */
  readonly size: number;
  /** Ends one turn in a transaction of its own. */
  readonly commitAlone: (commit: TurnCommit) => Promise<void>;
};

/**
 * One transaction for the turns of several conversations: their locks are taken together and, when the last of
 * them has ended, one statement and one flush to disk end them all.
 *
 * No turn is harmed by its neighbour: one that does not commit writes nothing, and when the common commit is
 * refused each goes on alone.
 */
export class TurnBatch {
  readonly #options: Options;
  readonly #ended: Ended[] = [];
  readonly #leaving: (() => void)[] = [];
  #open: number;

  constructor(options: Options) {
    this.#options = options;
    this.#open = options.size;
  }

  /** The connection, for the one turn that has it to itself; a failed query there is nobody else's. */
  get ownClient(): pg.PoolClient | null {
    return this.#options.size === 1 ? this.#options.client : null;
  }

  /** Resolves when the turn is durable; rejects when it was not written. */
  commit(commit: TurnCommit): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ended.push({ commit, resolve, reject });
      this.#endOne();
    });
  }

  /** Ends a turn without writing anything. Resolves when its lock is free, which is when its neighbours end too. */
  leave(): Promise<void> {
    return new Promise((resolve) => {
      this.#leaving.push(resolve);
      this.#endOne();
    });
  }

  #endOne(): void {
    this.#open -= 1;
    if (this.#open === 0) {
      void this.#finish();
    }
  }

  async #finish(): Promise<void> {
    const { client } = this.#options;
    const ended = this.#ended;
    try {
      await endTransaction(client, endStatement(client, ended));
    } catch (error) {
      this.#free();
      await this.#goOnAlone(error);
      return;
    }
    this.#free();
    for (const { resolve } of ended) {
      resolve();
    }
  }

  /** Even if the connection broke: then the server undoes the transaction by itself. */
  #free(): void {
    for (const resolve of this.#leaving) {
      resolve();
    }
  }

  async #goOnAlone(error: unknown): Promise<void> {
    const { size, commitAlone } = this.#options;
    for (const { commit, resolve, reject } of this.#ended) {
      await (size === 1 ? Promise.reject(error) : commitAlone(commit)).then(resolve, reject);
    }
  }
}

function endStatement(client: pg.PoolClient, ended: readonly Ended[]): string {
  if (ended.length === 0) {
    return 'ROLLBACK';
  }
  const commits = ended.map(({ commit }) => commit);
  return `${commitStatement(commits, (text) => client.escapeLiteral(text))}; COMMIT`;
}

/** Ends the transaction with the statement, or undoes it and throws; in any case the connection is given back. */
export async function endTransaction(client: pg.PoolClient, sql: string): Promise<void> {
  try {
    await client.query(sql);
    client.release();
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    );
    throw error;
  }
}
