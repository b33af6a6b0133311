import type { AnswerFileView } from '../../contracts/handoff.ts';
import { failureWords } from '../frame/failure.tsx';
import { upload } from '../upload.ts';
import { t } from '../words.ts';
import { changeDraft, type DraftFile, draftOf } from './drafts.ts';
import { newActId } from './new-id.ts';

/** How many files an answer may carry, and how large any of them may be; the server knows the limit of each kind. */
export const MAX_FILES = 10;
const MAX_BYTES = 20 * 1024 * 1024;

/** What is on its way, by the key of its draft. */
const running = new Map<string, AbortController>();

/**
 * Sends files to the server for the answer of a conversation, one beside the other, and keeps in its draft how far each has
 * come, also while one looks at another conversation. Returns how many did not fit.
 */
export function addFiles(conversationId: string, chosen: readonly File[]): number {
  const room = MAX_FILES - draftOf(conversationId).files.length;
  for (const file of chosen.slice(0, room)) {
    void addFile(conversationId, file);
  }
  return Math.max(0, chosen.length - room);
}

/** Leaves a file out of the answer; what is at the server already is forgotten there. */
export function removeFile(conversationId: string, key: string): void {
  running.get(key)?.abort();
  const { files } = draftOf(conversationId);
  changeDraft(conversationId, { files: files.filter((file) => file.key !== key) });
}

async function addFile(conversationId: string, file: File): Promise<void> {
  const draft = { key: newActId(), name: file.name };
  const { files } = draftOf(conversationId);
  changeDraft(conversationId, { files: [...files, { ...draft, state: 'uploading', share: 0 }] });
  const put = (now: DraftFile) => replaceFile(conversationId, now);
  if (file.size > MAX_BYTES) {
    put({ ...draft, state: 'refused', why: t('console.handoff.fileTooLarge') });
    return;
  }
  const stop = new AbortController();
  running.set(draft.key, stop);
  try {
    const kept = await upload<AnswerFileView>(`/conversations/${conversationId}/files`, file, {
      onShare: (share) => put({ ...draft, state: 'uploading', share }),
      signal: stop.signal,
    });
    put({ ...draft, state: 'kept', file: kept });
  } catch (error) {
    put({ ...draft, state: 'refused', why: failureWords(error instanceof Error ? error : new Error()) });
  } finally {
    running.delete(draft.key);
  }
}

/** What was left out meanwhile does not come back. */
function replaceFile(conversationId: string, now: DraftFile): void {
  const { files } = draftOf(conversationId);
  changeDraft(conversationId, { files: files.map((file) => (file.key === now.key ? now : file)) });
}
