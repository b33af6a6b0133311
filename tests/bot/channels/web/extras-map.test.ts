import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  distanceMeters,
  findNearest,
  isWithin,
  shift,
  toDistance,
  toPixel,
  toScaleBar,
} from '../../../../bot/channels/web/widget/extras/projection.ts';
import { EntityProfile } from '../../../../domain/entity/profile.ts';

const CATEDRAL = { latitude: 11.2434, longitude: -74.211 };
const RODADERO = { latitude: 11.2045, longitude: -74.227 };
const VIEW = { centre: CATEDRAL, metersPerPixel: 10, width: 300, height: 200 };

test('the centre is in the middle, north is up and east is right', () => {
  const north = toPixel(VIEW, { ...CATEDRAL, latitude: 11.2434 + 1000 / 111_320 });
  const east = toPixel(VIEW, shift(CATEDRAL, { x: 50, y: 0 }, 10));

  expect(toPixel(VIEW, CATEDRAL)).toEqual({ x: 150, y: 100 });
  expect([Math.round(north.x), Math.round(north.y)]).toEqual([150, 0]);
  expect([Math.round(east.x), Math.round(east.y)]).toEqual([200, 100]);
});

test('a kilometre is a kilometre in any direction', () => {
  for (const move of [
    { x: 100, y: 0 },
    { x: 0, y: 100 },
    { x: -60, y: 80 },
  ]) {
    expect(Math.round(distanceMeters(CATEDRAL, shift(CATEDRAL, move, 10)))).toBe(1000);
  }
});

test('from the cathedral to El Rodadero it is between 4 and 5 kilometres', () => {
  expect(Math.round(distanceMeters(CATEDRAL, RODADERO) / 100) / 10).toBe(4.7);
});

test('the nearest known place is found, and none where none is known', () => {
  const places = [
    { name: 'Catedral', ...CATEDRAL },
    { name: 'El Rodadero', ...RODADERO },
  ];

  expect(findNearest(places, { latitude: 11.21, longitude: -74.22 })?.name).toBe('El Rodadero');
  expect(findNearest([], CATEDRAL)).toBeNull();
});

test.each([
  [0.5, 100, 50],
  [1.5, 100, 100],
  [3, 100, 200],
  [10, 100, 1000],
  [80, 100, 5000],
])(
  'at %d metres a pixel the bar of at most %d pixels says %d metres',
  (metersPerPixel, maxPixels, meters) => {
    const bar = toScaleBar(metersPerPixel, maxPixels);

    expect(bar.meters).toBe(meters);
    expect(bar.pixels).toBeCloseTo(meters / metersPerPixel);
    expect(bar.pixels).toBeLessThanOrEqual(maxPixels);
  },
);

test.each([
  [0, '10 m'],
  [348, '350 m'],
  [997, '1 km'],
  [1234, '1,2 km'],
  [12_000, '12 km'],
])('%d metres are said as %s', (meters, said) => {
  expect(toDistance(meters)).toBe(said);
});

describe.each(['essmar', 'emdupar'])('the map of %s', (slug) => {
  const file = new URL(`../../../../prisma/seed/entities/${slug}.json`, import.meta.url);
  const { map } = EntityProfile.parse(JSON.parse(readFileSync(file, 'utf8')));

  test('has its centre and every place within its bounds, and says who made it', () => {
    expect(map).toBeDefined();
    const outside = [map?.centre, ...(map?.places ?? [])].filter(
      (place) => !place || !map || !isWithin(map.bounds, place),
    );

    expect(outside).toEqual([]);
    expect(map?.attribution).not.toBe('');
  });

  test('names no place twice', () => {
    const names = map?.places.map(({ name }) => name) ?? [];

    expect(new Set(names).size).toBe(names.length);
  });
});

test('the places of Santa Marta stand on land', () => {
  const file = new URL('../../../../prisma/seed/entities/essmar.json', import.meta.url);
  const { map } = EntityProfile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const sea = map?.shapes[0]?.points ?? [];
  const wet = map?.places.filter((place) => isInside(sea, place)).map(({ name }) => name);

  expect(isInside(sea, { latitude: 11.25, longitude: -74.3 })).toBe(true);
  expect(wet).toEqual([]);
});

/** By counting the sides that a line to the east crosses. */
function isInside(
  area: readonly (readonly [number, number])[],
  { latitude, longitude }: { latitude: number; longitude: number },
): boolean {
  return area.reduce((isIn, [lat, lon], index) => {
    const [otherLat, otherLon] = area[(index + 1) % area.length] ?? [lat, lon];
    const isBetween = lat > latitude !== otherLat > latitude;
    const crossing = lon + ((latitude - lat) / (otherLat - lat)) * (otherLon - lon);
    return isBetween && longitude < crossing ? !isIn : isIn;
  }, false);
}
