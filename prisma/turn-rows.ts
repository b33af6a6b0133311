import { z } from 'zod';
import { Channel } from '../domain/messages/address.ts';
import { ConversationOwner } from '../domain/messages/conversation-owner.ts';
import { EventKind } from '../domain/messages/event.ts';
import { Sensitivity } from '../domain/messages/sensitivity.ts';
import type { QueuedMessage, TurnOutcome, WaitingEvent } from '../domain/messages/turn-store.ts';
import type { ContentCodec } from './sealed-content.ts';

const EventRow = z.object({
  id: z.number().transform(BigInt),
  message_id: z.string(),
  kind: EventKind,
  content: z.unknown(),
  sensitivity: Sensitivity,
  received_at: z.string().transform((text) => new Date(text)),
  attempts: z.int(),
  errors: z.int(),
  claimed_by: z.string().nullable(),
});

/** What `open_turns` gives for one conversation. */
export const TurnRow = z.object({
  id: z.string(),
  channel: Channel,
  contact_id: z.string(),
  state: z.unknown(),
  version: z.int(),
  next_seq: z.int(),
  owner: ConversationOwner,
  assignee_id: z.string().nullable(),
  team_id: z.string().nullable(),
  waiting_since: z.date().nullable(),
  sensitivity: Sensitivity,
  events: z.array(EventRow).nullable(),
  waiting_question: z.string().nullable(),
});
export type TurnRow = z.infer<typeof TurnRow>;

/** The events of a turn in order, opened if they were sealed. */
export function toWaitingEvents({ events }: TurnRow, codec: ContentCodec): WaitingEvent[] {
  return (events ?? []).map((row) => ({
    id: row.id,
    messageId: row.message_id,
    kind: row.kind,
    content: codec.toIncoming(row.content),
    sensitivity: row.sensitivity,
    receivedAt: row.received_at,
    attempts: row.attempts,
    errors: row.errors,
    claimedBy: row.claimed_by,
  }));
}

/** What `commit_turns` takes for one conversation. */
export type TurnCommit = {
  readonly turn: unknown;
  readonly events: readonly unknown[];
  readonly messages: readonly unknown[];
};

/** The rows that the end of a turn writes; what is sensitive is sealed here. */
export function toTurnCommit(
  { id, version }: Pick<TurnRow, 'id' | 'version'>,
  outcome: TurnOutcome,
  codec: ContentCodec,
): TurnCommit {
  const { state, nextSeq, care, topic, heard, sensitivity, now } = outcome;
  return {
    turn: {
      id,
      version,
      state,
      next_seq: nextSeq,
      owner: care.owner,
      assignee_id: care.assigneeId,
      team_id: care.teamId,
      topic,
      waiting_since: care.waitingSince,
      heard_seq: heard?.seq ?? null,
      heard_at: heard?.at ?? null,
      sensitivity,
      now,
    },
    events: outcome.events.map(({ event, seq, outcome: how, seal }) => ({
      id: Number(event.id),
      conversation_id: id,
      seq,
      outcome: how,
      now,
      ...(seal ? { sensitivity: 'health', content: codec.seal(event.content) } : {}),
    })),
    messages: outcome.messages.map((message) => ({
      ...toOutboxRow(message, codec),
      conversation_id: id,
      now,
    })),
  };
}

function toOutboxRow(message: QueuedMessage, codec: ContentCodec): object {
  const { id, seq, content, sensitivity } = message;
  return {
    id,
    seq,
    class: message.class,
    purpose: message.purpose,
    content: sensitivity === 'health' ? codec.seal(content) : codec.toStored(content),
    sensitivity,
    expires_at: message.expiresAt,
    in_reply_to: message.inReplyTo === null ? null : Number(message.inReplyTo),
  };
}

/** One statement that ends these turns, all or none; the transaction is the caller's. */
export function commitStatement(
  commits: readonly TurnCommit[],
  escapeLiteral: (text: string) => string,
): string {
  const literal = (rows: readonly unknown[]): string => escapeLiteral(JSON.stringify(rows));
  const turns = literal(commits.map(({ turn }) => turn));
  const events = literal(commits.flatMap((commit) => commit.events));
  const messages = literal(commits.flatMap((commit) => commit.messages));
  return `SELECT commit_turns(${turns}, ${events}, ${messages})`;
}
