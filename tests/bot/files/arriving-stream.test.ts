import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkArriving } from '../../../bot/files/arriving-stream.ts';
import { FileRefused } from '../../../bot/files/file-refused.ts';

const BYTES = Buffer.from('0123456789'.repeat(10));
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

type Sizes = { readonly piece: number; readonly maxBytes?: number; readonly limit?: number };

/** What comes through, and which first bytes were looked at. */
async function pass({ piece, maxBytes = 100, limit = 100 }: Sizes, sha256 = SHA256) {
  const heads: string[] = [];
  let through = 0;
  const pieces = async function* () {
    for (let at = 0; at < BYTES.length; at += piece) {
      yield BYTES.subarray(at, at + piece);
    }
  };
  const admit = (head: Uint8Array): number => {
    heads.push(Buffer.from(head).toString());
    return limit;
  };
  const reading = async () => {
    for await (const { byteLength } of checkArriving(pieces(), { maxBytes, sha256, admit })) {
      through += byteLength;
    }
    return 'whole';
  };
  const outcome = await reading().catch((error: unknown) =>
    error instanceof FileRefused ? error.rejection : 'a bug',
  );
  return { outcome, through, heads };
}

test.each([1, 7, 31, 32, 33, 100])('a file in pieces of %i passes, looked at once', async (piece) => {
  expect(await pass({ piece })).toEqual({
    outcome: 'whole',
    through: 100,
    heads: [BYTES.toString().slice(0, 32)],
  });
});

test.each([
  ['the limit before its type is known', { piece: 10, maxBytes: 29 }, 20],
  ['the limit of its type', { piece: 10, limit: 59 }, 50],
  ['both, in one piece', { piece: 100, maxBytes: 99, limit: 99 }, 0],
])('one byte over %s ends it there', async (_, sizes, through) => {
  expect(await pass(sizes)).toMatchObject({ outcome: 'file-too-large', through });
});

test('the limit itself is allowed', async () => {
  expect(await pass({ piece: 9, maxBytes: 100, limit: 100 })).toMatchObject({ outcome: 'whole' });
});

test('another content than the one announced is refused at its end', async () => {
  expect(await pass({ piece: 10 }, 'f'.repeat(64))).toMatchObject({ outcome: 'file-altered' });
});
