import type { WebEdge } from '../../domain/messages/web-edge.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { isConnectionLoss, isSerializationFailure } from '../../prisma/pool.ts';
import { createFormFilings } from '../../prisma/repositories/form-filing.ts';
import { createContentCodec } from '../../prisma/sealed-content.ts';
import type { FilingOptions } from '../channels/web/public/filing/options.ts';
import type { Files } from '../files.ts';
import type { Messaging } from '../messaging.ts';
import { orOperational } from '../operational.ts';
import { calendarOf } from './calendar.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly storage: Storage;
  readonly entity: Pick<LiveEntity, 'profile' | 'barrios'>;
  readonly messaging: Messaging;
  readonly files: Files;
  readonly edge: WebEdge;
  readonly newId: () => string;
  readonly publicUrl: string;
};

/** The form at `/radicar` on PostgreSQL: it files into the same series, conversations and files as the chat. */
export function composeFiling(deps: Dependencies): FilingOptions {
  const { storage, entity, messaging, files, edge, newId, publicUrl } = deps;
  const { database, keys } = storage;
  const filings = createFormFilings({ database, codec: createContentCodec(keys.sealer), newId });
  const verification = keys.hmac('verification');
  return {
    filings: {
      find: (formId) => orBusy(() => filings.find(formId)),
      file: (form) => orBusy(() => filings.file(form)),
    },
    inbox: messaging.inbox,
    files: {
      keep: (upload) => orBusy(() => files.keep(upload)),
      findById: (id) => orBusy(() => files.findById(id)),
    },
    edge,
    barrios: entity.barrios,
    calendar: () => calendarOf(entity),
    hmac: keys.hmac('filing-form'),
    codeHmac: (data) => verification(data).toString('hex'),
    senderHmac: keys.hmac('direct-line'),
    newId,
    publicUrl,
    onFiled: messaging.wakeSending,
  };
}

/** Whatever was written meanwhile, the same form may be sent again. */
function orBusy<T>(work: () => Promise<T>): Promise<T> {
  return orOperational((error) => isConnectionLoss(error) || isSerializationFailure(error), work);
}
