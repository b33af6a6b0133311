import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxEvent } from '../../../domain/messages/event.ts';
import type { FileStatus } from '../../../domain/messages/file-store.ts';
import { createTurnStore } from '../../../prisma/message-store.ts';
import { openConversation } from '../../../prisma/open-conversation.ts';
import { createFileRepository } from '../../../prisma/repositories/file.ts';
import { createWhatsAppMedia } from '../../../prisma/repositories/whatsapp-media.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';
import { openSealedDatabase, type SealedDatabase, sealer } from '../sealed-database.ts';

let db: SealedDatabase;
beforeAll(async () => {
  db = await openSealedDatabase();
});
afterAll(() => db.drop());

const files = () => createFileRepository(db.database, async () => undefined);
const media = () =>
  createWhatsAppMedia({ database: db.database, sealer, tasks: { fetch: 'fetch', prepare: 'prepare' } });
const turns = () =>
  createTurnStore({ database: db.database, codec: createContentCodec(sealer), newId: randomUUID });

async function aFile(status: FileStatus): Promise<{ id: string; conversationId: string }> {
  const address = { channel: 'web', address: randomUUID() } as const;
  const { id: conversationId } = await openConversation(db.database, address, randomUUID);
  const id = randomUUID();
  await db.database.prisma.file.create({
    data: {
      id,
      conversationId,
      name: 'foto.jpg',
      mimeType: 'image/jpeg',
      bytes: 1234,
      sha256: '',
      status,
      originalKey: id,
      createdAt: new Date('2026-11-23T15:00:00Z'),
    },
  });
  return { id, conversationId };
}

/** What waits in a conversation, as its turn reads it. */
async function waitingIn(conversationId: string): Promise<readonly InboxEvent[]> {
  const turn = await turns().open(conversationId, 20);
  await turn?.rollback();
  return turn?.events ?? [];
}

test.each([
  ['fetched', 'arriving', (id: string) => media().reject(id, 'file-gone'), 'file-gone'],
  ['prepared', 'pending', (id: string) => files().markPrepared(id, 'rejected', null), 'file-broken'],
] as const)(
  'a file that cannot be %s leaves one notice in its conversation',
  async (_, status, reject, why) => {
    const { id, conversationId } = await aFile(status);
    await reject(id);
    await reject(id);

    const [notice, ...more] = await waitingIn(conversationId);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'notice',
      messageId: `notice-${id}`,
      attempts: 0,
      content: {
        text: '',
        attachments: [
          { fileId: id, name: 'foto.jpg', mimeType: 'image/jpeg', pending: false, rejection: why },
        ],
      },
    });
    const inAMinute = new Date(Date.now() + 60_000);
    expect(await turns().listStranded(inAMinute, 500)).toContain(conversationId);
  },
);

test('two jobs at once leave one notice', async () => {
  const { id, conversationId } = await aFile('arriving');
  const done = await Promise.all([1, 2, 3].map(() => media().reject(id, 'file-unreachable')));

  expect(done.filter((hasChanged) => hasChanged)).toHaveLength(1);
  expect(await waitingIn(conversationId)).toHaveLength(1);
});

test('a file that was ready, or is, leaves none', async () => {
  const [ready, pending] = [await aFile('ready'), await aFile('pending')];
  await media().reject(ready.id, 'file-gone');
  await files().markPrepared(ready.id, 'rejected', null);
  await files().markPrepared(pending.id, 'ready', 'copy');

  expect(await waitingIn(ready.conversationId)).toEqual([]);
  expect(await waitingIn(pending.conversationId)).toEqual([]);
});
