import type { BusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { PersonFileReader } from '../../domain/messages/person-files.ts';
import type { TimelineReader } from '../../domain/messages/timeline.ts';
import type { PqrsStaffReader } from '../../domain/pqrs/staff-reader.ts';

/** What reading PQRS needs from outside; the API and the pages read through the same functions. */
export type PqrsReading = {
  readonly pqrs: PqrsStaffReader;
  readonly timeline: TimelineReader;
  readonly files: PersonFileReader;
  readonly calendar: BusinessCalendar;
  readonly clock: Clock;
};
