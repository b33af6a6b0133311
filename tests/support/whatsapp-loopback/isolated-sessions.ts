import { AsyncLocalStorage } from 'node:async_hooks';
import {
  DEFAULT_CONNECTION_CONFIG,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
} from '@whiskeysockets/baileys';

type MakeRepository = SocketConfig['makeSignalRepository'];

/**
 * Runs every operation on Signal sessions alone and in a transaction of its own, across reconnects.
 *
 * Baileys sends inside one transaction and receives inside another, and each may overwrite the ratchet of the
 * other: a phone that does so would lose messages through no fault of the company's program. `onDecrypted` is told what
 * was opened, also of messages that the library forgets when the connection ends before it has shown them.
 */
export function isolatedSessions(onDecrypted: (plain: Uint8Array) => void = () => undefined): MakeRepository {
  const outside = AsyncLocalStorage.snapshot();
  let tail: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = tail.then(() => outside(work));
    tail = done.catch(() => undefined);
    return done;
  };
  return (auth, logger, findLids) => {
    const base = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, findLids);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const isolate =
      <Args extends unknown[], T>(operation: (...args: Args) => Promise<T>) =>
      (...args: Args): Promise<T> =>
        alone(() => keys.transaction(() => operation(...args), 'sessions'));
    return {
      ...base,
      decryptMessage: isolate(async (sealed) => {
        const plain = await base.decryptMessage(sealed);
        onDecrypted(plain);
        return plain;
      }),
      decryptGroupMessage: isolate(base.decryptGroupMessage),
      encryptMessage: isolate(base.encryptMessage),
      encryptGroupMessage: isolate(base.encryptGroupMessage),
      getSenderKeyDistributionMessage: isolate(base.getSenderKeyDistributionMessage),
      processSenderKeyDistributionMessage: isolate(base.processSenderKeyDistributionMessage),
      injectE2ESession: isolate(base.injectE2ESession),
      deleteSession: isolate(base.deleteSession),
      migrateSession: isolate(base.migrateSession),
      validateSession: (jid) => outside(() => base.validateSession(jid)),
    };
  };
}
