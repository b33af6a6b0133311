import { z } from 'zod';
import { ConversationOwner } from '../../domain/messages/conversation-owner.ts';
import {
  CONTINUATION_MINUTES,
  type ContinuationRepository,
  type ContinuedConversation,
  type Guesses,
  type LeftConversation,
  MAX_OPEN_CODES,
  type NewContinuation,
  type ShownContinuation,
  type WebContinuations,
} from '../../domain/people/continuation.ts';
import type { Database, Run } from '../database.ts';
import { toAuditRow } from './audit.ts';

const MINUTE_MS = 60 * 1000;
const KEEP_GUESSES = '1 day';

const Source = z.object({
  source: z.string(),
  owner: ConversationOwner,
  state: z.record(z.string(), z.unknown()).nullable(),
});
const Joined = Source.extend({ gone: z.string(), kept: z.string() });
const Redeemed = z.object({ conversation_id: z.string(), opened: z.boolean(), contact_id: z.string() });

/**
 * Continuations inside the turn that holds a conversation.
 *
 * Throws a momentary trouble, and the turn is taken again, when the locks that it needs are not free: waiting for them
 * here could be waiting for somebody who waits for this turn.
 */
export function createContinuationRepository(run: Run): ContinuationRepository {
  return {
    issue: (continuation) => run((db) => issue(db, continuation)),
    lockGuesses: (guessers) => run((db) => lockGuesses(db, guessers)),
    recordFailedGuess: (guessers, at) => run((db) => recordFailedGuess(db, guessers, at)),
    show: ({ codeHash, conversationId, at }) =>
      run(async (db) => {
        const [row] = await db.$queryRaw<{ id: string; opened_at: Date }[]>`
          SELECT id, opened_at FROM show_continuation(${codeHash}, ${conversationId}::uuid, ${at})`;
        return row ? ({ id: row.id, openedAt: row.opened_at } satisfies ShownContinuation) : null;
      }),
    join: (answer) => run((db) => join(db, answer)),
    refuse: (answer) => run((db) => refuse(db, answer)),
    takeUp: (conversationId, at) =>
      run(async (db) => {
        const rows = await db.$queryRaw<unknown[]>`
          SELECT source, owner, state FROM take_up_continuation(${conversationId}::uuid, ${at})`;
        return rows.map((row) => toContinued(Source.parse(row)));
      }),
    leave: (left) => run((db) => leave(db, left)),
  };
}

/** Continuations as the web asks for them, each in a transaction of its own. */
export function createWebContinuations({
  run,
  transaction,
}: Pick<Database, 'run' | 'transaction'>): WebContinuations {
  return {
    issue: (continuation) => run((db) => issue(db, continuation)),
    redeem: ({ codeHash, address, conversationId, at }) =>
      transaction(async (db) => {
        const [row] = await db.$queryRaw<unknown[]>`
          SELECT conversation_id, opened, contact_id
          FROM redeem_continuation(${codeHash}, ${address}, ${conversationId}::uuid, ${at})`;
        if (row === undefined) {
          return null;
        }
        const { conversation_id: id, opened, contact_id: contactId } = Redeemed.parse(row);
        await audit(db, {
          at,
          contactId,
          action: 'continuation.redeemed',
          after: { conversationId: id, opened },
        });
        return { conversationId: id, opened };
      }),
  };
}

type Db = Parameters<Parameters<Run>[0]>[0];

async function issue(db: Db, continuation: NewContinuation): Promise<void> {
  const { id, conversationId, target, codeHash, madeAt, expiresAt } = continuation;
  await db.$executeRaw`
    SELECT issue_continuation(
      ${id}::uuid, ${conversationId}::uuid, ${target}, ${codeHash}, ${madeAt}, ${expiresAt}, ${MAX_OPEN_CODES}::int)`;
}

