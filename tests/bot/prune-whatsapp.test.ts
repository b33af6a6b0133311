import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneWhatsApp } from '../../bot/jobs/prune-whatsapp.ts';
import { clockAt } from '../../domain/calendar/clock.ts';
import { createWhatsAppSentStore } from '../../prisma/repositories/whatsapp-sent.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import { createWhatsAppSessionStore } from '../../prisma/whatsapp-session.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../prisma/sealed-database.ts';

const NOW = '2026-11-20T15:00:00Z';

let db: SealedDatabase;
beforeAll(async () => {
  db = await openSealedDatabase();
});
afterAll(() => db.drop());

const daysAgo = (days: number): Date => new Date(new Date(NOW).getTime() - days * 24 * 60 * 60 * 1000);

test('what only the protocol needed goes after its time, what is not yet in the inbox never', async () => {
  for (const [id, accepted, quarantined, days] of [
    ['old', true, null, 31],
    ['young', true, null, 29],
    ['not in the inbox', false, null, 400],
    ['set apart', false, 'unreadable', 400],
  ] as const) {
    await db.query(
      `INSERT INTO whatsapp_journal (account, chat, participant, from_me, message_id, part, ciphertext_hash, sealed,
         accepted, quarantined, epoch, at) VALUES ('principal', 'x', '', false, $1, 0, '', '', $2, $3, 1, $4)`,
      [id, accepted, quarantined, daysAgo(days)],
    );
  }
  for (const [id, days] of [
    ['old', 31],
    ['young', 29],
  ] as const) {
    await db.query(
      `INSERT INTO whatsapp_sent (message_id, account, person_id, outbox_id, sealed, created_at)
       VALUES ($1, 'principal', gen_random_uuid(), gen_random_uuid(), '', $2)`,
      [id, daysAgo(days)],
    );
  }
  for (const [recipient, days] of [
    ['old', 366],
    ['young', 364],
  ] as const) {
    await db.query(
      `INSERT INTO sender_recipient (account, recipient, next_free_at) VALUES ('principal', $1, $2)`,
      [recipient, daysAgo(days)],
    );
  }
  const stored = { database: db.database, sealer };
  const job = pruneWhatsApp({
    journal: createWhatsAppSessionStore(stored),
    sent: createWhatsAppSentStore(stored),
    sender: createSenderState(db.database),
    clock: clockAt(NOW),
  });

  expect(await job.run()).toEqual({ received: 1, sent: 1, recipients: 1 });
  expect(await job.run()).toEqual({ received: 0, sent: 0, recipients: 0 });

  const left = await db.query<{ name: string }>(
    `SELECT message_id AS name FROM whatsapp_journal UNION ALL SELECT message_id FROM whatsapp_sent
     UNION ALL SELECT recipient FROM sender_recipient ORDER BY name`,
  );
  expect(left.map(({ name }) => name)).toEqual(['not in the inbox', 'set apart', 'young', 'young', 'young']);
});
