import sharp from 'sharp';
import type { Clock } from '../../domain/calendar/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import {
  ACCEPTED_FILES,
  MAX_FILE_BYTES,
  MAX_IMAGE_PIXELS,
  sniffFileType,
} from '../../domain/messages/file-types.ts';
import type { Files } from '../files.ts';
import { isOverQuota } from './quota.ts';
import { toSafeName } from './safe-name.ts';

type Dependencies = {
  readonly store: FileStore;
  readonly files: FileRepository;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** Files of people: checked, kept durable, then written down; a safe copy of images is made by a job. */
export function createFiles({ store, files, clock, newId }: Dependencies): Files {
  return {
    findById: files.findById,
    read: async (file) => {
      const key = file.preparedKey ?? file.originalKey;
      return key === null ? null : store.read(key);
    },
    async keep({ conversationId, name, bytes }) {
      const mimeType = acceptedTypeOf(bytes);
      if (await isOverQuota(files, conversationId, { bytes: bytes.byteLength, now: clock.now() })) {
        throw new DomainError('quota-exceeded');
      }
      const isImage = ACCEPTED_FILES[mimeType]?.family === 'image';
      if (isImage) {
        await refuseBrokenImage(bytes);
      }
      const stored = await store.put(bytes);
      const file = {
        id: newId(),
        conversationId,
        name: toSafeName(name),
        mimeType,
        bytes: stored.bytes,
        sha256: stored.sha256,
        status: isImage ? ('pending' as const) : ('ready' as const),
        originalKey: stored.key,
        preparedKey: null,
        createdAt: clock.now(),
      };
      await files.insert(file);
      return toAttachment(file);
    },
  };
}

/** The type by the bytes. Throws DomainError `file-type-not-accepted` or `file-too-large`, when it is none that we take, or too large for its kind. */
export function acceptedTypeOf(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    throw new DomainError('file-too-large', { maxMegabytes: MAX_FILE_BYTES / 1024 / 1024 });
  }
  const mimeType = sniffFileType(bytes.subarray(0, 32));
  const accepted = mimeType === null ? undefined : ACCEPTED_FILES[mimeType];
  if (mimeType === null || accepted === undefined) {
    throw new DomainError('file-type-not-accepted');
  }
  if (bytes.byteLength > accepted.maxBytes) {
    throw new DomainError('file-too-large', { maxMegabytes: accepted.maxBytes / 1024 / 1024 });
  }
  return mimeType;
}

/** Reads the header only: the pixels are decoded later, by a job. */
async function refuseBrokenImage(bytes: Uint8Array): Promise<void> {
  const isReadable = await sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS })
    .metadata()
    .then(
      ({ width, height }) => width * height <= MAX_IMAGE_PIXELS,
      () => false,
    );
  if (!isReadable) {
    throw new DomainError('file-broken');
  }
}

/** A file as a message carries it. */
export function toAttachment({
  id,
  name,
  mimeType,
  bytes,
  status,
}: Parameters<FileRepository['insert']>[0]): Attachment {
  return { fileId: id, name, mimeType, bytes, pending: status === 'pending' };
}
