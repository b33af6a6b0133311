import type { Geometry, Position } from './geojson-shape.ts';
import type { EntityMap } from './map.ts';

type Bounds = EntityMap['bounds'];

/** Around the shapes, as a part of their own size, so that none touches the edge. */
const MARGIN = 0.05;
/** More names would write over each other. */
const MAX_PLACES = 20;

/**
 * A map of the city for a utility that has none, made of what its barrios cover: its bounds, and their names.
 *
 * The largest stand first: of them most people know where they are. Throws when there is no shape.
 */
export function mapOfShapes(
  drawn: readonly { readonly name: string; readonly geometry: Geometry }[],
): EntityMap {
  const boxes = drawn.map(({ name, geometry }) => ({ name, box: boxOf(listPositions(geometry)) }));
  const bounds = withMargin(boxAround(boxes.map(({ box }) => box)));
  const largest = boxes.toSorted((one, other) => sizeOf(other.box) - sizeOf(one.box)).slice(0, MAX_PLACES);
  return {
    centre: centreOf(bounds),
    bounds,
    places: largest.map(({ name, box }) => ({ name, ...centreOf(box) })),
    shapes: [],
    attribution: '',
  };
}

/** Of the outsides: what is cut out of a shape lies within. */
function listPositions({ type, coordinates }: Geometry): readonly Position[] {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.flatMap(([outside = []]) => outside);
}

/** Not by spreading: a border has more points than a call may have arguments. */
function boxOf(positions: readonly Position[]): Bounds {
  return boxAround(
    positions.map(([longitude, latitude]) => ({
      ...{ south: latitude, north: latitude },
      ...{ west: longitude, east: longitude },
    })),
  );
}

function boxAround(boxes: readonly Bounds[]): Bounds {
  return boxes.reduce((one, other) => ({
    south: Math.min(one.south, other.south),
    west: Math.min(one.west, other.west),
    north: Math.max(one.north, other.north),
    east: Math.max(one.east, other.east),
  }));
}

function withMargin({ south, west, north, east }: Bounds): Bounds {
  const [high, wide] = [(north - south) * MARGIN, (east - west) * MARGIN];
  return {
    south: toDegrees(south - high, 90),
    west: toDegrees(west - wide, 180),
    north: toDegrees(north + high, 90),
    east: toDegrees(east + wide, 180),
  };
}

function centreOf({ south, west, north, east }: Bounds): EntityMap['centre'] {
  return { latitude: toDegrees((south + north) / 2, 90), longitude: toDegrees((west + east) / 2, 180) };
}

function sizeOf({ south, west, north, east }: Bounds): number {
  return (north - south) * (east - west);
}

/** To a tenth of a metre or so, and never off the Earth. */
function toDegrees(value: number, limit: number): number {
  return Number(Math.min(Math.max(value, -limit), limit).toFixed(6));
}
