import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { mayContactAt } from '../../../domain/messages/contact-hours.ts';

const calendar = createBusinessCalendar({
  localNonBusinessDays: [{ on: LocalDate.parse('2026-11-24'), act: 'Decreto 1' }],
});

test.each([
  // when (Bogotá)                         instant                 may we write
  ['Friday 2026-11-20 06:59', '2026-11-20T11:59:59Z', false],
  ['Friday 2026-11-20 07:00', '2026-11-20T12:00:00Z', true],
  ['Friday 2026-11-20 18:59', '2026-11-20T23:59:59Z', true],
  ['Friday 2026-11-20 19:00', '2026-11-21T00:00:00Z', false],
  ['Saturday 2026-11-21 07:59', '2026-11-21T12:59:59Z', false],
  ['Saturday 2026-11-21 08:00', '2026-11-21T13:00:00Z', true],
  ['Saturday 2026-11-21 14:59', '2026-11-21T19:59:59Z', true],
  ['Saturday 2026-11-21 15:00', '2026-11-21T20:00:00Z', false],
  ['Sunday 2026-11-22 10:00', '2026-11-22T15:00:00Z', false],
  ['Monday 2026-11-16 10:00, Independencia de Cartagena', '2026-11-16T15:00:00Z', false],
  ['Saturday 2027-05-01 10:00, Día del Trabajo', '2027-05-01T15:00:00Z', false],
  ['Tuesday 2026-11-24 10:00, a local day by decree', '2026-11-24T15:00:00Z', true],
])('%s', (_, instant, allowed) => {
  expect(mayContactAt(new Date(instant), calendar)).toBe(allowed);
});
