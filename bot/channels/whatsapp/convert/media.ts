import type { proto } from '@whiskeysockets/baileys';
import { toPlainType } from '../../../../domain/messages/file-types.ts';
import type { ArrivingMedia, MediaKind } from '../../../../domain/messages/media.ts';
import { toArrivingMedia } from '../media/encoded-media.ts';
import { toNumber } from './instant.ts';
import { toWords } from './words.ts';

const MAX_NAME_CHARACTERS = 120;
const HALF_A_SIGN = /^[\uDC00-\uDFFF]/;
const TYPE = /^[a-z]+\/[\w.+-]{1,80}$/;

const DEFAULT_TYPES: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg',
  document: 'application/octet-stream',
};

type AnyMedia = proto.Message.IImageMessage &
  proto.Message.IVideoMessage &
  proto.Message.IAudioMessage &
  proto.Message.IDocumentMessage;

/**
 * The file of a message, or null when it cannot be fetched by anybody: a forward that carries no key.
 *
 * What is kept of it is what opens it and asks for it again; the sender's address of it is left behind, because
 * nothing may ever be requested from there.
 */
export function findMedia(key: proto.IMessageKey, content: proto.IMessage): ArrivingMedia | null {
  const found = findPart(content);
  const arriving = toArrivingMedia({ key, message: content });
  if (arriving === null || !found?.media.mediaKey?.length || !found.media.directPath) {
    return null;
  }
  const { kind, media } = found;
  return {
    ...arriving,
    mimeType: toMimeType(media.mimetype, kind),
    fileName: toSafeName(kind === 'document' ? (media.fileName ?? media.title) : null),
    bytes: Math.max(0, toNumber(media.fileLength) ?? 0),
  };
}

/** Says whether a message is about a file at all, even one that cannot be fetched. */
export function hasMedia(content: proto.IMessage): boolean {
  return findPart(content) !== null;
}

/** The words that came under a file. */
export function captionOf(content: proto.IMessage): string {
  return findPart(content)?.media.caption ?? '';
}

function findPart(content: proto.IMessage): { kind: MediaKind; media: AnyMedia } | null {
  const parts: readonly [MediaKind, object | null | undefined][] = [
    ['image', content.imageMessage],
    ['video', content.videoMessage ?? content.ptvMessage],
    ['audio', content.audioMessage],
    ['document', content.documentMessage],
  ];
  const found = parts.find(([, media]) => media);
  return found?.[1] ? { kind: found[0], media: found[1] } : null;
}

function toMimeType(declared: string | null | undefined, kind: MediaKind): string {
  const plain = toPlainType(declared ?? '');
  return TYPE.test(plain) ? plain : DEFAULT_TYPES[kind];
}

/** A name that is only a name; null when nothing of it is left. */
function toSafeName(name: string | null | undefined): string | null {
  const base =
    toWords(name ?? '')
      .text.split(/[\\/]/)
      .at(-1) ?? '';
  const clean = base.replaceAll(/[\p{C}<>:"|?*]/gu, '').trim();
  return /[\p{L}\p{N}]/u.test(clean) ? clean.slice(-MAX_NAME_CHARACTERS).replace(HALF_A_SIGN, '') : null;
}
