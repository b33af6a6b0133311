import { addBusinessDays, type BusinessCalendar, businessDaysBetween } from '../calendar/business-days.ts';
import { addDays, compare, type LocalDate } from '../calendar/local-date.ts';
import type { Pqrs, PqrsStatus } from './pqrs.ts';

/** The states in which the utility still owes an answer, and so the legal clock matters. */
export const UNANSWERED_STATUSES = [
  'RADICADA',
  'CLASIFICADA',
  'ASIGNADA',
  'EN_TRAMITE',
  'PROYECTADA',
  'APROBADA',
  'REQUERIDA_COMPLETAR',
  'EN_PRUEBAS',
  'SAP_PRESUNTO',
] as const satisfies readonly PqrsStatus[];

/** Business days before the end of a term from which a PQRS is shown as about to expire. */
const SOON_BUSINESS_DAYS = 5;

/** Business days before the end of a term from which it is shown in red. */
const URGENT_BUSINESS_DAYS = 2;

/** Where a PQRS stands against its legal term on a given day. */
export type Vencimiento =
  | { readonly kind: 'none' }
  | { readonly kind: 'answered' }
  /** Business days since the term ended: 0 on the weekend that follows the last day. */
  | { readonly kind: 'overdue'; readonly businessDays: number }
  | { readonly kind: 'today'; readonly businessDays: 0 }
  | { readonly kind: 'urgent' | 'soon' | 'in-time'; readonly businessDays: number };

/**
 * Where a PQRS stands on a day. A term ends at midnight of its last day, so the day itself is still in time.
 */
export function vencimientoOf(
  { dueOn, status }: Pick<Pqrs, 'dueOn' | 'status'>,
  { today, calendar }: { readonly today: LocalDate; readonly calendar: BusinessCalendar },
): Vencimiento {
  if (dueOn === null) {
    return { kind: 'none' };
  }
  if (!isUnanswered(status)) {
    return { kind: 'answered' };
  }
  const businessDays = businessDaysBetween(today, dueOn, calendar);
  if (compare(dueOn, today) < 0) {
    return { kind: 'overdue', businessDays: Math.abs(businessDays) };
  }
  return dueOn === today
    ? { kind: 'today', businessDays: 0 }
    : { kind: pressureOf(businessDays), businessDays };
}

/** Whether the utility still owes the answer. */
export function isUnanswered(status: PqrsStatus): boolean {
  const unanswered: readonly PqrsStatus[] = UNANSWERED_STATUSES;
  return unanswered.includes(status);
}

/** The last day of an expired term, seen from a day: the day before it. */
export function lastOverdueDay(today: LocalDate): LocalDate {
  return addDays(today, -1);
}

/** The last of the days whose terms are about to expire, seen from a day. */
export function lastSoonDay(today: LocalDate, calendar: BusinessCalendar): LocalDate {
  return addBusinessDays(today, SOON_BUSINESS_DAYS, calendar);
}

function pressureOf(businessDays: number): 'urgent' | 'soon' | 'in-time' {
  if (businessDays <= URGENT_BUSINESS_DAYS) {
    return 'urgent';
  }
  return businessDays <= SOON_BUSINESS_DAYS ? 'soon' : 'in-time';
}
