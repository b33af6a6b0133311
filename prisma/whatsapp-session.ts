import { z } from 'zod';
import type { Sealer } from '../domain/messages/sensitivity.ts';
import {
  Fenced,
  type SessionChange,
  type WhatsAppSessionStore,
} from '../domain/messages/whatsapp-session.ts';
import type { Database } from './database.ts';
import { isConnectionLoss, isSerializationFailure } from './pool.ts';
import { createWhatsAppJournal, toJournalRow } from './whatsapp-journal.ts';
import { acquireWhatsApp, releaseWhatsApp, renewWhatsApp } from './whatsapp-lease.ts';

/** How the statements that check the epoch refuse. */
const OTHER_EPOCH = 'WA001';

type Dependencies = { readonly database: Database; readonly sealer: Sealer };

/** The session of each WhatsApp number in PostgreSQL, its secrets as ciphertext. */
export function createWhatsAppSessionStore({ database, sealer }: Dependencies): WhatsAppSessionStore {
  const { pool } = database;
  const open = (sealed: string): string => z.string().parse(sealer.open({ sealed }));
  return {
    acquire: (lease) => acquireWhatsApp(database, lease),
    renew: (lease) => renewWhatsApp(database, lease),
    release: (account, epoch) => releaseWhatsApp(database, account, epoch),
    async readCredentials(account) {
      const { rows } = await pool.query<{ sealed: string }>(
        'SELECT sealed FROM whatsapp_credentials WHERE account = $1',
        [account],
      );
      return rows[0] ? open(rows[0].sealed) : null;
    },
    async readKeys(account, type, ids) {
      const { rows } = await pool.query<{ id: string; sealed: string }>({
        name: 'read-whatsapp-keys',
        text: 'SELECT id, sealed FROM whatsapp_key WHERE account = $1 AND type = $2 AND id = ANY($3)',
        values: [account, type, ids],
      });
      return new Map(rows.map(({ id, sealed }) => [id, open(sealed)]));
    },
    commit: (change) => refusing(commitSession({ database, sealer }, change)),
    wipe: (account, epoch) => refusing(pool.query('SELECT wipe_whatsapp($1, $2)', [account, epoch])),
    ...createWhatsAppJournal({ database, sealer }),
    isTransient: (error) => isConnectionLoss(error) || isSerializationFailure(error),
  };
}

async function commitSession({ database, sealer }: Dependencies, change: SessionChange): Promise<void> {
  const { account, epoch, keys, journal, credentials } = change;
  const sealedKeys = keys.map(({ type, id, value }) => [
    type,
    id,
    value === null ? null : sealer.seal(value).sealed,
  ]);
  await database.pool.query({
    name: 'commit-whatsapp',
    text: 'SELECT commit_whatsapp($1, $2, $3, $4, $5)',
    values: [
      account,
      epoch,
      JSON.stringify(sealedKeys),
      JSON.stringify(journal.map((entry) => toJournalRow(entry, sealer))),
      credentials === null ? null : sealer.seal(credentials).sealed,
    ],
  });
}

async function refusing(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === OTHER_EPOCH ? new Fenced() : error;
  }
}
