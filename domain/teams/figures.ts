import { addDays, type LocalDate, startOfDay } from '../calendar/local-date.ts';

/** The days that the figures tell of, with today as the last one. */
export const FIGURE_DAYS = { hoy: 1, '7-dias': 7, '30-dias': 30 } as const;
export type FigurePeriod = keyof typeof FIGURE_DAYS;

/** The instant at which a period began in Bogotá. */
export function beginningOf(period: FigurePeriod, today: LocalDate): Date {
  return startOfDay(addDays(today, 1 - FIGURE_DAYS[period]));
}

/**
 * How it goes for a team or a colleague. Null where there is nothing to measure.
 *
 * A wait goes from the asking to the first answer, and counts on the day of the answer; what a colleague took unasked
 * has none. An ending counts on its own day, and so does the rating that came of it.
 */
export type Figures = {
  /** Who waits for a word now, whenever that began. */
  readonly waiting: number;
  readonly oldestSince: Date | null;
  readonly answered: number;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  /** Of the waits that were answered, how many within the target; null when none was. */
  readonly onTime: number | null;
  readonly waits: number;
  readonly givenBack: number;
  readonly ended: number;
  readonly ratings: number;
  readonly rating: number | null;
};

/** The figures of one team or colleague; without an id those of no team. */
export type FigureRow = Figures & { readonly id: string | null; readonly name: string | null };

export type FigureReader = {
  /** By team and by colleague. Without the permission for it, nothing of a conversation with a health matter counts. */
  readonly read: (query: {
    readonly since: Date;
    readonly targetMinutes: number;
    readonly withHealth: boolean;
  }) => Promise<{ readonly teams: readonly FigureRow[]; readonly colleagues: readonly FigureRow[] }>;
};
