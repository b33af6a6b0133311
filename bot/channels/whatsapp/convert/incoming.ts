import { proto, type WACallEvent, type WAMessage } from '@whiskeysockets/baileys';
import type { Clock } from '../../../../domain/calendar/clock.ts';
import { type IncomingContent, incomingContent } from '../../../../domain/messages/content.ts';
import type { EventKind } from '../../../../domain/messages/event.ts';
import type { ArrivingMedia } from '../../../../domain/messages/media.ts';
import type { WhatsAppIdentity } from '../../../../domain/messages/whatsapp-person.ts';
import type { SentWhatsAppStore } from '../../../../domain/messages/whatsapp-sent.ts';
import { findSender, toIdentity, toPersonJid } from './identity.ts';
import { toSentAt } from './instant.ts';
import { findMedia, hasMedia } from './media.ts';
import { readVote } from './poll-vote.ts';
import { findQuoted, findSaid } from './said.ts';
import { isViewOnce, unwrap } from './unwrap.ts';
import { toWords } from './words.ts';

export type MediaToFetch = ArrivingMedia;

/** A message of a person in our own terms. Its file is named in `media`, never among the attachments. */
export type Arrival = {
  readonly kind: Extract<EventKind, 'message' | 'edit' | 'delete' | 'reaction'>;
  readonly messageId: string;
  readonly content: IncomingContent;
  readonly media: MediaToFetch | null;
  readonly identity: WhatsAppIdentity;
  /** The address that wrote, which is the one to answer. */
  readonly replyTo: string;
  readonly sentAt: Date;
};

export type ConvertDependencies = {
  /** What we said, to know which message of ours is quoted, reacted to or voted in. */
  readonly sent: Pick<SentWhatsAppStore, 'findById' | 'findOutboxId'>;
  /** How the network calls our own number, with or without device. Read each time: it is known once connected. */
  readonly self: () => readonly (string | null | undefined)[];
  readonly clock: Clock;
};

type Body = Pick<Arrival, 'kind' | 'content' | 'media'>;
type Sender = NonNullable<ReturnType<typeof findSender>>;

const MAX_ID_CHARACTERS = 200;
const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
const SECRET_EDIT = proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT;

/**
 * What a message of the network is to us; null when no person said anything to us in it.
 *
 * It changes nothing and asks nothing of the network: the same message always gives the same arrival.
 */
export async function toArrival(message: WAMessage, deps: ConvertDependencies): Promise<Arrival | null> {
  const sender = findSender(message.key);
  const { id } = message.key;
  if (!sender || !id || message.messageStubType || message.broadcast || message.category === 'peer') {
    return null;
  }
  const body = await findBody(message, sender, deps);
  return (
    body && {
      ...body,
      ...sender,
      messageId: toId(id),
      sentAt: toSentAt(message.messageTimestamp, deps.clock.now()),
    }
  );
}

/** A call that begins to ring; null for whatever follows it and for calls of groups. */
export function toCallArrival(
  call: WACallEvent,
  { clock }: Pick<ConvertDependencies, 'clock'>,
): Arrival | null {
  const replyTo = toPersonJid(call.from);
  const identity = toIdentity([call.from, call.callerPn]);
  if (call.status !== 'offer' || call.isGroup || replyTo === null || identity === null) {
    return null;
  }
  return {
    ...said({ text: '', wordless: 'call' }),
    identity,
    replyTo,
    messageId: toId(`call-${call.id}`),
    sentAt: toSentAt(call.date.getTime() / 1000, clock.now()),
  };
}

async function findBody(message: WAMessage, sender: Sender, deps: ConvertDependencies): Promise<Body | null> {
  if (isViewOnce(message)) {
    return said({ text: '', wordless: 'view-once' });
  }
  const content = unwrap(message.message);
  if (content === null) {
    return null;
  }
  return (
    findAmendment(content) ??
    (await findReaction(content, deps)) ??
    (await findVote(content, sender, deps)) ??
    (await findMessage(message.key, content, deps))
  );
}

/** An edit or a deletion. Newer phones seal edits with a key that we do not hold: what they say is then empty. */
function findAmendment({ protocolMessage, secretEncryptedMessage }: proto.IMessage): Body | null {
  if (secretEncryptedMessage?.secretEncType === SECRET_EDIT) {
    return amendment('edit', secretEncryptedMessage.targetMessageKey, '');
  }
  if (protocolMessage?.type === REVOKE) {
    return amendment('delete', protocolMessage.key, '');
  }
  const edited = protocolMessage?.type === MESSAGE_EDIT ? unwrap(protocolMessage.editedMessage) : null;
  return edited && amendment('edit', protocolMessage?.key, findSaid(edited)?.text ?? '');
}

function amendment(
  kind: 'edit' | 'delete',
  key: proto.IMessageKey | null | undefined,
  text: string,
): Body | null {
  return key?.id
    ? { kind, media: null, content: incomingContent({ ...toWords(text), targetId: toId(key.id) }) }
    : null;
}

async function findReaction(
  { reactionMessage }: proto.IMessage,
  { sent }: ConvertDependencies,
): Promise<Body | null> {
  const id = reactionMessage?.key?.id;
  if (!id || !reactionMessage?.text) {
    return null;
  }
  const targetId = (await sent.findOutboxId(id)) ?? toId(id);
  return {
    kind: 'reaction',
    media: null,
    content: incomingContent({ ...toWords(reactionMessage.text), targetId }),
  };
}

/** A vote in a poll of ours is the answer that it names; in anybody else's it is no matter of ours. */
async function findVote(
  { pollUpdateMessage: vote }: proto.IMessage,
  { identity }: Sender,
  { sent, self }: ConvertDependencies,
): Promise<Body | null> {
  const id = vote?.pollCreationMessageKey?.id;
  const poll = id ? await sent.findById(id) : null;
  if (!vote || !poll) {
    return null;
  }
  const ourselves = toIdentity(self()) ?? { lid: null, phone: null };
  const titles = readVote({ vote, poll: poll.message, self: ourselves, voter: identity });
  if (titles === null) {
    return said({ text: '', wordless: 'unknown', quotedId: poll.outboxId });
  }
  const [title] = titles;
  return title === undefined ? null : said({ text: title, quotedId: poll.outboxId });
}

async function findMessage(
  key: proto.IMessageKey,
  content: proto.IMessage,
  { sent }: ConvertDependencies,
): Promise<Body | null> {
  const found = findSaid(content);
  const media = findMedia(key, content);
  if (found === null || isEmpty(found, media)) {
    return hasMedia(content) ? said({ text: '', wordless: 'unknown' }) : null;
  }
  const quoted = findQuoted(content);
  const quotedId = quoted === null ? null : await sent.findOutboxId(quoted);
  const isLost = hasMedia(content) && media === null;
  return { ...said({ ...found, quotedId, ...(isLost ? { wordless: 'unknown' as const } : {}) }), media };
}

function isEmpty(
  { text, wordless, location }: NonNullable<ReturnType<typeof findSaid>>,
  media: MediaToFetch | null,
): boolean {
  return text.trim() === '' && !wordless && !location && media === null;
}

function said({ text, ...rest }: Partial<IncomingContent> & { readonly text: string }): Body {
  return { kind: 'message', media: null, content: incomingContent({ ...rest, ...toWords(text) }) };
}

/** An id as its sender made it, which may be of any length and content. */
function toId(id: string): string {
  return toWords(id).text.slice(0, MAX_ID_CHARACTERS);
}
