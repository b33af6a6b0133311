import type { Place } from '../place.ts';

/** A place that people know, to find one's way by. */
export type NamedPlace = Place & { readonly name: string };

/** Something drawn below the places: water is filled, a road is a line. Points are latitude and longitude. */
export type MapShape = {
  readonly kind: 'water' | 'road';
  readonly points: readonly (readonly [number, number])[];
};

export type Bounds = {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
};

/** What the server gives of the entity's city. */
export type MapData = {
  readonly city: string;
  readonly centre: Place;
  readonly bounds: Bounds;
  /** The more people know it, the earlier it comes. */
  readonly places: readonly NamedPlace[];
  readonly shapes: readonly MapShape[];
  readonly attribution: string;
};

/** What a window of so many pixels shows. */
export type View = {
  readonly centre: Place;
  readonly metersPerPixel: number;
  readonly width: number;
  readonly height: number;
};

type Point = { readonly x: number; readonly y: number };

/** Of latitude, anywhere; of longitude, at the equator. */
const METERS_PER_DEGREE = 111_320;

/** Where a place falls in the window. Good for a city: the earth is taken as flat around the centre. */
export function toPixel({ centre, metersPerPixel, width, height }: View, place: Place): Point {
  const perDegree = METERS_PER_DEGREE / metersPerPixel;
  return {
    x: width / 2 + (place.longitude - centre.longitude) * perDegree * shrinkAt(centre),
    y: height / 2 - (place.latitude - centre.latitude) * perDegree,
  };
}

/** The place so many pixels to the right of another and below it. */
export function shift(place: Place, { x, y }: Point, metersPerPixel: number): Place {
  const degrees = metersPerPixel / METERS_PER_DEGREE;
  return {
    latitude: place.latitude - y * degrees,
    longitude: place.longitude + (x * degrees) / shrinkAt(place),
  };
}

/** How far two places of a city are from each other. */
export function distanceMeters(from: Place, to: Place): number {
  const x = (to.longitude - from.longitude) * shrinkAt(from);
  return Math.hypot(x, to.latitude - from.latitude) * METERS_PER_DEGREE;
}

/** The known place nearest to another, or null when none is known. */
export function findNearest(places: readonly NamedPlace[], to: Place): NamedPlace | null {
  return places.reduce<NamedPlace | null>(
    (best, place) => (best && distanceMeters(best, to) <= distanceMeters(place, to) ? best : place),
    null,
  );
}

export function isWithin({ south, west, north, east }: Bounds, { latitude, longitude }: Place): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/** The roundest distance that is drawn between half of so many pixels and all of them. */
export function toScaleBar(metersPerPixel: number, maxPixels: number): { meters: number; pixels: number } {
  const most = metersPerPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((candidate) => candidate * power <= most) ?? 1;
  return { meters: step * power, pixels: (step * power) / metersPerPixel };
}

/** A distance as people say it, no finer than they see it: `350 m`, `1,2 km`. */
export function toDistance(meters: number): string {
  if (meters < 995) {
    return `${Math.max(10, Math.round(meters / 10) * 10)} m`;
  }
  return `${(meters / 1000).toLocaleString('es-CO', { maximumFractionDigits: 1 })} km`;
}

/** Meridians come together towards the poles. */
function shrinkAt({ latitude }: Place): number {
  return Math.cos((latitude * Math.PI) / 180);
}
