import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/errors.ts';
import type { Attachment } from '../../../domain/messages/content.ts';
import { MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { conversationOf, keepPace } from './access.ts';
import { WebRefusal } from './errors.ts';
import { receiveActivity } from './posting.ts';
import type { DirectLine } from './session.ts';
import { countUpload, createUploadBudget } from './upload-budget.ts';
import {
  MAX_FILES,
  readBytes,
  readFile,
  readParts,
  refuseUnreadable,
  type Take,
  toFileName,
  type UploadedFile,
  type UploadPart,
} from './upload-parts.ts';

const MAX_ACTIVITY_BYTES = 256 * 1024;
const MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + 2 * MAX_ACTIVITY_BYTES;
const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';

/** One file more than ours, for the activity, and one more, so that too many are counted. */
const LIMITS = { files: MAX_FILES + 2, fields: 4, fieldSize: MAX_ACTIVITY_BYTES };

type Upload = { activity: unknown; readonly files: UploadedFile[] };

/** Messages with files: everything is read within its limits, then kept, then the message is stored. */
export function uploadRoutes(app: FastifyInstance, line: DirectLine): void {
  const { limits, edge, clock, hmac } = line;
  const budget = createUploadBudget(limits.uploadBytesInFlight);
  const counting = { edge, clock, hmac, allowance: limits.uploadsADay };

  app.post('/conversations/:id/upload', async (request) => {
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    refuseEarly(request);

    const held = budget.open(conversationId);
    try {
      const { activity, files } = await readUpload(request, held.take).catch(refuseUnreadable);
      await countUpload(counting, request.ip, files);
      const attachments: Attachment[] = [];
      for (const { name, bytes } of files) {
        const kept = { conversationId, name: toFileName(name, line.t('web.chat.file')), bytes };
        attachments.push(await line.files.keep(kept));
      }
      return await receiveActivity(line, { conversationId, payload: activity, attachments });
    } finally {
      held.release();
    }
  });
}

/** A sender who announces too much is told before the bytes travel. */
function refuseEarly(request: FastifyRequest): void {
  if (!request.isMultipart()) {
    throw new WebRefusal('unsupported');
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) {
    throw new DomainError('file-too-large');
  }
}

async function readUpload(request: FastifyRequest, take: Take): Promise<Upload> {
  const upload: Upload = { activity: { type: 'message' }, files: [] };
  let refusal: unknown = null;
  await readParts(request, LIMITS, (part) => readPart(part, upload, take)).catch((error: unknown) => {
    refusal = error;
  });
  if (upload.files.length > MAX_FILES) {
    throw new WebRefusal('tooManyFiles');
  }
  if (refusal !== null) {
    throw refusal;
  }
  return upload;
}

async function readPart(part: UploadPart, upload: Upload, take: Take): Promise<void> {
  if (isActivity(part)) {
    upload.activity = await readActivityPart(part, take);
  } else if (part.type === 'file') {
    upload.files.push(await readFile(part, take));
  }
}

function isActivity({ fieldname, mimetype }: UploadPart): boolean {
  return fieldname === 'activity' || mimetype === ACTIVITY_TYPE;
}

async function readActivityPart(part: UploadPart, take: Take) {
  const text = part.type === 'file' ? (await readBytes(part, take)).toString() : part.value;
  if (typeof text !== 'string') {
    return text;
  }
  if (text.length > MAX_ACTIVITY_BYTES) {
    throw new WebRefusal('tooLarge');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw Object.assign(new WebRefusal('badRequest'), { cause: error });
  }
}
