import type { Attachment, OutgoingContent } from '../../../domain/messages/content.ts';
import type { TimelineEntry } from '../../inbox.ts';
import { JOINED_ID } from './activity.ts';
import { userIdOf } from './tokens.ts';

/** What activities need to know of their conversation. */
export type ActivityContext = {
  readonly conversationId: string;
  readonly assistantName: string;
  /** The address under which this reader may fetch a file for a while. */
  readonly linkTo: (fileId: string) => string;
};

/** A page of a conversation in Direct Line's form. */
export type ActivitySet = { readonly activities: readonly object[]; readonly watermark: string };

const BOT_ID = 'vecino';
const LANGUAGE = 'es-CO';
const SEQ_DIGITS = 7;

const INPUT_HINTS: Readonly<Record<OutgoingContent['expects'], string>> = {
  nothing: 'acceptingInput',
  option: 'expectingInput',
  text: 'expectingInput',
  file: 'expectingInput',
};

/** The page of these entries. Entries that nobody should see move the watermark all the same. */
export function toActivitySet(
  entries: readonly TimelineEntry[],
  after: number,
  context: ActivityContext,
): ActivitySet {
  return {
    activities: entries.filter(isShown).map((entry) => toActivity(entry, context)),
    watermark: String(entries.at(-1)?.seq ?? after),
  };
}

/** The id under which a message of the person is known to its sender at once and to every reader later. */
export function postedIdOf(conversationId: string, messageId: string): string {
  return `${conversationId}|m-${messageId}`;
}

/** The sequence number in an activity id of ours in this conversation, or null for any other id. */
export function findSeqIn(activityId: string, conversationId: string): number | null {
  const [conversation, seq, ...rest] = activityId.split('|');
  const isOurs = conversation === conversationId && rest.length === 0 && /^\d{7,9}$/.test(seq ?? '');
  return isOurs ? Number(seq) : null;
}

/** The id of a message of ours by its place in the conversation. */
function ourIdOf(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

function isShown(entry: TimelineEntry): boolean {
  return entry.direction === 'out' || entry.kind === 'message';
}

function toActivity(entry: TimelineEntry, context: ActivityContext): object {
  const shared = {
    type: 'message',
    channelId: 'directline',
    conversation: { id: context.conversationId },
    timestamp: entry.at.toISOString(),
    text: entry.content.text,
    attachments: entry.content.attachments.map((attachment) => toAttachment(attachment, context)),
  };
  return entry.direction === 'in'
    ? { ...shared, ...ofPerson(entry, context) }
    : { ...shared, ...ofAssistant(entry, context) };
}

function ofPerson(entry: Extract<TimelineEntry, { direction: 'in' }>, { conversationId }: ActivityContext) {
  const { location } = entry.content;
  return {
    id: postedIdOf(conversationId, entry.messageId),
    from: { id: userIdOf(conversationId), role: 'user' },
    locale: entry.content.locale ?? LANGUAGE,
    channelData: { clientActivityID: entry.messageId },
    ...(entry.quotedSeq === undefined ? {} : { replyToId: ourIdOf(conversationId, entry.quotedSeq) }),
    ...(location === null ? {} : { entities: [{ type: 'GeoCoordinates', ...location }] }),
  };
}

function ofAssistant(
  entry: Extract<TimelineEntry, { direction: 'out' }>,
  { conversationId, assistantName }: ActivityContext,
) {
  const { options, expects } = entry.content;
  const answers = entry.inReplyTo !== null && entry.inReplyTo !== JOINED_ID ? entry.inReplyTo : null;
  return {
    id: ourIdOf(conversationId, entry.seq),
    from: { id: BOT_ID, name: assistantName, role: 'bot' },
    locale: LANGUAGE,
    inputHint: INPUT_HINTS[expects],
    ...(answers === null ? {} : { replyToId: postedIdOf(conversationId, answers) }),
    ...(options.length === 0 ? {} : { suggestedActions: { actions: options.map(toAction) } }),
  };
}

/** The person's own words go back as the answer, so that both see the same conversation. */
function toAction({ title }: OutgoingContent['options'][number]) {
  return { type: 'imBack', title, value: title };
}

function toAttachment({ fileId, name, mimeType }: Attachment, { linkTo }: ActivityContext) {
  return { contentType: mimeType, name, contentUrl: linkTo(fileId) };
}
