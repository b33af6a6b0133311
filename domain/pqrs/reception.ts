import { z } from 'zod';
import { addDays, compare, localDateOf } from '../calendar/local-date.ts';
import { DomainError } from '../errors.ts';

/** Where a colleague receives what people do not write to the assistant themselves. */
export const ReceptionChannel = z.enum(['ventanilla', 'telefono', 'carta', 'facebook', 'correo']);
export type ReceptionChannel = z.infer<typeof ReceptionChannel>;

/** What is said aloud: it must be written down and filed at once (Decreto 1166 of 2016, DUR 1069 of 2015, 2.2.3.12.2). */
const VERBAL: readonly string[] = ['ventanilla', 'telefono'] satisfies readonly ReceptionChannel[];

/** Older papers are entered too, but somebody says why they come so late. */
const DAYS_WITHOUT_REASON = 30;

/** The clock of a colleague's computer may be ahead of ours by as much. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** What a colleague says of how it was received; without an instant, now. */
export type ToldReception = {
  readonly channel: ReceptionChannel;
  readonly receivedAt: Date | null;
  /** Why it is entered later than it came. */
  readonly lateReason: string | null;
  /** Whether what was written down was read back to the person; null where nothing was said aloud. */
  readonly readBack: boolean | null;
};

export type Reception = Pick<ToldReception, 'lateReason' | 'readBack'> & { readonly receivedAt: Date };

/** Whether a petición of this channel is said aloud, so that its constancia tells more. */
export function isVerbal(channel: string): boolean {
  return VERBAL.includes(channel);
}

/**
 * When a petición came in, from which its legal term counts (Ley 142 of 1994, art. 158; Ley 1437 of 2011, art. 14),
 * with what its constancia needs to know of it.
 *
 * A paper that waited on a desk counts from the day on which it came, not from the day on which it was typed. What was
 * said aloud had to be filed at once, so an earlier hour has a reason; anything else has one after thirty days. Throws
 * `intake-in-future`, `intake-late-reason`, and `intake-read-back` when nobody says whether a verbal petición was read
 * back (DUR 1069 of 2015, 2.2.3.12.3). None of them refuses the petición: the colleague completes what is missing.
 */
export function receptionOf(told: ToldReception, now: Date): Reception {
  const { channel, lateReason } = told;
  const receivedAt = told.receivedAt ?? now;
  if (receivedAt.getTime() > now.getTime() + CLOCK_SLACK_MS) {
    throw new DomainError('intake-in-future');
  }
  if (needsLateReason({ channel, receivedAt }, now) && lateReason === null) {
    throw new DomainError('intake-late-reason');
  }
  if (isVerbal(channel) && told.readBack === null) {
    throw new DomainError('intake-read-back');
  }
  return {
    receivedAt: receivedAt > now ? now : receivedAt,
    lateReason,
    readBack: isVerbal(channel) ? told.readBack : null,
  };
}

/** Whether somebody has to say why it is entered only now: a verbal one of another day, a paper of more than 30 days. */
function needsLateReason(
  { channel, receivedAt }: { readonly channel: ReceptionChannel; readonly receivedAt: Date },
  now: Date,
): boolean {
  const today = localDateOf(now);
  const first = isVerbal(channel) ? today : addDays(today, -DAYS_WITHOUT_REASON);
  return compare(localDateOf(receivedAt), first) < 0;
}
