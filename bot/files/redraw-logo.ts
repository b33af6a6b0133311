import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Logo } from '../../domain/entity/settings-repository.ts';
import { MAX_IMAGE_PIXELS } from '../../domain/messages/file-types.ts';

const MAX_WIDTH_PIXELS = 480;
const MAX_HEIGHT_PIXELS = 160;
/** What is drawn by a program (SVG) could hold one. */
const FORMATS: ReadonlySet<string | undefined> = new Set(['png', 'jpeg', 'webp']);
const SIGNATURES = ['\x89PNG', '\xff\xd8\xff', 'RIFF'];

/** A logo drawn anew as a small PNG without metadata; null for what is no PNG, JPEG or WebP or cannot be decoded. */
export async function redrawLogo(bytes: Uint8Array): Promise<Logo | null> {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (!SIGNATURES.some((signature) => head.startsWith(signature))) {
    return null;
  }
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS });
    const { format } = await image.metadata();
    if (!FORMATS.has(format)) {
      return null;
    }
    const { data, info } = await image
      .rotate()
      .resize({ width: MAX_WIDTH_PIXELS, height: MAX_HEIGHT_PIXELS, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    const hash = createHash('sha256').update(data).digest('hex');
    return { png: data, hash, width: info.width, height: info.height };
  } catch {
    return null;
  }
}
