import { extractMessageContent, proto, type WAMessage } from '@whiskeysockets/baileys';
import type { ArrivingMedia, MediaKind } from '../../../../domain/messages/media.ts';

const FIELDS = {
  image: 'imageMessage',
  video: 'videoMessage',
  audio: 'audioMessage',
  document: 'documentMessage',
} as const satisfies Record<MediaKind, keyof proto.IMessage>;
const KINDS: readonly MediaKind[] = ['image', 'video', 'audio', 'document'];

/** The fields of the protocol that say where a file is and what it must be. */
type Media = {
  readonly mediaKey?: Uint8Array | null;
  readonly directPath?: string | null;
  readonly fileSha256?: Uint8Array | null;
};

/**
 * The file that a message brings, or null when it brings none.
 *
 * What is kept to fetch it leaves out the sender's `url`, thumbnails and quoted messages.
 */
export function toArrivingMedia({ key, message }: WAMessage): ArrivingMedia | null {
  const content = extractMessageContent(message);
  const kind = KINDS.find((candidate) => mediaOf(content, candidate));
  const media = kind && mediaOf(content, kind);
  if (!kind || !media) {
    return null;
  }
  const { mediaKey = null, directPath = null, fileSha256 = null } = media;
  return {
    kind,
    mimeType: media.mimetype ?? '',
    fileName: content?.documentMessage?.fileName ?? null,
    bytes: Number(media.fileLength ?? 0),
    isVoiceNote: content?.audioMessage?.ptt === true,
    encoded: encode(key, kind, { mediaKey, directPath, fileSha256 }),
  };
}

/** A round video note travels as a kind of its own and is a video in every other way. */
function mediaOf(content: proto.IMessage | undefined, kind: MediaKind) {
  return content?.[FIELDS[kind]] ?? (kind === 'video' ? content?.ptvMessage : null) ?? null;
}

function encode(key: proto.IMessageKey, kind: MediaKind, media: Media): Uint8Array {
  const { remoteJid = null, id = null, fromMe = false, participant } = key;
  const kept = { remoteJid, id, fromMe, ...(participant ? { participant } : {}) };
  return proto.WebMessageInfo.encode({ key: kept, message: { [FIELDS[kind]]: media } }).finish();
}

/** Where a file is and what it must be, as the sender says: nothing of it may be trusted. */
export function decodeMedia(encoded: Uint8Array, kind: MediaKind): Media {
  return mediaOf(proto.WebMessageInfo.decode(encoded).message ?? undefined, kind) ?? {};
}

/** The message as the library wants it to ask the sender's phone for the file again. */
export function toWAMessage(encoded: Uint8Array): WAMessage {
  const { key, message } = proto.WebMessageInfo.decode(encoded);
  return { key: { ...key }, message: message ?? null };
}
