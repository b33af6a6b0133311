import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors.ts';
import { MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { toStorableText } from '../../../domain/messages/storable-text.ts';
import { WebRefusal } from './errors.ts';

/** As many files as come at once. */
export const MAX_FILES = 3;
/** The keeper of files takes no longer name: a cut of its own would halve a character. */
const MAX_NAME_CHARACTERS = 120;

export type UploadPart = MultipartFile | MultipartValue;
export type UploadedFile = { readonly name: string | undefined; readonly bytes: Buffer };

/** Counts bytes about to be held in memory, or refuses them. */
export type Take = (bytes: number) => void;

/** How many parts are taken apart, and how large their texts may be. */
export type PartLimits = { readonly files: number; readonly fields: number; readonly fieldSize: number };

/**
 * Gives every part to `read`, also after one was refused, so that the sender can hear the answer.
 *
 * Throws the first refusal in the end. busboy throws away what is beyond the size of a file and says so.
 */
export async function readParts(
  request: FastifyRequest,
  limits: PartLimits,
  read: (part: UploadPart) => Promise<void>,
): Promise<void> {
  let refusal: unknown = null;
  const settings = { throwFileSizeLimit: false, limits: { ...limits, fileSize: MAX_FILE_BYTES } };
  for await (const part of request.parts(settings)) {
    try {
      await read(part);
    } catch (error) {
      refusal ??= error;
      await drain(part);
    }
  }
  if (refusal !== null) {
    throw refusal;
  }
}

/** A form that its parser cannot follow is the sender's, not ours. */
export function refuseUnreadable(error: Error): never {
  const isRefusal = error instanceof DomainError || error instanceof WebRefusal || 'statusCode' in error;
  throw isRefusal ? error : Object.assign(new WebRefusal('badRequest'), { cause: error });
}

/** A whole file in memory. Throws DomainError `file-too-large`. */
export async function readFile(part: MultipartFile, take: Take): Promise<UploadedFile> {
  const bytes = await readBytes(part, take);
  if (part.file.truncated) {
    throw new DomainError('file-too-large');
  }
  return { name: part.filename, bytes };
}

/** The bytes of a part, as far as they came. */
export async function readBytes({ file }: MultipartFile, take: Take): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.iterator({ destroyOnReturn: false })) {
    take(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads and forgets what is left of a refused part, so that the parts behind it can be read. */
export async function drain(part: UploadPart): Promise<void> {
  if (part.type === 'file') {
    for await (const _ of part.file) {
      // The bytes of a refused file are read and forgotten.
    }
  }
}

/** The end of the last part of whatever path the sender's device put there, without invisible characters. */
export function toFileName(name: string | undefined, fallback: string): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const visible = toStorableText(base).replace(/\p{C}/gu, '').trim();
  return toStorableText(visible.slice(-MAX_NAME_CHARACTERS)) || fallback;
}
