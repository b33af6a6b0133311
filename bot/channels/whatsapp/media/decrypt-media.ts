import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { FileRefused } from '../../../files/file-refused.ts';

/** The first bytes of the HMAC that close every file. */
const MAC_BYTES = 10;

export type MediaKeys = {
  readonly cipherKey: Uint8Array;
  readonly iv: Uint8Array;
  readonly macKey: Uint8Array;
};

/**
 * Opens a file of WhatsApp piece by piece (AES-256-CBC, then 10 bytes of HMAC-SHA256 over IV and ciphertext).
 *
 * Throws `FileRefused` at the end when a byte was altered: what it gave before that must not be used.
 */
export async function* decryptMedia(
  sealed: AsyncIterable<Uint8Array>,
  { cipherKey, iv, macKey }: MediaKeys,
): AsyncIterable<Uint8Array> {
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const hmac = createHmac('sha256', macKey).update(iv);
  let tail: Uint8Array = new Uint8Array(0);
  for await (const piece of sealed) {
    const bytes = Buffer.concat([tail, piece]);
    const body = bytes.subarray(0, Math.max(0, bytes.length - MAC_BYTES));
    tail = bytes.subarray(body.length);
    hmac.update(body);
    yield decipher.update(body);
  }
  const mac = hmac.digest().subarray(0, MAC_BYTES);
  if (tail.byteLength !== MAC_BYTES || !timingSafeEqual(mac, tail)) {
    throw new FileRefused('file-altered');
  }
  yield closeCipher(decipher);
}

function closeCipher(decipher: ReturnType<typeof createDecipheriv>): Uint8Array {
  try {
    return decipher.final();
  } catch (cause) {
    throw new FileRefused('file-altered', { cause });
  }
}
