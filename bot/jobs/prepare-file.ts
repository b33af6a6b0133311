import { z } from 'zod';
import type { FileRepository } from '../../domain/messages/file-repository.ts';
import type { FileStore } from '../../domain/messages/file-store.ts';
import { redrawPhoto } from '../files/redraw-photo.ts';
import type { Probe } from '../probe.ts';

export const PREPARE_FILE = 'prepare-file';

const Payload = z.object({ fileId: z.uuid() });

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
    const copy = original === null ? null : await redrawPhoto(original);
    if (copy === null) {
      await files.markPrepared(fileId, 'rejected', null);
      return;
    }
    const stored = await store.put(copy);
    await files.markPrepared(fileId, 'ready', stored.key);
  };
}
