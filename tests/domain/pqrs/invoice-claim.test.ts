import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { claimedInvoices, lastDayToClaim } from '../../../domain/pqrs/invoice-claim.ts';

const calendar = createBusinessCalendar();
const day = (text: string) => LocalDate.parse(text);

test.each([
  // issued        last day to claim
  ['2026-03-10', '2026-08-10'],
  ['2026-04-01', '2026-09-01'],
  ['2026-01-31', '2026-06-30'], // June has thirty days
  ['2026-09-30', '2027-03-01'], // 28 February is a Sunday
  ['2027-09-30', '2028-02-29'], // a leap year
  ['2026-03-07', '2026-08-10'], // 7 August is a festivo, a Friday
  ['2026-02-20', '2026-07-21'], // 20 July is a festivo, a Monday
  ['2026-07-25', '2026-12-28'], // Christmas, and the weekend after it
  ['2025-12-31', '2026-06-01'], // 31 May is a Sunday
  ['2026-08-31', '2027-02-01'], // 31 January is a Sunday
])('an invoice issued on %s can be claimed against until %s', (issuedOn, lastDay) => {
  expect(lastDayToClaim(day(issuedOn), calendar)).toBe(lastDay);
});

test('each invoice of a claim has its own five months, and the last day counts whole', () => {
  const invoices = ['2026-03-10', '2026-04-10', '2026-05-10'].map(day);
  const claimedOn = (received: string) =>
    claimedInvoices(invoices, { receivedOn: day(received), calendar }).map(({ isInTime }) => isInTime);

  expect(claimedOn('2026-08-10')).toEqual([true, true, true]);
  expect(claimedOn('2026-08-11')).toEqual([false, true, true]);
  expect(claimedOn('2026-10-13')).toEqual([false, false, true]); // 10 October is a Saturday and 12 a festivo
  expect(claimedOn('2026-10-14')).toEqual([false, false, false]);
});
