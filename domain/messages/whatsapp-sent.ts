/** A message as it left, kept so that a phone that could not read it can ask again. */
export type SentWhatsApp = {
  readonly messageId: string;
  readonly account: string;
  readonly personId: string;
  /** The row of the ledger that it belongs to. */
  readonly outboxId: string;
  /** The protocol's own bytes. */
  readonly message: Uint8Array;
};

/** What we said on WhatsApp, by the id under which the phone knows it. Ciphertext at rest. */
export type SentWhatsAppStore = {
  /** Written before the message leaves; the same id again changes nothing. */
  readonly insert: (sent: SentWhatsApp) => Promise<void>;
  readonly findById: (messageId: string) => Promise<SentWhatsApp | null>;
  /** The ledger's row of a message id, or null. */
  readonly findOutboxId: (messageId: string) => Promise<string | null>;
  readonly prune: (before: Date) => Promise<number>;
};
