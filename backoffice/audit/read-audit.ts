import { z } from 'zod';
import { addDays, startOfDay } from '../../domain/calendar/local-date.ts';
import type { AuditCursor, AuditFilter, AuditLine, AuditReader } from '../../domain/people/audit-reader.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { AuditExportQuery, AuditLineView, AuditPage, AuditQuery } from '../contracts/audit.ts';
import { parsePlaceText, toPlaceText } from '../place-text.ts';

/** A page of the audit for a colleague: health data only for a role that reads it. */
export async function readAuditPage(
  query: AuditQuery,
  role: StaffRole,
  audit: Pick<AuditReader, 'list'>,
): Promise<AuditPage> {
  const lines = await audit.list({
    filter: toFilter(query),
    after: query.cursor === undefined ? null : parseCursor(query.cursor),
    limit: query.limit + 1,
    mayReadHealth: hasPermission(role, 'health:read'),
  });
  const items = lines.slice(0, query.limit);
  const last = items.at(-1);
  const nextCursor = lines.length > items.length && last ? toCursor(last) : null;
  return { items: items.map(toView), nextCursor };
}

/** The instants and kinds that a filter of days and codes stands for; both days are included. */
export function toFilter({ from, to, actor, action, subject }: AuditExportQuery): AuditFilter {
  return {
    ...(from !== undefined && { from: startOfDay(from) }),
    ...(to !== undefined && { until: startOfDay(addDays(to, 1)) }),
    ...(actor !== undefined && { actor: toActor(actor) }),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
  };
}

function toActor(actor: string): NonNullable<AuditFilter['actor']> {
  return actor === 'system' || actor === 'contact' ? { kind: actor } : { kind: 'staff', id: actor };
}

function toView({ at, changes, ...line }: AuditLine): AuditLineView {
  return { ...line, at: at.toISOString(), changes: [...changes] };
}

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,19}$/)]);

function toCursor({ at, id }: AuditLine): string {
  return toPlaceText([at.toISOString(), id]);
}

function parseCursor(text: string): AuditCursor {
  const [at, id] = parsePlaceText(text, Cursor);
  return { at: new Date(at), id };
}
