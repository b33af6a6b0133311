import { describe, expect, test } from 'vitest';
import { findPlaceIn } from '../../../../bot/channels/web/widget/extras/exif.ts';
import { findSizeIn } from '../../../../bot/channels/web/widget/extras/jpeg.ts';
import { aJpegWithPlace, type CameraPlace } from '../../../support/jpeg-with-place.ts';

const PLAZA = { latitude: 10.4775, longitude: -73.2437 };

/** To 10 cm: fractions of seconds have no exact decimals. */
function rounded(place: ReturnType<typeof findPlaceIn>) {
  return place && { latitude: to6(place.latitude), longitude: to6(place.longitude) };
}
const to6 = (degrees: number) => Number(degrees.toFixed(6));

test.each<[string, CameraPlace, typeof PLAZA]>([
  ['little endian, as phones write', { isLittleEndian: true }, PLAZA],
  ['big endian, as cameras write', { isLittleEndian: false }, PLAZA],
  ['south', { latitudeSign: 'S' }, { latitude: -10.4775, longitude: -73.2437 }],
  ['east', { longitudeSign: 'E' }, { latitude: 10.4775, longitude: 73.2437 }],
  [
    'decimal minutes and no seconds',
    {
      latitude: [
        [10, 1],
        [2865, 100],
        [0, 1],
      ],
    },
    { latitude: 10.4775, longitude: -73.2437 },
  ],
  [
    'decimal degrees alone',
    {
      latitude: [
        [104_775, 10_000],
        [0, 1],
        [0, 1],
      ],
    },
    { latitude: 10.4775, longitude: -73.2437 },
  ],
  [
    'on the equator',
    {
      latitude: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    },
    { latitude: 0, longitude: -73.2437 },
  ],
])('the place of a photo is read %s', (_, written, place) => {
  expect(rounded(findPlaceIn(aJpegWithPlace(written).buffer))).toEqual(place);
});

test.each<[string, CameraPlace]>([
  [
    'of 0° 0°',
    {
      latitude: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      longitude: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    },
  ],
  [
    'beyond the pole',
    {
      latitude: [
        [91, 1],
        [0, 1],
        [0, 1],
      ],
    },
  ],
  [
    'beyond the date line',
    {
      longitude: [
        [180, 1],
        [0, 1],
        [1, 1],
      ],
    },
  ],
  [
    'of 60 minutes',
    {
      latitude: [
        [10, 1],
        [60, 1],
        [0, 1],
      ],
    },
  ],
  [
    'of 60 seconds',
    {
      latitude: [
        [10, 1],
        [0, 1],
        [60, 1],
      ],
    },
  ],
  [
    'over zero',
    {
      latitude: [
        [10, 0],
        [28, 1],
        [39, 1],
      ],
    },
  ],
  [
    'all zeros over zeros',
    {
      latitude: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    },
  ],
  ['without a hemisphere', { latitudeSign: '\0' }],
  ['with the hemisphere of the other', { latitudeSign: 'W' }],
])('a place %s is refused', (_, written) => {
  expect(findPlaceIn(aJpegWithPlace(written).buffer)).toBeNull();
});

test('a place is not found in what is cut short, wherever it is cut', () => {
  const whole = aJpegWithPlace();
  const end = whole.length - 15;
  const found = Array.from({ length: end }, (_, bytes) => findPlaceIn(whole.slice(0, bytes).buffer));

  expect(found.filter((place) => place !== null)).toEqual([]);
});

test('a place is never off the earth through one broken byte', () => {
  const whole = aJpegWithPlace();
  const results = Array.from(whole, (_, at) => {
    const broken = whole.slice();
    broken[at] = 0xff;
    return findPlaceIn(broken.buffer);
  });

  for (const place of results) {
    expect(place === null || (Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180)).toBe(true);
  }
});

test.each([
  ['nothing', []],
  ['a PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG without pieces', [0xff, 0xd8, 0xff, 0xd9]],
  ['a JPEG of nothing but filling', [0xff, 0xd8, ...Array.from({ length: 40 }, () => 0xff)]],
  ['pieces of no length', [0xff, 0xd8, 0xff, 0xe1, 0, 0, 0xff, 0xe1, 0, 0]],
])('a place is not found in %s', (_, bytes) => {
  expect(findPlaceIn(Uint8Array.from(bytes).buffer)).toBeNull();
});

describe('the size of a photo', () => {
  test('is read from its frame, behind what the camera wrote', () => {
    expect(findSizeIn(aJpegWithPlace().buffer)).toEqual({ width: 4000, height: 3000 });
  });

  test('is unknown while the frame is not there', () => {
    expect(findSizeIn(aJpegWithPlace().slice(0, 100).buffer)).toBeNull();
  });
});
