import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BarrioView, DrawnView } from '../../backoffice/contracts/barrios.ts';
import { createGazetteer } from '../../dialogs/understanding/gazetteer.ts';
import { type ConsoleFixture, openConsole, signInAs } from './console-fixture.ts';

let fixture: ConsoleFixture;
let cookie: string;
beforeAll(async () => {
  fixture = await openConsole();
  cookie = await signInAs(fixture, 'admin');
});
afterAll(() => fixture.close());

function call(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  return fixture.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, origin: fixture.publicUrl },
    ...(payload && { payload }),
  });
}

const list = async (): Promise<readonly BarrioView[]> =>
  (await call('GET', '/settings/barrios')).json().items;
const findByName = async (name: string): Promise<BarrioView> => {
  const found = (await list()).find((barrio) => barrio.name === name);
  if (!found) {
    throw new Error(name);
  }
  return found;
};
const detailsOf = ({ name, kind, comuna, comunaName, aliases, active }: BarrioView) => ({
  ...{ name, kind, comuna, comunaName, aliases, active },
});
const put = (barrio: BarrioView, changes: Partial<BarrioView>) =>
  call('PUT', `/settings/barrios/${barrio.id}`, {
    version: barrio.version,
    details: { ...detailsOf(barrio), ...changes },
  });
/** What the assistant makes of words, with the barrios as they are served. */
const understand = (text: string) => createGazetteer(fixture.settings.entity.barrios()).find(text);
const lastAction = async () => (await call('GET', '/audit?limit=1')).json().items[0];

test('the barrios of the seed are there, homonyms with their comunas', async () => {
  const carmen = (await list()).filter(({ name }) => name.startsWith('El Carmen'));

  expect((await list()).length).toBeGreaterThan(200);
  expect(new Set(carmen.map(({ comuna }) => comuna)).size).toBe(carmen.length);
});

test('a barrio that was added is understood at once, by its aliases too', async () => {
  const added = await call('POST', '/settings/barrios', {
    ...{ name: 'Ciudad Equidad Dos', kind: 'barrio', comuna: '9', comunaName: '' },
    aliases: ['La Equidad Nueva', 'la equidad nueva'],
  });

  expect(added.json()).toMatchObject({
    aliases: ['La Equidad Nueva'],
    comunaName: null,
    active: true,
    version: 1,
  });
  expect(understand('vivo en la equidad nueva')).toMatchObject({
    kind: 'found',
    barrio: { id: added.json().id },
  });
  expect(await lastAction()).toMatchObject({ action: 'barrio.added', subject: `barrio/${added.json().id}` });
});

test('a barrio keeps its id when it is renamed, and leaves the assistant when it is out of use', async () => {
  const before = await findByName('Bastidas');
  const renamed = await put(before, { name: 'Bastidas del Mar' });

  expect(renamed.json()).toMatchObject({ id: before.id, name: 'Bastidas del Mar', version: 2 });
  expect(understand('bastidas del mar')).toMatchObject({ kind: 'found', barrio: { id: before.id } });
  await put(renamed.json(), { active: false });
  expect(understand('bastidas del mar')).not.toMatchObject({ kind: 'found' });
  expect(await lastAction()).toMatchObject({
    action: 'barrio.deactivated',
    changes: [{ key: 'active', before: { value: true }, after: { value: false } }],
  });
});

test('who edited an older version gets the barrio as it is, and changes nothing', async () => {
  const before = await findByName('Mamatoco');
  await put(before, { aliases: ['Mama'] });
  const conflict = await put(before, { aliases: ['Toco'] });

  expect(conflict.statusCode).toBe(409);
  expect(conflict.json()).toMatchObject({
    code: 'version-conflict',
    current: { aliases: ['Mama'], version: 2 },
  });
});

test('of two that are one, all names lead to the one that stays, and what was filed keeps its id', async () => {
  const [gone, kept] = [await findByName('Corea'), await findByName('Pescaíto')];
  const url = `/settings/barrios/${gone.id}/merge`;
  const merged = await call('POST', url, { version: gone.version, into: kept.id, intoVersion: kept.version });

  expect(merged.json()).toMatchObject({ id: kept.id, aliases: ['Corea'] });
  expect(understand('corea')).toMatchObject({ kind: 'found', barrio: { id: kept.id } });
  expect(await findByName('Corea')).toMatchObject({ id: gone.id, active: false, mergedInto: kept.id });
  const again = await call('POST', url, { version: gone.version, into: kept.id, intoVersion: kept.version });
  expect(again.statusCode).toBe(409);
  expect(
    (await call('POST', '/settings/barrios/none/merge', { version: 1, into: kept.id, intoVersion: 2 }))
      .statusCode,
  ).toBe(404);
});

const RING = [
  [-74.2, 11.2],
  [-74.19, 11.2],
  [-74.19, 11.21],
  [-74.2, 11.2],
];
const featureOf = (properties: object, ring: unknown = RING) => ({
  ...{ type: 'Feature', properties },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const fileOf = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features }, null, 1);
const send = (text: string, confirm?: string, comuna?: string) =>
  call('POST', '/settings/barrios/geojson', {
    text,
    ...(confirm !== undefined && { confirm }),
    ...(comuna !== undefined && { comuna }),
  });
