import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ACCEPTED_FILES } from '../../../domain/messages/file-types.ts';
import { WebRefusal } from './errors.ts';
import type { DirectLine } from './session.ts';

const Params = z.object({ id: z.uuid(), fileId: z.uuid() });
const Query = z.object({ k: z.string().max(200) });

/** Files of a conversation, for whoever holds a link that is still good. They are saved, never shown. */
export function fileRoutes(app: FastifyInstance, line: DirectLine): void {
  app.get('/conversations/:id/files/:fileId', async (request, reply) => {
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
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .type(file.mimeType in ACCEPTED_FILES ? file.mimeType : 'application/octet-stream')
      .send(Buffer.from(bytes));
  });
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
