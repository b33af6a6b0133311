import type { Channel } from '../../domain/messages/address.ts';
import type { ClaimedMessage } from '../../domain/messages/outbox-store.ts';

/**
 * How one channel sends. Implemented once per channel; the dispatcher knows nothing else of it.
 *
 * `send` resolves when the channel has taken the message, with the channel's own id if it gives one. It
 * throws OperationalError when a retry may help and `Undeliverable` when none can. It may be called twice for
 * one message id after a crash: a channel that can recognise its own id must send it once.
 */
export type ChannelPort = {
  readonly channel: Channel;
  readonly send: (message: ClaimedMessage) => Promise<{ readonly providerId: string | null }>;
};

/** The message can never be sent; the ledger keeps the reason. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
