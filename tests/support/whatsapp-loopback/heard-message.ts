import {
  getContentType,
  type MessageUpsertType,
  normalizeMessageContent,
  type proto,
  type WAMessage,
} from '@whiskeysockets/baileys';

export type HeardKind =
  | 'text'
  | 'image'
  | 'document'
  | 'audio'
  | 'video'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'vote'
  | 'reaction'
  | 'edit'
  | 'erase'
  | 'other';

/** A message as the person reads it. */
export type HeardMessage = {
  readonly id: string;
  readonly kind: HeardKind;
  /** Its words: text, caption, question of a poll, emoji of a reaction, new text of an edit. */
  readonly text: string;
  /** `append` when it waited for the person to come back. */
  readonly arrival: MessageUpsertType;
  /** Id of the message that it answers, edits, erases or reacts to. */
  readonly about: string | null;
  readonly raw: WAMessage;
};

const KINDS: Readonly<Record<string, HeardKind>> = {
  conversation: 'text',
  extendedTextMessage: 'text',
  imageMessage: 'image',
  documentMessage: 'document',
  audioMessage: 'audio',
  videoMessage: 'video',
  stickerMessage: 'sticker',
  locationMessage: 'location',
  contactMessage: 'contact',
  contactsArrayMessage: 'contact',
  pollCreationMessage: 'poll',
  pollCreationMessageV2: 'poll',
  pollCreationMessageV3: 'poll',
  pollUpdateMessage: 'vote',
  reactionMessage: 'reaction',
};

/** What a content holds when it is media: enough to fetch and open it. */
export type MediaContent = {
  readonly caption?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly directPath?: string | null;
};

/** The media inside a message; null when it has none. */
export function mediaIn(message: proto.IMessage | null | undefined): MediaContent | null {
  const content = normalizeMessageContent(message ?? undefined);
  return (
    content?.imageMessage ??
    content?.documentMessage ??
    content?.audioMessage ??
    content?.videoMessage ??
    content?.stickerMessage ??
    null
  );
}

export function toHeardMessage(raw: WAMessage, arrival: MessageUpsertType): HeardMessage {
  const content = normalizeMessageContent(raw.message ?? undefined) ?? {};
  const { kind, text, about } = changeIn(content) ?? {
    kind: KINDS[getContentType(content) ?? ''] ?? 'other',
    text: wordsOf(content),
    about: content.extendedTextMessage?.contextInfo?.stanzaId ?? null,
  };
  return { id: raw.key.id ?? '', kind, text, arrival, about, raw };
}

function wordsOf(content: proto.IMessage): string {
  return (
    content.conversation ??
    content.extendedTextMessage?.text ??
    mediaIn(content)?.caption ??
    content.pollCreationMessageV3?.name ??
    content.pollCreationMessage?.name ??
    content.locationMessage?.name ??
    ''
  );
}

function changeIn(content: proto.IMessage): Pick<HeardMessage, 'kind' | 'text' | 'about'> | null {
  const { reactionMessage, protocolMessage } = content;
  if (reactionMessage) {
    return { kind: 'reaction', text: reactionMessage.text ?? '', about: reactionMessage.key?.id ?? null };
  }
  const about = protocolMessage?.key?.id;
  if (!protocolMessage || !about) {
    return null;
  }
  const edited = normalizeMessageContent(protocolMessage.editedMessage ?? undefined);
  return edited ? { kind: 'edit', text: wordsOf(edited), about } : { kind: 'erase', text: '', about };
}
