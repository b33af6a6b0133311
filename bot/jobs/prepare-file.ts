import sharp from 'sharp';
import { z } from 'zod';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import { MAX_IMAGE_PIXELS } from '../../domain/messages/file-types.ts';
import type { Probe } from '../probe.ts';

export const PREPARE_FILE = 'prepare-file';

const Payload = z.object({ fileId: z.uuid() });
const MAX_SIDE_PIXELS = 2560;
const QUALITY = 82;

type Dependencies = {
  readonly files: FileRepository;
  readonly store: FileStore;
  readonly probe: Probe;
};

/**
 * Makes the copy of a photo that staff open: decoded and drawn anew, without metadata or anything hidden.
 *
 * The original is kept as evidence. Running it twice is harmless: the second copy is thrown away.
 */
export function prepareFile({ files, store, probe }: Dependencies): (payload: unknown) => Promise<void> {
  return async (payload) => {
    const { fileId } = Payload.parse(payload);
    probe('job-started');
    const file = await files.findById(fileId);
    if (file === null || file.status !== 'pending') {
      return;
    }
    const original = file.originalKey === null ? null : await store.read(file.originalKey);
    const copy = original === null ? null : await redraw(original);
    if (copy === null) {
      await files.markPrepared(fileId, 'rejected', null);
      return;
    }
    const stored = await store.put(copy);
    await files.markPrepared(fileId, 'ready', stored.key);
  };
}

/** The photo upright, at a size for a screen, as JPEG; null when it cannot be decoded. */
async function redraw(bytes: Uint8Array): Promise<Uint8Array | null> {
  return sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS })
    .rotate()
    .resize({ width: MAX_SIDE_PIXELS, height: MAX_SIDE_PIXELS, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: QUALITY })
    .toBuffer()
    .catch(() => null);
}
