import { DomainError } from '../../domain/errors.ts';
import { decideAct } from '../../domain/handoff/care.ts';
import type { Colleague } from '../../domain/handoff/colleague-act.ts';
import { isSendable } from '../../domain/handoff/colleague-file.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { ActBody } from '../contracts/handoff.ts';
import { Refusal } from '../refusal.ts';
import type { InboxReading } from './inbox-reading.ts';
import { getReadable, toCare } from './read-inbox.ts';

type Actor = Colleague & { readonly role: StaffRole };

/**
 * Lets only whoever may answer a conversation keep files for it.
 *
 * Throws Refusal `conversation-not-found`, DomainError `forbidden` (health matters) or `conversation-not-yours`.
 */
export async function assertMayAnswer(
  conversationId: string,
  { id, name, role }: Actor,
  { inbox, clock }: Pick<InboxReading, 'inbox' | 'clock'>,
): Promise<void> {
  const found = await getReadable(conversationId, role, { inbox });
  const act = { act: 'answer', by: { id, name } } as const;
  if (decideAct(toCare(found), act, clock.now()).kind !== 'done') {
    throw new DomainError('conversation-not-yours');
  }
}

type Answerer = { readonly conversationId: string; readonly staffId: string };

/** The files of an answer in their order. Throws Refusal `annex-not-found` for one that it may not carry. */
export async function getAnswerFiles(
  body: ActBody,
  { conversationId, staffId }: Answerer,
  { colleagueFiles, clock }: Pick<InboxReading, 'colleagueFiles' | 'clock'>,
): Promise<readonly Attachment[]> {
  const fileIds = body.act === 'answer' ? (body.fileIds ?? []) : [];
  if (fileIds.length === 0) {
    return [];
  }
  const sending = { conversationId, staffId, now: clock.now() };
  const found = await colleagueFiles.list(fileIds);
  const kept = new Map(found.filter((file) => isSendable(file, sending)).map((file) => [file.fileId, file]));
  return [...new Set(fileIds)].map((id): Attachment => {
    const file = kept.get(id);
    if (file === undefined) {
      throw new Refusal('annex-not-found');
    }
    const { fileId, name, mimeType, bytes, pending } = file;
    return { fileId, name, mimeType, bytes, pending };
  });
}
