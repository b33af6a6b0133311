import { BackupRefused } from './backup-refused.ts';

const KIND_BYTES = 1;
const HEAD_BYTES = KIND_BYTES + 4;
const WORD = 0x4a;
const DATA = 0x44;

/** Longer data is written in several frames. */
const MAX_DATA_BYTES = 64 * 1024;
const MAX_WORD_BYTES = 4 * 1024 * 1024;

/** A part of an archive: something said about what follows, or a piece of it. */
export type Frame =
  | { readonly kind: 'word'; readonly word: unknown }
  | { readonly kind: 'data'; readonly bytes: Uint8Array };

/** Something said, as bytes. */
export function wordFrame(word: unknown): Uint8Array {
  return toFrame(WORD, Buffer.from(JSON.stringify(word), 'utf8'));
}

/** Data of whatever length as frames. */
export function* dataFrames(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += MAX_DATA_BYTES) {
    yield toFrame(DATA, bytes.subarray(at, at + MAX_DATA_BYTES));
  }
}

function toFrame(kind: number, payload: Uint8Array): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind);
  head.writeUInt32BE(payload.byteLength, KIND_BYTES);
  return Buffer.concat([head, payload]);
}

/** Reads frames from bytes that come in pieces of any length. Throws BackupRefused `altered` for anything else. */
export async function* readFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0);
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    for (let size = sizeOf(held); size !== null && held.byteLength >= size; size = sizeOf(held)) {
      yield toPart(held.subarray(0, size));
      held = held.subarray(size);
    }
  }
  if (held.byteLength > 0) {
    throw new BackupRefused('altered');
  }
}

/** How long the frame is that begins here; null until its head is whole. */
function sizeOf(held: Buffer): number | null {
  if (held.byteLength < HEAD_BYTES) {
    return null;
  }
  const payload = held.readUInt32BE(KIND_BYTES);
  const max = new Map([
    [WORD, MAX_WORD_BYTES],
    [DATA, MAX_DATA_BYTES],
  ]).get(held.readUInt8());
  if (max === undefined || payload > max) {
    throw new BackupRefused('altered');
  }
  return HEAD_BYTES + payload;
}

function toPart(frame: Buffer): Frame {
  const payload = frame.subarray(HEAD_BYTES);
  return frame.readUInt8() === DATA
    ? { kind: 'data', bytes: payload }
    : { kind: 'word', word: parseWord(payload) };
}

function parseWord(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch (error) {
    throw new BackupRefused('altered', { cause: error });
  }
}
