import { createHash } from 'node:crypto';
import { FileRefused } from './file-refused.ts';

type Expected = {
  /** Until the type is known. */
  readonly maxBytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Sees the first bytes, once, and says how many this type may have; throws `FileRefused` when it takes none. */
  readonly admit: (head: Uint8Array) => number;
};

const HEAD_BYTES = 32;

/**
 * Passes bytes on as they come; throws `FileRefused` at the first one too many, and at the end when they are not
 * those that were announced. Holds no more than the piece in hand.
 */
export async function* checkArriving(
  pieces: AsyncIterable<Uint8Array>,
  { maxBytes, sha256, admit }: Expected,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  const gate = createGate(admit);
  let total = 0;
  for await (const piece of pieces) {
    total += piece.byteLength;
    if (total > (gate.look(piece) ?? maxBytes)) {
      throw new FileRefused('file-too-large');
    }
    hash.update(piece);
    yield piece;
  }
  gate.close();
  if (hash.digest('hex') !== sha256) {
    throw new FileRefused('file-altered');
  }
}

type Gate = {
  /** How many bytes this type may have, once the first ones are here. */
  readonly look: (piece: Uint8Array) => number | null;
  /** No more will come: a file may be shorter than what one looks at. */
  readonly close: () => void;
};

function createGate(admit: Expected['admit']): Gate {
  let head = new Uint8Array(0);
  let limit: number | null = null;
  return {
    look: (piece) => {
      if (limit === null) {
        head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.byteLength)]);
        limit = head.byteLength === HEAD_BYTES ? admit(head) : null;
      }
      return limit;
    },
    close: () => {
      limit ??= admit(head);
    },
  };
}
