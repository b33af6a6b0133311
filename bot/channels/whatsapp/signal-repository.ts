import {
  DEFAULT_CONNECTION_CONFIG,
  proto,
  type SignalDataSet,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import type { Probe } from '../../probe.ts';
import type { Generation } from './generation.ts';
import { rememberIdentity } from './identity-memory.ts';
import type { Journal, JournalDraft } from './journal.ts';
import type { PendingMessages } from './pending-messages.ts';
import type { SessionLock } from './session-lock.ts';
import { JOURNAL_TYPE } from './session-state.ts';

type MakeSignalRepository = SocketConfig['makeSignalRepository'];
type Repository = ReturnType<MakeSignalRepository>;
type Plaintext = (draft: JournalDraft, match: 'ciphertext' | 'message') => Promise<Uint8Array | null>;

type Options = {
  readonly generation: Generation;
  readonly lock: SessionLock;
  readonly journal: Journal;
  /** What was read before. */
  readonly findPlaintext: Plaintext;
  readonly pending: PendingMessages;
  readonly probe: Probe;
};

/** The one transaction of the lock's holder. */
const TRANSACTION = 'signal-state';

/**
 * The library's Signal operations, each alone and in a transaction of its own, and decryption that survives a crash.
 *
 * What is decrypted is stored together with the ratchet's step, because the ciphertext can be opened only once. An
 * encryption is stored before the stanza leaves. What the server delivers again is answered from the journal:
 * libsignal would say that it has no session, and the library would tear down a healthy one.
 */
export function createSignalRepository(options: Options): MakeSignalRepository {
  const { lock } = options;
  return (auth, logger, pnToLid) => {
    const base = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    // The socket has already given its keys the library's transactions.
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const alone = <T>(work: () => Promise<T>) => lock.run(() => keys.transaction(work, TRANSACTION));
    const reader = new Reader(options, base, keys);
    return {
      ...base,
      decryptMessage: (asked) => reader.read(asked.ciphertext, asked.jid, () => base.decryptMessage(asked)),
      decryptGroupMessage: (asked) =>
        reader.read(asked.msg, asked.authorJid, () => base.decryptGroupMessage(asked)),
      encryptMessage: (asked) => alone(() => base.encryptMessage(asked)),
      encryptGroupMessage: (asked) => alone(() => base.encryptGroupMessage(asked)),
      getSenderKeyDistributionMessage: (asked) => alone(() => base.getSenderKeyDistributionMessage(asked)),
      processSenderKeyDistributionMessage: (asked) =>
        alone(() => base.processSenderKeyDistributionMessage(asked)),
      injectE2ESession: (asked) =>
        alone(async () => {
          await base.injectE2ESession(asked);
          await rememberIdentity({ base, keys }, asked.jid, asked.session.identityKey);
        }),
      deleteSession: (jids) => alone(() => base.deleteSession(jids)),
      migrateSession: (from, to) => alone(() => base.migrateSession(from, to)),
      validateSession: (jid) => lock.outside(() => base.validateSession(jid)),
      getSessionInfo: (jid) => lock.outside(() => base.getSessionInfo(jid)),
      hasSenderKey: (asked) => lock.outside(() => base.hasSenderKey(asked)),
    };
  };
}

class Reader {
  readonly #options: Options;
  readonly #base: Repository;
  readonly #keys: SignalKeyStoreWithTransaction;

  constructor(options: Options, base: Repository, keys: SignalKeyStoreWithTransaction) {
    this.#options = options;
    this.#base = base;
    this.#keys = keys;
  }

  read(ciphertext: Uint8Array, jid: string, decrypt: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const { lock, journal } = this.#options;
    return lock.run(async () => {
      const draft = journal.draft(ciphertext, jid);
      const again = await this.#find(draft, 'ciphertext');
      if (again !== null) {
        return again;
      }
      try {
        return await this.#decryptOnce(draft, decrypt);
      } catch (error) {
        // For example a retry that we cannot read, of a message that we have.
        const other = await this.#find(draft, 'message');
        if (other !== null) {
          return other;
        }
        throw error;
      }
    });
  }

  async #decryptOnce(draft: JournalDraft, decrypt: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const { pending, probe } = this.#options;
    const plaintext = await this.#keys.transaction(async () => {
      const decrypted = await decrypt();
      await this.#keys.set(asKeys({ ...draft, plaintext: decrypted }));
      await this.#learnSenderKey(draft, decrypted);
      probe('wa-in-tx');
      return decrypted;
    }, TRANSACTION);
    pending.add(draft);
    probe('wa-after-commit');
    return plaintext;
  }

  /** A sender key inside of the message is as lost as its text would be. The library repeats this, without harm. */
  async #learnSenderKey({ author }: JournalDraft, plaintext: Uint8Array): Promise<void> {
    const item = senderKeyIn(plaintext);
    if (item && author !== null) {
      await this.#base
        .processSenderKeyDistributionMessage({ item, authorJid: author })
        .catch(() => undefined);
    }
  }

  #find(draft: JournalDraft, match: 'ciphertext' | 'message'): Promise<Uint8Array | null> {
    const { generation, findPlaintext } = this.#options;
    return generation.persist(() => findPlaintext(draft, match));
  }
}

function asKeys(entry: JournalDraft & { readonly plaintext: Uint8Array }): SignalDataSet {
  const name = [entry.chat, entry.participant, entry.messageId, entry.part].join('|');
  const keys: Record<string, object> = { [JOURNAL_TYPE]: { [name]: entry } };
  return keys;
}

function senderKeyIn(plaintext: Uint8Array): proto.Message.ISenderKeyDistributionMessage | null {
  try {
    return proto.Message.decode(unpadRandomMax16(plaintext)).senderKeyDistributionMessage ?? null;
  } catch {
    // The library meets the same bytes next and says so.
    return null;
  }
}
