/** One secret of a WhatsApp session, as text; null deletes it. The text is whatever the library needs back. */
export type SignalKey = { readonly type: string; readonly id: string; readonly value: string | null };

/** A message as the network names it: which chat, who wrote in it (empty outside groups), its id. */
export type MessageKey = {
  readonly chat: string;
  readonly participant: string;
  readonly fromMe: boolean;
  readonly messageId: string;
};

/** One encrypted part of a message. */
export type JournalKey = MessageKey & {
  readonly part: number;
  /** SHA-256 of the ciphertext. */
  readonly ciphertextHash: Uint8Array;
};

/** A decrypted piece, kept until the message is in the inbox: the ciphertext can never be read a second time. */
export type JournalEntry = JournalKey & {
  /** What the network said around the ciphertext, as JSON text. */
  readonly stanza: string;
  readonly plaintext: Uint8Array;
};

/** Everything that one step of the session changes; written in one statement or not at all. */
export type SessionChange = {
  readonly account: string;
  readonly epoch: number;
  readonly keys: readonly SignalKey[];
  readonly journal: readonly JournalEntry[];
  readonly credentials: string | null;
};

/** All pieces of one message that have not reached the inbox, in the order of their parts. */
export type UnacceptedMessage = MessageKey & {
  readonly parts: readonly { readonly stanza: string; readonly plaintext: Uint8Array }[];
  readonly ageSeconds: number;
};

/** Another process owns the number: whoever gets this must stop using the session at once. */
export class Fenced extends Error {
  override readonly name = 'Fenced';

  constructor() {
    super('another process owns this WhatsApp number');
  }
}

/**
 * The session of a WhatsApp number: who owns it, its secrets, and the journal of what was decrypted.
 *
 * Every write carries the epoch of the lease and is refused with `Fenced` under another one, so that an owner
 * that slept past its lease cannot corrupt the session of its successor. Secrets and plaintext are ciphertext at rest.
 */
export type WhatsAppSessionStore = {
  /** The new epoch, or null while another owner's lease runs. The same owner may take it again. */
  readonly acquire: (lease: {
    readonly account: string;
    readonly owner: string;
    /** Under which name the owner shows that it lives: once nobody does, the lease is free before its time. */
    readonly presence?: string;
    readonly ttlSeconds: number;
  }) => Promise<number | null>;
  /** False when the lease is somebody else's. */
  readonly renew: (lease: {
    readonly account: string;
    readonly epoch: number;
    readonly ttlSeconds: number;
  }) => Promise<boolean>;
  /** Lets the next owner in at once; nothing happens when the lease is somebody else's. */
  readonly release: (account: string, epoch: number) => Promise<void>;
  readonly readCredentials: (account: string) => Promise<string | null>;
  /** The values that exist, by id. */
  readonly readKeys: (
    account: string,
    type: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  readonly commit: (change: SessionChange) => Promise<void>;
  /** The plaintext of a piece read before: of exactly this ciphertext, or of any under the same message and part. */
  readonly findPlaintext: (
    account: string,
    key: JournalKey,
    match: 'ciphertext' | 'message',
  ) => Promise<Uint8Array | null>;
  readonly listUnaccepted: (account: string, olderThanMs: number) => Promise<readonly UnacceptedMessage[]>;
  /** The message is in the inbox: it stays only so that a redelivery is answered. */
  readonly markAccepted: (account: string, key: Omit<JournalKey, 'part' | 'ciphertextHash'>) => Promise<void>;
  /** Sets a message that nobody can read apart for a person, so that it blocks no other. */
  readonly quarantine: (account: string, key: MessageKey, reason: string) => Promise<void>;
  /** Forgets accepted pieces older than `before`; returns how many. */
  readonly prune: (before: Date) => Promise<number>;
  /** The number was unlinked: every secret goes. What was received stays. */
  readonly wipe: (account: string, epoch: number) => Promise<void>;
  /** Says whether an error is the database's momentary trouble: the same call may be made again. */
  readonly isTransient: (error: unknown) => boolean;
};
