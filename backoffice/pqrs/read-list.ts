import { addDays, type LocalDate, localDateOf, startOfDay } from '../../domain/calendar/local-date.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import type { StaffListFilter, StaffListItem } from '../../domain/pqrs/staff-reader.ts';
import {
  isUnanswered,
  lastOverdueDay,
  lastSoonDay,
  UNANSWERED_STATUSES,
  vencimientoOf,
} from '../../domain/pqrs/vencimiento.ts';
import type { PqrsFilter, PqrsList, PqrsListItem, PqrsListQuery, StatusFilter } from '../contracts/pqrs.ts';
import { parseCursorText, toCursorText } from './cursor.ts';
import type { PqrsReading } from './reader.ts';

type ListReading = Pick<PqrsReading, 'pqrs' | 'calendar' | 'clock'>;

/** One page of the list, with what this role may see of each row. */
export async function readPqrsList(
  query: PqrsListQuery,
  role: StaffRole,
  reading: ListReading,
): Promise<PqrsList> {
  const { sort, cursor, limit } = query;
  const page = await reading.pqrs.list({
    ...toStaffFilter(query, role, reading),
    sort,
    cursor: cursor === undefined ? null : parseCursorText(cursor, sort),
    limit,
  });
  return {
    items: page.items.map((item) => toListItem(item, role, reading)),
    nextCursor: page.nextCursor && toCursorText(page.nextCursor),
  };
}

/** The row as this role may see it: of a health matter, only what the legal clock needs. */
export function toListItem(item: StaffListItem, role: StaffRole, reading: ListReading): PqrsListItem {
  const today = localDateOf(reading.clock.now());
  const reserved = item.sensitivity === 'health' && !hasPermission(role, 'health:read');
  return {
    radicado: item.radicado,
    kind: item.kind,
    status: item.status,
    channel: item.channel,
    petitionerName: reserved ? null : item.petitionerName,
    anonymous: item.anonymous,
    barrio: reserved ? null : item.barrio,
    receivedAt: item.receivedAt.toISOString(),
    dueOn: item.dueOn,
    vencimiento: vencimientoOf(item, { today, calendar: reading.calendar }),
    reserved,
    version: item.version,
    review: item.review && { at: item.review.at.toISOString(), by: item.review.by },
  };
}

/** What the words of a filter mean on this day, for this role. */
export function toStaffFilter(
  filter: Omit<PqrsFilter, 'sort'>,
  role: StaffRole,
  reading: Pick<ListReading, 'clock' | 'calendar'>,
): StaffListFilter {
  const { kind = null, regime = null, channel = null, barrio = null, receivedFrom, receivedTo } = filter;
  return {
    ...termOf(filter, reading),
    kind,
    regime,
    channel,
    barrioId: barrio,
    receivedFrom: receivedFrom === undefined ? null : startOfDay(receivedFrom),
    receivedBefore: receivedTo === undefined ? null : startOfDay(addDays(receivedTo, 1)),
    isReviewed: filter.review === 'todas' ? null : filter.review === 'revisadas',
    // A reserved row shows no barrio: to find it by its barrio would tell.
    withoutHealth: barrio !== null && !hasPermission(role, 'health:read'),
  };
}

function termOf(
  { status, vencimiento }: Pick<PqrsFilter, 'status' | 'vencimiento'>,
  { clock, calendar }: Pick<ListReading, 'clock' | 'calendar'>,
): Pick<StaffListFilter, 'statuses' | 'dueFrom' | 'dueUntil'> {
  const today = localDateOf(clock.now());
  const statuses = statusesOf(status);
  const none: { dueFrom: LocalDate | null; dueUntil: LocalDate | null } = { dueFrom: null, dueUntil: null };
  if (vencimiento === 'todas') {
    return { statuses, ...none };
  }
  // A term that was met in time does not expire any more, so only what is unanswered can be in these lists.
  const unanswered = (statuses ?? UNANSWERED_STATUSES).filter(isUnanswered);
  return vencimiento === 'vencidas'
    ? { statuses: unanswered, ...none, dueUntil: lastOverdueDay(today) }
    : { statuses: unanswered, dueFrom: today, dueUntil: lastSoonDay(today, calendar) };
}

function statusesOf(filter: StatusFilter): readonly PqrsStatus[] | null {
  if (filter === 'todos') {
    return null;
  }
  return filter === 'abiertas' ? UNANSWERED_STATUSES : [filter];
}
