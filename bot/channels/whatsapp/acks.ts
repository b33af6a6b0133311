import { OperationalError } from '../../../domain/errors.ts';

/** What the server said of a message: taken, or the code with which it was refused. */
export type Ack = { readonly error: string | null };

type Waiting = {
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: OperationalError) => void;
  readonly timer: NodeJS.Timeout;
};

/**
 * Waits for the server's word on each message.
 *
 * The library resolves a send when the bytes are in the socket, and what is written to a socket that dies right then
 * never arrives: only the ack is an arrival.
 */
export class Acks {
  readonly #waiting = new Map<string, Waiting>();
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Call before sending, so that no ack comes before its listener. Rejects when none comes in time. */
  expect(messageId: string): Promise<Ack> {
    this.forget(messageId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(messageId);
        reject(new OperationalError('WhatsApp did not acknowledge a message'));
      }, this.#timeoutMs);
      timer.unref();
      this.#waiting.set(messageId, { resolve, reject, timer });
    });
  }

  /** Says whether somebody waited for it. */
  settle(messageId: string, ack: Ack): boolean {
    const waiting = this.#waiting.get(messageId);
    this.forget(messageId);
    waiting?.resolve(ack);
    return waiting !== undefined;
  }

  /** The message was not written after all. */
  forget(messageId: string): void {
    clearTimeout(this.#waiting.get(messageId)?.timer);
    this.#waiting.delete(messageId);
  }

  /** The connection closed: no ack of what was under way will come. */
  rejectAll(): void {
    for (const [messageId, { reject }] of [...this.#waiting]) {
      this.forget(messageId);
      reject(new OperationalError('the connection of WhatsApp closed'));
    }
  }
}
