import type { Place } from '../place.ts';
import { listSegments } from './jpeg.ts';

const APP1 = 0xffe1;
/** `Exif`, and two zeros behind it. */
const EXIF_WORD = 0x45786966;
const EXIF_HEADER_BYTES = 6;

const LITTLE_ENDIAN_WORD = 0x4949;
const BIG_ENDIAN_WORD = 0x4d4d;
const TIFF_NUMBER = 42;
const ENTRY_BYTES = 12;

const GPS_DIRECTORY = 0x8825;
const LATITUDE = { sign: 1, value: 2, positive: 'N', negative: 'S', max: 90 };
const LONGITUDE = { sign: 3, value: 4, positive: 'E', negative: 'W', max: 180 };

/** The block that a camera writes: numbers in its own byte order, counted from its own start. */
type Block = { readonly view: DataView; readonly isLittle: boolean };

/**
 * Where the camera says that a JPEG was taken, or null.
 *
 * Nothing in it is believed without a look: a place off the earth, at 0° 0° (what cameras write that do not know)
 * or in a block that is cut short is no place. Layout: Exif 2.32, sections 4.5 and 4.6.6 (JEITA CP-3451X).
 */
export function findPlaceIn(jpeg: ArrayBuffer): Place | null {
  try {
    const block = findBlock(new DataView(jpeg));
    return block && readPlace(block);
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function findBlock(view: DataView): Block | null {
  const exif = listSegments(view).find(
    ({ marker, start, end }) =>
      marker === APP1 && end - start > EXIF_HEADER_BYTES && view.getUint32(start) === EXIF_WORD,
  );
  if (!exif) {
    return null;
  }
  const start = exif.start + EXIF_HEADER_BYTES;
  return toBlock(new DataView(view.buffer, start, exif.end - start));
}

function toBlock(view: DataView): Block | null {
  const order = view.getUint16(0);
  const isLittle = order === LITTLE_ENDIAN_WORD;
  const isKnown = isLittle || order === BIG_ENDIAN_WORD;
  return isKnown && view.getUint16(2, isLittle) === TIFF_NUMBER ? { view, isLittle } : null;
}

function readPlace(block: Block): Place | null {
  const { view, isLittle } = block;
  const pointer = findEntry(block, view.getUint32(4, isLittle), GPS_DIRECTORY);
  if (pointer === null) {
    return null;
  }
  const directory = view.getUint32(pointer, isLittle);
  const latitude = readAngle(block, directory, LATITUDE);
  const longitude = readAngle(block, directory, LONGITUDE);
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) {
    return null;
  }
  return { latitude, longitude };
}

/** Where the value of a tag stands, or null when the directory does not have it. */
function findEntry({ view, isLittle }: Block, directory: number, tag: number): number | null {
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (view.getUint16(entry, isLittle) === tag) {
      return entry + 8;
    }
  }
  return null;
}

function readAngle(block: Block, directory: number, kind: typeof LATITUDE): number | null {
  const { view, isLittle } = block;
  const sign = findEntry(block, directory, kind.sign);
  const value = findEntry(block, directory, kind.value);
  if (sign === null || value === null) {
    return null;
  }
  const letter = String.fromCharCode(view.getUint8(sign));
  const start = view.getUint32(value, isLittle);
  const [degrees = 0, minutes = 0, seconds = 0] = [0, 8, 16].map((skip) => readRational(block, start + skip));
  const angle = degrees + minutes / 60 + seconds / 3600;
  const isAngle = minutes < 60 && seconds < 60 && angle <= kind.max;
  if (!isAngle || (letter !== kind.positive && letter !== kind.negative)) {
    return null;
  }
  return letter === kind.negative && angle > 0 ? -angle : angle;
}

/** A fraction over zero is not a number, and no comparison holds for it. */
function readRational({ view, isLittle }: Block, at: number): number {
  const over = view.getUint32(at + 4, isLittle);
  return over === 0 ? Number.NaN : view.getUint32(at, isLittle) / over;
}
