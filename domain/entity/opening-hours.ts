import { z } from 'zod';

/** A day of the week as ISO 8601 counts it: 1 is Monday, 7 is Sunday. */
const Weekday = z.int().min(1).max(7);

const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'hour-form');

/** Some days of the week and the hours of one stretch on each of them; midnight at the end is `24:00`. */
const OpeningSpan = z
  .strictObject({ days: z.array(Weekday).min(1, 'days-none').max(7), from: Hour, to: Hour })
  .refine(({ from, to }) => from < to, { message: 'hours-order', path: ['to'] })
  .refine(({ days }) => new Set(days).size === days.length, { message: 'days-twice', path: ['days'] });
type OpeningSpan = z.infer<typeof OpeningSpan>;

/** The ordinary week of an office. Stretches of one day do not overlap; festivos are another matter. */
export const OpeningHours = z
  .array(OpeningSpan)
  .min(1, 'hours-none')
  .max(14)
  .superRefine((spans, context) => {
    for (const [index, span] of spans.entries()) {
      if (spans.slice(0, index).some((earlier) => overlaps(earlier, span))) {
        context.addIssue({ code: 'custom', message: 'hours-overlap', path: [index] });
      }
    }
  });
export type OpeningHours = z.infer<typeof OpeningHours>;

function overlaps(one: OpeningSpan, other: OpeningSpan): boolean {
  return one.days.some((day) => other.days.includes(day)) && one.from < other.to && other.from < one.to;
}
