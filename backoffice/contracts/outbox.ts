import { z } from 'zod';
import { Channel } from '../../domain/messages/address.ts';
import { SendClass } from '../../domain/messages/delivery.ts';
import { EventKind } from '../../domain/messages/event.ts';
import { LedgerStatus, RetryVerdict } from '../../domain/messages/retry.ts';
import { ConsentPurpose } from '../../domain/people/consent.ts';

const Count = z.int().min(0);

/** What of one kind of message waits on a channel, and how many did not leave in the last day. */
export const QueueRow = z.object({
  channel: Channel,
  class: SendClass,
  waiting: Count,
  sending: Count,
  retrying: Count,
  oldestAt: z.iso.datetime().nullable(),
  failed: Count,
  skipped: Count,
  expired: Count,
});
export type QueueRow = z.infer<typeof QueueRow>;

/** The queue at an instant; what has nothing to tell is left out. */
export const QueueView = z.object({ at: z.iso.datetime(), rows: z.array(QueueRow) });
export type QueueView = z.infer<typeof QueueView>;

const Limit = z.coerce.number().int().min(1).max(100).default(50);

/** What may stand in the address of the ledger. */
export const LedgerQuery = z.strictObject({
  channel: Channel.optional(),
  status: LedgerStatus.optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.uuid().optional(),
  limit: Limit,
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** What may stand in the address of the messages that did not leave. */
export const DeadQuery = z.strictObject({ cursor: z.uuid().optional(), limit: Limit });
export type DeadQuery = z.infer<typeof DeadQuery>;

/** The person at the other end. Of a health matter nothing is told of them to who may not read it: `reserved`. */
const Person = {
  channel: Channel,
  /** Whole only for who manages the channels. */
  phone: z.string().nullable(),
  contactId: z.uuid().nullable(),
  reserved: z.boolean(),
};

/** A message that has left, or never will. What it says is not told here. */
export const LedgerItem = z.object({
  ...Person,
  id: z.uuid(),
  class: SendClass,
  purpose: ConsentPurpose.nullable(),
  status: LedgerStatus,
  reason: z.string().nullable(),
  attempts: Count,
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  retry: RetryVerdict,
});
export type LedgerItem = z.infer<typeof LedgerItem>;

export const LedgerPage = z.object({ items: z.array(LedgerItem), nextCursor: z.uuid().nullable() });
export type LedgerPage = z.infer<typeof LedgerPage>;

const EventId = z.string().regex(/^[1-9]\d{0,17}$/);

/** What may stand in the address of what came in and was given up. */
export const GivenUpQuery = z.strictObject({ cursor: EventId.optional(), limit: Limit });
export type GivenUpQuery = z.infer<typeof GivenUpQuery>;

/** What somebody sent us and could not be answered. */
export const GivenUpItem = z.object({
  ...Person,
  id: EventId,
  kind: EventKind,
  reason: z.enum(['errors', 'crashes', 'restored']),
  receivedAt: z.iso.datetime(),
  retry: RetryVerdict,
});
export type GivenUpItem = z.infer<typeof GivenUpItem>;

const SetApartId = z.string().regex(/^[0-9a-f]{64}$/);

/** A message of WhatsApp that never reached a conversation. */
export const SetApartItem = z.object({
  id: SetApartId,
  reason: z.string(),
  phone: z.string().nullable(),
  receivedAt: z.iso.datetime(),
});
export type SetApartItem = z.infer<typeof SetApartItem>;

export const GivenUpPage = z.object({
  items: z.array(GivenUpItem),
  nextCursor: EventId.nullable(),
  /** All of them, on the first page only. */
  setApart: z.array(SetApartItem),
});
export type GivenUpPage = z.infer<typeof GivenUpPage>;

/** The most that is tried again at once. */
const MAX_RETRIED = 100;

const listOf = <Id extends z.ZodType<string>>(id: Id) => z.array(id).max(MAX_RETRIED).default([]);

/** The rows to try again, each once. */
export const RetryBody = z
  .strictObject({ messages: listOf(z.uuid()), events: listOf(EventId), setApart: listOf(SetApartId) })
  .refine(({ messages, events, setApart }) => {
    const ids = [...messages, ...events, ...setApart];
    return ids.length > 0 && ids.length <= MAX_RETRIED && new Set(ids).size === ids.length;
  });
export type RetryBody = z.infer<typeof RetryBody>;

/** What became of each row. */
export const RetryResult = z.object({
  rows: z.array(
    z.object({ id: z.string(), outcome: z.enum(['retried', ...RetryVerdict.exclude(['allowed']).options]) }),
  ),
});
export type RetryResult = z.infer<typeof RetryResult>;
