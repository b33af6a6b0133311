type Fraction = readonly [over: number, under: number];

/** What a camera writes of where it was. */
export type CameraPlace = {
  readonly latitudeSign?: string;
  readonly latitude?: readonly Fraction[];
  readonly longitudeSign?: string;
  readonly longitude?: readonly Fraction[];
  readonly isLittleEndian?: boolean;
};

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
const GPS_DIRECTORY = 0x8825;
const GPS_AT = 26;
const LATITUDE_AT = GPS_AT + 2 + 4 * 12 + 4;
const LONGITUDE_AT = LATITUDE_AT + 24;
const BLOCK_BYTES = LONGITUDE_AT + 24;

/** Plaza Alfonso López of Valledupar, as a phone writes it. */
const VALLEDUPAR: Required<CameraPlace> = {
  latitudeSign: 'N',
  latitude: [
    [10, 1],
    [28, 1],
    [3900, 100],
  ],
  longitudeSign: 'W',
  longitude: [
    [73, 1],
    [14, 1],
    [3732, 100],
  ],
  isLittleEndian: true,
};

/** The first bytes of a JPEG, made by hand: another piece, the block of the camera with a place in it, and a frame. */
export function aJpegWithPlace(changes: CameraPlace = {}): Uint8Array<ArrayBuffer> {
  const block = aBlock({ ...VALLEDUPAR, ...changes });
  const exif = segment(0xe1, [...Buffer.from('Exif\0\0', 'latin1'), ...block]);
  const frame = segment(0xc0, [8, 0x0b, 0xb8, 0x0f, 0xa0, 1, 1, 0x11, 0]);
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...Buffer.from('JFIF\0')]),
    ...exif,
    ...frame,
    0xff,
    0xda,
  ]);
}

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
}

function aBlock(place: Required<CameraPlace>): Uint8Array {
  const view = new DataView(new ArrayBuffer(BLOCK_BYTES));
  const isLittle = place.isLittleEndian;
  const entry = (at: number, tag: number, type: number, count: number) => {
    view.setUint16(at, tag, isLittle);
    view.setUint16(at + 2, type, isLittle);
    view.setUint32(at + 4, count, isLittle);
    return at + 8;
  };
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 1, isLittle);
  view.setUint32(entry(10, GPS_DIRECTORY, LONG, 1), GPS_AT, isLittle);

  view.setUint16(GPS_AT, 4, isLittle);
  view.setUint8(entry(GPS_AT + 2, 1, ASCII, 2), place.latitudeSign.charCodeAt(0));
  view.setUint32(entry(GPS_AT + 14, 2, RATIONAL, 3), LATITUDE_AT, isLittle);
  view.setUint8(entry(GPS_AT + 26, 3, ASCII, 2), place.longitudeSign.charCodeAt(0));
  view.setUint32(entry(GPS_AT + 38, 4, RATIONAL, 3), LONGITUDE_AT, isLittle);
  [...place.latitude, ...place.longitude].forEach(([over, under], index) => {
    view.setUint32(LATITUDE_AT + index * 8, over, isLittle);
    view.setUint32(LATITUDE_AT + index * 8 + 4, under, isLittle);
  });
  return new Uint8Array(view.buffer);
}
