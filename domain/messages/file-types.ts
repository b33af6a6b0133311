const MEGABYTE = 1024 * 1024;

/** The largest file of any kind that is read from a channel, in bytes. */
export const MAX_FILE_BYTES = 20 * MEGABYTE;

/** An image that unfolds to more than this is an attack, or nobody's phone. */
export const MAX_IMAGE_PIXELS = 100_000_000;

/** What a citizen may send, and how large: photos, documents and voice notes. */
export const ACCEPTED_FILES: Readonly<Record<string, { family: FileFamily; maxBytes: number }>> = {
  'image/jpeg': { family: 'image', maxBytes: 15 * MEGABYTE },
  'image/png': { family: 'image', maxBytes: 15 * MEGABYTE },
  'image/webp': { family: 'image', maxBytes: 15 * MEGABYTE },
  'application/pdf': { family: 'document', maxBytes: 20 * MEGABYTE },
  'audio/ogg': { family: 'audio', maxBytes: 16 * MEGABYTE },
  'audio/mpeg': { family: 'audio', maxBytes: 16 * MEGABYTE },
  'audio/mp4': { family: 'audio', maxBytes: 16 * MEGABYTE },
  'audio/webm': { family: 'audio', maxBytes: 16 * MEGABYTE },
  'audio/wav': { family: 'audio', maxBytes: 16 * MEGABYTE },
};

export type FileFamily = 'image' | 'document' | 'audio';

/**
 * The type of a file by its first bytes, or null when it is none that we accept.
 *
 * The name and the declared type of an upload are the sender's words; only the bytes decide.
 */
export function sniffFileType(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  return found?.type === 'riff' ? (RIFF_TYPES[ascii(head, 8, 4)] ?? null) : (found?.type ?? null);
}

const RIFF_TYPES: Readonly<Record<string, string>> = { WEBP: 'image/webp', WAVE: 'audio/wav' };

const SIGNATURES: readonly { type: string; at: number; bytes: readonly number[] }[] = [
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'riff', at: 0, bytes: [0x52, 0x49, 0x46, 0x46] },
  { type: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'audio/ogg', at: 0, bytes: [0x4f, 0x67, 0x67, 0x53] },
  { type: 'audio/mpeg', at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf3] },
  { type: 'audio/mp4', at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x4d, 0x34, 0x41] },
  { type: 'audio/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
];

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
