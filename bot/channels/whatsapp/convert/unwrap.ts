import { normalizeMessageContent, type proto, type WAMessage } from '@whiskeysockets/baileys';

const MAX_LAYERS = 5;

/** What a message says, without the envelopes around it (disappearing, caption, album); null when it is empty. */
export function unwrap(content: proto.IMessage | null | undefined): proto.IMessage | null {
  return normalizeMessageContent(content) ?? null;
}

/**
 * Whether the person chose that it be seen once.
 *
 * A linked device like ours usually gets only a mark in its place; when the content does come, it is not kept.
 */
export function isViewOnce({ key, message }: WAMessage): boolean {
  if (key.isViewOnce) {
    return true;
  }
  let content = message ?? null;
  for (let layer = 0; content && layer < MAX_LAYERS; layer++) {
    if (isMarked(content)) {
      return true;
    }
    content = content.ephemeralMessage?.message ?? content.associatedChildMessage?.message ?? null;
  }
  return false;
}

function isMarked(content: proto.IMessage): boolean {
  const wrapped =
    content.viewOnceMessage ??
    content.viewOnceMessageV2 ??
    content.viewOnceMessageV2Extension ??
    content.placeholderMessage;
  const media = content.imageMessage ?? content.videoMessage ?? content.audioMessage;
  return Boolean(wrapped) || media?.viewOnce === true;
}
