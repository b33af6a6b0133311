import type { z } from 'zod';
import type { TimelineEntry, TimelineReader } from '../../domain/messages/timeline.ts';
import { maskContinuationCodes } from '../../domain/people/continuation-code.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { StaffPqrsDetail } from '../../domain/pqrs/staff-reader.ts';
import { maskVerificationCodes } from '../../domain/pqrs/verification.ts';
import type { ConversationLine, ConversationView } from '../contracts/pqrs.ts';

/** Lines of a conversation that are shown at once. */
const CONVERSATION_PART_LINES = 100;

type ConversationRequest = {
  readonly found: StaffPqrsDetail;
  readonly role: StaffRole;
  readonly after: number | undefined;
};

/**
 * The part of the conversation that a role may read.
 *
 * A conversation with one health message in it is reserved as a whole: what was said before and after it tells
 * of the same matter.
 */
export async function readConversation(
  { found, role, after }: ConversationRequest,
  timeline: TimelineReader,
): Promise<z.infer<typeof ConversationView>> {
  const access = accessTo(found, role);
  if (access !== 'open' || !found.conversation) {
    return { access: access === 'open' ? 'none' : access };
  }
  const { id, lastSeq } = found.conversation;
  const from = after ?? Math.max(0, lastSeq - CONVERSATION_PART_LINES);
  const entries = await timeline.listSince({
    conversationId: id,
    after: from,
    limit: CONVERSATION_PART_LINES,
  });
  const end = entries.at(-1)?.seq ?? from;
  return {
    access: 'open',
    id,
    lines: entries.map(toLine),
    earlierAfter: from === 0 ? null : Math.max(0, from - CONVERSATION_PART_LINES),
    laterAfter: end < lastSeq && entries.length === CONVERSATION_PART_LINES ? end : null,
  };
}

function accessTo(found: StaffPqrsDetail, role: StaffRole): 'none' | 'reserved' | 'forbidden' | 'open' {
  if (!found.conversation) {
    return 'none';
  }
  if (!hasPermission(role, 'conversations:read')) {
    return 'forbidden';
  }
  const isHealth = found.sensitivity === 'health' || found.conversation.sensitivity === 'health';
  return isHealth && !hasPermission(role, 'health:read') ? 'reserved' : 'open';
}

function toLine(entry: TimelineEntry): z.infer<typeof ConversationLine> {
  const shared = {
    seq: entry.seq,
    text: maskContinuationCodes(maskVerificationCodes(entry.content.text)),
    annexes: entry.content.attachments.map(({ name }) => name),
    at: entry.at.toISOString(),
  };
  if (entry.direction === 'out') {
    const options = entry.content.options.map(({ title }) => title);
    return { ...shared, direction: 'out', kind: 'message', options, hasLocation: false };
  }
  const hasLocation = entry.content.location !== null;
  return { ...shared, direction: 'in', kind: entry.kind, options: [], hasLocation };
}
