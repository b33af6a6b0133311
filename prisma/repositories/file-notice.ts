import { incomingContent } from '../../domain/messages/content.ts';
import { FileRejection } from '../../domain/messages/file-store.ts';
import type { Run } from '../database.ts';

/**
 * Leaves word, in the transaction that rejects a file, for the conversation that it came from, or for the one in which
 * its form went on.
 *
 * The notice is an event like any other: its turn is found by the sweep, and there is one for each file however often
 * it is rejected. It holds no more words than the row of the file, and its turn seals it where health data are told.
 */
export async function storeFileNotice(db: Parameters<Parameters<Run>[0]>[0], fileId: string): Promise<void> {
  const { id, name, mimeType, bytes, rejection, ...file } = await db.file.findUniqueOrThrow({
    where: { id: fileId },
    include: { continued: { select: { conversationId: true } } },
  });
  const conversationId = file.continued?.conversationId ?? file.conversationId;
  const attachment = { fileId: id, name, mimeType, bytes, pending: false };
  const content = incomingContent({
    text: '',
    attachments: [{ ...attachment, rejection: FileRejection.parse(rejection) }],
  });
  await db.$executeRaw`
    INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at)
    VALUES (${conversationId}::uuid, ${`notice-${id}`}, 'notice', ${JSON.stringify(content)}::jsonb, clock_timestamp())
    ON CONFLICT (conversation_id, channel_message_id) DO NOTHING`;
}
