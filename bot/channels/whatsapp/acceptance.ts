import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageUpsertType, WAMessage } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import { OperationalError } from '../../../domain/errors.ts';
import type {
  MessageKey,
  UnacceptedMessage,
  WhatsAppSessionStore,
} from '../../../domain/messages/whatsapp-session.ts';
import type { Probe } from '../../probe.ts';
import type { Generation } from './generation.ts';
import type { Me } from './journal.ts';
import { toMessageKey } from './message-key.ts';
import type { PendingMessages } from './pending-messages.ts';
import { rebuildMessage } from './rebuild.ts';

/** Stores a message in the inbox; the same one again changes nothing. */
export type Accept = (message: WAMessage, type: MessageUpsertType) => Promise<void>;

type Options = {
  readonly store: WhatsAppSessionStore;
  readonly account: string;
  readonly generation: Generation;
  readonly pending: PendingMessages;
  readonly me: () => Me;
  readonly accept: Accept;
  /** Gives a message back to the library for what it does with it; null while there is no socket. */
  readonly replay: () => ((message: WAMessage) => Promise<void>) | null;
  readonly probe: Probe;
  readonly log: Logger;
};

const PAUSE_MS = 500;
/** The server brings the missing part of a message at the next connection; after a day it never will. */
const INCOMPLETE_FOR_SECONDS = 24 * 60 * 60;
/** A message that our own code refuses this long is put before a person. */
const REFUSED_FOR_SECONDS = 10 * 60;

/**
 * Brings what was decrypted into the inbox, one message at a time: at once when the library hands it over, and from
 * the journal when the library could not, because of a crash or because it had no connection for the receipt.
 */
export class Acceptance {
  readonly #options: Options;
  #tail: Promise<void> = Promise.resolve();
  #waiting: { readonly olderThanMs: number; readonly done: Promise<void> } | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes what the library hands over; what has no content yet comes again when it has. Never rejects. */
  onUpsert(messages: readonly WAMessage[], type: MessageUpsertType): Promise<void> {
    const withContent = messages.filter(({ message }) => message !== null && message !== undefined);
    return this.#inOrder(async () => {
      for (const message of withContent) {
        this.#options.probe('wa-upsert');
        const key = toMessageKey(message);
        await this.#takeEarlier(key);
        await this.#tryAccept(message, this.#options.pending.isLive(key) ? 'notify' : type);
      }
    });
  }

  /** Takes what lies in the journal. The age only spares the work of messages on their way. Never rejects. */
  drain(olderThanMs: number): Promise<void> {
    if (this.#waiting !== null && this.#waiting.olderThanMs <= olderThanMs) {
      return this.#waiting.done;
    }
    const done = this.#inOrder(async () => {
      this.#waiting = null;
      await this.#drainNow(olderThanMs);
    });
    this.#waiting = { olderThanMs, done };
    return done;
  }

  #inOrder(work: () => Promise<void>): Promise<void> {
    const { generation, log } = this.#options;
    this.#tail = this.#tail.then(async () => {
      if (!generation.isLost) {
        await work().catch((error: unknown) =>
          log.warn({ err: error }, 'messages of WhatsApp wait in the journal'),
        );
      }
    });
    return this.#tail;
  }

  /** A person's messages reach the inbox in the order of the journal, even when the library has dropped one. */
  async #takeEarlier(key: MessageKey): Promise<void> {
    const { store, account, pending } = this.#options;
    if (!pending.hasEarlier(key)) {
      return;
    }
    for (const unaccepted of await store.listUnaccepted(account, 0)) {
      if (unaccepted.chat === key.chat && pending.hasEarlier(key)) {
        await this.#take(unaccepted);
      }
    }
  }

  async #drainNow(olderThanMs: number): Promise<void> {
    const { store, account, generation } = this.#options;
    for (const unaccepted of await store.listUnaccepted(account, olderThanMs)) {
      if (generation.isLost) {
        return;
      }
      await this.#take(unaccepted);
    }
  }

  async #take(unaccepted: UnacceptedMessage): Promise<void> {
    const { me, replay, log } = this.#options;
    const rebuilt = this.#rebuild(unaccepted, me());
    if (rebuilt === null) {
      await this.#quarantine(unaccepted, 'unreadable');
      return;
    }
    const { message, type, parts } = rebuilt;
    if (parts > unaccepted.parts.length && unaccepted.ageSeconds < INCOMPLETE_FOR_SECONDS) {
      return;
    }
    // What the phone tells its devices is for the library: it waits for a socket.
    const isForLibrary = message.category === 'peer';
    const giveBack = replay();
    if (isForLibrary && giveBack === null) {
      return;
    }
    if (isForLibrary || message.message?.protocolMessage) {
      // Not waited for: what the library does with it may need a network that is away.
      giveBack?.(message).catch((error: unknown) =>
        log.warn({ err: error }, 'the library did nothing with a message of WhatsApp'),
      );
    }
    const isTaken = await this.#tryAccept(message, type);
    if (!isTaken && unaccepted.ageSeconds > REFUSED_FOR_SECONDS) {
      await this.#quarantine(unaccepted, 'refused');
    }
  }

  #rebuild(unaccepted: UnacceptedMessage, me: Me): ReturnType<typeof rebuildMessage> | null {
    try {
      return rebuildMessage(unaccepted, me);
    } catch {
      return null;
    }
  }

  async #quarantine(unaccepted: UnacceptedMessage, reason: 'unreadable' | 'refused'): Promise<void> {
    const { store, account, pending, log } = this.#options;
    await store.quarantine(account, unaccepted, reason);
    pending.done(unaccepted);
    log.error({ account, reason }, 'a message of WhatsApp was set apart for a person');
  }

  /** False when our own code refuses the message: it stays in the journal. */
  async #tryAccept(message: WAMessage, type: MessageUpsertType): Promise<boolean> {
    const { store, account, generation, pending, log } = this.#options;
    const key = toMessageKey(message);
    for (;;) {
      try {
        await this.#accept(message, type);
        await store.markAccepted(account, key);
        pending.done(key);
        return true;
      } catch (error) {
        if (!isPassing(store, error)) {
          log.error({ err: error }, 'a message of WhatsApp stays in the journal');
          return false;
        }
      }
      if (generation.isLost) {
        return false;
      }
      // Going on with the next would bring a person's messages out of order.
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  }

  async #accept(message: WAMessage, type: MessageUpsertType): Promise<void> {
    const { accept, probe } = this.#options;
    const accepted = accept(message, type);
    setImmediate(() => probe('wa-inbox-inflight'));
    await accepted;
    probe('wa-after-inbox');
  }
}

function isPassing(store: WhatsAppSessionStore, error: unknown): boolean {
  return error instanceof OperationalError || store.isTransient(error);
}
