import type { GeoJsonFault } from './geojson-shape.ts';
import type { EntityMap } from './map.ts';

/** What is wrong with a shape, and the part of it that is. */
export type ShapeFault = { readonly fault: GeoJsonFault; readonly at: unknown };

type Bounds = EntityMap['bounds'];

/** Four positions close the smallest ring, a triangle. */
const MIN_POSITIONS = 4;
const MAX_POSITIONS = 20_000;

/** Everything that is wrong with a geometry, one fault a ring. */
export function checkGeometry(geometry: unknown, bounds: Bounds | null): readonly ShapeFault[] {
  const { type, coordinates } = (geometry ?? {}) as {
    readonly type?: unknown;
    readonly coordinates?: unknown;
  };
  if (typeof geometry !== 'object' || geometry === null) {
    return [{ fault: 'no-geometry', at: geometry }];
  }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return [{ fault: 'geometry-type', at: geometry }];
  }
  const polygons: readonly unknown[] = type === 'Polygon' ? [coordinates] : asArray(coordinates);
  if (polygons.length === 0) {
    return [{ fault: 'ring-short', at: geometry }];
  }
  return polygons.flatMap((polygon) => checkPolygon(polygon, bounds, geometry));
}

function checkPolygon(polygon: unknown, bounds: Bounds | null, geometry: object): readonly ShapeFault[] {
  const rings = asArray(polygon);
  if (rings.length === 0) {
    return [{ fault: 'ring-short', at: polygon ?? geometry }];
  }
  return rings.flatMap((ring) => {
    const found = faultOfRing(asArray(ring), bounds);
    return found ? [{ fault: found.fault, at: found.at ?? ring ?? geometry }] : [];
  });
}

function faultOfRing(ring: readonly unknown[], bounds: Bounds | null): ShapeFault | null {
  if (ring.length > MAX_POSITIONS) {
    return { fault: 'too-many-points', at: ring };
  }
  for (const position of ring) {
    const fault = faultOfPosition(position, bounds);
    if (fault) {
      return { fault, at: position };
    }
  }
  if (ring.length < MIN_POSITIONS) {
    return { fault: 'ring-short', at: ring };
  }
  const [first, last] = [asArray(ring[0]), asArray(ring.at(-1))];
  return first[0] === last[0] && first[1] === last[1] ? null : { fault: 'ring-open', at: ring };
}

function faultOfPosition(position: unknown, bounds: Bounds | null): GeoJsonFault | null {
  const [longitude, latitude] = asArray(position);
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    return 'not-a-position';
  }
  if (bounds && isInside(latitude, longitude, bounds)) {
    return 'swapped';
  }
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    return 'out-of-range';
  }
  return bounds && !isInside(longitude, latitude, bounds) ? 'outside-the-city' : null;
}

function isInside(longitude: number, latitude: number, { south, west, north, east }: Bounds): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
