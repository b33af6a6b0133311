import { z } from 'zod';
import { LocalDate } from '../../domain/calendar/local-date.ts';
import { AbsenceReason } from '../../domain/people/absence.ts';

/** Days of Bogotá, both included, on which a substitute answers for a colleague. */
export const AbsenceView = z.object({
  id: z.uuid(),
  staffId: z.string(),
  substituteId: z.string(),
  fromOn: LocalDate,
  toOn: LocalDate,
  reason: AbsenceReason,
  endedOn: LocalDate.nullable(),
  /** It counts today. */
  isCurrent: z.boolean(),
  /** It can still be ended before time. */
  canEnd: z.boolean(),
});
export type AbsenceView = z.infer<typeof AbsenceView>;

/** `today` in Bogotá, by which `isCurrent` is told. */
export const AbsenceList = z.object({ items: z.array(AbsenceView), today: LocalDate });
export type AbsenceList = z.infer<typeof AbsenceList>;

export const AbsenceBody = z.strictObject({
  staffId: z.string().min(1).max(64),
  substituteId: z.string().min(1).max(64),
  fromOn: LocalDate,
  toOn: LocalDate,
  reason: AbsenceReason,
});
export type AbsenceBody = z.infer<typeof AbsenceBody>;

/** The path of one absence. */
export const AbsenceParams = z.strictObject({ absenceId: z.uuid() });