/** In the order given, which is the same for all who lock them: those of the person come before the conversation's. */
async function lockGuesses(db: Db, guessers: readonly string[]): Promise<readonly Guesses[]> {
  const guesses: Guesses[] = [];
  for (const guesser of guessers) {
    await db.$queryRaw`SELECT 1 FROM continuation_guess WHERE guesser = ${guesser} FOR UPDATE`;
    const row = await db.continuationGuess.findUnique({ where: { guesser } });
    guesses.push({ failures: row?.failures ?? 0, lastFailureAt: row?.lastFailureAt ?? null });
  }
  return guesses;
}

async function recordFailedGuess(db: Db, guessers: readonly string[], at: Date): Promise<void> {
  for (const guesser of guessers) {
    await db.$executeRaw`
      INSERT INTO continuation_guess AS g (guesser, failures, last_failure_at) VALUES (${guesser}, 1, ${at})
      ON CONFLICT (guesser) DO UPDATE SET last_failure_at = ${at},
        failures = CASE WHEN g.last_failure_at < ${at}::timestamptz - ${KEEP_GUESSES}::interval THEN 1
          ELSE g.failures + 1 END`;
  }
  await db.$executeRaw`
    DELETE FROM continuation_guess WHERE guesser IN (
      SELECT guesser FROM continuation_guess WHERE last_failure_at < ${at}::timestamptz - ${KEEP_GUESSES}::interval
      ORDER BY last_failure_at LIMIT 100 FOR UPDATE SKIP LOCKED)`;
}

type Answer = Parameters<ContinuationRepository['join']>[0];

/** The question is good for as long as the code was: what is older than this was shown too long ago. */
function shownAfter(at: Date): Date {
  return new Date(at.getTime() - CONTINUATION_MINUTES * MINUTE_MS);
}

async function join(db: Db, { id, conversationId, at }: Answer): Promise<ContinuedConversation | null> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT source, owner, state, gone, kept
    FROM join_continuation(${id}::uuid, ${conversationId}::uuid, ${at}, ${shownAfter(at)})`;
  if (row === undefined) {
    return null;
  }
  const { gone, kept, ...source } = Joined.parse(row);
  await audit(db, {
    at,
    contactId: kept,
    action: 'continuation.joined',
    before: { contactId: gone, conversationId: source.source },
    after: { contactId: kept, conversationId },
  });
  return toContinued(source);
}

async function refuse(db: Db, { id, conversationId, at }: Answer): Promise<string | null> {
  const refused = await db.continuation.updateManyAndReturn({
    where: { id, status: 'shown', reachedId: conversationId },
    data: { status: 'refused', settledAt: at },
    select: { conversationId: true },
  });
  return refused[0]?.conversationId ?? null;
}

async function leave(
  db: Db,
  { conversationId, messageId, words, at, moved }: LeftConversation,
): Promise<void> {
  const memory = moved && { assistant: moved.state, idle: moved.idle, expectsFreeText: false };
  await db.$executeRaw`
    SELECT leave_continued(${conversationId}::uuid, ${messageId}::uuid, ${JSON.stringify(words)}::jsonb,
      ${memory && JSON.stringify(memory)}::jsonb, ${at})`;
  for (const fileId of moved?.fileIds ?? []) {
    // A file of which there is no row any more is nobody's news.
    await db.$executeRaw`
      INSERT INTO continued_file (file_id, conversation_id)
      SELECT f.id, ${moved?.to}::uuid FROM file f WHERE f.id = ${fileId}::uuid
      ON CONFLICT (file_id) DO UPDATE SET conversation_id = excluded.conversation_id`;
  }
}

function toContinued({ source, owner, state }: z.infer<typeof Source>): ContinuedConversation {
  return { id: source, owner, state: state ?? {} };
}

type Change = Pick<Parameters<typeof toAuditRow>[0], 'at' | 'action' | 'before' | 'after'> & {
  readonly contactId: string;
};

async function audit(db: Db, { contactId, ...change }: Change): Promise<void> {
  const entry = {
    ...change,
    actor: { kind: 'contact', id: contactId },
    subject: `contact/${contactId}`,
  } as const;
  await db.audit.create({ data: toAuditRow(entry), select: { id: true } });
}
