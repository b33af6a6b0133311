import type { StaffRole } from '../../domain/people/roles.ts';
import { downloadHeaders, type FileDownload } from '../documents/download-headers.ts';
import { Refusal } from '../refusal.ts';
import type { InboxReading } from './inbox-reading.ts';
import { getReadable } from './read-inbox.ts';

type FileRequest = { readonly id: string; readonly fileId: string; readonly role: StaffRole };

/**
 * The bytes of a file of that conversation, and of no other one.
 *
 * Throws Refusal `conversation-not-found`, DomainError `forbidden` (health matters), and Refusal `annex-not-found` when
 * it is none of its files, is not ready or its bytes are gone.
 */
export async function readConversationFile(
  { id, fileId, role }: FileRequest,
  { inbox, files }: Pick<InboxReading, 'inbox' | 'files'>,
): Promise<FileDownload> {
  await getReadable(id, role, { inbox });
  const file = await files.findById(fileId);
  const isOurs = file?.conversationId === id && file.status === 'ready';
  const bytes = isOurs ? await files.read(file) : null;
  if (file === null || bytes === null) {
    throw new Refusal('annex-not-found');
  }
  return { bytes, headers: downloadHeaders(file.name, bytes) };
}
