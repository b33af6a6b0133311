import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SentWhatsAppStore } from '../../../domain/messages/whatsapp-sent.ts';
import { createWhatsAppSentStore } from '../../../prisma/repositories/whatsapp-sent.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../sealed-database.ts';

let db: SealedDatabase;
let sent: SentWhatsAppStore;
beforeAll(async () => {
  db = await openSealedDatabase();
  sent = createWhatsAppSentStore({ database: db.database, sealer });
});
afterAll(() => db.drop());

const aMessage = (messageId: string) => ({
  messageId,
  account: 'principal',
  personId: randomUUID(),
  outboxId: randomUUID(),
  message: Buffer.from(`bytes of ${messageId}`),
});

test('a message comes back by its id, and its row of the ledger too', async () => {
  const message = aMessage('3EB01');
  await sent.insert(message);
  expect(await sent.findById('3EB01')).toEqual(message);
  expect(await sent.findOutboxId('3EB01')).toBe(message.outboxId);
  expect(await sent.findById('3EB0')).toBeNull();
  expect(await sent.findOutboxId('3EB0')).toBeNull();
});

test('the same id again changes nothing', async () => {
  const message = aMessage('3EB02');
  await sent.insert(message);
  await sent.insert({ ...aMessage('3EB02'), message: Buffer.from('other bytes') });
  expect(await sent.findById('3EB02')).toEqual(message);
});

test('what was said is ciphertext at rest', async () => {
  await sent.insert({ ...aMessage('3EB03'), message: Buffer.from('SECRETSECRET') });
  const rows = JSON.stringify(await db.query('SELECT * FROM whatsapp_sent'));
  expect(rows).toContain('3EB03');
  expect(rows).not.toContain(Buffer.from('SECRETSECRET').toString('base64'));
});

test('old messages are forgotten', async () => {
  await sent.insert(aMessage('3EB04'));
  await db.query(`UPDATE whatsapp_sent SET created_at = '2020-01-01' WHERE message_id = '3EB04'`);
  expect(await sent.prune(new Date('2020-01-02T00:00:00Z'))).toBe(1);
  expect(await sent.findById('3EB04')).toBeNull();
});
