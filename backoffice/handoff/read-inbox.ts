import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { type Care, listPossibleActs } from '../../domain/handoff/care.ts';
import type { FormProgress } from '../../domain/handoff/form-progress.ts';
import type {
  InboxCursor,
  InboxDetail as StoredDetail,
  InboxItem as StoredItem,
} from '../../domain/handoff/inbox-reader.ts';
import { isReopenable } from '../../domain/handoff/reopening.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { InboxDetail, InboxItem, InboxList, InboxQuery } from '../contracts/handoff.ts';
import { parsePlaceText, toPlaceText } from '../place-text.ts';
import { Refusal } from '../refusal.ts';
import type { InboxReading } from './inbox-reading.ts';
import { toLineViews } from './lines.ts';

/** Lines of a conversation that are shown at once. */
const PART_LINES = 100;

/** What waits for its turn stands after the latest part, not in its place. */
const MAX_WAITING_LINES = 50;

/** How much of the last words a row shows. */
const SNIPPET_CHARACTERS = 140;

type Reader = { readonly id: string; readonly role: StaffRole };

const Place = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** One page of the inbox. Whoever may not read health matters does not learn that there are any. */
export async function readInbox(
  { view, channel, topic, cursor, limit }: InboxQuery,
  { id, role }: Reader,
  { inbox, entity, clock }: InboxReading,
): Promise<InboxList> {
  const { items, nextCursor } = await inbox.list({
    view,
    staffId: id,
    channel: channel ?? null,
    topic: topic ?? null,
    withHealth: hasPermission(role, 'health:read'),
    cursor: cursor === undefined ? null : parseCursor(cursor),
    limit,
  });
  const { targetMinutes } = entity().care;
  const now = clock.now();
  return {
    items: items.map((item) => toItem(item, { targetMinutes, now })),
    nextCursor: nextCursor && toCursorText(nextCursor),
    now: now.toISOString(),
  };
}

/** One conversation. Throws Refusal `conversation-not-found`, also for one that the reader may not see. */
export async function readInboxDetail(
  { id, after }: { readonly id: string; readonly after: number | undefined },
  reader: Reader,
  reading: InboxReading,
): Promise<InboxDetail> {
  const found = await getReadable(id, reader.role, reading);
  const now = reading.clock.now();
  const from = after ?? Math.max(0, found.lastSeq - PART_LINES);
  const limit = after === undefined ? PART_LINES + MAX_WAITING_LINES : PART_LINES;
  const lines = await reading.inbox.listLines({ conversationId: id, after: from, limit });
  const end = lines.findLast(({ seq }) => seq !== null)?.seq ?? from;
  return {
    ...toItem(found, { targetMinutes: reading.entity().care.targetMinutes, now }),
    lines: toLineViews(lines),
    earlierAfter: from === 0 ? null : Math.max(0, from - PART_LINES),
    laterAfter: end < found.lastSeq && lines.length === PART_LINES ? end : null,
    lastSeq: found.lastSeq,
    form: toFormView(reading.readForm(found.state)),
    now: now.toISOString(),
    possible: hasPermission(reader.role, 'conversations:work')
      ? listPossibleActs({ ...toCare(found), endedAt: found.ended?.at ?? null }, reader.id, now)
      : [],
  };
}

/** The conversation, if this role may read it. Throws Refusal `conversation-not-found`. */
export async function getReadable(
  id: string,
  role: StaffRole,
  { inbox }: Pick<InboxReading, 'inbox'>,
): Promise<StoredDetail> {
  const found = await inbox.findById(id);
  if (!found) {
    throw new Refusal('conversation-not-found');
  }
  if (found.sensitivity === 'health' && !hasPermission(role, 'health:read')) {
    throw new DomainError('forbidden');
  }
  return found;
}

function toFormView(form: FormProgress | null): InboxDetail['form'] {
  return form && { ...form, answers: [...form.answers], missing: [...form.missing] };
}

/** Who cares for a conversation, as the rule of the acts asks it. */
export function toCare({ owner, assignee, team, waitingSince }: StoredDetail): Care {
  return { owner, assigneeId: assignee?.id ?? null, teamId: team?.id ?? null, waitingSince };
}

type Now = { readonly targetMinutes: number; readonly now: Date };

function toItem(item: StoredItem, { targetMinutes, now }: Now): InboxItem {
  const { last, ended } = item;
  return {
    id: item.id,
    channel: item.channel,
    personId: item.contactId,
    name: item.name,
    phone: item.phone && maskPhone(item.phone),
    owner: item.owner,
    assignee: item.assignee,
    team: item.team,
    topic: item.topic,
    place: item.place,
    waitingSince: item.waitingSince?.toISOString() ?? null,
    targetMinutes,
    heardAt: item.heardAt?.toISOString() ?? null,
    unread: item.isUnread,
    reason: item.reason,
    danger: item.hasDanger,
    call: item.callPhone,
    ended: ended && isReopenable(ended.at, now) ? { at: ended.at.toISOString(), by: ended.by } : null,
    last: last && { direction: last.direction, text: snippetOf(last.text) },
  };
}

function snippetOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > SNIPPET_CHARACTERS ? `${line.slice(0, SNIPPET_CHARACTERS - 1)}…` : line;
}

function toCursorText({ at, id }: InboxCursor): string {
  return toPlaceText([at.toISOString(), id]);
}

/** Throws Refusal `invalid-request` for a text that this console did not write. */
function parseCursor(text: string): InboxCursor {
  const [at, id] = parsePlaceText(text, Place);
  return { at, id };
}
