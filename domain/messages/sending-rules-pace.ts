import type { LocalDate } from '../calendar/local-date.ts';
import type { SendClass } from './delivery.ts';
import type { HoldReason } from './sending-rules.ts';

/** How fast and how much one number may send. Operators lower it for a young number; nothing else changes it. */
export type SendingLimits = {
  /** Messages in any minute, of all classes together. */
  readonly perMinute: number;
  /** What cases and proactive messages may send at once after a pause. */
  readonly burst: number;
  /** The part of the pace that cases and proactive messages may never take. */
  readonly replyShare: number;
  /** Between two messages to one person, whatever their class. */
  readonly personGapSeconds: number;
  /** Added to that gap, and to the wait for the pace, at random: machines are regular, people are not. */
  readonly jitterSeconds: number;
  /** Between two proactive messages, whoever they are for: a campaign is what numbers are restricted for. */
  readonly proactiveGapSeconds: number;
  /** Proactive messages in one day of Bogotá. */
  readonly proactivePerDay: number;
};

/**
 * The pace of a young number; operators raise the messages per minute of one that people know. None of these figures is published by the network: restrictions were
 * reported after 30 to 40 new chats, or 400 chats in two hours, and 20 a minute is what a quick person types.
 */
export const SENDING_LIMITS: SendingLimits = {
  perMinute: 20,
  burst: 1,
  replyShare: 0.2,
  personGapSeconds: 1.5,
  jitterSeconds: 1.5,
  proactiveGapSeconds: 15,
  proactivePerDay: 200,
};

/** The same limits as a bucket of tokens, one a message. */
export type Bucket = {
  readonly capacity: number;
  /** Tokens that only replies may take. */
  readonly reserve: number;
  readonly perSecond: number;
};

/**
 * A bucket that never gives more than the pace in any minute, and never more than the pace without the reserve to
 * messages that are not replies: what it holds and what it gains in a minute add up to the pace.
 */
export function toBucket({ perMinute, burst, replyShare }: SendingLimits): Bucket {
  const reserve = Math.ceil(perMinute * replyShare);
  const capacity = reserve + burst;
  if (burst < 1 || capacity >= perMinute) {
    throw new RangeError(`A pace of ${perMinute} a minute leaves no room for a burst of ${burst}`);
  }
  return { capacity, reserve, perSecond: (perMinute - capacity) / 60 };
}

/** How much of a number is stopped. */
export type StopScope = 'none' | 'proactive' | 'all';

/** The state of a number that its processes share. */
export type SenderPace = {
  readonly tokens: number;
  readonly refilledAt: Date;
  readonly proactiveOn: LocalDate | null;
  readonly proactiveSent: number;
  /** Before this instant nothing proactive leaves. */
  readonly proactiveFreeAt: Date | null;
  readonly scope: StopScope;
};

export type Reservation = {
  readonly class: SendClass;
  /** Leaves although the proactive messages are stopped. */
  readonly spared: boolean;
  readonly personFreeAt: Date | null;
  readonly now: Date;
  readonly today: LocalDate;
};

/** Why a number cannot take a message now. `freeAt` is null when no instant is known to it. */
export type Refusal = {
  readonly reason: Extract<
    HoldReason,
    'sender-stopped' | 'person-pace' | 'daily-ceiling' | 'proactive-pace' | 'reply-reserve' | 'pace'
  >;
  readonly freeAt: Date | null;
};

/** A message that the limits let through, with the state after it, or the refusal. */
type Taken = { readonly pace: SenderPace } | { readonly refusal: Refusal };

const ROUNDING = 1e-9;

/**
 * Takes one message from the pace of a number. The function `reserve_send` of the database does the same under a lock,
 * and a test holds the two together.
 */
export function takeFromPace(pace: SenderPace, ask: Reservation, limits: SendingLimits): Taken {
  if (pace.scope === 'all' || (pace.scope === 'proactive' && !ask.spared)) {
    return { refusal: { reason: 'sender-stopped', freeAt: null } };
  }
  if (ask.personFreeAt !== null && ask.personFreeAt > ask.now) {
    return { refusal: { reason: 'person-pace', freeAt: ask.personFreeAt } };
  }
  const sentToday = pace.proactiveOn === ask.today ? pace.proactiveSent : 0;
  if (ask.class === 'proactive' && sentToday >= limits.proactivePerDay) {
    return { refusal: { reason: 'daily-ceiling', freeAt: null } };
  }
  if (ask.class === 'proactive' && pace.proactiveFreeAt !== null && pace.proactiveFreeAt > ask.now) {
    return { refusal: { reason: 'proactive-pace', freeAt: pace.proactiveFreeAt } };
  }
  const bucket = { ...toBucket(limits), gapMs: limits.proactiveGapSeconds * 1000 };
  return takeToken(pace, { ...ask, sentToday }, bucket);
}

function takeToken(
  pace: SenderPace,
  ask: Reservation & { readonly sentToday: number },
  { capacity, reserve, perSecond, gapMs }: Bucket & { readonly gapMs: number },
): Taken {
  const seconds = Math.max(0, (ask.now.getTime() - pace.refilledAt.getTime()) / 1000);
  const tokens = Math.min(capacity, pace.tokens + seconds * perSecond);
  const refilledAt = new Date(Math.max(ask.now.getTime(), pace.refilledAt.getTime()));
  const needed = ask.class === 'reply' ? 1 : 1 + reserve;
  if (tokens < needed - ROUNDING) {
    const waitMs = Math.ceil(((needed - tokens) / perSecond) * 1000);
    const reason = tokens < 1 - ROUNDING ? 'pace' : 'reply-reserve';
    return { refusal: { reason, freeAt: new Date(refilledAt.getTime() + waitMs) } };
  }
  const counted = ask.class === 'proactive';
  return {
    pace: {
      ...pace,
      tokens: tokens - 1,
      refilledAt,
      proactiveOn: counted ? ask.today : pace.proactiveOn,
      proactiveSent: counted ? ask.sentToday + 1 : pace.proactiveSent,
      proactiveFreeAt: counted ? new Date(ask.now.getTime() + gapMs) : pace.proactiveFreeAt,
    },
  };
}

/** Which classes a refusal holds back: looking at more of them before it ends is work for nothing. */
export const HELD_CLASSES: Readonly<Record<HoldReason, readonly SendClass[]>> = {
  pace: ['reply', 'case', 'proactive'],
  'reply-reserve': ['case', 'proactive'],
  'daily-ceiling': ['proactive'],
  'proactive-pace': ['proactive'],
  'quiet-hours': [],
  'person-pace': [],
  'sender-stopped': [],
  'number-not-checked': [],
};
