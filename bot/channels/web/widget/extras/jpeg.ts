const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xffda;
const END_OF_IMAGE = 0xffd9;
/** Between two segments, as many of them as a writer likes. */
const FILL = 0xffff;
/** The frame headers: 0xffc0 to 0xffcf, but for what is not a frame (tables, extensions, arithmetic conditioning). */
const NO_FRAMES = new Set([0xffc4, 0xffc8, 0xffcc]);

/** A piece of a JPEG before the picture itself, without its marker and length. */
export type Segment = { readonly marker: number; readonly start: number; readonly end: number };

/** The pieces before the picture; none of what is no JPEG, and those that are whole of what is cut short. */
export function listSegments(view: DataView): Segment[] {
  const segments: Segment[] = [];
  if (view.byteLength < 2 || view.getUint16(0) !== START_OF_IMAGE) {
    return segments;
  }
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    if (marker === FILL) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (marker < 0xff00 || marker === START_OF_SCAN || marker === END_OF_IMAGE || end > view.byteLength) {
      break;
    }
    segments.push({ marker, start: at + 4, end });
    at = end;
  }
  return segments;
}

/** How large a JPEG says that it is before it is turned, or null. */
export function findSizeIn(jpeg: ArrayBuffer): { width: number; height: number } | null {
  const view = new DataView(jpeg);
  const frame = listSegments(view).find(
    ({ marker, start, end }) =>
      marker >= 0xffc0 && marker <= 0xffcf && !NO_FRAMES.has(marker) && end - start >= 5,
  );
  return frame ? { width: view.getUint16(frame.start + 3), height: view.getUint16(frame.start + 1) } : null;
}
