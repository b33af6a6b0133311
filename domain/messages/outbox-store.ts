import type { Channel } from './address.ts';
import type { OutgoingContent } from './content.ts';
import type { DeliveryStatus, Receipt, SendClass } from './delivery.ts';

/** A message that this process has claimed and must send before its lease ends. */
export type ClaimedMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly class: SendClass;
  readonly seq: number;
  readonly content: OutgoingContent;
  readonly attempts: number;
  readonly createdAt: Date;
};

/** What became of a claimed message. `retry` puts it back at the head of its lane until `availableAt`. */
export type SendOutcome =
  | { readonly id: string; readonly kind: 'sent'; readonly at: Date; readonly providerId: string | null }
  | { readonly id: string; readonly kind: 'retry'; readonly availableAt: Date; readonly reason: string }
  | { readonly id: string; readonly kind: 'failed'; readonly reason: string }
  | { readonly id: string; readonly kind: 'skipped'; readonly reason: string };

export type OutboxClaim = {
  readonly worker: string;
  /** What became of earlier messages: settled in the same commit, before anything is claimed. */
  readonly outcomes?: readonly SendOutcome[];
  readonly channels: readonly Channel[];
  /** Only messages for this address; null for everybody's. A terminal shows nobody else's messages. */
  readonly recipient: string | null;
  readonly limit: number;
  readonly leaseSeconds: number;
  readonly now: Date;
};

/**
 * The ledger of outgoing messages.
 *
 * A lane is (recipient, class). `claim` gives at most the head of each lane, replies before cases before
 * proactive messages, so that nothing overtakes inside a lane even when a process dies with a claim.
 */
export type OutboxStore = {
  readonly claim: (claim: OutboxClaim) => Promise<readonly ClaimedMessage[]>;
  /** Writes outcomes of messages that `worker` still holds; a lost lease changes nothing. */
  readonly settle: (worker: string, outcomes: readonly SendOutcome[]) => Promise<void>;
  /** Messages whose moment passed are `expired`; returns how many. */
  readonly expire: (now: Date) => Promise<number>;
  /** Raises everything sent in a conversation up to `upTo`; a receipt never lowers a status. */
  readonly acknowledge: (receipt: {
    readonly conversationId: string;
    readonly upTo: number;
    readonly receipt: Exclude<Receipt, 'sent'>;
    readonly at: Date;
  }) => Promise<void>;
  readonly countByStatus: () => Promise<ReadonlyMap<DeliveryStatus, number>>;
  /** The age of the oldest message that waits to be sent, in seconds, or null when none waits. */
  readonly oldestWaitingSeconds: (now: Date) => Promise<number | null>;
};
