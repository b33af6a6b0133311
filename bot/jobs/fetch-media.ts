import { z } from 'zod';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import { ACCEPTED_FILES, MAX_FILE_BYTES, sniffFileType } from '../../domain/messages/file-types.ts';
import type { ArrivedFile, MediaKind, MediaRepository, WaitingMedia } from '../../domain/messages/media.ts';
import { checkArriving } from '../files/arriving-stream.ts';
import { FileRefused } from '../files/file-refused.ts';
import { MediaGone, type MediaSource } from '../files/media-source.ts';
import type { Probe } from '../probe.ts';

export const FETCH_MEDIA = 'fetch-media';

/** With the growing pauses of the job library, the last attempt comes about fifteen hours after the first. */
const MAX_ATTEMPTS = 12;

const Payload = z.object({ fileId: z.uuid() });

type Dependencies = {
  readonly media: MediaRepository;
  readonly source: MediaSource;
  readonly store: FileStore;
  readonly clock: Clock;
  readonly probe: Probe;
};

/**
 * Fetches the bytes of an announced file and keeps them; a picture goes on to have its safe copy made.
 *
 * Running it twice is harmless: the second copy is thrown away. It throws when a retry may help, and ends quietly
 * when none can: the row then says why.
 */
export function fetchMedia(deps: Dependencies): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { fileId } = Payload.parse(payload);
    const waiting = await deps.media.beginAttempt(fileId, deps.clock.now());
    if (waiting === null) {
      return;
    }
    deps.probe('job-started');
    try {
      await fetchOnce(waiting, deps);
    } catch (error) {
      await settleFailure(error, waiting, deps);
    }
  };
}

async function fetchOnce(waiting: WaitingMedia, { media, source, store }: Dependencies): Promise<void> {
  const { fileId, kind, encoded } = waiting;
  const maxBytes = ACCEPTED_FILES[waiting.mimeType]?.maxBytes ?? MAX_FILE_BYTES;
  const { sha256, pieces } = await source.open({ kind, encoded, maxBytes });
  let mimeType = '';
  const admit = (head: Uint8Array): number => {
    mimeType = typeOf(head, kind);
    return limitOf(mimeType);
  };
  const stored = await store.put(checkArriving(pieces, { maxBytes, sha256, admit }));
  const arrived: ArrivedFile = {
    originalKey: stored.key,
    bytes: stored.bytes,
    sha256: stored.sha256,
    mimeType,
    status: ACCEPTED_FILES[mimeType]?.family === 'image' ? 'pending' : 'ready',
  };
  if (!(await media.arrive(fileId, arrived))) {
    await store.remove(stored.key);
  }
}

/** The type by the bytes; sound and video share one container, and there the channel's word decides. */
function typeOf(head: Uint8Array, kind: MediaKind): string {
  const sniffed = sniffFileType(head) ?? '';
  return kind === 'audio' && sniffed === 'video/mp4' ? 'audio/mp4' : sniffed;
}

function limitOf(mimeType: string): number {
  const accepted = ACCEPTED_FILES[mimeType];
  if (accepted === undefined) {
    throw new FileRefused('file-type-not-accepted');
  }
  return accepted.maxBytes;
}

async function settleFailure(
  error: unknown,
  { fileId, attempts }: WaitingMedia,
  { media, clock }: Dependencies,
): Promise<void> {
  if (error instanceof FileRefused) {
    await media.reject(fileId, error.rejection);
  } else if (error instanceof MediaGone) {
    await media.wantReupload(fileId, clock.now());
  } else if (attempts >= MAX_ATTEMPTS) {
    await media.reject(fileId, 'file-unreachable');
  } else {
    throw error;
  }
}
