import { type Attachment, IncomingContent } from '../../../domain/messages/content.ts';
import { readActivity, type WrittenMessage } from './activity.ts';
import { findSeqIn, postedIdOf } from './activity-set.ts';
import { WebRefusal } from './errors.ts';
import type { DirectLine } from './session.ts';

/** What a client posted into a conversation, with the files that came along and are kept already. */
export type Posted = {
  readonly conversationId: string;
  readonly payload: unknown;
  readonly attachments: readonly Attachment[];
};

/**
 * Takes an activity in and returns its id once it is durable; a repeated one returns the same id.
 *
 * Events and kinds without meaning for us get an id too, because clients wait for one.
 */
export async function receiveActivity(line: DirectLine, posted: Posted): Promise<{ id: string }> {
  const { conversationId, payload } = posted;
  const activity = readActivity(payload);
  if (!activity) {
    throw new WebRefusal('badRequest');
  }
  if (activity.kind === 'seen') {
    await line.timeline.acknowledge({ conversationId, upTo: activity.upTo, receipt: 'read' });
    return { id: postedIdOf(conversationId, line.newId()) };
  }

  const messageId = activity.messageId ?? line.newId();
  if (activity.kind === 'message') {
    const content = await toContent(line, posted, activity.message);
    await line.inbox.receive({ conversationId, messageId, kind: 'message', content });
  }
  return { id: postedIdOf(conversationId, messageId) };
}

async function toContent(
  line: DirectLine,
  { conversationId, attachments }: Posted,
  { replyToId, ...written }: WrittenMessage,
): Promise<IncomingContent> {
  if (written.text.trim() === '' && attachments.length === 0 && written.location === null) {
    throw new WebRefusal('empty');
  }
  const quotedId = replyToId === null ? null : await findQuoted(line, conversationId, replyToId);
  return IncomingContent.parse({ ...written, attachments, quotedId });
}

/** The id of our message behind an activity id, or null when it is not one of ours in this conversation. */
async function findQuoted(line: DirectLine, conversationId: string, replyToId: string) {
  const seq = findSeqIn(replyToId, conversationId);
  if (seq === null || seq === 0) {
    return null;
  }
  const [entry] = await line.timeline.listSince({ conversationId, after: seq - 1, limit: 1 });
  return entry?.direction === 'out' && entry.seq === seq ? entry.id : null;
}
