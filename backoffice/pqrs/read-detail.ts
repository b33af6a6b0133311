import { computeTerm } from '../../domain/calendar/legal-term.ts';
import { DomainError } from '../../domain/errors.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { termOf } from '../../domain/pqrs/peticion.ts';
import type { Radicado } from '../../domain/pqrs/radicado.ts';
import type { StaffPqrsDetail } from '../../domain/pqrs/staff-reader.ts';
import type { PqrsDetail } from '../contracts/pqrs.ts';
import { readConversation } from './read-conversation.ts';
import { toListItem } from './read-list.ts';
import type { PqrsReading } from './reader.ts';

export type DetailRequest = {
  readonly radicado: Radicado;
  readonly role: StaffRole;
  /** Where the part of the conversation to show begins; undefined for the latest part. */
  readonly after: number | undefined;
};

/** One PQRS with its term, annexes and conversation. Throws DomainError `pqrs-not-found`. */
export async function readPqrsDetail(
  { radicado, role, after }: DetailRequest,
  reading: PqrsReading,
): Promise<PqrsDetail> {
  const found = await reading.pqrs.findByRadicado(radicado);
  if (!found) {
    throw new DomainError('pqrs-not-found', { radicado });
  }
  const item = toListItem(found, role, reading);
  return {
    ...item,
    regime: found.regime,
    aboutService: found.aboutService,
    description: item.reserved ? null : found.description,
    accountNumber: item.reserved ? null : found.accountNumber,
    location: item.reserved ? null : found.location,
    internalDueOn: found.internalDueOn,
    term: termViewOf(found, reading),
    annexes: found.annexes.map(({ fileId, name, mimeType, bytes, status, rejection, sensitivity }) => {
      const reserved = item.reserved || (sensitivity === 'health' && !hasPermission(role, 'health:read'));
      return { fileId, name: reserved ? null : name, mimeType, bytes, status, rejection, reserved };
    }),
    conversation: await readConversation({ found, role, after }, reading.timeline),
  };
}

/** The count is made again to be shown; the date that binds is the stored one. */
function termViewOf(found: StaffPqrsDetail, { calendar }: Pick<PqrsReading, 'calendar'>): PqrsDetail['term'] {
  const { businessDays, article } = termOf(found.kind, found);
  if (businessDays === null || article === null) {
    return null;
  }
  const { dueOn, days } = computeTerm({ receivedAt: found.receivedAt, businessDays, calendar });
  return {
    businessDays,
    article,
    ruleVersion: found.ruleVersion,
    matchesPromise: dueOn === found.dueOn,
    days: [...days],
  };
}
