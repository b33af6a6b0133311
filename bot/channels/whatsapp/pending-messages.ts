import type { MessageKey } from '../../../domain/messages/whatsapp-session.ts';

/**
 * What was decrypted and is not in the inbox yet, in the order in which it was decrypted.
 *
 * The library forgets a message whose receipt it could not send, and hands over the next: whoever takes that one
 * must know that another of the same chat comes before it.
 */
export class PendingMessages {
  readonly #messages = new Map<string, { readonly chat: string; readonly isLive: boolean }>();

  add(message: MessageKey & { readonly isLive: boolean }): void {
    const { chat, isLive } = message;
    this.#messages.set(nameOf(message), { chat, isLive });
  }

  done(key: MessageKey): void {
    this.#messages.delete(nameOf(key));
  }

  /** Whether it came while we were connected; false for what does not wait here. */
  isLive(key: MessageKey): boolean {
    return this.#messages.get(nameOf(key))?.isLive ?? false;
  }

  /** Whether a message of the same chat was decrypted before this one and still waits. */
  hasEarlier(key: MessageKey): boolean {
    const name = nameOf(key);
    if (!this.#messages.has(name)) {
      return false;
    }
    for (const [first, { chat }] of this.#messages) {
      if (chat === key.chat) {
        return first !== name;
      }
    }
    return false;
  }
}

function nameOf({ chat, participant, fromMe, messageId }: MessageKey): string {
  return [chat, participant, fromMe, messageId].join('|');
}
