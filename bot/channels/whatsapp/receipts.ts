import { setTimeout as sleep } from 'node:timers/promises';
import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type { Receipt } from '../../../domain/messages/delivery.ts';
import type { OutboxStore } from '../../../domain/messages/outbox-store.ts';
import type { SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';
import { toReported } from './convert/receipt.ts';

const TRIES = 20;
const PAUSE_MS = 500;

type Dependencies = {
  readonly outbox: Pick<OutboxStore, 'acknowledgeMessage'>;
  readonly sent: Pick<SentWhatsAppStore, 'findOutboxId'>;
  readonly isTransient: (error: unknown) => boolean;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Writes what phones report of our messages into the ledger, in the order in which they report it. */
export class Receipts {
  readonly #deps: Dependencies;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * Whether everything that the stanza reports is written; never rejects. `self`: our own addresses.
   *
   * The stanza and not the library's event: that one waits in a buffer, which puts the last of some receipts in the
   * place of the furthest, and is thrown away with the connection after they were acknowledged.
   */
  async onReceipt(node: BinaryNode, self: readonly (string | undefined)[]): Promise<boolean> {
    const reported = toReported(node, self);
    const writings = reported?.messageIds.map((messageId) => this.#write(messageId, reported.receipt)) ?? [];
    return (await Promise.all(writings)).every(Boolean);
  }

  /** Resolves when everything that was reported is written. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  #write(messageId: string, receipt: Receipt): Promise<boolean> {
    const { clock, log } = this.#deps;
    const at = clock.now();
    const written = this.#tail
      .then(() => this.#tryToWrite(messageId, receipt, at))
      .then(
        () => true,
        (error: unknown) => {
          log.warn({ err: error, receipt }, 'a receipt was not written');
          return false;
        },
      );
    this.#tail = written;
    return written;
  }

  /** While the database is away it is tried for ten seconds. */
  async #tryToWrite(messageId: string, receipt: Receipt, at: Date): Promise<void> {
    const { outbox, sent, isTransient } = this.#deps;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outboxId = await sent.findOutboxId(messageId);
        if (outboxId !== null) {
          await outbox.acknowledgeMessage({ outboxId, receipt, at });
        }
        return;
      } catch (error) {
        if (attempt === TRIES || !isTransient(error)) {
          throw error;
        }
        await sleep(PAUSE_MS);
      }
    }
  }
}
