import type { BusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import { mayContactAt } from '../../domain/messages/contact-hours.ts';
import { type FilingSurveys, surveyRoundAt } from '../../domain/surveys/filing-survey.ts';
import type { Job } from './job.ts';

type Dependencies = {
  readonly surveys: FilingSurveys;
  readonly calendar: BusinessCalendar;
  readonly clock: Clock;
  /** The conversation has a question to ask. */
  readonly wake: (conversationId: string) => void;
};

/** Asks whoever allowed it how easy filing was, the day after, within the hours of Ley 2300. */
export function askFilingSurvey({ surveys, calendar, clock, wake }: Dependencies): Job {
  return {
    name: 'ask-filing-survey',
    schedule: '0 */15 * * * *',
    atStart: true,
    async run() {
      const now = clock.now();
      if (!mayContactAt(now, calendar)) {
        return { asked: 0 };
      }
      const conversations = await surveys.ask(surveyRoundAt(now));
      conversations.forEach(wake);
      return { asked: conversations.length };
    },
  };
}
