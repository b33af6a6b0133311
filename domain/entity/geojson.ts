import { MAX_COMUNA } from './barrio.ts';
import { checkGeometry } from './geojson-rings.ts';
import type { GeoJsonFault, Geometry } from './geojson-shape.ts';
import { JsonLineError, parseJsonWithLines } from './json-lines.ts';
import type { EntityMap } from './map.ts';
import { placeKeyOf } from './place-key.ts';

/** One mistake: where it is in the file, and in which feature, both from 1. */
export type GeoJsonError = {
  readonly fault: GeoJsonFault;
  readonly line: number;
  readonly feature: number | null;
  readonly name: string | null;
};

/** A shape of a file with what it says of itself. */
export type DrawnFeature = {
  readonly feature: number;
  readonly line: number;
  readonly name: string;
  readonly comuna: string | null;
  readonly isSector: boolean;
  readonly geometry: Geometry;
};

export type GeoJsonReading =
  | { readonly kind: 'valid'; readonly features: readonly DrawnFeature[] }
  | { readonly kind: 'invalid'; readonly errors: readonly GeoJsonError[] };

const MAX_FEATURES = 3_000;

const NAMES = [
  'name',
  'nombre',
  'barrio',
  'sector',
  'NOMBRE',
  'BARRIO',
  'SECTOR',
  'Name',
  'Nombre',
  'Barrio',
] as const;
const COMUNAS = ['comuna', 'COMUNA', 'Comuna'] as const;
const WGS84 = /(CRS84|EPSG:{1,2}4326)$/i;

/**
 * Reads a file of shapes (GeoJSON, RFC 7946) strictly and finds all of its mistakes, not only the first.
 *
 * It wants a FeatureCollection of Polygon or MultiPolygon in WGS 84, rings closed, inside of the city, each with a name
 * (`name`, `nombre`, `barrio` or `sector`) and, for homonyms, a `comuna`. A feature named by `sector` is one.
 */
export function readGeoJson(text: string, bounds: EntityMap['bounds'] | null): GeoJsonReading {
  try {
    return readCollection(parseJsonWithLines(text), bounds);
  } catch (error) {
    if (error instanceof JsonLineError) {
      return {
        kind: 'invalid',
        errors: [{ fault: 'not-json', line: error.line, feature: null, name: null }],
      };
    }
    throw error;
  }
}

type Parsed = ReturnType<typeof parseJsonWithLines>;

/** What an object of the file says, whatever it is. */
type Member = Readonly<Record<string, unknown>>;

function readCollection({ value, lineOf }: Parsed, bounds: EntityMap['bounds'] | null): GeoJsonReading {
  const collection: Member = isObject(value) ? value : {};
  const { features } = collection;
  const whole = faultOfCollection(collection);
  if (whole !== null || !Array.isArray(features)) {
    const line = lineOf(features) ?? lineOf(value) ?? 1;
    return {
      kind: 'invalid',
      errors: [{ fault: whole ?? 'not-a-collection', line, feature: null, name: null }],
    };
  }
  const around = lineOf(features) ?? 1;
  const read = features.map((feature, index) => readFeature({ feature, index, around, lineOf, bounds }));
  const drawn = read.flatMap(({ found }) => found ?? []);
  const errors = [...read.flatMap((one) => one.errors), ...listTwice(drawn)];
  return errors.length > 0
    ? { kind: 'invalid', errors: errors.toSorted((one, other) => one.line - other.line) }
    : { kind: 'valid', features: drawn };
}

function faultOfCollection(collection: Member): GeoJsonFault | null {
  const { type, features, crs } = collection;
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    return 'not-a-collection';
  }
  if (crs !== undefined && crs !== null && !WGS84.test(nameOfSystem(crs))) {
    return 'other-reference-system';
  }
  if (features.length === 0) {
    return 'no-features';
  }
  return features.length > MAX_FEATURES ? 'too-many-features' : null;
}

function nameOfSystem(crs: unknown): string {
  const { properties }: Member = isObject(crs) ? crs : {};
  const { name }: Member = isObject(properties) ? properties : {};
  return typeof name === 'string' ? name : '';
}

type Reading = {
  readonly feature: unknown;
  readonly index: number;
  /** Where the list begins: what is no object has no line of its own. */
  readonly around: number;
  readonly lineOf: Parsed['lineOf'];
  readonly bounds: EntityMap['bounds'] | null;
};

function readFeature({ feature, index, around, lineOf, bounds }: Reading): {
  readonly found: DrawnFeature | null;
  readonly errors: readonly GeoJsonError[];
} {
  const line = lineOf(feature) ?? around;
  const number = index + 1;
  const toError = (fault: GeoJsonFault, at: unknown, name: string | null): GeoJsonError => ({
    fault,
    line: lineOf(at) ?? line,
    feature: number,
    name,
  });
  const { type, properties: said, geometry }: Member = isObject(feature) ? feature : {};
  if (type !== 'Feature') {
    return { found: null, errors: [toError('not-a-feature', feature, null)] };
  }
  const properties = isObject(said) ? said : {};
  const name = findText(properties, NAMES);
  const comuna = findComuna(properties);
  const errors = [
    ...faultsOfNames(name, comuna).map((fault) => toError(fault, said, name)),
    ...checkGeometry(geometry, bounds).map(({ fault, at }) => toError(fault, at, name)),
  ];
  if (name === null || errors.length > 0) {
    return { found: null, errors };
  }
  return {
    found: {
      ...{ feature: number, line, name, comuna },
      isSector: findText(properties, ['sector', 'SECTOR']) === name,
      geometry: toGeometry(geometry),
    },
    errors,
  };
}

function faultsOfNames(name: string | null, comuna: string | null): readonly GeoJsonFault[] {
  const isLong = comuna !== null && comuna.length > MAX_COMUNA;
  return [...(name === null ? (['no-name'] as const) : []), ...(isLong ? (['comuna-long'] as const) : [])];
}

/** Two shapes of one name in one comuna are a mistake: nobody could tell which one is meant. */
function listTwice(features: readonly DrawnFeature[]): readonly GeoJsonError[] {
  const keys = features.map(({ name, comuna }) => `${placeKeyOf(name)}/${placeKeyOf(comuna ?? '')}`);
  return features
    .filter((_, index) => keys.indexOf(keys[index] ?? '') < index)
    .map(({ feature, line, name }) => ({ fault: 'name-twice', line, feature, name }));
}

/** Only after `checkGeometry` found nothing. Heights are left out. */
function toGeometry(checked: unknown): Geometry {
  const { type, coordinates } = checked as Geometry;
  const flat = (ring: readonly (readonly number[])[]) => ring.map(([x = 0, y = 0]) => [x, y] as const);
  return type === 'Polygon'
    ? { type, coordinates: coordinates.map(flat) }
    : { type, coordinates: coordinates.map((polygon) => polygon.map(flat)) };
}

function findText(properties: Member, names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties[name];
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') {
      return text.trim().slice(0, 80);
    }
  }
  return null;
}

/** 'Comuna 06' is '6', as the list of barrios has it. */
function findComuna(properties: Member): string | null {
  const text = findText(properties, COMUNAS);
  return text && (text.replace(/^comuna\s*/i, '').replace(/^0+(?=\d)/, '') || text);
}

function isObject(value: unknown): value is Member {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
