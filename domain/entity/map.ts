import { z } from 'zod';

const Latitude = z.number().min(-90).max(90);
const Longitude = z.number().min(-180).max(180);

/**
 * What is drawn of a city for people who look for a place: nothing is fetched from a map service.
 *
 * Degrees are WGS 84, as GPS gives them.
 */
export const EntityMap = z.object({
  centre: z.object({ latitude: Latitude, longitude: Longitude }),
  /** Beyond it a place is probably a mistake. */
  bounds: z.object({ south: Latitude, west: Longitude, north: Latitude, east: Longitude }),
  /** The more people know it, the earlier it stands. */
  places: z.array(z.object({ name: z.string(), latitude: Latitude, longitude: Longitude })).min(1),
  /** Water is an area that closes itself, a road a line; points are latitude and longitude. */
  shapes: z
    .array(
      z.object({ kind: z.enum(['water', 'road']), points: z.array(z.tuple([Latitude, Longitude])).min(2) }),
    )
    .default([]),
  /** Who made the data and under which licence, as the licence wants it said beside the map. */
  attribution: z.string(),
});
export type EntityMap = z.infer<typeof EntityMap>;

/** Where a utility without a map must be: latitude and longitude that are the wrong way round lie beyond it. */
export const COLOMBIA: EntityMap['bounds'] = { south: -4.3, west: -82, north: 16.1, east: -66.8 };
