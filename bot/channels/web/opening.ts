import type { FastifyRequest } from 'fastify';
import { incomingContent } from '../../../domain/messages/content.ts';
import type { TimelineEntry } from '../../inbox.ts';
import { JOINED_ID } from './activity.ts';
import type { ActivitySet } from './activity-set.ts';
import { contextOf, type DirectLine, PAGE_ENTRIES, readActivities } from './session.ts';

/** Tells the assistant that somebody came, once in the life of a conversation; false when it knew. */
export async function join({ inbox }: DirectLine, conversationId: string): Promise<boolean> {
  const { duplicate } = await inbox.receive({
    conversationId,
    messageId: JOINED_ID,
    kind: 'joined',
    content: incomingContent({ text: '' }),
  });
  return !duplicate;
}

/**
 * Says that somebody came and gives what the assistant says to that, so that a slow phone need not ask again.
 *
 * Waits for it no longer than `greetingWaitMs`: the stream brings what comes later.
 */
export async function joinAndHear(
  line: DirectLine,
  request: FastifyRequest,
  conversationId: string,
): Promise<ActivitySet> {
  const greeting = waitForGreeting(line, conversationId);
  try {
    await join(line, conversationId);
    await greeting.come;
  } finally {
    greeting.leave();
  }
  const context = contextOf(line, request, conversationId);
  const { set } = await readActivities(line, context, { after: 0, maxEntries: PAGE_ENTRIES });
  return set;
}

/** Subscribing comes before joining, so nothing falls between the two. */
function waitForGreeting({ timeline, limits }: DirectLine, conversationId: string) {
  let end: () => void = () => undefined;
  const come = new Promise<void>((resolve) => {
    end = resolve;
  });
  const look = () =>
    timeline.listSince({ conversationId, after: 0, limit: PAGE_ENTRIES }).then(
      (entries) => entries.some(isSaid) && end(),
      // Whoever reads next hears why.
      end,
    );
  const unsubscribe = timeline.subscribe(conversationId, () => void look());
  const timer = setTimeout(end, limits.greetingWaitMs);
  return {
    come,
    leave: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

function isSaid({ direction }: TimelineEntry): boolean {
  return direction === 'out';
}
