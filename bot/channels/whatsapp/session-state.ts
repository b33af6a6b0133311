import {
  type AuthenticationCreds,
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from '@whiskeysockets/baileys';
import type {
  JournalEntry,
  SignalKey,
  WhatsAppSessionStore,
} from '../../../domain/messages/whatsapp-session.ts';
import type { Probe } from '../../probe.ts';
import type { Generation } from './generation.ts';
import { IdentityWatch } from './identity-watch.ts';
import { KeyCache } from './key-cache.ts';
import type { SessionLock } from './session-lock.ts';

/**
 * The type under which a journal entry rides among the keys of a transaction: the library hands everything that a
 * transaction changed to `set` in one call, and so the ratchet and what it decrypted are stored by one statement.
 */
export const JOURNAL_TYPE = 'vecino-journal';

type Options = {
  readonly store: WhatsAppSessionStore;
  readonly account: string;
  readonly epoch: number;
  readonly creds: AuthenticationCreds;
  readonly generation: Generation;
  readonly lock: SessionLock;
  readonly probe: Probe;
  readonly onIdentityChanged: (address: string) => Promise<void>;
};

type Change = {
  readonly keys: readonly SignalKey[];
  readonly journal: readonly JournalEntry[];
  readonly credentials: string | null;
};

/** The credentials and keys of a number during one epoch of its lease, as the library wants them. */
export class SessionState {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  readonly #options: Options;
  readonly #cache = new KeyCache();
  readonly #identities: IdentityWatch;
  #tail: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    this.creds = options.creds;
    this.#identities = new IdentityWatch((type, ids) => this.#read(type, ids));
    this.keys = {
      get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
        const found: { [id: string]: SignalDataTypeMap[T] } = {};
        for (const [id, text] of await this.#read(type, ids)) {
          found[id] = revive(type, text);
        }
        return found;
      },
      set: (data) => this.#set(data),
    };
  }

  /**
   * Stores the credentials as they are now. In line with the keys: the number of the next pre-key is durable before
   * the pre-keys are, because a gap is harmless and a number used twice is not.
   */
  saveCredentials(): Promise<void> {
    const credentials = JSON.stringify(this.creds, BufferJSON.replacer);
    return this.#commit({ keys: [], journal: [], credentials });
  }

  #read(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { store, account, generation } = this.#options;
    return generation.persist(() =>
      this.#cache.read(type, ids, (missing) => store.readKeys(account, type, missing)),
    );
  }

  /** The library also deletes sessions on its own, outside of any lock: such a write waits for its turn. */
  #set(data: SignalDataSet): Promise<void> {
    const { lock } = this.#options;
    const change = toChange(data);
    if (change.keys.length === 0 && change.journal.length === 0) {
      return Promise.resolve();
    }
    const isUnlocked = change.keys.some(({ type }) => type === 'session') && !lock.isHeld;
    return isUnlocked ? lock.run(() => this.#commit(change)) : this.#commit(change);
  }

  /** One at a time, in the order asked for. */
  #commit(change: Change): Promise<void> {
    const { generation } = this.#options;
    this.#tail = this.#tail.then(() => generation.persist(() => this.#write(change)));
    return this.#tail;
  }

  /** May be repeated: all values are absolute. */
  async #write(change: Change): Promise<void> {
    const { store, account, epoch, probe, onIdentityChanged } = this.#options;
    // Before the keys are stored: after a crash between the two, the change is seen once more.
    for (const address of await this.#identities.listChanged(change.keys)) {
      await onIdentityChanged(address);
    }
    const stored = store.commit({ account, epoch, ...change });
    if (change.journal.length > 0 || change.keys.some(({ type }) => type === 'session')) {
      setImmediate(() => probe('wa-commit-inflight'));
    }
    await stored;
    this.#cache.wrote(change.keys);
  }
}

function toChange(data: SignalDataSet): Change {
  const keys: SignalKey[] = [];
  const journal: JournalEntry[] = [];
  for (const [type, values] of Object.entries(data)) {
    if (type === JOURNAL_TYPE) {
      journal.push(...Object.values(values as unknown as Record<string, JournalEntry>));
      continue;
    }
    for (const [id, value] of Object.entries<unknown>(values)) {
      const isGone = value === null || value === undefined;
      keys.push({ type, id, value: isGone ? null : JSON.stringify(value, BufferJSON.replacer) });
    }
  }
  return { keys, journal, credentials: null };
}

function revive<T extends keyof SignalDataTypeMap>(type: T, text: string): SignalDataTypeMap[T] {
  const value = JSON.parse(text, BufferJSON.reviver);
  const isMessage = type === 'app-state-sync-key';
  return (isMessage ? proto.Message.AppStateSyncKeyData.fromObject(value) : value) as SignalDataTypeMap[T];
}
