import type { Address } from '../domain/messages/address.ts';
import type { IncomingContent } from '../domain/messages/content.ts';
import type { EventKind } from '../domain/messages/event.ts';
import type { TimelineEntry, TimelineReader } from '../domain/messages/timeline.ts';

export type { TimelineEntry };

/** A message as a channel hands it over. `messageId` is the channel's own: the key of its idempotency. */
export type ReceivedMessage = {
  readonly conversationId: string;
  readonly messageId: string;
  readonly kind: EventKind;
  readonly content: IncomingContent;
  /** When the network took it, if that was while we were away; what is left out is received now. */
  readonly sentAt?: Date;
};

/** `duplicate`: this message id was already stored in this conversation; nothing was stored again. */
export type ReceiveResult = { readonly eventId: bigint; readonly duplicate: boolean };

/** The entrance of every channel. */
export type Inbox = {
  /** Finds the conversation of an address, or opens it with its contact. Safe to call at once from many places. */
  readonly openConversation: (
    address: Address,
  ) => Promise<{ readonly id: string; readonly created: boolean }>;
  /** Returns only when the message is durable: a channel may acknowledge after it. The turn follows by itself. */
  readonly receive: (message: ReceivedMessage) => Promise<ReceiveResult>;
};

/** Reads conversations and tells who listens that one has grown. */
export type Timeline = TimelineReader & {
  /** Calls back (without content) whenever the conversation may have grown, in any process. Returns the way out. */
  readonly subscribe: (conversationId: string, onGrowth: () => void) => () => void;
  /** Records that everything of ours up to this seq reached the person's device, or was seen there. */
  readonly acknowledge: (receipt: {
    readonly conversationId: string;
    readonly upTo: number;
    readonly receipt: 'delivered' | 'read';
  }) => Promise<void>;
};
