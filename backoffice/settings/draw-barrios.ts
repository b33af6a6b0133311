import { createHash } from 'node:crypto';
import type { DrawnPlace } from '../../domain/entity/barrio.ts';
import { readGeoJson } from '../../domain/entity/geojson.ts';
import { COLOMBIA } from '../../domain/entity/map.ts';
import { mapOfShapes } from '../../domain/entity/map-of-shapes.ts';
import { type MatchedPlace, matchPlaces } from '../../domain/entity/match-places.ts';
import type { DrawnView, GeoJsonBody, GeoJsonResult } from '../contracts/barrios.ts';
import { Refusal } from '../refusal.ts';
import { giveMap } from './change-settings.ts';
import type { SettingsControl } from './settings-control.ts';

/** A person reads so many mistakes at once; the number of all of them is told beside. */
const MAX_ERRORS = 200;

/**
 * Looks at a file of shapes and, once a person has confirmed what it would do, stores all of it or nothing.
 *
 * What is confirmed is the digest of the preview: when the file or the places differ from what was shown, it throws the
 * Refusal `request-not-possible`. A utility without a map has one afterwards, made of these shapes; should that fail, the
 * same file gives it when it is stored once more.
 */
export async function drawBarrios(
  { text, confirm, comuna }: GeoJsonBody,
  staffId: string,
  control: SettingsControl,
): Promise<GeoJsonResult> {
  const { map } = control.entity.profile();
  const reading = readGeoJson(text, map?.bounds ?? COLOMBIA);
  if (reading.kind === 'invalid') {
    const { errors } = reading;
    return { kind: 'invalid', errors: errors.slice(0, MAX_ERRORS), total: errors.length };
  }
  const places = matchPlaces(reading.features, await control.barrios.list(), comuna ?? null);
  const digest = digestOf(places);
  if (confirm === undefined) {
    return { kind: 'preview', digest, givesMap: !map, features: places.map(toView) };
  }
  if (confirm !== digest) {
    throw new Refusal('request-not-possible');
  }
  return apply(places, staffId, control);
}

async function apply(
  places: readonly MatchedPlace[],
  staffId: string,
  control: SettingsControl,
): Promise<GeoJsonResult> {
  const { slug } = control.entity.profile();
  const drawn = places.flatMap((place) => toDrawn(place, `${slug}-${control.newId()}`));
  const count = (match: MatchedPlace['match']): number =>
    places.filter((place) => place.match === match).length;
  const [matched, created, skipped] = [count('matched'), count('new'), count('unmatched')];
  await control.barrios.draw(drawn, {
    at: control.clock.now(),
    actor: { kind: 'staff', id: staffId },
    action: 'barrio.drawn',
    subject: `entity/${slug}`,
    after: { matched, created, skipped },
  });
  await control.entity.reload();
  const stored = places.filter(({ match }) => match !== 'unmatched');
  if (stored.length > 0) {
    await giveMap(mapOfShapes(stored.map(toNamed)), staffId, control);
  }
  return { kind: 'applied', matched, created, skipped };
}

function toDrawn(place: MatchedPlace, id: string): readonly DrawnPlace[] {
  const { geometry, name, isSector } = place;
  if (place.match === 'matched') {
    return [{ id: place.barrio.id, geometry }];
  }
  if (place.match === 'unmatched') {
    return [];
  }
  const kind = isSector ? 'sector' : 'barrio';
  const details = { name, kind, comuna: place.comuna, comunaName: null, aliases: [], active: true } as const;
  return [{ create: { id, ...details, aliases: [] }, geometry }];
}

function toNamed(place: MatchedPlace) {
  const { name } = place.match === 'matched' ? place.barrio : place;
  return { name, geometry: place.geometry };
}

function digestOf(places: readonly MatchedPlace[]): string {
  const seen = places.map((place) => [toView(place), place.isSector]);
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

function toView(place: MatchedPlace): DrawnView {
  const { feature, line, name, comuna, match, geometry } = place;
  const barrio = place.match === 'matched' ? place.barrio : null;
  return {
    ...{ feature, line, name, comuna, match },
    barrioId: barrio?.id ?? null,
    barrioName: barrio?.name ?? null,
    reason: place.match === 'unmatched' ? place.reason : null,
    geometry: { type: geometry.type, coordinates: [...geometry.coordinates] },
  };
}
