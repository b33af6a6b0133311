import type { Clock } from '../../domain/calendar/clock.ts';
import { incomingContent } from '../../domain/messages/content.ts';
import { type DealStore, dealOut } from '../../domain/teams/assignment.ts';
import type { Inbox } from '../inbox.ts';
import type { Job } from './job.ts';

type Dependencies = {
  readonly deals: DealStore;
  readonly inbox: Pick<Inbox, 'receive'>;
  readonly clock: Clock;
};

/** Gives what waits to a team and a colleague: it is theirs once the turn of the conversation has come to it. */
export function dealOutWaiting({ deals, inbox, clock }: Dependencies): Job {
  return {
    name: 'deal-out-waiting',
    schedule: '*/5 * * * * *',
    atStart: true,
    async run() {
      const at = clock.now();
      const found = await deals.deal(at, (facts) => dealOut(facts.waiting, { ...facts, at }));
      for (const { conversationId, since, team, to, fromQueue } of found) {
        const instant = since.toISOString();
        const act = { act: 'deal', since: instant, team, to, fromQueue } as const;
        await inbox.receive({
          conversationId,
          // The same wait is given once to a team and once from its queue, whichever process sends it.
          messageId: fromQueue ? `deal:${instant}:queue` : `deal:${instant}`,
          kind: 'colleague',
          content: incomingContent({ text: '', act }),
        });
      }
      return { dealt: found.length };
    },
  };
}
