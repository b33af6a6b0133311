import { type BusinessCalendar, createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Entity } from '../../prisma/seed/seed-entity.ts';

/** The business days of a utility: the festivos of the country and its own days by decree. */
export function calendarOf({ profile }: Entity): BusinessCalendar {
  return createBusinessCalendar({ localNonBusinessDays: profile.localNonBusinessDays });
}
