import { DomainError } from '../../domain/errors.ts';
import { listReplyGaps } from '../../domain/replies/reply-text.ts';
import type { InboxReading } from './inbox-reading.ts';

type Answer = { readonly text: string; readonly reply: string };

/**
 * An answer that began with a saved reply leaves only while that version is approved, and with nothing left to fill in.
 *
 * Throws DomainError `reply-not-approved` or `reply-gap`.
 */
export async function checkReply(
  { text, reply }: Answer,
  { replies }: Pick<InboxReading, 'replies'>,
): Promise<void> {
  const version = await replies.findVersion(reply);
  if (version?.state !== 'approved') {
    throw new DomainError('reply-not-approved');
  }
  if (listReplyGaps(text).length > 0) {
    throw new DomainError('reply-gap');
  }
}