const drawn = async () =>
  (await call('GET', '/settings/barrios/map')).json().drawn.map(({ name }: DrawnView) => name);

test('a file with mistakes changes nothing, and each mistake has its line', async () => {
  const answer = await send(
    fileOf(
      featureOf({ name: 'Gaira' }),
      featureOf({ name: 'Gaira 2', comuna: '8' }, RING.slice(0, 3)),
      featureOf({}),
    ),
  );

  expect(answer.json()).toMatchObject({
    kind: 'invalid',
    total: 2,
    errors: [
      { fault: 'ring-short', feature: 2, name: 'Gaira 2', line: expect.any(Number) },
      { fault: 'no-name', feature: 3, line: expect.any(Number) },
    ],
  });
  expect(await drawn()).toEqual([]);
});

test('a file is shown first and stored when it is confirmed, all of it', async () => {
  const text = fileOf(
    featureOf({ name: 'mamatoco' }),
    featureOf({ sector: 'Taganga Alta', comuna: '1' }),
    featureOf({ name: 'Nadie Sabe' }),
  );
  const preview = (await send(text)).json();
  expect(preview.features.map(({ match, reason }: DrawnView) => [match, reason])).toEqual([
    ['matched', null],
    ['new', null],
    ['unmatched', 'no-comuna'],
  ]);
  expect(await drawn()).toEqual([]);

  expect((await send(text, preview.digest)).json()).toEqual({
    kind: 'applied',
    matched: 1,
    created: 1,
    skipped: 1,
  });
  expect(await drawn()).toEqual(['Mamatoco', 'Taganga Alta']);
  expect(await findByName('Taganga Alta')).toMatchObject({ kind: 'sector', comuna: '1', hasGeometry: true });
  expect(understand('sector taganga alta')).toMatchObject({ kind: 'found' });
  expect(await lastAction()).toMatchObject({ action: 'barrio.drawn' });
});

test('what is confirmed must be what was shown', async () => {
  const text = fileOf(featureOf({ name: 'Gaira Nueva', comuna: '8' }));
  const { digest } = (await send(text)).json();

  expect((await send(text.replace('Gaira Nueva', 'Gaira Otra'), digest)).statusCode).toBe(409);
  expect((await send(text, 'f'.repeat(64))).statusCode).toBe(409);
  expect(await drawn()).not.toContain('Gaira Nueva');
});

test('a file of more than five megabytes is refused', async () => {
  expect((await send('a'.repeat(5 * 1024 * 1024 + 1))).statusCode).toBe(400);
  expect((await send('a'.repeat(11 * 1024 * 1024))).statusCode).toBe(413);
});

/** The utility as one that has drawn nothing of its city. */
async function forgetMap(): Promise<void> {
  const { settings, entity } = fixture.settings;
  const { profile, version } = await settings.get();
  const { map: _, ...without } = profile;
  await settings.save({
    profile: without,
    version,
    audit: {
      at: fixture.time.now,
      actor: { kind: 'system', id: null },
      action: 'entity.changed',
      subject: `entity/${profile.slug}`,
    },
  });
  await entity.reload();
}

test('a town without map nor comunas gets both its barrios and its map from one file', async () => {
  await forgetMap();
  const text = fileOf(featureOf({ nombre: 'Villa del Sur' }), featureOf({ nombre: 'Mamatoco' }));
  const first = (await send(text)).json();
  const preview = (await send(text, undefined, '12')).json();

  expect(first).toMatchObject({ givesMap: true, features: [{ reason: 'no-comuna' }, { match: 'matched' }] });
  expect(preview.features[0]).toMatchObject({ match: 'new', comuna: '12' });
  expect((await send(text, preview.digest)).statusCode).toBe(409);
  expect((await call('GET', '/settings/barrios/map')).json().map).toBeNull();

  expect((await send(text, preview.digest, '12')).json()).toMatchObject({ matched: 1, created: 1 });
  expect(await findByName('Villa del Sur')).toMatchObject({ comuna: '12', hasGeometry: true });
  expect(fixture.settings.entity.profile().map).toMatchObject({
    bounds: { south: 11.1995, west: -74.2005, north: 11.2105, east: -74.1895 },
    places: [{ name: 'Villa del Sur' }, { name: 'Mamatoco' }],
  });
  expect(await lastAction()).toMatchObject({ action: 'entity.changed', actor: { name: 'Ana Ruiz' } });
});

test('where there is a map, a file does not change it', async () => {
  const before = fixture.settings.entity.profile().map;
  const text = fileOf(featureOf({ name: 'Mamatoco' }));
  const { digest, givesMap } = (await send(text)).json();
  await send(text, digest);

  expect(givesMap).toBe(false);
  expect(fixture.settings.entity.profile().map).toEqual(before);
});

test('latitude and longitude the wrong way round are noticed also where there is no map', async () => {
  await forgetMap();
  const swapped = RING.map(([longitude, latitude]) => [latitude, longitude]);

  expect((await send(fileOf(featureOf({ name: 'Mamatoco' }, swapped)))).json()).toMatchObject({
    kind: 'invalid',
    errors: [{ fault: 'swapped' }],
  });
});
