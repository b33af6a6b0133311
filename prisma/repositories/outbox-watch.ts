import type { OutboxWatch } from '../../domain/messages/outbox-watch.ts';
import type { PrismaClient } from '../generated/client.ts';
import {
  countStatement,
  givenUpStatement,
  ledgerStatement,
  setApartStatement,
  toGivenUpEntry,
  toLedgerEntry,
  toQueueCount,
  toSetApartEntry,
} from './outbox-watch-rows.ts';
import { retryDead } from './retry-dead.ts';

/** What waits, left, failed and was given up, in PostgreSQL. */
export function createOutboxWatch(db: PrismaClient): OutboxWatch {
  return {
    countQueue: async (since) => {
      const rows = await db.$queryRaw<readonly object[]>(countStatement(since));
      return rows.map(toQueueCount);
    },
    listLedger: async (query) => {
      const rows = await db.$queryRaw<readonly object[]>(ledgerStatement(query));
      return rows.map(toLedgerEntry);
    },
    listGivenUp: async (query) => {
      const rows = await db.$queryRaw<readonly object[]>(givenUpStatement(query));
      return rows.map(toGivenUpEntry);
    },
    listSetApart: async (limit) => {
      const rows = await db.$queryRaw<readonly object[]>(setApartStatement(limit));
      return rows.map(toSetApartEntry);
    },
    retry: (order) => retryDead(db, order),
  };
}
