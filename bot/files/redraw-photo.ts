import sharp from 'sharp';
import { MAX_IMAGE_PIXELS } from '../../domain/messages/file-types.ts';

const MAX_SIDE_PIXELS = 2560;
const QUALITY = 82;

/** The photo upright, at a size for a screen, as JPEG without metadata; null when it cannot be decoded. */
export async function redrawPhoto(bytes: Uint8Array): Promise<Uint8Array | null> {
  return sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS })
    .rotate()
    .resize({ width: MAX_SIDE_PIXELS, height: MAX_SIDE_PIXELS, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
    .catch(() => null);
}
