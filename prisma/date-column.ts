import { LocalDate } from '../domain/calendar/local-date.ts';

/** A day for a column of type `date`: its midnight in UTC stands for it. */
export function toDateColumn(on: LocalDate): Date {
  return new Date(`${on}T00:00:00Z`);
}

/** The day of a column of type `date`. */
export function toLocalDate(column: Date): LocalDate {
  return LocalDate.parse(column.toISOString().slice(0, 10));
}
