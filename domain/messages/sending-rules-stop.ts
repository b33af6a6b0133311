import type { SendClass } from './delivery.ts';
import type { StopScope } from './sending-rules-pace.ts';

/** Why a number was stopped. Each has its words in `locales`. */
export type StopReason =
  | 'refused-463'
  | 'replies-refused-463'
  | 'restricted'
  | 'banned'
  | 'by-person'
  /** The installation came back from a backup: a person looks before anything leaves. */
  | 'restored';

/**
 * What the network said against a number: 463 refuses one message because the chat is cold (a "reach-out timelock"),
 * `restricted` tells that such a lock is on, `banned` that the number is out.
 */
export type RefusalCode = '463' | 'restricted' | 'banned';

type Stop = { readonly scope: Exclude<StopScope, 'none'>; readonly reason: StopReason };

/** What each word of the network stops at once: going on turns a restriction of a day into a ban. */
const STOPS: Readonly<Record<RefusalCode, Stop>> = {
  '463': { scope: 'proactive', reason: 'refused-463' },
  restricted: { scope: 'proactive', reason: 'restricted' },
  banned: { scope: 'all', reason: 'banned' },
};

/** Replies go on after a 463, because they answer somebody, until so many in a row were refused as well. */
export const MAX_REFUSED_REPLIES = 3;

/**
 * What a refusal stops, and how many replies in a row have been refused after it. Only a person lets a number go on.
 */
export function stopAfterRefusal(
  code: RefusalCode,
  { class: refused, refusedInARow }: { readonly class: SendClass | null; readonly refusedInARow: number },
): Stop {
  const isReply = code === '463' && refused === 'reply';
  return isReply && refusedInARow + 1 >= MAX_REFUSED_REPLIES
    ? { scope: 'all', reason: 'replies-refused-463' }
    : STOPS[code];
}
