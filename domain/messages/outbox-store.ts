import type { ConsentPurpose } from '../people/consent.ts';
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
  readonly purpose: ConsentPurpose | null;
  readonly seq: number;
  readonly content: OutgoingContent;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/**
 * What became of a claimed message. `retry` puts it back at the head of its lane until `availableAt`; so does `held`,
 * which was no try: with null it keeps its place in the order and may be claimed again at once.
 */
export type SendOutcome =
  | { readonly id: string; readonly kind: 'sent'; readonly at: Date; readonly providerId: string | null }
  | { readonly id: string; readonly kind: 'retry'; readonly availableAt: Date; readonly reason: string }
  | { readonly id: string; readonly kind: 'held'; readonly availableAt: Date | null; readonly reason: string }
  | { readonly id: string; readonly kind: 'failed'; readonly reason: string }
  | { readonly id: string; readonly kind: 'skipped'; readonly reason: string };

/** The lease of a sending number under which messages are claimed. */
export type SendingLease = { readonly account: string; readonly epoch: number };

export type OutboxClaim = {
  readonly worker: string;
  /** What became of earlier messages: settled in the same commit, before anything is claimed. */
  readonly outcomes?: readonly SendOutcome[];
  readonly channels: readonly Channel[];
  /** Only these lanes; all of them when absent. */
  readonly classes?: readonly SendClass[];
  /** Only messages for this address; null for everybody's. A terminal shows nobody else's messages. */
  readonly recipient: string | null;
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Nothing is claimed when the number's lease has another epoch. Absent where any process may send. */
  readonly lease?: SendingLease;
  readonly now: Date;
};

/** A message by our own row, or by the id that its channel gave it. */
export type MessageName =
  | { readonly outboxId: string }
  | { readonly channel: Channel; readonly providerId: string };

/**
 * The ledger of outgoing messages.
 *
 * A lane is (recipient, class). `claim` gives at most the head of each lane, replies before cases before
 * proactive messages, so that nothing overtakes inside a lane even when a process dies with a claim. A head whose
 * moment has passed is `expired` instead.
 */
export type OutboxStore = {
  readonly claim: (claim: OutboxClaim) => Promise<readonly ClaimedMessage[]>;
  /** Writes outcomes of messages that `worker` still holds; a lost lease changes nothing. */
  readonly settle: (worker: string, outcomes: readonly SendOutcome[]) => Promise<void>;
  /** Holds claimed messages longer. Returns those that `worker` still holds. */
  readonly renew: (worker: string, ids: readonly string[], until: Date) => Promise<readonly string[]>;
  /**
   * Frees what other processes hold on a channel; returns how many. For the one process that may send there from now
   * on: what the others were sending may have left, so each is tried again under the same message id.
   */
  readonly releaseClaims: (channel: Channel, exceptWorker: string) => Promise<number>;
  /** Messages whose moment passed are `expired`; returns how many. */
  readonly expire: (now: Date) => Promise<number>;
  /** Raises everything sent in a conversation up to `upTo`; a receipt never lowers a status. */
  readonly acknowledge: (receipt: {
    readonly conversationId: string;
    readonly upTo: number;
    readonly receipt: Exclude<Receipt, 'sent'>;
    readonly at: Date;
  }) => Promise<void>;
  /**
   * Raises one message that its channel reported, also while it is still being sent or waits to be tried again, and
   * never lowers it. Returns its class, or null when nothing is known of it or nothing changed.
   */
  readonly acknowledgeMessage: (
    receipt: MessageName & { readonly receipt: Receipt; readonly at: Date },
  ) => Promise<SendClass | null>;
  /** The channel refused a message after taking it. Returns its class, or null when it had already been delivered. */
  readonly failMessage: (failure: MessageName & { readonly reason: string }) => Promise<SendClass | null>;
  readonly countByStatus: () => Promise<ReadonlyMap<DeliveryStatus, number>>;
  /** The age of the oldest reply that waits to be sent, in seconds, or null when none waits. */
  readonly oldestWaitingSeconds: (now: Date) => Promise<number | null>;
};
