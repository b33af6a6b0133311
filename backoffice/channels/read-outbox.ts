import { Channel } from '../../domain/messages/address.ts';
import type { GivenUpEntry, LedgerEntry, OutboxWatch } from '../../domain/messages/outbox-watch.ts';
import {
  DEAD_STATUSES,
  judgeEvent,
  judgeMessage,
  LedgerStatus,
  reasonOfGivenUp,
} from '../../domain/messages/retry.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type {
  DeadQuery,
  GivenUpItem,
  GivenUpPage,
  GivenUpQuery,
  LedgerItem,
  LedgerPage,
  LedgerQuery,
  QueueView,
} from '../contracts/outbox.ts';
import type { ChannelsControl } from './channels-control.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Each is a fault to mend: nobody looks through more. */
const MAX_SET_APART = 100;

type Watching = Pick<ChannelsControl, 'outboxWatch' | 'clock'>;

/** What waits to be sent, and what did not leave in the last day. */
export async function readQueue({ outboxWatch, clock }: Watching): Promise<QueueView> {
  const now = clock.now();
  const counts = await outboxWatch.countQueue(new Date(now.getTime() - DAY_MS));
  return {
    at: now.toISOString(),
    rows: counts.map((count) => ({ ...count, oldestAt: count.oldestAt?.toISOString() ?? null })),
  };
}

/** A page of what has left or never will, newest first. */
export function readLedger(
  { channel, status, ...page }: LedgerQuery,
  role: StaffRole,
  watching: Watching,
): Promise<LedgerPage> {
  const channels = channel === undefined ? Channel.options : [channel];
  const statuses = status === undefined ? LedgerStatus.options : [status];
  return readPage({ ...page, channels, statuses }, role, watching);
}

/** A page of the messages that did not leave, each with whether it may be tried again. */
export function readDead(page: DeadQuery, role: StaffRole, watching: Watching): Promise<LedgerPage> {
  return readPage({ ...page, channels: Channel.options, statuses: DEAD_STATUSES }, role, watching);
}

type Page = Omit<Parameters<OutboxWatch['listLedger']>[0], 'before'> & Pick<LedgerQuery, 'cursor'>;

async function readPage(
  { cursor, limit, ...query }: Page,
  role: StaffRole,
  { outboxWatch, clock }: Watching,
): Promise<LedgerPage> {
  const found = await outboxWatch.listLedger({ ...query, before: cursor ?? null, limit: limit + 1 });
  const now = clock.now();
  const entries = found.slice(0, limit);
  const nextCursor = found.length > limit ? (entries.at(-1)?.id ?? null) : null;
  return { items: entries.map((entry) => toLedgerItem(entry, role, now)), nextCursor };
}

/** A page of what came in and could not be answered; with the first one, what never reached a conversation. */
export async function readGivenUp(
  { cursor, limit }: GivenUpQuery,
  role: StaffRole,
  { outboxWatch }: Watching,
): Promise<GivenUpPage> {
  const [found, setApart] = await Promise.all([
    outboxWatch.listGivenUp({ before: cursor ?? null, limit: limit + 1 }),
    cursor === undefined ? outboxWatch.listSetApart(MAX_SET_APART) : [],
  ]);
  const entries = found.slice(0, limit);
  return {
    items: entries.map((entry) => toGivenUpItem(entry, role)),
    nextCursor: found.length > limit ? (entries.at(-1)?.id ?? null) : null,
    setApart: setApart.map(({ phone, receivedAt, ...entry }) => ({
      ...entry,
      phone: shownTo(role, phone),
      receivedAt: receivedAt.toISOString(),
    })),
  };
}

function toLedgerItem(entry: LedgerEntry, role: StaffRole, now: Date): LedgerItem {
  const { id, status, reason, attempts, createdAt, sentAt, purpose } = entry;
  const person = personOf(entry, role);
  return {
    ...person,
    ...{ id, status, reason, attempts, class: entry.class },
    purpose: person.reserved ? null : purpose,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    retry: judgeMessage(entry, now),
  };
}

function toGivenUpItem(entry: GivenUpEntry, role: StaffRole): GivenUpItem {
  const { id, kind, receivedAt } = entry;
  return {
    ...personOf(entry, role),
    id,
    kind,
    reason: reasonOfGivenUp(entry),
    receivedAt: receivedAt.toISOString(),
    retry: judgeEvent({ ...entry, outcome: 'handed-to-human' }),
  };
}

/** That somebody talks about their health is data of Ley 1581 of 2012, art. 5: then nobody is named. */
function personOf(
  {
    channel,
    phone,
    contactId,
    sensitivity,
  }: Pick<LedgerEntry, 'channel' | 'phone' | 'contactId' | 'sensitivity'>,
  role: StaffRole,
): Pick<LedgerItem, 'channel' | 'phone' | 'contactId' | 'reserved'> {
  return sensitivity === 'health' && !hasPermission(role, 'health:read')
    ? { channel, phone: null, contactId: null, reserved: true }
    : { channel, phone: shownTo(role, phone), contactId, reserved: false };
}

function shownTo(role: StaffRole, phone: string | null): string | null {
  return phone === null || hasPermission(role, 'channels:manage') ? phone : maskPhone(phone);
}
