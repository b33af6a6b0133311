import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MAX_FILE_BYTES } from '../../domain/messages/file-types.ts';
import { Refusal } from '../refusal.ts';

/** Lets the routes of a plugin take one file each, as large as any kind may be; what is larger is told apart by one byte. */
export async function acceptOneFile(app: Pick<FastifyInstance, 'register'>): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: MAX_FILE_BYTES + 1 } });
}

/** The one file of a form. Throws Refusal `invalid-request` when there is none. */
export async function readOneFile(
  request: FastifyRequest,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const part = request.isMultipart() ? await request.file({ throwFileSizeLimit: false }) : undefined;
  if (part === undefined) {
    throw new Refusal('invalid-request');
  }
  return { name: part.filename, bytes: await part.toBuffer() };
}
