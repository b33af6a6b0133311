import { z } from 'zod';
import { Channel } from '../../domain/messages/address.ts';
import { SendClass } from '../../domain/messages/delivery.ts';
import { EventKind } from '../../domain/messages/event.ts';
import type {
  GivenUpEntry,
  LedgerEntry,
  LedgerQuery,
  QueueCount,
  SetApartEntry,
} from '../../domain/messages/outbox-watch.ts';
import { LedgerStatus } from '../../domain/messages/retry.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { ConsentPurpose } from '../../domain/people/consent.ts';
import { Prisma } from '../generated/client.ts';

const Count = z.int().min(0);

const CountRow = z.object({
  channel: Channel,
  class: SendClass,
  waiting: Count,
  sending: Count,
  retrying: Count,
  oldestAt: z.date().nullable(),
  failed: Count,
  skipped: Count,
  expired: Count,
});

const Person = {
  channel: Channel,
  contactId: z.string(),
  phone: z.string().nullable(),
  sensitivity: Sensitivity,
};

const LedgerRow = z.object({
  ...Person,
  id: z.string(),
  class: SendClass,
  purpose: ConsentPurpose.nullable(),
  status: LedgerStatus,
  reason: z.string().nullable(),
  attempts: Count,
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
  isSuperseded: z.boolean(),
});

const GivenUpRow = z.object({
  ...Person,
  id: z.bigint().transform(String),
  kind: EventKind,
  receivedAt: z.date(),
  attempts: Count,
  errors: Count,
  isSuperseded: z.boolean(),
});

const SetApartRow = z.object({
  id: z.string(),
  reason: z.string(),
  phone: z.string().nullable(),
  receivedAt: z.date(),
});

/**
 * A later message of the same lane of `o` has left or is leaving, or `o` asks what is not asked any more.
 *
 * One row is looked for at a time: EXISTS would let the plan read a whole table first.
 */
export const MESSAGE_SUPERSEDED = Prisma.sql`((SELECT true FROM outbox l
  WHERE l.conversation_id = o.conversation_id AND l.seq > o.seq AND l.class = o.class
    AND l.status IN ('sending', 'sent', 'delivered', 'read') LIMIT 1) IS NOT NULL
  OR (SELECT true FROM question q
    WHERE q.conversation_id = o.conversation_id AND q.prompt_id = o.id AND q.status <> 'asked' LIMIT 1) IS NOT NULL)`;

/** Something that the person of `e` said later has been answered. */
export const EVENT_SUPERSEDED = Prisma.sql`((SELECT true FROM event l
  WHERE l.conversation_id = e.conversation_id AND l.seq > e.seq AND l.kind IN ('message', 'edit', 'delete')
    AND l.outcome IN ('applied', 'merged') LIMIT 1) IS NOT NULL)`;

/** A message of the journal by one text that tells nothing of who wrote it. */
export const JOURNAL_ID = Prisma.sql`encode(sha256(convert_to(
  concat_ws(' ', j.account, j.chat, j.participant, j.from_me::text, j.message_id), 'UTF8')), 'hex')`;

/** The number behind an address: on WhatsApp what the network calls the person today. */
function phoneOf(channel: Prisma.Sql, address: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`split_part(coalesce(
    (SELECT w.phone FROM whatsapp_person w WHERE w.id =
      CASE WHEN ${channel} = 'whatsapp' AND ${address} ~ '^[0-9a-f-]{36}$' THEN ${address}::uuid END),
    CASE WHEN ${channel} = 'terminal' THEN ${address} END), '@', 1)`;
}

