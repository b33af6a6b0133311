import type { BusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import { unansweredSince, type WaitingReader } from '../../domain/handoff/unanswered.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import type { Inbox } from '../inbox.ts';
import type { Job } from './job.ts';

const AT_ONCE = 200;

type Dependencies = {
  readonly waiting: WaitingReader;
  readonly inbox: Pick<Inbox, 'receive'>;
  readonly entity: () => EntityProfile;
  readonly calendar: BusinessCalendar;
  readonly clock: Clock;
};

/** Puts into each conversation that waits for a colleague in vain that it does: what follows is said in its turn. */
export function tellUnanswered({ waiting, inbox, entity, calendar, clock }: Dependencies): Job {
  return {
    name: 'tell-unanswered',
    schedule: '*/20 * * * * *',
    atStart: true,
    async run() {
      const { offices, care } = entity();
      const hours = { week: offices[0]?.week ?? null, calendar, unansweredMinutes: care.unansweredMinutes };
      const since = unansweredSince(clock.now(), hours);
      const found = since === null ? [] : await waiting.listUnanswered(since, AT_ONCE);
      for (const { conversationId, since: waitsSince } of found) {
        const instant = waitsSince.toISOString();
        await inbox.receive({
          conversationId,
          // The same wait is told once, whichever process finds it.
          messageId: `unanswered:${instant}`,
          kind: 'colleague',
          content: incomingContent({ text: '', act: { act: 'unanswered', since: instant } }),
        });
      }
      return { told: found.length };
    },
  };
}
