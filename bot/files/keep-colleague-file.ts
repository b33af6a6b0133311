import type { Clock } from '../../domain/calendar/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ColleagueFileRepository } from '../../domain/handoff/colleague-file.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import { ACCEPTED_FILES } from '../../domain/messages/file-types.ts';
import { acceptedTypeOf, toAttachment } from './keep-file.ts';
import { isOverQuota } from './quota.ts';
import { redrawPhoto } from './redraw-photo.ts';
import { toSafeName } from './safe-name.ts';

type Dependencies = {
  readonly store: FileStore;
  readonly files: ColleagueFileRepository;
  readonly clock: Clock;
  readonly newId: () => string;
};

type Upload = {
  readonly conversationId: string;
  readonly staffId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
};

/**
 * Keeps what a colleague means to send, ready to leave at once.
 *
 * A picture is kept only as it was drawn anew: what the colleague's phone wrote into it (where it was taken, by whom) never
 * reaches the person. Throws DomainError `file-too-large`, `file-type-not-accepted`, `file-broken` or `quota-exceeded`;
 * nothing is kept then.
 */
export function createKeepColleagueFile({
  store,
  files,
  clock,
  newId,
}: Dependencies): (upload: Upload) => Promise<Attachment> {
  return async ({ conversationId, staffId, name, bytes }) => {
    const ready = await makeReady(bytes, name);
    const now = clock.now();
    if (await isOverQuota(files, conversationId, { bytes: ready.bytes.byteLength, now })) {
      throw new DomainError('quota-exceeded');
    }
    const stored = await store.put(ready.bytes);
    const file = {
      id: newId(),
      conversationId,
      name: ready.name,
      mimeType: ready.mimeType,
      bytes: stored.bytes,
      sha256: stored.sha256,
      status: 'ready' as const,
      originalKey: stored.key,
      preparedKey: null,
      createdAt: now,
    };
    await files.insert(file, staffId);
    return toAttachment(file);
  };
}

async function makeReady(bytes: Uint8Array, name: string) {
  const mimeType = acceptedTypeOf(bytes);
  if (ACCEPTED_FILES[mimeType]?.family !== 'image') {
    return { bytes, mimeType, name: toSafeName(name) };
  }
  const drawn = await redrawPhoto(bytes);
  if (drawn === null) {
    throw new DomainError('file-broken');
  }
  return { bytes: drawn, mimeType: 'image/jpeg', name: toSafeName(name.replace(/(\.\w{1,5})?$/, '.jpg')) };
}
