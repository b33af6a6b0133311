import type { Attachment } from '../../domain/messages/content.ts';
import { isOnItsWay } from '../../domain/messages/file-store.ts';
import { Refusal } from '../refusal.ts';
import type { IntakeDesk } from './intake-desk.ts';

/**
 * The files of a place by their ids, in that order. No file of another place can be named: Refusal `annex-not-found`, as
 * for one that proved to be broken.
 */
export async function getAnnexes(
  fileIds: readonly string[],
  conversationId: string,
  { files }: Pick<IntakeDesk, 'files'>,
): Promise<readonly Attachment[]> {
  const found = await Promise.all(fileIds.map((id) => files.findById(id)));
  return found.map((file): Attachment => {
    if (file === null || file.conversationId !== conversationId || file.status === 'rejected') {
      throw new Refusal('annex-not-found');
    }
    const { id: fileId, name, mimeType, bytes, status } = file;
    return { fileId, name, mimeType, bytes, pending: isOnItsWay(status) };
  });
}
