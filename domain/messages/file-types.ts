const MEGABYTE = 1024 * 1024;

/** The largest file of any kind that is read from a channel, in bytes. */
export const MAX_FILE_BYTES = 20 * MEGABYTE;

/** An image that unfolds to more than this is an attack, or nobody's phone. */
export const MAX_IMAGE_PIXELS = 100_000_000;

/** What a citizen may send, and how large: photos, documents, voice notes and short videos. */
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
  'video/mp4': { family: 'video', maxBytes: 16 * MEGABYTE },
};

export type FileFamily = 'image' | 'document' | 'audio' | 'video';

/** Other names that phones give to a type that we take. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/aac': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-wav': 'audio/wav',
  'audio/opus': 'audio/ogg',
  'video/3gpp': 'video/mp4',
  'video/quicktime': 'video/mp4',
};

/** A declared type without its parameters, in the name that we use: `audio/ogg; codecs=opus` is `audio/ogg`. */
export function toPlainType(declared: string): string {
  const plain = (declared.split(';')[0] ?? '').trim().toLowerCase();
  return ALIASES[plain] ?? plain;
}

/**
 * The type of a file by its first bytes, or null when it is none that we accept.
 *
 * The name and the declared type of an upload are the sender's words; only the bytes decide.
 */
export function sniffFileType(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  const brands = BRANDS[found?.type ?? ''];
  return brands ? (brands[ascii(head, 8, 4)] ?? null) : (found?.type ?? null);
}

const MP4_BRANDS = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'qt  '];
const PHONE_BRANDS = ['3gp4', '3gp5', '3gp6'];

/** Containers of several types: the word after the size says which. */
const BRANDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  riff: { WEBP: 'image/webp', WAVE: 'audio/wav' },
  ftyp: {
    ...Object.fromEntries([...MP4_BRANDS, ...PHONE_BRANDS].map((brand) => [brand, 'video/mp4'])),
    'M4A ': 'audio/mp4',
    'M4B ': 'audio/mp4',
  },
};

const SIGNATURES: readonly { type: string; at: number; bytes: readonly number[] }[] = [
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'riff', at: 0, bytes: [0x52, 0x49, 0x46, 0x46] },
  { type: 'application/pdf', at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'audio/ogg', at: 0, bytes: [0x4f, 0x67, 0x67, 0x53] },
  { type: 'audio/mpeg', at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xf3] },
  { type: 'ftyp', at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  { type: 'audio/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
];

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
