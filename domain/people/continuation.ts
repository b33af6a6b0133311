import { z } from 'zod';
import type { OutgoingContent } from '../messages/content.ts';
import type { ConversationOwner } from '../messages/conversation-owner.ts';
import { type ContinuationCode, hashContinuationCode } from './continuation-code.ts';

/** How long a code is good, and then how long the question of who showed it waits for its answer. */
export const CONTINUATION_MINUTES = 15;

/** Codes of one conversation that are good at the same time; another one ends the oldest. */
export const MAX_OPEN_CODES = 3;

const MINUTE_MS = 60 * 1000;
const FREE_GUESSES = 5;
const GUESSES_KEPT_MS = 24 * 60 * MINUTE_MS;

/** Where a conversation goes on: by a message from WhatsApp, or by opening a link. */
export const ContinuationTarget = z.enum(['whatsapp', 'web']);
export type ContinuationTarget = z.infer<typeof ContinuationTarget>;

/** When a code that is made at this instant ends. */
export function continuationEndOf(madeAt: Date): Date {
  return new Date(madeAt.getTime() + CONTINUATION_MINUTES * MINUTE_MS);
}

/** A code about to be stored. */
export type NewContinuation = {
  readonly id: string;
  /** The conversation that goes on elsewhere: the only one that the code ever moves. */
  readonly conversationId: string;
  readonly target: ContinuationTarget;
  readonly codeHash: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
};

/** What is known of the codes that somebody tried in vain. */
export type Guesses = { readonly failures: number; readonly lastFailureAt: Date | null };

/**
 * Whether somebody may try one more code: five failures are free, then each waits twice as long as the one before,
 * from a minute to a day. After a day without any they are forgotten.
 */
export function mayGuess({ failures, lastFailureAt }: Guesses, at: Date): boolean {
  const waitedMs = lastFailureAt === null ? GUESSES_KEPT_MS : at.getTime() - lastFailureAt.getTime();
  if (failures < FREE_GUESSES || waitedMs >= GUESSES_KEPT_MS) {
    return true;
  }
  return waitedMs >= Math.min(GUESSES_KEPT_MS, MINUTE_MS * 2 ** (failures - FREE_GUESSES));
}

/** A code that a WhatsApp conversation has shown: from here on it is good for its answer alone. */
export type ShownContinuation = {
  readonly id: string;
  /** When the web chat was opened, by which the person recognises it. */
  readonly openedAt: Date;
};

/** A conversation that goes on elsewhere, locked until the turn ends. */
export type ContinuedConversation = {
  readonly id: string;
  readonly owner: ConversationOwner;
  /** What the assistant remembers of it. */
  readonly state: Readonly<Record<string, unknown>>;
};

/** What becomes of a conversation that went on elsewhere. */
export type LeftConversation = {
  readonly conversationId: string;
  readonly messageId: string;
  readonly words: OutgoingContent;
  readonly at: Date;
  /** What moved away: nothing when the conversation keeps what it had. */
  readonly moved: {
    readonly state: Readonly<Record<string, unknown>>;
    readonly idle: boolean;
    /** Word of these files is from now on for the conversation that has the form. */
    readonly fileIds: readonly string[];
    readonly to: string;
  } | null;
};

/**
 * Continuations as a turn sees and changes them.
 *
 * `join`, `refuse`, `takeUp` and `leave` throw a momentary trouble, and the turn is taken again, when another turn
 * holds the other conversation.
 */
export type ContinuationRepository = {
  readonly issue: (continuation: NewContinuation) => Promise<void>;
  /** The guesses of each, held until the turn ends, so that tries at once are all counted. */
  readonly lockGuesses: (guessers: readonly string[]) => Promise<readonly Guesses[]>;
  readonly recordFailedGuess: (guessers: readonly string[], at: Date) => Promise<void>;
  /** Takes a code for a WhatsApp conversation; null for one that is unknown, used, expired or another's. */
  readonly show: (shown: {
    readonly codeHash: string;
    readonly conversationId: string;
    readonly at: Date;
  }) => Promise<ShownContinuation | null>;
  /** The person said yes: one contact for both. Null when it is too late, or when the person is not known any more. */
  readonly join: (answer: ContinuationAnswer) => Promise<ContinuedConversation | null>;
  /** The person said no: the code is spent. Gives the conversation that must be told. */
  readonly refuse: (answer: ContinuationAnswer) => Promise<string | null>;
  /**
   * What a web conversation opened by a link goes on with, once: first the conversation of the link, then a web chat
   * that an earlier link of it opened and in which nobody has written.
   */
  readonly takeUp: (conversationId: string, at: Date) => Promise<readonly ContinuedConversation[]>;
  /** Says something in a conversation that is not the turn's own, and takes away what moved. */
  readonly leave: (left: LeftConversation) => Promise<void>;
};

type ContinuationAnswer = {
  readonly id: string;
  /** The conversation in which the code was shown. */
  readonly conversationId: string;
  readonly at: Date;
};

/** Continuations as the web page asks for them and uses them. */
export type WebContinuations = {
  readonly issue: (continuation: NewContinuation) => Promise<void>;
  /**
   * Uses up a code for the web; null for one that is unknown, used or expired.
   *
   * The code of a web chat gives that chat (`opened: false`); that of another channel gives a web chat of the same
   * contact, opened under the ids given.
   */
  readonly redeem: (redemption: {
    readonly codeHash: string;
    readonly address: string;
    readonly conversationId: string;
    readonly at: Date;
  }) => Promise<{ readonly conversationId: string; readonly opened: boolean } | null>;
};

type Shown = { readonly code: ContinuationCode; readonly conversationId: string; readonly contactId: string };

/**
 * Takes a code that somebody wrote on WhatsApp, if one more guess is allowed.
 *
 * One null for unknown, used, expired and too many guesses. They are counted for the person and for the conversation;
 * a try that was not allowed is not, or whoever insists would be kept out for ever.
 */
export async function showContinuation(
  repository: Pick<ContinuationRepository, 'lockGuesses' | 'recordFailedGuess' | 'show'>,
  hmac: (data: string) => string,
  { code, conversationId, contactId, at }: Shown & { readonly at: Date },
): Promise<ShownContinuation | null> {
  const guessers = [`contact/${contactId}`, `conversation/${conversationId}`];
  const guesses = await repository.lockGuesses(guessers);
  if (!guesses.every((each) => mayGuess(each, at))) {
    return null;
  }
  const codeHash = hashContinuationCode(code, hmac);
  const shown = await repository.show({ codeHash, conversationId, at });
  if (shown === null) {
    await repository.recordFailedGuess(guessers, at);
  }
  return shown;
}
