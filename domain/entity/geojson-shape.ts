import { z } from 'zod';

/** Longitude and latitude in degrees of WGS 84, in the order of GeoJSON (RFC 7946, 3.1.1). */
export type Position = readonly [number, number];

/** What a place covers: RFC 7946, 3.1.6 and 3.1.7. The first ring of a polygon is its outside. */
export type Geometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** What can be wrong with a file of shapes. */
export const GeoJsonFault = z.enum([
  'not-json',
  'not-a-collection',
  'no-features',
  'too-many-features',
  'other-reference-system',
  'not-a-feature',
  'no-name',
  'name-twice',
  'comuna-long',
  'no-geometry',
  'geometry-type',
  'ring-short',
  'ring-open',
  'not-a-position',
  'out-of-range',
  'swapped',
  'outside-the-city',
  'too-many-points',
]);
export type GeoJsonFault = z.infer<typeof GeoJsonFault>;
