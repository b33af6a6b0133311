import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError, type DomainErrorCode } from '../../../../../domain/errors.ts';
import { MAX_FILE_BYTES } from '../../../../../domain/messages/file-types.ts';
import { WebRefusal } from '../../errors.ts';
import {
  drain,
  MAX_FILES,
  readFile,
  readParts,
  refuseUnreadable,
  type Take,
  toFileName,
  type UploadPart,
} from '../../upload-parts.ts';
import { FilingRefusal } from './refusal.ts';
import { FIELDS, type TypedForm, toTypedForm } from './typed-form.ts';

/** Far more than a person types, so that whoever pastes too much gets it back to shorten it. */
const MAX_FIELD_BYTES = 256 * 1024;
/** A gallery lets people choose many: the ones that do not fit are told by name. */
const LIMITS = { files: 50, fields: 40, fieldSize: MAX_FIELD_BYTES };
/** More than this is not read at all, although files beyond the limits are read and thrown away. */
const MAX_BODY_BYTES = 2 * MAX_FILES * MAX_FILE_BYTES;

/** A file of the form, under a name that is only a name. */
export type SentFile = { readonly name: string; readonly bytes: Buffer; readonly sha256: string };
/** A file that cannot be taken, and why. */
export type RefusedFile = { readonly name: string; readonly code: DomainErrorCode };

/** Everything that came with one sending of the form. */
export type SentForm = {
  readonly typed: TypedForm;
  readonly files: readonly SentFile[];
  readonly refused: readonly RefusedFile[];
  /** Names of files beyond the number that fits. */
  readonly extra: readonly string[];
  /** Whether the end of the description did not fit even here. */
  readonly isCut: boolean;
  /** Whether files were left out because too many bytes are held for others. */
  readonly isCrowded: boolean;
};

type Reading = {
  readonly values: Map<string, string[]>;
  readonly files: SentFile[];
  readonly refused: RefusedFile[];
  readonly extra: string[];
  isCut: boolean;
  isCrowded: boolean;
};

type Reader = { readonly take: Take; readonly fallbackName: string };

/** Reads a whole form within its limits. What is wrong with one file does not cost the rest of the form. */
export async function readForm(request: FastifyRequest, reader: Reader): Promise<SentForm> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    throw new FilingRefusal('tooLarge');
  }
  const reading: Reading = {
    values: new Map(),
    files: [],
    refused: [],
    extra: [],
    isCut: false,
    isCrowded: false,
  };
  await readParts(request, LIMITS, (part) => readPart(part, reading, reader)).catch(refuseUnreadable);
  const { values, ...sent } = reading;
  return { ...sent, typed: toTypedForm(values) };
}

async function readPart(part: UploadPart, reading: Reading, reader: Reader): Promise<void> {
  if (part.type === 'file') {
    await (part.fieldname === FIELDS.files ? readOneFile(part, reading, reader) : drain(part));
    return;
  }
  if (typeof part.value === 'string') {
    reading.values.set(part.fieldname, [...(reading.values.get(part.fieldname) ?? []), part.value]);
    reading.isCut ||= part.valueTruncated && part.fieldname === FIELDS.description;
  }
}

async function readOneFile(part: MultipartFile, reading: Reading, reader: Reader): Promise<void> {
  const name = toFileName(part.filename, reader.fallbackName);
  if (reading.files.length + reading.refused.length >= MAX_FILES) {
    await drain(part);
    reading.extra.push(name);
    return;
  }
  try {
    const { bytes } = await readFile(part, reader.take);
    if (bytes.length > 0 || part.filename) {
      reading.files.push({ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  } catch (error) {
    await drain(part);
    note(error, name, reading);
  }
}

function note(error: unknown, name: string, reading: Reading): void {
  if (error instanceof DomainError) {
    reading.refused.push({ name, code: error.code });
  } else if (error instanceof WebRefusal && error.refusal === 'busy') {
    reading.isCrowded = true;
  } else {
    throw error;
  }
}
