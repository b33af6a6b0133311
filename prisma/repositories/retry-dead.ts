import type {
  EventState,
  MessageState,
  RetryIds,
  RetryOrder,
  RetryStates,
  SetApartEntry,
} from '../../domain/messages/outbox-watch.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { EVENT_SUPERSEDED, JOURNAL_ID, MESSAGE_SUPERSEDED } from './outbox-watch-rows.ts';

/** A hundred rows, each with its own line of audit, take a moment. */
const TIMEOUT_MS = 20_000;

/** Tries rows again in one transaction with the audit; rows that somebody else is trying at this moment are waited for. */
export async function retryDead(db: PrismaClient, { ids, at, decide }: RetryOrder): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const { audits, ...chosen } = decide(await lockStates(tx, ids));
      await requeue(tx, chosen.messages, at);
      await reopen(tx, chosen.events);
      await takeBack(tx, chosen.setApart);
      for (const entry of audits) {
        await tx.audit.create({ data: toAuditRow(entry), select: { id: true } });
      }
      if (audits.length > 0) {
        await tx.$executeRaw`SELECT announce_live('channels', 'outbox', 'normal', NULL)`;
      }
    },
    { timeout: TIMEOUT_MS },
  );
}

type Tx = Prisma.TransactionClient;

/** In one order, so that two colleagues who choose the same rows wait for each other and never for ever. */
async function lockStates(tx: Tx, { messages, events, setApart }: RetryIds): Promise<RetryStates> {
  return {
    messages: await tx.$queryRaw<MessageState[]>`
      SELECT o.id::text AS id, o.status, o.reason, o.expires_at AS "expiresAt", ${MESSAGE_SUPERSEDED} AS "isSuperseded"
      FROM outbox o WHERE o.id = ANY(${[...messages]}::uuid[]) ORDER BY o.id FOR UPDATE OF o`,
    events: await tx.$queryRaw<EventState[]>`
      SELECT e.id::text AS id, e.outcome, e.attempts, e.errors, ${EVENT_SUPERSEDED} AS "isSuperseded"
      FROM event e WHERE e.id = ANY(${[...events]}::bigint[]) ORDER BY e.id FOR UPDATE OF e`,
    setApart: await lockSetApart(tx, setApart),
  };
}

async function lockSetApart(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly Pick<SetApartEntry, 'id' | 'reason'>[]> {
  const parts = await tx.$queryRaw<Pick<SetApartEntry, 'id' | 'reason'>[]>`
    SELECT ${JOURNAL_ID} AS id, j.quarantined AS reason FROM whatsapp_journal j
    WHERE j.quarantined IS NOT NULL AND NOT j.accepted AND ${JOURNAL_ID} = ANY(${[...ids]}) ORDER BY j.at FOR UPDATE`;
  return [...new Map(parts.map((part) => [part.id, part])).values()];
}

/** The place in the lane stays: nothing that waits behind it overtakes. */
async function requeue(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox SET status = 'queued', reason = NULL, attempts = 0, available_at = ${at}, sent_at = NULL,
      locked_by = NULL, locked_until = NULL
    WHERE id = ANY(${[...ids]}::uuid[])`;
}

/** Its place in the conversation stays until a turn gives it the one where it is answered. */
async function reopen(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE event SET processed_at = NULL, outcome = NULL, attempts = 0, errors = 0, claimed_by = NULL
    WHERE id = ANY(${[...ids]}::bigint[])`;
}

/** Whoever owns the number takes it from the journal as what a crash left there. */
async function takeBack(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE whatsapp_journal j SET quarantined = NULL
    WHERE j.quarantined IS NOT NULL AND NOT j.accepted AND ${JOURNAL_ID} = ANY(${[...ids]})`;
}
