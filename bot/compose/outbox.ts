import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import { createOutboxStore } from '../../prisma/outbox-store.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { Storage } from './storage.ts';

/** The ledger of this installation. */
export function composeOutbox({ database, keys }: Pick<Storage, 'database' | 'keys'>): OutboxStore {
  return createOutboxStore(database, createContentCodec(keys.sealer));
}
