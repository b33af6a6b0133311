import type { BusinessCalendar } from '../../domain/calendar/business-days.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import { addDays, localDateOf, startOfDay } from '../../domain/calendar/local-date.ts';
import type { SendClass } from '../../domain/messages/delivery.ts';
import type { ClaimedMessage } from '../../domain/messages/outbox-store.ts';
import type { SenderState, SendingFactsReader } from '../../domain/messages/sender-state.ts';
import {
  decideByPerson,
  isSparedByStop,
  needsNumberCheck,
  type SendDecision,
  type SendingFacts,
} from '../../domain/messages/sending-rules.ts';
import type { Refusal, SendingLimits } from '../../domain/messages/sending-rules-pace.ts';
import type { RefusalCode } from '../../domain/messages/sending-rules-stop.ts';
import type { Gate } from './gate.ts';

/** What waits for a person who resumes the number is looked at this often. */
const STOPPED_MS = 60_000;
/** A number that could not be asked about is asked about again after this. */
const UNCHECKED_MS = 15 * 60_000;

type Dependencies = {
  readonly account: string;
  readonly state: SenderState;
  readonly facts: SendingFactsReader;
  /** Whether an address exists on the network; null when it cannot be asked now. */
  readonly isRegistered: (recipient: string) => Promise<boolean | null>;
  readonly limits: SendingLimits;
  readonly calendar: () => BusinessCalendar;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
};

export type Governor = Gate & {
  /** The network refused a message or the number. `refused` is the message's class, null when it was about no message. */
  readonly onRefused: (refused: SendClass | null, code: RefusalCode) => Promise<void>;
  /** The network took a message: refused replies are no longer in a row. */
  readonly onAccepted: (accepted: SendClass) => Promise<void>;
};

/**
 * Applies the sending rules to one number of ours, with its state shared by all processes.
 *
 * While a number is stopped, proactive messages end as skipped: a campaign that left by itself when the number is
 * let go would have it stopped again. Cases and replies wait, because somebody is owed them.
 */
export function createGovernor(deps: Dependencies): Governor {
  const { account, state, clock } = deps;
  return {
    decide: (message) => decide(deps, message),
    onRefused: (refused, code) => state.refuse({ account, code, class: refused, now: clock.now() }),
    onAccepted: async (accepted) => {
      if (accepted === 'reply') {
        await state.acceptReply(account);
      }
    },
  };
}

async function decide(deps: Dependencies, message: ClaimedMessage): Promise<SendDecision> {
  const { clock, calendar, facts: readFacts } = deps;
  const facts = await readFacts(message.conversationId, message.purpose);
  const byPerson = decideByPerson(message, facts, { now: clock.now(), calendar: calendar() });
  const decision = byPerson ?? (await decideByNumber(deps, message, facts));
  return decision ?? reserve(deps, message, facts);
}

/** Asks whether an address that was silent for long still exists; null when nothing stands against sending. */
async function decideByNumber(
  { account, state, clock, isRegistered }: Dependencies,
  { recipient, ...message }: ClaimedMessage,
  facts: SendingFacts,
): Promise<SendDecision | null> {
  const unknown: SendDecision = { kind: 'skip', reason: 'number-unknown' };
  if (message.class !== 'proactive') {
    return null;
  }
  const now = clock.now();
  const check = await state.readCheck(account, recipient);
  const isOlderThanWord = (facts.lastWroteAt?.getTime() ?? 0) > (check.checkedAt?.getTime() ?? 0);
  if (!needsNumberCheck(message, { facts, check, now })) {
    return check.registered === false && !isOlderThanWord ? unknown : null;
  }
  if ((await state.read(account)).scope !== 'none') {
    return null;
  }
  const registered = await isRegistered(recipient);
  if (registered === null) {
    return { kind: 'hold', until: new Date(now.getTime() + UNCHECKED_MS), reason: 'number-not-checked' };
  }
  await state.writeCheck({ account, recipient, registered, now });
  return registered ? null : unknown;
}

async function reserve(
  { account, state, clock, limits, random }: Dependencies,
  message: ClaimedMessage,
  facts: SendingFacts,
): Promise<SendDecision> {
  const now = clock.now();
  const jitterMs = random() * limits.jitterSeconds * 1000;
  const refusal = await state.reserve({
    account,
    recipient: message.recipient,
    class: message.class,
    spared: isSparedByStop(message, facts, now),
    now,
    today: localDateOf(now),
    limits,
    personFreeAt: new Date(now.getTime() + limits.personGapSeconds * 1000 + jitterMs),
  });
  return refusal === null ? { kind: 'send' } : toDecision(refusal, { class: message.class, now, jitterMs });
}

type Asked = { readonly class: SendClass; readonly now: Date; readonly jitterMs: number };

function toDecision({ reason, freeAt }: Refusal, { now, jitterMs, ...asked }: Asked): SendDecision {
  if (reason === 'sender-stopped') {
    return asked.class === 'proactive'
      ? { kind: 'skip', reason }
      : { kind: 'hold', until: new Date(now.getTime() + STOPPED_MS), reason };
  }
  const tomorrow = startOfDay(addDays(localDateOf(now), 1));
  const until = new Date((freeAt ?? tomorrow).getTime() + (reason === 'person-pace' ? 0 : jitterMs));
  return { kind: 'hold', until, reason };
}
