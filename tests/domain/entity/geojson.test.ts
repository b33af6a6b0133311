import { describe, expect, test } from 'vitest';
import type { StoredBarrio } from '../../../domain/entity/barrio.ts';
import { readGeoJson } from '../../../domain/entity/geojson.ts';
import { parseJsonWithLines } from '../../../domain/entity/json-lines.ts';
import { matchPlaces } from '../../../domain/entity/match-places.ts';

const BOUNDS = { south: 11, west: -75, north: 12, east: -74 };
const RING = '[[-74.2,11.2],[-74.1,11.2],[-74.1,11.3],[-74.2,11.2]]';

/** A file with a feature a line, from line 3 on. */
const file = (...features: string[]): string =>
  `{ "type": "FeatureCollection",\n  "features": [\n${features.join(',\n')}\n]}`;
const feature = (properties: object, coordinates = `[${RING}]`, type = 'Polygon'): string =>
  `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":{"type":"${type}","coordinates":${coordinates}}}`;

function errorsOf(text: string) {
  const reading = readGeoJson(text, BOUNDS);
  return reading.kind === 'invalid'
    ? reading.errors.map(({ fault, line, feature: at }) => [fault, line, at])
    : [];
}

describe('JSON with its lines', () => {
  test.each([
    ['an object', '\n{"a": [1, -2.5e3, "x\\u00e9\\n", true, false, null, {}]}'],
    ['an empty array', '[]'],
    ['a text', '"é"'],
    ['a mark at its beginning', '\ufeff{"a":1}'],
  ])('%s is read as JSON.parse reads it', (_, text) => {
    expect(parseJsonWithLines(text).value).toEqual(JSON.parse(text.replace('\ufeff', '')));
  });

  test.each([
    ['{"a":1,}', 1],
    ['{\n"a":\n01}', 3],
    ['[1,\n2', 2],
    ['{"a" 1}', 1],
    ['[1]\n\nx', 3],
    ["{'a':1}", 1],
    ['["\t"]', 1],
    ['', 1],
    [`${'['.repeat(60)}${']'.repeat(60)}`, 1],
  ])('%j ends on line %i', (text, line) => {
    expect(() => parseJsonWithLines(text)).toThrow(expect.objectContaining({ line }));
  });

  test('a key of another kind of object is a key like any other', () => {
    const { value } = parseJsonWithLines('{"__proto__": {"polluted": true}}');

    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each([
  ['no JSON', '{ "type": "FeatureCollection",\n "features": [\n{,]}', [['not-json', 3, null]]],
  ['a single feature', feature({ name: 'A' }), [['not-a-collection', 1, null]]],
  ['no features', file(), [['no-features', 2, null]]],
  [
    'another reference system',
    `{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3116"}},"features":[{}]}`,
    [['other-reference-system', 1, null]],
  ],
  [
    'no name',
    file(feature({}), feature({ name: '  ' })),
    [
      ['no-name', 3, 1],
      ['no-name', 4, 2],
    ],
  ],
  [
    'the same name twice',
    file(feature({ name: 'Pescaíto' }), feature({ barrio: 'PESCAITO' })),
    [['name-twice', 4, 2]],
  ],
  [
    'a comuna that is a whole sentence',
    file(feature({ name: 'A', comuna: 'Pescaíto, Almendros y alrededores' })),
    [['comuna-long', 3, 1]],
  ],
  ['a point', file(feature({ name: 'A' }, '[-74.2,11.2]', 'Point')), [['geometry-type', 3, 1]]],
  [
    'no geometry',
    file('{"type":"Feature","properties":{"name":"A"},"geometry":null}'),
    [['no-geometry', 3, 1]],
  ],
  [
    'an open ring',
    file(feature({ name: 'A' }, '[[[-74.2,11.2],[-74.1,11.2],[-74.1,11.3],[-74.2,11.3]]]')),
    [['ring-open', 3, 1]],
  ],
  [
    'a short ring',
    file(feature({ name: 'A' }, '[[[-74.2,11.2],[-74.1,11.2],[-74.2,11.2]]]')),
    [['ring-short', 3, 1]],
  ],
  ['a text for a number', file(feature({ name: 'A' }, '[[["-74.2",11.2]]]')), [['not-a-position', 3, 1]]],
  ['degrees that do not exist', file(feature({ name: 'A' }, '[[[-274.2,11.2]]]')), [['out-of-range', 3, 1]]],
  ['latitude first', file(feature({ name: 'A' }, '[[[11.2,-74.2]]]')), [['swapped', 3, 1]]],
  ['another city', file(feature({ name: 'A' }, '[[[-73.2,10.4]]]')), [['outside-the-city', 3, 1]]],
  [
    'no feature',
    file('{"type":"Punto"}', '7'),
    [
      ['not-a-feature', 2, 2],
      ['not-a-feature', 3, 1],
    ],
  ],
])('%s is an error with its line and feature', (_, text, errors) => {
  expect(errorsOf(text)).toEqual(errors);
});

test('every mistake of a file is told, each on the line of the ring or point that has it', () => {
  const open = '[\n[[-74.2,11.2],[-74.1,11.2],\n[-74.1,11.3],[-74.2,11.3]]]';
  const outside = `[[${RING},\n[[-74.2,11.2],\n[-70,11.2],[-74.1,11.3],[-74.2,11.2]]]]`;

  expect(
    errorsOf(
      file(feature({ name: 'A' }, open), feature({ name: 'B' }, outside, 'MultiPolygon'), feature({})),
    ),
  ).toEqual([
    ['ring-open', 4, 1],
    ['outside-the-city', 8, 2],
    ['no-name', 9, 3],
  ]);
});

test('a valid file is read: names, comunas, sectors, shapes without heights', () => {
  const text = file(
    feature(
      { nombre: ' Pescaíto ', comuna: 3 },
      `[[[-74.2,11.2,7],[-74.1,11.2,7],[-74.1,11.3,7],[-74.2,11.2,7]]]`,
    ),
    feature({ sector: 'Taganga Alta' }, `[[${RING}]]`, 'MultiPolygon'),
  );

  expect(readGeoJson(text, BOUNDS)).toEqual({
    kind: 'valid',
    features: [
      {
        feature: 1,
        line: 3,
        name: 'Pescaíto',
        comuna: '3',
        isSector: false,
        geometry: { type: 'Polygon', coordinates: [JSON.parse(RING)] },
      },
      {
        feature: 2,
        line: 4,
        name: 'Taganga Alta',
        comuna: null,
        isSector: true,
        geometry: { type: 'MultiPolygon', coordinates: [[JSON.parse(RING)]] },
      },
    ],
  });
});

const aBarrio = (
  id: string,
  name: string,
  comuna: string,
  rest: Partial<StoredBarrio> = {},
): StoredBarrio => ({
  ...{ id, name, comuna, comunaName: null, kind: 'barrio', aliases: [], active: true },
  ...{ mergedInto: null, hasGeometry: false, version: 1 },
  ...rest,
});

test.each([
  ['its name', { name: 'PESCAITO' }, ['matched', 'b1']],
  ['an alias', { name: 'La Pesca' }, ['matched', 'b1']],
  ['a homonym with its comuna', { name: 'El Carmen', comuna: '6' }, ['matched', 'b3']],
  ['a homonym with its comuna written out', { name: 'El Carmen', comuna: 'COMUNA 06' }, ['matched', 'b3']],
  ['a homonym without it', { name: 'El Carmen' }, ['unmatched', 'homonyms']],
  ['a name that nobody has', { name: 'Nuevo', comuna: '1' }, ['new', '1']],
  ['a name that nobody has and no comuna', { name: 'Nuevo' }, ['unmatched', 'no-comuna']],
  ['a barrio that is out of use', { name: 'Viejo' }, ['unmatched', 'no-comuna']],
])('a shape with %s', (_, properties, [match, what]) => {
  const barrios = [
    aBarrio('b1', 'Pescaíto', '3', { aliases: ['La Pesca'] }),
    aBarrio('b2', 'El Carmen', '2'),
    aBarrio('b3', 'El Carmen', '6'),
    aBarrio('b4', 'Viejo', '1', { active: false }),
  ];
  const reading = readGeoJson(file(feature(properties)), BOUNDS);
  const [place] = matchPlaces(reading.kind === 'valid' ? reading.features : [], barrios);

  expect(place).toMatchObject({
    match,
    ...(match === 'matched' && { barrio: { id: what } }),
    ...(match === 'unmatched' && { reason: what }),
    ...(match === 'new' && { comuna: what }),
  });
});

test.each([
  ['a name that nobody has', { name: 'Nuevo' }, ['new', '9']],
  ['a name that nobody has in its own comuna', { name: 'Nuevo', comuna: '1' }, ['new', '1']],
  ['a name that one barrio has, whatever its comuna', { name: 'Pescaíto' }, ['matched', 'b1']],
  ['a homonym that lies there', { name: 'El Carmen' }, ['matched', 'b3']],
])('in a file whose places name no comuna, but all lie in the ninth: %s', (_, properties, expected) => {
  const barrios = [
    aBarrio('b1', 'Pescaíto', '3'),
    aBarrio('b2', 'El Carmen', '2'),
    aBarrio('b3', 'El Carmen', '9'),
  ];
  const reading = readGeoJson(file(feature(properties)), BOUNDS);
  const [place] = matchPlaces(reading.kind === 'valid' ? reading.features : [], barrios, '9');

  expect([place?.match, place?.match === 'matched' ? place.barrio.id : place?.comuna]).toEqual(expected);
});

test('two shapes of one barrio are not both stored', () => {
  const reading = readGeoJson(file(feature({ name: 'Pescaíto' }), feature({ name: 'La Pesca' })), BOUNDS);
  const places = matchPlaces(reading.kind === 'valid' ? reading.features : [], [
    aBarrio('b1', 'Pescaíto', '3', { aliases: ['La Pesca'] }),
  ]);

  expect(places.map((place) => (place.match === 'unmatched' ? place.reason : place.match))).toEqual([
    'matched',
    'twice',
  ]);
});

test('two shapes of one new barrio are not both stored, though one of them names no comuna', () => {
  const reading = readGeoJson(
    file(feature({ name: 'Nuevo', comuna: '9' }), feature({ name: 'NUEVO' })),
    BOUNDS,
  );
  const places = matchPlaces(reading.kind === 'valid' ? reading.features : [], [], '9');

  expect(places.map(({ match }) => match)).toEqual(['new', 'unmatched']);
});
