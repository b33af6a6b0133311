import type { IncomingContent, OutgoingContent } from './content.ts';
import type { EventKind } from './event.ts';

/** One line of a conversation in the order in which both sides see it. */
export type TimelineEntry =
  | {
      readonly direction: 'in';
      readonly seq: number;
      readonly id: string;
      readonly messageId: string;
      readonly kind: EventKind;
      readonly content: IncomingContent;
      /** The place in the conversation of the message of ours that it quotes; left out when it quotes none. */
      readonly quotedSeq?: number;
      readonly at: Date;
    }
  | {
      readonly direction: 'out';
      readonly seq: number;
      readonly id: string;
      readonly content: OutgoingContent;
      /** The channel's id of the message that this one answers, when it answers one. */
      readonly inReplyTo: string | null;
      readonly at: Date;
    };

/** Reads what was said in a conversation. */
export type TimelineReader = {
  /** Entries with seq > `after`, in order, at most `limit`. Who calls has checked what the reader may see. */
  readonly listSince: (query: {
    readonly conversationId: string;
    readonly after: number;
    readonly limit: number;
  }) => Promise<readonly TimelineEntry[]>;
};
