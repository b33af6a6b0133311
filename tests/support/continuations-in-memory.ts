import { createHmac } from 'node:crypto';
import type { Channel } from '../../domain/messages/address.ts';
import type { OutgoingContent } from '../../domain/messages/content.ts';
import type { EventKind } from '../../domain/messages/event.ts';
import {
  CONTINUATION_MINUTES,
  type ContinuationRepository,
  type ContinuedConversation,
  continuationEndOf,
  type Guesses,
  type LeftConversation,
  type NewContinuation,
} from '../../domain/people/continuation.ts';
import { ContinuationCode, hashContinuationCode } from '../../domain/people/continuation-code.ts';

/** The conversation that goes on, as far as it must be known here. */
type Here = {
  now: Date;
  channel: Channel;
  contactId: string;
  storedState: string;
  readonly send: (kind: EventKind) => Promise<readonly OutgoingContent[]>;
};

type Known = NewContinuation & { status: 'open' | 'shown' | 'settled'; shownAt: Date | null };

const THERE = 'conversation-elsewhere';
const MINUTE_MS = 60_000;
const hmac = (data: string) => createHmac('sha256', 'secret').update(data).digest('hex');

/** One other conversation of the same person, which this one goes on with or goes on in. */
export class ContinuationsInMemory {
  heardThere = '';
  readonly #here: Here;
  #openedAt: Date | null = null;
  readonly #codes: Known[] = [];
  readonly #guesses = new Map<string, Guesses>();
  #there = '{}';
  #isToBeTakenUp = false;

  constructor(here: Here) {
    this.#here = here;
  }

  give(shown: string): void {
    const code = ContinuationCode.parse(shown.replace('-', ''));
    const madeAt = this.#here.now;
    const codeHash = hashContinuationCode(code, hmac);
    const expiresAt = continuationEndOf(madeAt);
    const made = { id: `40000000-0000-4000-8000-${String(this.#codes.length).padStart(12, '0')}`, codeHash };
    this.#codes.push({
      ...made,
      conversationId: THERE,
      target: 'whatsapp',
      madeAt,
      expiresAt,
      status: 'open',
      shownAt: null,
    });
    this.#openedAt ??= madeAt;
  }

  goToWhatsApp(contactId: string): void {
    this.#leave('whatsapp');
    this.#here.contactId = contactId;
  }

  openLink(shown: string): Promise<readonly OutgoingContent[]> {
    const codeHash = hashContinuationCode(ContinuationCode.parse(shown.replace('-', '')), hmac);
    const code = this.#codes.find((known) => known.codeHash === codeHash && known.target === 'web');
    if (code?.status !== 'open') {
      throw new Error('no such link was given');
    }
    code.status = 'settled';
    this.#isToBeTakenUp = true;
    this.#leave('web');
    return this.#here.send('joined');
  }

  whatIsOpenThere(): string {
    const { dialogs } = JSON.parse(this.#there) as { dialogs?: { dialogStack: { id: string }[] } };
    const ids = dialogs?.dialogStack.map(({ id }) => id) ?? [];
    return ids.length === 0 ? 'idle' : `open ${ids.join(' ')}`;
  }

  #leave(channel: Channel): void {
    this.#there = this.#here.storedState;
    this.#here.storedState = '{}';
    this.#here.channel = channel;
  }

  #continued(): ContinuedConversation {
    return { id: THERE, owner: 'assistant', state: JSON.parse(this.#there) as Record<string, unknown> };
  }

  readonly repository: ContinuationRepository = {
    issue: async (continuation) => {
      this.#codes.push({ ...continuation, status: 'open', shownAt: null });
    },
    lockGuesses: async (guessers) =>
      guessers.map((guesser) => this.#guesses.get(guesser) ?? { failures: 0, lastFailureAt: null }),
    recordFailedGuess: async (guessers, at) => {
      for (const guesser of guessers) {
        const failures = (this.#guesses.get(guesser)?.failures ?? 0) + 1;
        this.#guesses.set(guesser, { failures, lastFailureAt: at });
      }
    },
    show: async ({ codeHash, at }) => {
      const code = this.#codes.find((known) => known.codeHash === codeHash && known.target === 'whatsapp');
      if (!code || code.status === 'settled' || code.expiresAt <= at) {
        return null;
      }
      code.status = 'shown';
      code.shownAt = at;
      return { id: code.id, openedAt: this.#openedAt ?? at };
    },
    join: async ({ id, at }) => {
      const code = this.#codes.find((known) => known.id === id && known.status === 'shown');
      if (!code?.shownAt || at.getTime() - code.shownAt.getTime() >= CONTINUATION_MINUTES * MINUTE_MS) {
        return null;
      }
      code.status = 'settled';
      return this.#continued();
    },
    refuse: async ({ id }) => {
      for (const code of this.#codes.filter((known) => known.id === id)) {
        code.status = 'settled';
      }
      return THERE;
    },
    takeUp: async () => {
      const isNow = this.#isToBeTakenUp;
      this.#isToBeTakenUp = false;
      return isNow ? [this.#continued()] : [];
    },
    leave: async ({ words, moved }: LeftConversation) => {
      this.heardThere = words.text;
      this.#there = moved ? JSON.stringify(moved.state) : this.#there;
    },
  };
}
