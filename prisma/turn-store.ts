import type pg from 'pg';
import { z } from 'zod';
import { Channel } from '../domain/messages/address.ts';
import { ConversationOwner } from '../domain/messages/conversation.ts';
import { EventKind } from '../domain/messages/event.ts';
import { Sensitivity } from '../domain/messages/sensitivity.ts';
import type {
  OpenTurn,
  QueuedMessage,
  TurnOutcome,
  TurnRepositories,
  WaitingEvent,
} from '../domain/messages/turn-store.ts';
import { nextNumber } from './counter.ts';
import type { Database, Run } from './database.ts';
import { createConsentRepository } from './repositories/consent.ts';
import { createPqrsRepository } from './repositories/pqrs.ts';
import { createQuestionRepository } from './repositories/question.ts';
import type { ContentCodec } from './sealed-content.ts';

const EventRow = z.object({
  id: z.number().transform(BigInt),
  channel_message_id: z.string(),
  kind: EventKind,
  content: z.unknown(),
  sensitivity: Sensitivity,
  received_at: z.string().transform((text) => new Date(text)),
  attempts: z.int(),
  errors: z.int(),
  claimed_by: z.string().nullable(),
});

const TurnRow = z.object({
  channel: Channel,
  address: z.string(),
  contact_id: z.string(),
  state: z.unknown(),
  version: z.int(),
  next_seq: z.int(),
  owner: ConversationOwner,
  sensitivity: Sensitivity,
  events: z.array(EventRow).nullable(),
  waiting_question: z.string().nullable(),
});
type TurnRow = z.infer<typeof TurnRow>;

const UUID = /^[0-9a-f-]{36}$/;

/**
 * Opens turns with one statement and ends them with one, each in a single round trip.
 *
 * The conversation's id is checked to be a UUID, because the opening travels as one text with its BEGIN.
 */
export async function openTurn(
  { database, codec }: { database: Database; codec: ContentCodec },
  conversationId: string,
  limit: number,
): Promise<OpenTurn | null> {
  if (!UUID.test(conversationId)) {
    return null;
  }
  const client = await database.pool.connect();
  try {
    const results = await client.query(`BEGIN; SELECT * FROM open_turn('${conversationId}', ${limit})`);
    const row = lastRowOf(results);
    if (row === undefined) {
      await client.query('ROLLBACK');
      client.release();
      return null;
    }
    return asOpenTurn({ database, codec, client, conversationId, row: TurnRow.parse(row) });
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}

/** node-postgres gives an array of results when one text held several statements. */
function lastRowOf(results: unknown): unknown {
  const last = Array.isArray(results) ? results.at(-1) : results;
  return (last as pg.QueryResult).rows[0];
}

type Opened = {
  readonly database: Database;
  readonly codec: ContentCodec;
  readonly client: pg.PoolClient;
  readonly conversationId: string;
  readonly row: TurnRow;
};

function asOpenTurn({ database, codec, client, conversationId, row }: Opened): OpenTurn {
  const run = database.within(client);
  const end = async (sql: string): Promise<void> => {
    try {
      await client.query(sql);
      client.release();
    } catch (error) {
      await client.query('ROLLBACK').then(
        () => client.release(),
        (lost: Error) => client.release(lost),
      );
      throw error;
    }
  };
  return {
    conversation: {
      id: conversationId,
      channel: row.channel,
      contactId: row.contact_id,
      owner: row.owner,
      sensitivity: row.sensitivity,
    },
    state: row.state,
    nextSeq: row.next_seq,
    events: (row.events ?? []).map((event) => toWaitingEvent(event, codec)),
    waitingQuestionId: row.waiting_question,
    repositories: createTurnRepositories(run),
    nextNumber: (series, year) => nextNumber(client, series, year),
    commit: (outcome) => end(commitSql({ conversationId, version: row.version, outcome, codec, client })),
    rollback: () => end('ROLLBACK'),
  };
}

function toWaitingEvent(row: z.infer<typeof EventRow>, codec: ContentCodec): WaitingEvent {
  return {
    id: row.id,
    kind: row.kind,
    content: codec.toIncoming(row.content),
    sensitivity: row.sensitivity,
    receivedAt: row.received_at,
    attempts: row.attempts,
    errors: row.errors,
    claimedBy: row.claimed_by,
  };
}

function createTurnRepositories(run: Run): TurnRepositories {
  return {
    pqrs: createPqrsRepository(run),
    consents: createConsentRepository(run),
    questions: createQuestionRepository(run),
  };
}

type Commit = {
  readonly conversationId: string;
  readonly version: number;
  readonly outcome: TurnOutcome;
  readonly codec: ContentCodec;
  readonly client: pg.PoolClient;
};

function commitSql({ conversationId, version, outcome, codec, client }: Commit): string {
  const { state, nextSeq, owner, sensitivity, now } = outcome;
  const literal = (value: unknown): string => client.escapeLiteral(JSON.stringify(value));
  const events = outcome.events.map(({ event, seq, outcome: how, seal }) => ({
    id: Number(event.id),
    seq,
    outcome: how,
    ...(seal ? { sensitivity: 'health', content: codec.seal(event.content) } : {}),
  }));
  const messages = outcome.messages.map((message) => toOutboxRow(message, codec));
  const turn = literal({ state, nextSeq, owner, sensitivity });
  return `SELECT commit_turn('${conversationId}', ${version}, ${turn}, ${literal(events)}, ${literal(messages)}, '${now.toISOString()}'); COMMIT`;
}

function toOutboxRow(message: QueuedMessage, codec: ContentCodec): unknown {
  const { id, seq, content, sensitivity } = message;
  return {
    id,
    seq,
    class: message.class,
    content: sensitivity === 'health' ? codec.seal(content) : content,
    sensitivity,
    expires_at: message.expiresAt,
    in_reply_to: message.inReplyTo === null ? null : Number(message.inReplyTo),
  };
}
