import type { MessageUpsertType, WAMessage, WASocket } from '@whiskeysockets/baileys';
import { type HeardMessage, toHeardMessage } from './heard-message.ts';

const HEARING_TIMEOUT_MS = 15_000;
const UNREADABLE_STUB = 2;

type Listener = {
  readonly wants: (message: HeardMessage) => boolean;
  readonly tell: (message: HeardMessage) => void;
};

/** What a citizen has read and seen, across reconnections. */
export class CitizenEars {
  /** Everything read, in order, each id once. */
  readonly messages: HeardMessage[] = [];
  /** The bytes of everything that was ever opened, also of what a connection took with it before it was shown. */
  readonly decrypted: Buffer[] = [];
  /** Ids that came more than once. */
  readonly duplicates: string[] = [];
  /** Ids that could not be read when they came. */
  readonly undecryptable: string[] = [];
  /** How often the company was seen typing. */
  typingSeen = 0;
  /** Calls of ours that the company rejected, by call id. */
  readonly rejectedCalls: string[] = [];
  readonly #name: string;
  readonly #statuses = new Map<string, number>();
  #listeners: readonly Listener[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** Ids that came unreadable and were never sent again in a readable form. */
  get neverRead(): readonly string[] {
    const read = new Set(this.messages.map(({ id }) => id));
    return [...new Set(this.undecryptable)].filter((id) => !read.has(id));
  }

  /** The first message that fits, among those heard and those to come. */
  heard(wants: (message: HeardMessage) => boolean, timeoutMs = HEARING_TIMEOUT_MS): Promise<HeardMessage> {
    const already = this.messages.find(wants);
    return already ? Promise.resolve(already) : this.next(wants, timeoutMs);
  }

  /** The first message that fits among those to come; ask before doing what provokes it. */
  next(
    wants: (message: HeardMessage) => boolean = () => true,
    timeoutMs = HEARING_TIMEOUT_MS,
  ): Promise<HeardMessage> {
    return new Promise((resolve, reject) => {
      const listener: Listener = {
        wants,
        tell: (message) => {
          clearTimeout(timer);
          this.#listeners = this.#listeners.filter((other) => other !== listener);
          resolve(message);
        },
      };
      const timer = setTimeout(() => {
        this.#listeners = this.#listeners.filter((other) => other !== listener);
        reject(new Error(`${this.#name} heard nothing of the kind in ${timeoutMs} ms`));
      }, timeoutMs);
      this.#listeners = [...this.#listeners, listener];
    });
  }

  /** Last known status of one's own message: 0 error, 1 sent, 3 delivered, 4 read. */
  statusOf(id: string): number {
    return this.#statuses.get(id) ?? 1;
  }

  /** Hears through a new socket from now on. */
  protected listenTo({ ev }: WASocket): void {
    ev.on('messages.upsert', ({ messages, type }) => {
      for (const message of messages) {
        this.#onMessage(message, type);
      }
    });
    ev.on('messages.update', (updates) => {
      for (const { key, update } of updates) {
        this.#onStatus(key.id, update.status);
      }
    });
    ev.on('presence.update', ({ presences }) => {
      const isTyping = Object.values(presences).some(
        ({ lastKnownPresence }) => lastKnownPresence === 'composing',
      );
      this.typingSeen += isTyping ? 1 : 0;
    });
    ev.on('call', (calls) => {
      const rejected = calls.filter(({ status }) => status === 'reject').map(({ id }) => id);
      this.rejectedCalls.push(...rejected);
    });
  }

  #onMessage(raw: WAMessage, arrival: MessageUpsertType): void {
    const id = raw.key.id ?? '';
    if (raw.key.fromMe) {
      this.#onStatus(id, raw.status);
    } else if (raw.message) {
      this.#onReadable(toHeardMessage(raw, arrival));
    } else if (raw.messageStubType === UNREADABLE_STUB) {
      this.undecryptable.push(id);
    }
  }

  #onReadable(message: HeardMessage): void {
    if (this.messages.some(({ id }) => id === message.id)) {
      this.duplicates.push(message.id);
      return;
    }
    this.messages.push(message);
    for (const { wants, tell } of this.#listeners) {
      if (wants(message)) {
        tell(message);
      }
    }
  }

  #onStatus(id: string | null | undefined, status: number | null | undefined): void {
    if (id && typeof status === 'number') {
      this.#statuses.set(id, status);
    }
  }
}
