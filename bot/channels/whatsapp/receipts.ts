import { setTimeout as sleep } from 'node:timers/promises';
import { type BaileysEventMap, proto } from '@whiskeysockets/baileys';
import type { Logger } from 'pino';
import type { Clock } from '../../../domain/calendar/clock.ts';
import type { Receipt } from '../../../domain/messages/delivery.ts';
import type { OutboxStore } from '../../../domain/messages/outbox-store.ts';
import type { SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';

const { SERVER_ACK, DELIVERY_ACK, READ, PLAYED } = proto.WebMessageInfo.Status;

const RECEIPTS: ReadonlyMap<number, Receipt> = new Map([
  [SERVER_ACK, 'sent'],
  [DELIVERY_ACK, 'delivered'],
  [READ, 'read'],
  [PLAYED, 'read'],
]);

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
  #tail: Promise<void> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Takes the library's updates; those that are no receipt of ours are passed over. */
  onUpdate(updates: BaileysEventMap['messages.update']): void {
    for (const { key, update } of updates) {
      const receipt = RECEIPTS.get(update.status ?? -1);
      if (key.fromMe && key.id && receipt !== undefined) {
        this.#write(key.id, receipt);
      }
    }
  }

  /** Resolves when everything that was reported is written. */
  idle(): Promise<void> {
    return this.#tail;
  }

  #write(messageId: string, receipt: Receipt): void {
    const at = this.#deps.clock.now();
    this.#tail = this.#tail.then(() =>
      this.#tryToWrite(messageId, receipt, at).catch((error: unknown) =>
        this.#deps.log.warn({ err: error, receipt }, 'a receipt was not written'),
      ),
    );
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
