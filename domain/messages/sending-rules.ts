import type { BusinessCalendar } from '../calendar/business-days.ts';
import type { ConsentPurpose } from '../people/consent.ts';
import { nextContactAt } from './contact-hours.ts';
import type { SendClass } from './delivery.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Why a message will never leave. Each has its words in `locales`. */
export type SkipReason =
  | 'never-wrote'
  | 'no-purpose'
  | 'no-consent'
  | 'number-unknown'
  | 'sender-stopped'
  /** It waited when the backup was made from which the installation was restored: it may have left since then. */
  | 'restored';

/** Why a message waits. Each has its words in `locales`. */
export type HoldReason =
  | 'quiet-hours'
  | 'person-pace'
  | 'pace'
  | 'proactive-pace'
  | 'reply-reserve'
  | 'daily-ceiling'
  | 'sender-stopped'
  | 'number-not-checked';

/** What may be done with a message at this instant. A held one is decided again at `until`. */
export type SendDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'hold'; readonly until: Date; readonly reason: HoldReason }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

/** What the rules must know of a message. */
export type SendingMessage = {
  readonly class: SendClass;
  readonly purpose: ConsentPurpose | null;
  readonly expiresAt: Date | null;
};

/** What the rules must know of the person: nothing of what they said. */
export type SendingFacts = {
  /** When the person wrote last on this channel; null for whoever never did. */
  readonly lastWroteAt: Date | null;
  /** Whether the newest choice for the message's purpose is a yes. */
  readonly consented: boolean;
};

/** What is known of an address: whether it was a real one when it was last asked. */
export type NumberCheck = { readonly checkedAt: Date | null; readonly registered: boolean | null };

/**
 * Which proactive messages keep to the contact hours of Ley 2300 of 2023 (art. 3), by their purpose.
 *
 * Surveys always do. A notice of works or of a failure is information about the service and not advertising or
 * collection, which is what the law limits: it keeps the hours out of respect, unless waiting for them would make it
 * come too late.
 */
const QUIET_HOURS: Readonly<Record<ConsentPurpose, 'always' | 'unless-too-late'>> = {
  tramite: 'always',
  avisos: 'unless-too-late',
  encuestas: 'always',
  salud: 'always',
  ubicacion: 'always',
};

/** A notice is of use when it comes at least this long before what it announces. */
const USEFUL_BEFORE_MS = HOUR_MS;

/** After so long without a word the number may have been given back: it is checked before a proactive message. */
const SILENCE_MS = 30 * DAY_MS;

/** While a number is restricted, a case goes on only with whoever wrote this recently: that chat is not cold. */
const WARM_MS = DAY_MS;

/** The purpose of a question that the system asks by itself; the others belong to the conversation under way. */
const PURPOSE_OF_QUESTION: Readonly<Record<string, ConsentPurpose>> = { 'survey.filing': 'encuestas' };

/** The purpose for which a kind of question is asked, or null when it is part of the conversation. */
export function purposeOfQuestion(kind: string): ConsentPurpose | null {
  return PURPOSE_OF_QUESTION[kind] ?? null;
}

/**
 * Says who may be written to and at what hour, whatever the pace; null when nothing stands against sending.
 *
 * Nobody is written to who did not write first: unknown numbers are what the network restricts accounts for. A
 * proactive message needs a purpose and a consent for exactly that purpose (Ley 1581 of 2012, art. 9), asked again at
 * the moment of sending, because it may have been taken back since it was queued.
 */
export function decideByPerson(
  message: SendingMessage,
  facts: SendingFacts,
  { now, calendar }: { readonly now: Date; readonly calendar: BusinessCalendar },
): SendDecision | null {
  if (facts.lastWroteAt === null) {
    return { kind: 'skip', reason: 'never-wrote' };
  }
  if (message.class !== 'proactive') {
    return null;
  }
  if (message.purpose === null) {
    return { kind: 'skip', reason: 'no-purpose' };
  }
  if (!facts.consented) {
    return { kind: 'skip', reason: 'no-consent' };
  }
  const opensAt = nextContactAt(now, calendar);
  return opensAt > now && !isTooLate({ ...message, purpose: message.purpose }, opensAt)
    ? { kind: 'hold', until: opensAt, reason: 'quiet-hours' }
    : null;
}

function isTooLate(
  { purpose, expiresAt }: { readonly purpose: ConsentPurpose; readonly expiresAt: Date | null },
  at: Date,
): boolean {
  return (
    QUIET_HOURS[purpose] === 'unless-too-late' &&
    expiresAt !== null &&
    expiresAt.getTime() - at.getTime() < USEFUL_BEFORE_MS
  );
}

/** Whether the address must be asked about before this message: proactive, after 30 days of silence, once in 30 days. */
export function needsNumberCheck(
  message: SendingMessage,
  { facts, check, now }: { readonly facts: SendingFacts; readonly check: NumberCheck; readonly now: Date },
): boolean {
  const isOld = (at: Date | null): boolean => at === null || now.getTime() - at.getTime() > SILENCE_MS;
  return message.class === 'proactive' && isOld(facts.lastWroteAt) && isOld(check.checkedAt);
}

/** Whether a message may leave while the proactive ones are stopped: replies, and cases of who wrote in the last day. */
export function isSparedByStop(message: SendingMessage, facts: SendingFacts, now: Date): boolean {
  const { lastWroteAt } = facts;
  const isWarm = lastWroteAt !== null && now.getTime() - lastWroteAt.getTime() <= WARM_MS;
  return message.class === 'reply' || (message.class === 'case' && isWarm);
}
