import type { IncomingContent, OutgoingContent } from '../messages/content.ts';
import type { ConversationOwner } from '../messages/conversation-owner.ts';
import type { EventKind, EventOutcome } from '../messages/event.ts';
import type { Sensitivity } from '../messages/sensitivity.ts';
import type { CareTopic } from '../teams/care-topic.ts';
import type { TeamName } from '../teams/team.ts';
import type { Colleague } from './colleague-act.ts';

/**
 * Which conversations a list shows: all by the last words of the person, those in which somebody waits by the longest
 * wait, or those of one colleague or of their teams.
 */
export type InboxView = 'todas' | 'sin-atender' | 'mias' | 'equipo';

/** The last conversation that a page ended with, by the instant that the view is ordered by. */
export type InboxCursor = { readonly at: Date; readonly id: string };

export type InboxQuery = {
  readonly view: InboxView;
  /** Whose conversations `mias` shows, and whose teams' `equipo`. */
  readonly staffId: string;
  readonly channel: string | null;
  /** What they are about; null for whatever. */
  readonly topic: CareTopic | null;
  /** Without it no conversation with a health matter is listed. */
  readonly withHealth: boolean;
  readonly cursor: InboxCursor | null;
  readonly limit: number;
};

/** A conversation as a row of the inbox. */
export type InboxItem = {
  readonly id: string;
  readonly channel: string;
  readonly contactId: string;
  readonly name: string | null;
  /** As it is stored; who shows it masks it. */
  readonly phone: string | null;
  readonly owner: ConversationOwner;
  readonly assignee: Colleague | null;
  readonly team: TeamName | null;
  readonly topic: CareTopic;
  /** The barrio or sector that the open form or the last petición names; null when none does. */
  readonly place: string | null;
  readonly waitingSince: Date | null;
  readonly heardAt: Date | null;
  readonly isUnread: boolean;
  readonly sensitivity: Sensitivity;
  readonly reason: string | null;
  readonly hasDanger: boolean;
  readonly callPhone: string | null;
  /** Who ended the last attention in it, and when; null while one is open, and when the last ended otherwise. */
  readonly ended: { readonly at: Date; readonly by: string | null } | null;
  /** What was said last, by either side. */
  readonly last: { readonly direction: 'in' | 'out'; readonly text: string } | null;
};

/** One conversation with what a colleague needs to decide what to do. */
export type InboxDetail = InboxItem & {
  /** Where its last line stands. */
  readonly lastSeq: number;
  readonly seenSeq: number;
  /** What the turns remember of it, as it is stored. */
  readonly state: Readonly<Record<string, unknown>>;
};

/** What became of a message of ours on its way to the person. */
export type LineDelivery = {
  readonly status: string;
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
};

/** A line of a conversation as colleagues see it: in the same order as the person, with what only colleagues see. */
export type InboxLine =
  | {
      readonly direction: 'in';
      /** Null while its turn has not come. */
      readonly seq: number | null;
      readonly id: string;
      readonly messageId: string;
      readonly kind: EventKind;
      readonly content: IncomingContent;
      readonly outcome: EventOutcome | null;
      /** Of what a colleague filed in it; null otherwise. */
      readonly radicado: string | null;
      readonly at: Date;
    }
  | {
      readonly direction: 'out';
      readonly seq: number;
      readonly id: string;
      readonly content: OutgoingContent;
      /** The event of the colleague or of the person that it answers. */
      readonly inReplyTo: string | null;
      readonly delivery: LineDelivery;
      readonly at: Date;
    };

/** What colleagues read of the conversations, without changing anything but what they have seen. */
export type InboxReader = {
  readonly list: (
    query: InboxQuery,
  ) => Promise<{ readonly items: readonly InboxItem[]; readonly nextCursor: InboxCursor | null }>;
  readonly findById: (id: string) => Promise<InboxDetail | null>;
  /** Lines with seq > `after` in order, at most `limit`, and then what waits for its turn. */
  readonly listLines: (query: {
    readonly conversationId: string;
    readonly after: number;
    readonly limit: number;
  }) => Promise<readonly InboxLine[]>;
  /** Everything up to this line was on a colleague's screen. */
  readonly markSeen: (conversationId: string, upTo: number) => Promise<void>;
};
