import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BackupRefused } from './backup-refused.ts';
import type { FileKeys } from './header.ts';

/** What is sealed at once: an altered byte is noticed before anything after it is believed. */
export const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;
const COUNTER_BYTES = 4;
const MAX_CHUNKS = 2 ** (8 * COUNTER_BYTES);

/** How a whole file ends. Without a key it only tells a cut file from an altered one. */
export const FOOTER = Buffer.from('FIN-DE-RESPALDO\n', 'ascii');

/**
 * Seals a stream in chunks of AES-256-GCM (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 *
 * The nonce of a chunk is the file's prefix, its number, and whether it is the last: chunks that are altered, moved,
 * doubled, left out or taken from another file do not open, nor does a file that ends early.
 */
export async function* sealStream(
  pieces: AsyncIterable<Uint8Array>,
  keys: FileKeys,
): AsyncGenerator<Uint8Array> {
  let number = 0;
  let held = Buffer.alloc(0);
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    while (held.byteLength > CHUNK_BYTES) {
      yield sealChunk(held.subarray(0, CHUNK_BYTES), keys, nonceOf(keys, number, false));
      number += 1;
      held = held.subarray(CHUNK_BYTES);
    }
  }
  yield sealChunk(held, keys, nonceOf(keys, number, true));
  yield FOOTER;
}

/** Opens what `sealStream` sealed. Throws BackupRefused `truncated` or `altered`; what it gave before is authentic. */
export async function* openStream(
  pieces: AsyncIterable<Uint8Array>,
  keys: FileKeys,
): AsyncGenerator<Uint8Array> {
  let number = 0;
  let held = Buffer.alloc(0);
  for await (const piece of pieces) {
    held = Buffer.concat([held, piece]);
    while (held.byteLength > SEALED_BYTES + FOOTER.byteLength) {
      yield openChunk(held.subarray(0, SEALED_BYTES), keys, nonceOf(keys, number, false));
      number += 1;
      held = held.subarray(SEALED_BYTES);
    }
  }
  const last = held.subarray(0, -FOOTER.byteLength);
  if (last.byteLength < TAG_BYTES || !held.subarray(-FOOTER.byteLength).equals(FOOTER)) {
    throw new BackupRefused('truncated');
  }
  yield openChunk(last, keys, nonceOf(keys, number, true));
}

function nonceOf({ prefix }: FileKeys, number: number, isLast: boolean): Buffer {
  if (number >= MAX_CHUNKS) {
    throw new RangeError('a file has no room for so many chunks');
  }
  const counter = Buffer.alloc(COUNTER_BYTES + 1);
  counter.writeUInt32BE(number);
  counter.writeUInt8(isLast ? 1 : 0, COUNTER_BYTES);
  return Buffer.concat([prefix, counter]);
}

function sealChunk(plain: Uint8Array, { key, header }: FileKeys, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(sealed: Buffer, { key, header }: FileKeys, nonce: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(header);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new BackupRefused('altered', { cause: error });
  }
}
