import type { Extras } from '../extras-face.ts';
import { findPlaceIn } from './exif.ts';
import { findSizeIn } from './jpeg.ts';

/** A document photographed whole can still be read at this size. */
const MAX_SIDE = 1600;
const QUALITY = 0.8;
const TYPE = 'image/jpeg';
/** What stands before the picture itself: cameras put the place, a thumbnail and the size there. */
const HEAD_BYTES = 512 * 1024;

/** A decoded picture and how to give its memory back. */
type Decoded = {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly release: () => void;
};

/**
 * Makes a picture of at most 1600 px a side, without its metadata; the place is read from the original before.
 *
 * It is sent re-encoded even when that is no smaller, so that the place goes only where the person sends it. What the
 * browser cannot decode goes as it is: the server looks at it again.
 */
export const preparePhoto: Extras['preparePhoto'] = async (file) => {
  if (!file.type.startsWith('image/')) {
    return { file, place: null };
  }
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer();
  const place = findPlaceIn(head);
  const decoded = await decode(file, head).catch(() => null);
  const blob = decoded && (await encode(decoded));
  if (!blob) {
    return { file, place };
  }
  const name = `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`;
  return { file: new File([blob], name, { type: TYPE }), place };
};

/** Scaled while decoding where the browser can: 48 megapixels unfold to 190 MB, too much for a cheap phone. */
async function decode(file: File, head: ArrayBuffer): Promise<Decoded> {
  if (typeof createImageBitmap === 'function') {
    const options: ImageBitmapOptions = { imageOrientation: 'from-image', ...smallerSide(head) };
    const bitmap = await createImageBitmap(file, options).catch(() => null);
    if (bitmap) {
      return { source: bitmap, width: bitmap.width, height: bitmap.height, release: () => bitmap.close() };
    }
  }
  return decodeByElement(file);
}

/**
 * One side only, so that the browser keeps the proportion whether it turns the picture before or after.
 *
 * Never more than the picture has.
 */
function smallerSide(head: ArrayBuffer): ImageBitmapOptions {
  const size = findSizeIn(head);
  if (!size || Math.max(size.width, size.height) <= MAX_SIDE) {
    return {};
  }
  const side = size.width >= size.height ? 'resizeWidth' : 'resizeHeight';
  return { [side]: MAX_SIDE, resizeQuality: 'high' };
}

async function decodeByElement(file: File): Promise<Decoded> {
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  const release = () => URL.revokeObjectURL(address);
  try {
    await image.decode();
  } catch (error) {
    release();
    throw error;
  }
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, release };
}

async function encode({ source, width, height, release }: Decoded): Promise<Blob | null> {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context) {
    // Where a picture is transparent, JPEG would be black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
  }
  release();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, TYPE, QUALITY));
  // Some browsers keep the pixels until the element is collected.
  canvas.width = 0;
  return context && blob?.type === TYPE ? blob : null;
}
