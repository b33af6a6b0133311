import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { localDateOf } from '../../../domain/calendar/local-date.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { Attachment } from '../../../domain/messages/content.ts';
import { MAX_FILE_BYTES } from '../../../domain/messages/file-types.ts';
import { toStorableText } from '../../../domain/messages/storable-text.ts';
import { conversationOf, keepPace } from './access.ts';

import { WebRefusal } from './errors.ts';
import { receiveActivity } from './posting.ts';
import { senderOf } from './sender-address.ts';
import type { DirectLine } from './session.ts';

const MAX_FILES = 3;
const MAX_UPLOADS_AT_ONCE = 3;
const MAX_ACTIVITY_BYTES = 256 * 1024;
const MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + 2 * MAX_ACTIVITY_BYTES;
/** The keeper of files takes no longer name: a cut of its own would halve a character. */
const MAX_NAME_CHARACTERS = 120;
const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';

/** busboy throws away what is beyond `fileSize` and says so; one file more than ours, for the activity. */
const PARTS = {
  throwFileSizeLimit: false,
  limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES + 2, fields: 4, fieldSize: MAX_ACTIVITY_BYTES },
};

type UploadedFile = { readonly name: string | undefined; readonly bytes: Buffer };
type Upload = { activity: unknown; readonly files: UploadedFile[] };

/** Counts bytes about to be held in memory, or refuses them. */
type Take = (bytes: number) => void;

/** Messages with files: everything is read within its limits, then kept, then the message is stored. */
export function uploadRoutes(app: FastifyInstance, line: DirectLine): void {
  const budget = createBudget(line.limits.uploadBytesInFlight);

  app.post('/conversations/:id/upload', async (request) => {
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    refuseEarly(request);

    const held = budget.open(conversationId);
    try {
      const { activity, files } = await readUpload(request, held.take).catch(refuseUnreadable);
      await countUpload(line, request.ip, files);
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

/** Counts the files against the day of their address, whatever becomes of them. */
async function countUpload(line: DirectLine, ip: string, files: readonly UploadedFile[]): Promise<void> {
  const now = line.clock.now();
  const isWithin = await line.edge.countUpload({
    sender: senderOf(ip, now, line.hmac),
    on: localDateOf(now),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    allowance: line.limits.uploadsADay,
  });
  if (!isWithin) {
    throw new DomainError('quota-exceeded');
  }
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

/** Reads all parts, also after one was refused, so that the sender can hear the answer. */
async function readUpload(request: FastifyRequest, take: Take): Promise<Upload> {
  const upload: Upload = { activity: { type: 'message' }, files: [] };
  let refusal: unknown = null;

  for await (const part of request.parts(PARTS)) {
    try {
      await readPart(part, upload, take);
    } catch (error) {
      refusal ??= error;
      await drain(part);
    }
  }
  if (upload.files.length > MAX_FILES) {
    throw new WebRefusal('tooManyFiles');
  }
  if (refusal !== null) {
    throw refusal;
  }
  return upload;
}

/** A form that its parser cannot follow is the sender's, not ours. */
function refuseUnreadable(error: Error): never {
  const isRefusal = error instanceof DomainError || error instanceof WebRefusal || 'statusCode' in error;
  throw isRefusal ? error : Object.assign(new WebRefusal('badRequest'), { cause: error });
}

async function readPart(part: MultipartFile | MultipartValue, upload: Upload, take: Take): Promise<void> {
  if (isActivity(part)) {
    upload.activity = await readActivityPart(part, take);
  } else if (part.type === 'file') {
    upload.files.push(await readFile(part, take));
  }
}

function isActivity({ fieldname, mimetype }: MultipartFile | MultipartValue): boolean {
  return fieldname === 'activity' || mimetype === ACTIVITY_TYPE;
}

async function readActivityPart(part: MultipartFile | MultipartValue, take: Take) {
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

async function readFile(part: MultipartFile, take: Take): Promise<UploadedFile> {
  const bytes = await readBytes(part, take);
  if (part.file.truncated) {
    throw new DomainError('file-too-large');
  }
  return { name: part.filename, bytes };
}

async function readBytes({ file }: MultipartFile, take: Take): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.iterator({ destroyOnReturn: false })) {
    take(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function drain(part: MultipartFile | MultipartValue): Promise<void> {
  if (part.type === 'file') {
    for await (const _ of part.file) {
      // The bytes of a refused file are read and forgotten.
    }
  }
}

/** The end of the last part of whatever path the sender's device put there, without invisible characters. */
function toFileName(name: string | undefined, fallback: string): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const visible = toStorableText(base).replace(/\p{C}/gu, '').trim();
  return toStorableText(visible.slice(-MAX_NAME_CHARACTERS)) || fallback;
}

/**
 * Counts the bytes of uploads in memory, over all requests, so that many at once cannot exhaust it.
 *
 * One conversation has few uploads under way at a time, so that it cannot hold what is meant for everybody.
 */
function createBudget(maxBytes: number) {
  let inFlight = 0;
  const underWay = new Map<string, number>();
  const change = (conversationId: string, by: number) => {
    const count = (underWay.get(conversationId) ?? 0) + by;
    if (count > MAX_UPLOADS_AT_ONCE) {
      throw new WebRefusal('tooFast', 5);
    }
    if (count === 0) {
      underWay.delete(conversationId);
    } else {
      underWay.set(conversationId, count);
    }
  };
  return {
    open(conversationId: string) {
      change(conversationId, 1);
      let own = 0;
      return {
        take(bytes: number) {
          if (inFlight + bytes > maxBytes) {
            throw new WebRefusal('busy', 5);
          }
          own += bytes;
          inFlight += bytes;
        },
        release() {
          inFlight -= own;
          change(conversationId, -1);
        },
      };
    },
  };
}
