import { expect, test } from 'vitest';
import { EntityMap } from '../../../domain/entity/map.ts';
import { mapOfShapes } from '../../../domain/entity/map-of-shapes.ts';

const square = (west: number, south: number, size: number) =>
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south],
  ] as const;

test('a map goes around all the shapes with some air, and names the largest first', () => {
  const map = mapOfShapes([
    { name: 'Chico', geometry: { type: 'Polygon', coordinates: [square(-74.2, 11.2, 0.1)] } },
    {
      name: 'Grande',
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[square(-74.2, 11.3, 0.1)], [square(-74.1, 11.5, 0.1)]],
      },
    },
  ]);

  expect(EntityMap.parse(map)).toEqual({
    bounds: { south: 11.18, west: -74.21, north: 11.62, east: -73.99 },
    centre: { latitude: 11.4, longitude: -74.1 },
    places: [
      { name: 'Grande', latitude: 11.45, longitude: -74.1 },
      { name: 'Chico', latitude: 11.25, longitude: -74.15 },
    ],
    shapes: [],
    attribution: '',
  });
});

test('a hole in a shape counts for nothing, and no map leaves the Earth', () => {
  const outside = square(-179.99, -89.99, 179.98);
  const { bounds } = mapOfShapes([
    { name: 'Todo', geometry: { type: 'Polygon', coordinates: [outside, square(100, 100, 900)] } },
  ]);

  expect(bounds).toEqual({ south: -90, west: -180, north: 90, east: 8.989 });
});

test('a map names no more places than can be read', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    name: `Barrio ${index}`,
    geometry: { type: 'Polygon', coordinates: [square(-74.2, 11.2, 0.001 * (index + 1))] } as const,
  }));

  expect(
    mapOfShapes(many)
      .places.map(({ name }) => name)
      .slice(0, 2),
  ).toEqual(['Barrio 49', 'Barrio 48']);
  expect(mapOfShapes(many).places).toHaveLength(20);
});
