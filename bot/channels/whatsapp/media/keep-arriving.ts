import { createHash } from 'node:crypto';
import type { Clock } from '../../../../domain/calendar/clock.ts';
import type { Attachment } from '../../../../domain/messages/content.ts';
import type { FileRepository } from '../../../../domain/messages/file-repository.ts';
import { type FileRejection, isOnItsWay } from '../../../../domain/messages/file-store.ts';
import { ACCEPTED_FILES, MAX_FILE_BYTES, toPlainType } from '../../../../domain/messages/file-types.ts';
import type { ArrivingMedia, MediaKind, MediaRepository } from '../../../../domain/messages/media.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { isOverQuota } from '../../../files/quota.ts';
import { toSafeName } from '../../../files/safe-name.ts';

const ANY_TYPE = 'application/octet-stream';
const LARGEST_STORED_SIZE = 2 ** 31 - 1;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
};

type Dependencies = {
  readonly media: MediaRepository;
  readonly files: FileRepository;
  readonly clock: Clock;
  readonly t: Translate;
};

export type Announced = {
  readonly conversationId: string;
  /** The channel's own id of the message: with the conversation it names the file, whenever it comes again. */
  readonly messageId: string;
  /** The number of ours that received it. */
  readonly account: string;
  readonly media: ArrivingMedia;
};

/** What the message may carry, and why it will never open if it was refused at once. */
export type KeptMedia = { readonly attachment: Attachment; readonly rejection: FileRejection | null };

/**
 * Writes an announced file down and has its bytes fetched by a job.
 *
 * Idempotent: the same message gives the same file, as it is by then. What is too large, of a type that we do not
 * take or over the day's quota by the sender's own word is rejected at once, and is an attachment all the same.
 */
export function createMediaKeeper(deps: Dependencies): (announced: Announced) => Promise<KeptMedia> {
  return async (announced) => {
    const { conversationId, messageId, account, media } = announced;
    const now = deps.clock.now();
    const mimeType = storedTypeOf(media.mimeType);
    const bytes = sizeOf(media.bytes);
    const rejection =
      rejectionOf(mimeType, bytes) ??
      ((await isOverQuota(deps.files, conversationId, { bytes, now })) ? 'quota-exceeded' : null);
    const kept = await deps.media.announce({
      file: {
        id: toFileId(conversationId, messageId),
        conversationId,
        name: toSafeName(media.fileName ?? nameOf(media, mimeType, deps.t)),
        mimeType,
        bytes,
        sha256: null,
        status: rejection === null ? 'arriving' : 'rejected',
        originalKey: null,
        preparedKey: null,
        createdAt: now,
      },
      account,
      media,
      rejection,
    });
    const { id: fileId, name, status } = kept.file;
    const attachment = {
      fileId,
      name,
      mimeType: kept.file.mimeType,
      bytes: kept.file.bytes,
      pending: isOnItsWay(status),
      ...(kept.rejection === null ? {} : { rejection: kept.rejection }),
    };
    return { attachment, rejection: kept.rejection };
  };
}

/** The same for the same message, for ever, and nothing can be read from it (a UUID of version 8, RFC 9562). */
function toFileId(conversationId: string, messageId: string): string {
  const hex = createHash('sha256').update(`${conversationId}\n${messageId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function storedTypeOf(declared: string): string {
  const plain = toPlainType(declared);
  return /^[\w.+-]{1,40}\/[\w.+-]{1,59}$/.test(plain) ? plain : ANY_TYPE;
}

/** The sender's word, as a size that a row can hold. */
function sizeOf(declared: number): number {
  return Number.isFinite(declared) ? Math.min(Math.max(0, Math.trunc(declared)), LARGEST_STORED_SIZE) : 0;
}

/** Phones that do not know a type say so: the bytes will tell. */
function rejectionOf(mimeType: string, bytes: number): FileRejection | null {
  const accepted = ACCEPTED_FILES[mimeType];
  if (accepted === undefined && mimeType !== ANY_TYPE) {
    return 'file-type-not-accepted';
  }
  return bytes > (accepted?.maxBytes ?? MAX_FILE_BYTES) ? 'file-too-large' : null;
}

function nameOf(
  { kind, isVoiceNote }: { kind: MediaKind; isVoiceNote: boolean },
  mimeType: string,
  t: Translate,
): string {
  const base = t(`files.name.${isVoiceNote ? 'voice' : kind}`);
  const extension = EXTENSIONS[mimeType];
  return extension === undefined ? base : `${base}.${extension}`;
}
