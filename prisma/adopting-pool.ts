import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

type QueryConfig = { readonly text: string };
const TRANSACTION_CONTROL = /^\s*(begin|commit|rollback)\s*;?\s*$/i;
const DONE = { command: 'OK', rowCount: 0, oid: 0, rows: [], fields: [] };

/**
 * A pool that can lend a connection which is already inside a transaction.
 *
 * A turn opens its transaction with one statement of its own, because that is several times cheaper than an
 * interactive transaction of Prisma. When a dialog then needs a repository, Prisma is given the turn's own
 * connection: its BEGIN and COMMIT are swallowed, so its queries belong to the turn, which ends it.
 */
export class AdoptingPool extends pg.Pool {
  readonly #adopted = new AsyncLocalStorage<pg.PoolClient>();

  /** While `work` runs, whoever asks this pool for a connection gets `client`, mid-transaction. */
  lend<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
    return this.#adopted.run(client, work);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: unknown) => void,
    ) => void,
  ): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    const client = this.#adopted.getStore();
    return client ? Promise.resolve(asBorrowed(client)) : super.connect();
  }
}

/** The same connection, deaf to transaction control and to release: both are the turn's own affair. */
function asBorrowed(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, property) {
      if (property === 'release') {
        return () => undefined;
      }
      const value = Reflect.get(target, property, target);
      if (property === 'query') {
        return (query: QueryConfig, ...rest: unknown[]) =>
          TRANSACTION_CONTROL.test(query.text)
            ? Promise.resolve(DONE)
            : Reflect.apply(target.query, target, [query, ...rest]);
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
