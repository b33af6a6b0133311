const HOUR_MS = 60 * 60 * 1000;

/** A person is asked the day after filing, and not about something that they have forgotten. */
const FIRST_HOURS = 20;
const LAST_HOURS = 7 * 24;
/** An answer later than this says little, and the question would only be in the way. */
const OPEN_HOURS = 5 * 24;
const BATCH = 200;

/** Which filings are asked about in one run, and until when the question stays open. */
export type SurveyRound = {
  readonly filedAfter: Date;
  readonly filedUntil: Date;
  readonly expiresAt: Date;
  readonly limit: number;
  readonly now: Date;
};

export type FilingSurveys = {
  /**
   * Inserts one question for each filing of the round whose person allowed surveys and was not asked yet.
   * Returns the conversations that have something to ask now.
   */
  readonly ask: (round: SurveyRound) => Promise<readonly string[]>;
};

/** The round of an instant. One question a case, only for who said yes to the purpose `encuestas`. */
export function surveyRoundAt(now: Date): SurveyRound {
  const at = (hours: number): Date => new Date(now.getTime() + hours * HOUR_MS);
  return {
    filedAfter: at(-LAST_HOURS),
    filedUntil: at(-FIRST_HOURS),
    expiresAt: at(OPEN_HOURS),
    limit: BATCH,
    now,
  };
}
