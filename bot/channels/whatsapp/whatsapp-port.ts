import type { ClaimedMessage } from '../../../domain/messages/outbox-store.ts';
import type { WhatsAppState } from '../../../domain/messages/whatsapp-account.ts';

/** The right to use a number: writes under an older epoch are refused. */
export type NumberLease = { readonly account: string; readonly epoch: number };

/**
 * WhatsApp as the rest of the program sees it, whatever carries it: the protocol of the phones or the official API.
 *
 * What arrives goes to the inbox by the channel's own hand; what is reported of our messages goes to the ledger.
 */
export type WhatsAppPort = {
  /** Keeps the number connected from here on, in the background. */
  readonly start: () => void;
  /** Ends the connection, keeps what was received, and lets another process own the number. */
  readonly stop: () => Promise<void>;
  /** Where the number stands, as this process knows. */
  readonly state: () => WhatsAppState;
  /** Null while nothing can leave. */
  readonly lease: () => NumberLease | null;
  /**
   * Resolves when the network has taken the message. The same row again is the same message to the phone.
   *
   * Throws OperationalError when a retry may help, `Undeliverable` when none can.
   */
  readonly send: (message: ClaimedMessage) => Promise<{ readonly providerId: string | null }>;
  /** Says whether a person's number has WhatsApp still; null when nobody can tell now. */
  readonly isRegistered: (personId: string) => Promise<boolean | null>;
};
