import { type BusinessCalendar, createBusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';

/** The business days of a utility: the festivos of the country and its own days by decree, as they are when asked. */
export function calendarOf({ profile }: { readonly profile: () => EntityProfile }): BusinessCalendar {
  const calendars = new WeakMap<EntityProfile, BusinessCalendar>();
  const current = (): BusinessCalendar => {
    const now = profile();
    const known = calendars.get(now) ?? createBusinessCalendar(now);
    calendars.set(now, known);
    return known;
  };
  return {
    isBusinessDay: (on) => current().isBusinessDay(on),
    classify: (on) => current().classify(on),
  };
}
