import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PersonFile } from '../../../domain/messages/file-store.ts';
import { ACCEPTED_FILES } from '../../../domain/messages/file-types.ts';
import { toStorableText } from '../../../domain/messages/storable-text.ts';
import { WebRefusal } from './errors.ts';
import type { DirectLine } from './session.ts';

const Params = z.object({ id: z.uuid(), fileId: z.uuid() });
const Query = z.object({ k: z.string().max(200) });

/** What a browser may show in its window: raster images hold nothing that runs. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Files of a conversation, for whoever holds a link that is still good. Photos are shown, all else is saved. */
export function fileRoutes(app: FastifyInstance, line: DirectLine): void {
  app.get('/conversations/:id/files/:fileId', async (request, reply) => {
    const { file, bytes } = await getFile(line, request);
    return reply.headers(headersOf(file, line)).send(Buffer.from(bytes));
  });
}

async function getFile(line: DirectLine, request: FastifyRequest) {
  const params = Params.safeParse(request.params).data;
  const key = Query.safeParse(request.query).data?.k;
  if (!params || !key || !line.links.isValid({ conversationId: params.id, fileId: params.fileId }, key)) {
    throw new WebRefusal('forbidden');
  }
  const file = await line.files.findById(params.fileId);
  const bytes = file?.conversationId === params.id ? await line.files.read(file) : null;
  if (!file || !bytes) {
    throw new WebRefusal('notFound');
  }
  return { file, bytes };
}

/** The bytes are a stranger's: nothing in them may run, be taken for another type, or stay in a cache. */
function headersOf({ mimeType, name }: PersonFile, line: DirectLine) {
  const isEmbedded = line.profile().web.allowedOrigins.length > 0;
  return {
    'content-type': mimeType in ACCEPTED_FILES ? mimeType : 'application/octet-stream',
    'content-disposition': `${SHOWN.has(mimeType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': isEmbedded ? 'cross-origin' : 'same-origin',
  };
}

function encodeName(name: string): string {
  return encodeURIComponent(toStorableText(name)).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
}
