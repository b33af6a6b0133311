import { addBusinessDays, type BusinessCalendar } from '../calendar/business-days.ts';
import { addMonths, compare, type LocalDate } from '../calendar/local-date.ts';

/** Ley 142 of 1994, art. 154: no claim against an invoice that was issued more than five months ago. */
const MONTHS_TO_CLAIM = 5;

/**
 * The last day to claim against an invoice, until its midnight.
 *
 * Counted for each invoice by itself from the day after it was issued, never from when it was due or the meter was read.
 * A last day without work passes on to the next business day (Ley 4 of 1913, arts. 59 and 62).
 */
export function lastDayToClaim(issuedOn: LocalDate, calendar: BusinessCalendar): LocalDate {
  const last = addMonths(issuedOn, MONTHS_TO_CLAIM);
  return calendar.isBusinessDay(last) ? last : addBusinessDays(last, 1, calendar);
}

/** An invoice against which somebody claims, and whether that came in time. */
export type ClaimedInvoice = {
  readonly issuedOn: LocalDate;
  readonly lastDay: LocalDate;
  readonly isInTime: boolean;
};

/**
 * Which of the invoices of a claim may still be claimed against on the day it came.
 *
 * It says what the answer has to say, and nothing else: a late claim is received, filed and answered like any other.
 */
export function claimedInvoices(
  issuedOn: readonly LocalDate[],
  { receivedOn, calendar }: { readonly receivedOn: LocalDate; readonly calendar: BusinessCalendar },
): readonly ClaimedInvoice[] {
  return issuedOn.map((on) => {
    const lastDay = lastDayToClaim(on, calendar);
    return { issuedOn: on, lastDay, isInTime: compare(receivedOn, lastDay) <= 0 };
  });
}