/** What waits, along the index of the lanes; and what did not leave since then, along the indexes of those few. */
export function countStatement(since: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT channel, class, sum(waiting)::int AS waiting, sum(sending)::int AS sending, sum(retrying)::int AS retrying,
      min(oldest_at) AS "oldestAt", sum(failed)::int AS failed, sum(skipped)::int AS skipped, sum(expired)::int AS expired
    FROM (
      SELECT o.channel, o.class, count(*) FILTER (WHERE o.status = 'queued' AND o.attempts = 0) AS waiting,
        count(*) FILTER (WHERE o.status = 'sending') AS sending,
        count(*) FILTER (WHERE o.status = 'queued' AND o.attempts > 0) AS retrying,
        min(o.created_at) AS oldest_at, 0 AS failed, 0 AS skipped, 0 AS expired
      FROM outbox o WHERE o.status IN ('queued', 'sending') GROUP BY 1, 2
      UNION ALL
      SELECT o.channel, o.class, 0, 0, 0, NULL, count(*) FILTER (WHERE o.status = 'failed'),
        count(*) FILTER (WHERE o.status = 'skipped'), 0
      FROM outbox o WHERE o.status IN ('failed', 'skipped') AND o.available_at >= ${since} GROUP BY 1, 2
      UNION ALL
      SELECT o.channel, o.class, 0, 0, 0, NULL, 0, 0, count(*)
      FROM outbox o WHERE o.status = 'expired' AND o.expires_at >= ${since} GROUP BY 1, 2) part
    GROUP BY channel, class ORDER BY channel, CASE class WHEN 'reply' THEN 0 WHEN 'case' THEN 1 ELSE 2 END`;
}

/**
 * A page of what has left or never will, newest first.
 *
 * The newest of each channel and state are few and stand together in the index, whatever is asked for: ids are made in
 * the order of time. Channel and state are written out, so that the plan sees that the partial index holds them.
 */
export function ledgerStatement({ channels, statuses, before, limit }: LedgerQuery): Prisma.Sql {
  const older = before === null ? Prisma.empty : Prisma.sql`AND o.id < ${before}::uuid`;
  const parts = channels.flatMap((channel) =>
    statuses.map(
      (status) => Prisma.sql`
        (SELECT o.id FROM outbox o WHERE o.channel = ${literal(Channel.parse(channel))}
          AND o.status = ${literal(LedgerStatus.parse(status))} ${older} ORDER BY o.id DESC LIMIT ${limit})`,
    ),
  );
  return Prisma.sql`
    SELECT o.id::text AS id, o.channel, o.class, o.purpose, o.status, o.reason, o.attempts, o.sensitivity,
      o.created_at AS "createdAt", o.sent_at AS "sentAt", o.expires_at AS "expiresAt",
      c.contact_id::text AS "contactId", ${phoneOf(Prisma.sql`o.channel`, Prisma.sql`o.recipient`)} AS phone,
      o.status IN ('failed', 'skipped') AND ${MESSAGE_SUPERSEDED} AS "isSuperseded"
    FROM (SELECT id FROM (${Prisma.join(parts, ' UNION ALL ')}) part ORDER BY id DESC LIMIT ${limit}) page
    JOIN outbox o ON o.id = page.id JOIN conversation c ON c.id = o.conversation_id
    ORDER BY o.id DESC`;
}

/** Only for what a schema has just allowed. */
function literal(word: Channel | LedgerStatus): Prisma.Sql {
  return Prisma.raw(`'${word}'`);
}

/** What was kept for a person because it could not be answered, newest first. */
export function givenUpStatement({
  before,
  limit,
}: {
  readonly before: string | null;
  readonly limit: number;
}): Prisma.Sql {
  const older = before === null ? Prisma.empty : Prisma.sql`AND e.id < ${BigInt(before)}`;
  return Prisma.sql`
    SELECT e.id, e.kind, e.received_at AS "receivedAt", e.attempts, e.errors, e.sensitivity, c.channel,
      c.contact_id::text AS "contactId", ${phoneOf(Prisma.sql`c.channel`, Prisma.sql`c.address`)} AS phone,
      ${EVENT_SUPERSEDED} AS "isSuperseded"
    FROM event e JOIN conversation c ON c.id = e.conversation_id
    WHERE e.outcome = 'handed-to-human' ${older} ORDER BY e.id DESC LIMIT ${limit}`;
}

/** The parts of a message are one. */
export function setApartStatement(limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${JOURNAL_ID} AS id, min(j.quarantined) AS reason, min(j.at) AS "receivedAt",
      split_part(coalesce((SELECT w.phone FROM whatsapp_person w WHERE w.lid = j.chat),
        CASE WHEN j.chat LIKE '%@s.whatsapp.net' THEN j.chat END), '@', 1) AS phone
    FROM whatsapp_journal j WHERE j.quarantined IS NOT NULL AND NOT j.accepted
    GROUP BY j.account, j.chat, j.participant, j.from_me, j.message_id
    ORDER BY min(j.at), 1 LIMIT ${limit}`;
}

/** A row of `countStatement`. */
export function toQueueCount(row: object): QueueCount {
  return CountRow.parse(row);
}

/** A row of `ledgerStatement`. */
export function toLedgerEntry(row: object): LedgerEntry {
  return LedgerRow.parse(row);
}

/** A row of `givenUpStatement`. */
export function toGivenUpEntry(row: object): GivenUpEntry {
  return GivenUpRow.parse(row);
}

/** A row of `setApartStatement`. */
export function toSetApartEntry(row: object): SetApartEntry {
  return SetApartRow.parse(row);
}
