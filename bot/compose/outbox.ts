import type { OutboxStore } from '../../domain/messages/outbox-store.ts';
import { createLiveWake, wakeByDeliveries } from '../../prisma/live-wake.ts';
import { createOutboxStore } from '../../prisma/outbox-store.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { Storage } from './storage.ts';

/** The ledger of this installation; what it writes is told to the consoles. */
export function composeOutbox({ database, keys }: Pick<Storage, 'database' | 'keys'>): OutboxStore {
  const store = createOutboxStore(database, createContentCodec(keys.sealer));
  return wakeByDeliveries(store, createLiveWake(database));
}
